"""A figure with its unit, in digits or in Chinese numerals, as the one fact it states.

1,200余人, 120-150万元, 1万3千亩, 负3.9%, 三百余人, 三至五万元, 十五点七亿元, 三成四, -12℃至25℃.
"""

import re
from dataclasses import replace
from decimal import Decimal

from drafter.facts.fact_keys import fact_of, kind_of, number_key
from drafter.facts.figure_parts import Parts, Spelling
from drafter.facts.numbering import chinese
from drafter.facts.numeral_words import PHRASES
from drafter.facts.numerals import CAPITALS, neighbours
from drafter.facts.patterns import CHINESE_ALONE, NUMBER_ALONE
from drafter.facts.spellings import arabic_money, arabic_range, arabic_single
from drafter.facts.units import BEHIND_ONE_SIGN, COUNTED_BEFORE, DIVISIBLE, folded
from drafter.records import Fact, FactKind

# Half or more of one is said of what can be divided: 3年半, 5公里多; 3个多功能厅 has no more of
# anything.
_DIVISIBLE = frozenset(("", *DIVISIBLE.split()))
_AS_SPELT = re.compile(f"[百千万亿]+$|.*[{CAPITALS}]")  # 万亿元, 叁拾万元整
_JOINED = re.compile(r"[-+–—~～至到.,]$|[\d千百万亿](?:以及|[、和与及])$")
_NO_TENTHS = frozenset("完建变组")  # 完成, 建成 are words
_PLACES = re.compile(f"[十百千万亿点廿卅{CAPITALS}]")
_FULL_WIDTH = str.maketrans("()", "（）")  # 台(套)
_MASK = re.compile(r"[A-Za-z\d×*＊○_△□#＃?？…】）)余多来几]")  # what 万元 belongs to: xx万元


def number(match: re.Match[str]) -> Fact | None:
    """The fact of a match of NUMBER_ALONE, or of the first figure in it where it only looks like
    one.
    """
    if "," in match["n1"] and _is_list(match):
        return _up_to(match, match.start("n1") + match["n1"].index(","))
    if match["n2"] and not _is_range(match):
        return _up_to(match, match.start("to"))
    parts = Parts.of(match)
    if parts.after in {"半", "多", "余"} and parts.unit not in _DIVISIBLE:
        return _up_to(match, match.end() - 1)
    if re.match(r"0\d", match["n1"]):  # 012 and 07年 are names of something
        return _as_written(parts)
    shown = arabic_range(parts) if parts.high else arabic_single(parts)
    return _fact(parts, shown)


def numeral(match: re.Match[str]) -> Fact | None:
    """The fact of a match of CHINESE_ALONE.

    None where its numeral counts nothing (百年, 突破一批).
    """
    parts = Parts.of(match, "c")
    if parts.after in {"半", "多", "余"} and parts.unit not in _DIVISIBLE:
        return _up_to(match, match.end() - 1)
    if parts.high:
        return _numeral_range(parts)
    ends = neighbours(parts.low.digits + parts.low.multiplier)
    if not _counts(parts, estimated=ends is not None):
        return None
    if ends:
        return _estimated(parts, *ends)
    if parts.low.value is None and not parts.low.vague:
        return None
    joined = _JOINED.search(match.string[max(0, match.start() - 3) : match.start()])  # 1～三万元
    as_spelt = joined or _AS_SPELT.match(parts.low.digits)
    money = kind_of(parts.base) is FactKind.MONEY and not as_spelt
    return _fact(parts, arabic_money(parts) if money else parts.written)


def _numeral_range(parts: Parts) -> Fact | None:
    """三至五万元; of 由三至五人 the second figure, and the first where it has a unit."""
    match = parts.match
    if _rises(parts) and not _leads_from(match):
        return _fact(parts, parts.written)
    again = CHINESE_ALONE.match(match.string, match.start("cn2"))
    return _up_to(match, match.start("cto")) or (numeral(again) if again else None)


def _estimated(parts: Parts, low: Decimal, high: Decimal) -> Fact:
    """三四所 is 3 to 4; 八九折 can be 89% and 80% to 90%."""
    if parts.unit == "折":
        return _as_written(parts)
    return _made(parts, parts.in_base(low), parts.in_base(high), parts.written)


def _fact(parts: Parts, shown: Spelling) -> Fact:
    low, high = parts.values
    if low is None:
        return _as_written(parts)
    return _made(parts, low, high, shown)


def _as_written(parts: Parts) -> Fact:
    """数十万, 1万2: kept to the letter, without a value."""
    key = parts.letters + "".join(f"|{qualifier}" for qualifier in parts.qualifiers)
    return _of(parts, key, None, None, parts.written)


def _made(parts: Parts, low: Decimal, high: Decimal | None, shown: Spelling) -> Fact:
    key = number_key(low, high, parts.base, parts.qualifiers)
    return _of(parts, key, low, high, shown)


