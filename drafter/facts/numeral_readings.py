"""Figures written in Chinese numerals: 三百余人, 三至五万元, 百分之八点五, 六成, 三四所.

What they state.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.facts.fact_keys import fact_of, kind_of, number_key, plain, times
from drafter.facts.numbering import chinese
from drafter.facts.numerals import chinese_number, neighbours
from drafter.facts.patterns import AFTER, BEFORE, CHINESE_ALONE, NUMERAL
from drafter.facts.units import FOLDED_UNITS, PHRASES, scale
from drafter.records import Fact, FactKind


@dataclass(frozen=True, slots=True)
class _Parts:
    """A match of CHINESE_ALONE by its parts.

    before, mid, after  约, 余, 以上; "" for none
    multiplier, unit    万 and 元 of 三百万元, as written; 万元 can be the unit as well
    """

    digits: str
    before: str
    mid: str
    multiplier: str
    unit: str
    after: str

    @classmethod
    def of(cls, match: re.Match[str]) -> "_Parts":
        names = ("c", "cbefore", "cmid", "cm", "cu", "cafter")
        return cls(*(match[name] or "" for name in names))

    @property
    def vague(self) -> bool:
        """数十, 上百, 几十, 十几: no number that could be named."""
        return re.match(r"上|数|几|好几", self.digits) is not None or self.mid == "几"

    @property
    def base(self) -> str:
        """The unit of the value, 元 where 万元 is written."""
        unit = self.unit[1:] if self.unit in {"万元", "亿元"} else self.unit
        return FOLDED_UNITS.get(unit, unit)

    @property
    def factor(self) -> Decimal:
        """What one of the digits' ones is worth in the base unit: 10000 for 万元."""
        own = scale(self.unit[0]) if self.unit in {"万元", "亿元"} else Decimal(1)
        return own * scale(self.multiplier)

    @property
    def tail(self) -> str:
        return self.multiplier + self.unit + self.after

    @property
    def qualifiers(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.before, self.mid, self.after)))


def numeral(match: re.Match[str]) -> Fact | None:
    """The fact of a match of CHINESE_ALONE.

    None where its numeral counts nothing (百年, 突破一批).
    """
    parts = _Parts.of(match)
    if _is_word(match, parts):
        return None
    ends = neighbours(parts.digits)
    value = None
    if not parts.vague:
        value = ends[0] if ends else chinese_number(parts.digits)
        if not value:
            return None
    if match["cfrom"]:
        return _range(match, parts, None if ends else value)
    if value is None or (parts.factor > 1 and re.search("[万亿]", parts.digits)):
        return _as_written(match, parts)
    if ends:
        return _valued(match, parts, value, ends[1] * parts.factor)
    return _valued(match, parts, value, None)


def _is_word(match: re.Match[str], parts: _Parts) -> bool:
    """百年, 千人 are words; what is broken through in 突破一批难题 is not counted."""
    bare = not parts.vague and not parts.mid and not parts.before
    if bare and re.fullmatch(r"[百千万亿]+", parts.digits):
        return True
    return parts.before == "突破" and PHRASES.match(match.string, match.start("c")) is not None


def _as_written(match: re.Match[str], parts: _Parts) -> Fact:
    """数十万, 三亿二千余万: kept to the letter, without a value."""
    amount = f"{parts.digits}{parts.mid}{parts.multiplier}{parts.unit}"
    key = amount + "".join(f"|{qualifier}" for qualifier in parts.qualifiers)
    return fact_of(
        kind_of(parts.base),
        match,
        key,
        value=None,
        unit=parts.base,
        qualifiers=parts.qualifiers,
        tail=parts.tail,
    )


def _valued(match: re.Match[str], parts: _Parts, value: Decimal, upper: Decimal | None) -> Fact:
    """The fact with its value; an amount of money is printed in Arabic digits (GB/T 15835)."""
    kind, text, tail = kind_of(parts.base), match[0], parts.tail
    if kind is FactKind.MONEY and upper is None:
        if parts.mid:
            head, tail = _arabic_money(value, parts.mid, parts.multiplier + parts.unit)
        else:
            head, tail = _arabic_amount(value * parts.factor)
        text, tail = parts.before + head + tail + parts.after, tail + parts.after
    value *= parts.factor
    return fact_of(
        kind,
        match,
        number_key(value, upper, parts.base, parts.qualifiers),
        text,
        value=value,
        upper=upper,
        unit=parts.base,
        qualifiers=parts.qualifiers,
        tail=tail,
    )


