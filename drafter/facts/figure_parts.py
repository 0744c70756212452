"""A figure by its parts (bound, sign, numerals, multipliers, unit), and what they are worth."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from drafter.facts.fact_keys import plain, plus, times
from drafter.facts.numerals import DIGITS, chinese_number
from drafter.facts.units import MONEY_SIGNS, folded

_NEGATIVE = frozenset(("-", "负", "负增长", "零下"))
_TENS = ("成", "折")  # of which ten are a whole: 六成 and 六折 are 60%
_VAGUE = re.compile("[上数几]|好几")


class Spelling(NamedTuple):
    """A figure as printed, and the end of it that stands outside its token."""

    text: str
    tail: str


@dataclass(frozen=True, slots=True)
class End:
    """One numeral of a figure, by its parts; "" for what is not written.

    mid         余 of 300余万; behind is 余 of 3万余
    multiplier  万 of 300万; of a Chinese numeral it can stand in the digits
    """

    sign: str = ""
    digits: str = ""
    mid: str = ""
    multiplier: str = ""
    behind: str = ""

    @property
    def vague(self) -> bool:
        """数十, 上百, 几十, 十几: no number that could be named."""
        return _VAGUE.match(self.digits) is not None or self.mid == "几"

    @property
    def value(self) -> Decimal | None:
        """The number with its sign, or None where it cannot be told."""
        number = chinese_number(self.digits.replace(",", "") + self.multiplier)
        if self.vague or number is None:
            return None
        return Decimal(plain(number.copy_negate() if self.sign in _NEGATIVE else number))

    @property
    def parted(self) -> "End":
        """With the multiplier of a Chinese numeral apart: 五 and 万 of 五万."""
        core = re.sub("[万亿]+$|(?<=^.)[百千]$", "", self.digits)
        if self.multiplier or not core or self.digits[0].isdigit():
            return self
        return replace(self, digits=core, multiplier=self.digits[len(core) :])


@dataclass(frozen=True, slots=True)
class Parts:
    """A match of NUMBER_ALONE or CHINESE_ALONE by its parts; "" for what is not written.

    first_unit  the unit behind the lower end of a range: 补助80万元至120万元
    """

    match: re.Match[str]
    before: str
    money: str
    low: End
    first_unit: str
    to: str
    high: End | None
    unit: str
    after: str

    @classmethod
    def of(cls, match: re.Match[str], prefix: str = "") -> "Parts":
        def part(name: str) -> str:
            return match[prefix + name] or ""

        low = End(part("sign"), part("n1"), part("a1"), part("m1"), part("b1"))
        high = End(part("s2"), part("n2"), part("a2"), part("m2"), part("b2"))
        return cls(
            match, part("before"), "" if prefix else part("money"), low, part("u1"), part("to"),
            high if high.digits else None, part("u"), part("after"),
        )  # fmt: skip

    @property
    def base(self) -> str:
        """The unit of the value: 美元 for $, 个月 for 个半月, % for 成."""
        if self.money and folded(self.unit) in {"", "元"}:
            return MONEY_SIGNS[self.money]
        if self.unit.startswith(_TENS):
            return "%"
        return folded(re.sub("^个[多半](?=月|小时)", "个", self.unit))

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """In the order of a key."""
        high = self.high or End()
        plus = self.low.sign if self.low.sign in {"+", "±"} else ""
        more = "多" if self.unit.startswith("个多") else ""
        after = "" if self.after == "半" else self.after
        mids = (self.low.mid, self.low.behind, high.mid, high.behind)
        return tuple(filter(None, (self.before, plus, *mids, more, after)))

    @property
    def values(self) -> tuple[Decimal | None, Decimal | None]:
        """The number, or both ends of a range, in the base unit; None for what is no number."""
        if self.high is None:
            value = self.low.value
            return (None if value is None else plus(self.in_base(value), self._more)), None
        low, high = self.shared_low.value, self.high.value
        if low is None or high is None or self._more:
            return None, None
        return self.in_base(low), self.in_base(high)

    @property
    def shared_low(self) -> End:
        """The lower end with the multiplier of both: 120-150万元, 三至五万元.

        5000-1万人 does not begin at 5000万.
        """
        assert self.high
        own, high = chinese_number(self.low.digits.replace(",", "")), self.high.parted
        number = chinese_number(high.digits.replace(",", ""))
        scaled = self.low.multiplier or re.search("[万亿]", self.low.digits)
        if scaled or own is None or number is None or own >= number:
            return self.low
        if high.multiplier in {"百", "千"} and own > 9:
            return self.low
        return replace(self.low, multiplier=high.multiplier)

    def in_base(self, value: Decimal) -> Decimal:
        """A number of the unit as written in the base unit: 六成 is 60, 八五折 85."""
        if not self.unit.startswith(_TENS):
            return value
        two_digits = self.unit == "折" and len(self.low.digits) == 2 and value > 10
        return value if two_digits else times(value, Decimal(10))

    @property
    def _more(self) -> Decimal:
        """半 of 3年半 and 个半月, 四 of 三成四, in the base unit."""
        tenth = self.unit[1:2] if self.unit[:1] == "成" else ""
        if tenth in DIGITS:
            return Decimal(DIGITS[tenth])
        if tenth == "半":
            return Decimal(5)
        half = self.after == "半" or self.unit.startswith("个半")
        return Decimal("0.5") if half else Decimal(0)

    @property
    def written(self) -> Spelling:
        """The figure as it stands, and how much of its end stands outside its token."""
        last = self.high or self.low
        multiplier = "" if last.behind else last.multiplier
        return Spelling(self.match[0], multiplier + self.unit + self.after)

    @property
    def letters(self) -> str:
        """The figure as written without what bounds it."""
        start = self.match.end() - len(self.match[0]) + len(self.before)
        return self.match.string[start : self.match.end() - len(self.after)]