def _of(parts: Parts, key: str, low: Decimal | None, high: Decimal | None, shown: Spelling) -> Fact:
    return fact_of(
        kind_of(parts.base),
        parts.match,
        key,
        shown.text.translate(_FULL_WIDTH),
        value=low,
        upper=high,
        unit=parts.base,
        qualifiers=parts.qualifiers,
        tail=shown.tail.translate(_FULL_WIDTH),
    )


def _up_to(match: re.Match[str], end: int) -> Fact | None:
    for pattern, reader in ((NUMBER_ALONE, number), (CHINESE_ALONE, numeral)):
        again = pattern.match(match.string, match.start(), end)
        if again and (fact := reader(again)):
            return fact
    return None


# --- what only looks like a list, a range, a numeral ---


def _is_list(match: re.Match[str]) -> bool:
    """分别为120,150,300人 lists three; 分别为1,200人、1,350人 groups thousands."""
    before = match.string[max(0, match.start() - 40) : match.start("n1")]
    goes_on = re.compile(r"[、，,和与及]\d").match(match.string, match.end())
    return bool(re.search(r"分别[为是达有]?到?[\d,.，]*$", before)) and not goes_on


def _is_range(match: re.Match[str]) -> bool:
    """3至5天 is a range; 由3至5天 is not, nor are two figures with units of their own (3所-5人)."""
    if _is_made_of_numbers(match):
        return False
    if match["u1"] and folded(match["u1"]) != folded(match["u"] or ""):
        return False
    return match["to"] not in "至到" or not _leads_from(match) or _are_years(match)


def _are_years(match: re.Match[str]) -> bool:
    """从2016到2018."""
    return not match["u"] and all(re.fullmatch(r"(?:19|20)\d\d", match[n]) for n in ("n1", "n2"))


def _leads_from(match: re.Match[str]) -> bool:
    """由, 从, 自 and 第 before a figure: what follows 至 or 到 is another one."""
    before = match.string[max(0, match.start() - 6) : match.start()]
    return re.search(r"[由从自第][^，,。；;]{0,5}$", before) is not None


def _is_made_of_numbers(match: re.Match[str]) -> bool:
    """5-3班, 2026-1号, 0871-1234567, 12-34-56: a name made of numbers."""
    parts = Parts.of(match)
    low, high = parts.values
    if low is None or high is None:
        return True
    if low >= high and parts.to != "至" and not parts.low.sign and not parts.first_unit:
        return True
    begin, end = match.start(), match.end("n2")
    chained = re.match(r"[-–—]\d", match.string[end:])
    chained = chained or re.search(r"\d[-–—]$", match.string[max(0, begin - 2) : begin])
    return bool(chained or re.match(r"0\d", match["n1"]))


def _rises(parts: Parts) -> bool:
    low, high = parts.values
    return low is not None and high is not None and low < high


def _counts(parts: Parts, *, estimated: bool) -> bool:
    """Whether a Chinese numeral counts its unit, and is no word: 百年, 三级, 十分, 一二线."""
    match, digits = parts.match, parts.low.digits
    before = match.string[max(0, match.start() - 1) : match.start()]
    if parts.before == "突破" and PHRASES.match(match.string, match.start("cn1")):
        return False
    if parts.unit[0] == "成" and before in _NO_TENTHS:
        return False
    if re.fullmatch("[百千万亿]+", digits):
        return not _MASK.match(before) and _is_round_figure(parts)
    if parts.low.vague:
        return True
    if len(digits) == 1 or estimated:
        return _counts_behind_one_sign(parts)
    if parts.unit == "点":  # 十二点 is a time
        return False
    return parts.unit == "折" or _PLACES.search(digits) is not None


def _is_round_figure(parts: Parts) -> bool:
    """近百所, 万亿元; 万户 and 百年 are words."""
    bounded = parts.before or parts.low.mid or parts.low.behind or parts.after
    return bool(bounded) or (len(parts.low.digits) > 1 and parts.base == "元")


def _counts_behind_one_sign(parts: Parts) -> bool:
    if parts.low.digits in CAPITALS:
        return parts.base == "元" or parts.unit == "分"
    if parts.after:  # 三日内, 五日以上
        return True
    by_its_words = COUNTED_BEFORE.match(parts.match.string, parts.match.start("cu"))
    certain = parts.unit.partition("/")[0] in BEHIND_ONE_SIGN or parts.unit[0] == "成"
    return certain or bool(by_its_words)


def estimate(match: re.Match[str]) -> Fact | None:
    """3、4个 as 三四个 (GB/T 15835 4.2.2); 分别为3、4个 is two figures."""
    low, high = int(match["e1"]), int(match["e2"])
    if high != low + 1 or re.search(r"分别[^，。；]{0,12}$", match.string[: match.start()]):
        return None
    before = match["ebefore"] or ""
    alone = CHINESE_ALONE.fullmatch(f"{before}{chinese(low)}{chinese(high)}{match['eu']}")
    fact = numeral(alone) if alone else None
    return replace(fact, span=match.span()) if fact else None