def _range(match: re.Match[str], parts: _Parts, upper: Decimal | None) -> Fact | None:
    """一至两个, 三至五万元.

    由三至五人 and what does not rise are no ranges: there the second figure stands alone.
    """
    low = chinese_number(match["cfrom"])
    large = re.search("[百千万亿]{1,2}$", parts.digits)
    if low and large and not re.search("[百千万亿]", match["cfrom"]):
        low = times(low, scale(large[0]))  # 三至五万元
    before = match.string[max(0, match.start() - 6) : match.start()]
    rises = low is not None and upper is not None and low < upper
    if not rises or re.search(r"[由从自第][^，,。；;]{0,5}$", before):
        alone = CHINESE_ALONE.match(match.string, match.start("c"))
        return numeral(alone) if alone else None
    assert low is not None
    assert upper is not None
    low, high = times(low, parts.factor), times(upper, parts.factor)
    return fact_of(
        kind_of(parts.base),
        match,
        number_key(low, high, parts.base, parts.qualifiers),
        value=low,
        upper=high,
        unit=parts.base,
        qualifiers=parts.qualifiers,
        tail=parts.tail,
    )


def _arabic_money(value: Decimal, mid: str, unit: str) -> tuple[str, str]:
    """230余 and 万元; 1万余 and 元."""
    for name, factor in (("亿", 10**8), ("万", 10**4)):
        if value >= factor and value % factor == 0:
            return f"{plain(value / factor)}{name}{mid}", unit
    return plain(value) + mid, unit


def _arabic_amount(value: Decimal) -> tuple[str, str]:
    for name, factor in (("亿元", 10**8), ("万元", 10**4)):
        if value % (factor // 100) == 0 and value >= factor:
            return plain(value / factor), name
    return plain(value), "元"


def estimate(match: re.Match[str]) -> Fact | None:
    """3、4个 as 三四个 (GB/T 15835 4.2.2); 分别为3、4个 is two figures."""
    low, high = int(match["e1"]), int(match["e2"])
    if high != low + 1 or re.search(r"分别[^，。；]{0,12}$", match.string[: match.start()]):
        return None
    alone = CHINESE_ALONE.fullmatch(f"{chinese(low)}{chinese(high)}{match['eu']}")
    fact = numeral(alone) if alone else None
    return replace(fact, span=match.span()) if fact else None


def percent(match: re.Match[str]) -> Fact | None:
    """百分之八点五 and 百分之8.5 as 8.5%; 百分之百 stays."""
    parts = re.fullmatch(rf"({BEFORE}?)百分之(.+?)({AFTER}?)", match[0])
    value = _share(parts[2]) if parts else None
    if not parts or value is None:
        return None
    before, after = parts[1], parts[3]
    whole = parts[2] == "百"
    qualifiers = tuple(filter(None, (before, after)))
    return fact_of(
        FactKind.PERCENT,
        match,
        number_key(value, None, "%", qualifiers),
        match[0] if whole else f"{before}{value}%{after}",
        value=value,
        unit="%",
        qualifiers=qualifiers,
        tail="" if whole else "%" + after,
    )


def _share(text: str) -> Decimal | None:
    """八点五 as 8.5; None where it is no number."""
    whole, _, behind_point = text.partition("点")
    value = Decimal(whole.replace(",", "")) if whole[0].isdigit() else chinese_number(whole)
    digits = [chinese_number(sign) for sign in behind_point]
    if value is None or any(digit is None or digit > 9 for digit in digits):
        return None
    return value + Decimal("0." + "".join(map(str, digits))) if digits else value


def fraction(match: re.Match[str]) -> Fact:
    """三分之二 and 2/3: one key, and no value, for a decimal would not be exact."""
    before, part, after = "", match[0], ""
    if parts := re.fullmatch(rf"({BEFORE}?)({NUMERAL})分之({NUMERAL})({AFTER}?)", match[0]):
        before, below, above, after = parts.groups()
        values = chinese_number(above), chinese_number(below)
        part = f"{below}分之{above}" if None in values else f"{values[0]}/{values[1]}"
    elif parts := re.fullmatch(rf"({BEFORE}?)(\d+/\d+)({AFTER}?)", match[0]):
        before, part, after = parts.groups()
    qualifiers = tuple(filter(None, (before, after)))
    key = part + "".join(f"|{qualifier}" for qualifier in qualifiers)
    return fact_of(FactKind.QUANTITY, match, key, qualifiers=qualifiers)


def tenths(match: re.Match[str]) -> Fact | None:
    """六成 as 60%, 三成四 as 34%."""
    parts = re.fullmatch(rf"({BEFORE}?)(.)成([一二三四五六七八九]?)(.*)", match[0])
    tens = chinese_number(parts[2]) if parts else None
    if not parts or tens is None:
        return None
    value = tens * 10 + (chinese_number(parts[3]) or 0)
    qualifiers = tuple(filter(None, (parts[1], parts[4])))
    return fact_of(
        FactKind.PERCENT,
        match,
        number_key(value, None, "%", qualifiers),
        value=value,
        unit="%",
        qualifiers=qualifiers,
        tail="" if parts[3] else "成" + parts[4],
    )
