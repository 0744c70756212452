"""What one match of the scanner states.

The fact, its exact value, its key, and its spelling in the standard.

Spans count in the text that was scanned; `figures` puts them, and the quote, back into the text as
given.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from drafter.facts.dates import date
from drafter.facts.fact_keys import fact_of, number_key
from drafter.facts.numerals import chinese_number
from drafter.facts.patterns import (
    AFTER,
    BEFORE,
    CHINESE_ALONE,
    COUNTED,
    NUMBER_ALONE,
    NUMERAL,
    ROUND_ALONE,
)
from drafter.facts.placeholders import HAN
from drafter.facts.quantities import estimate, number, numeral
from drafter.facts.scanning import scan_at
from drafter.facts.shares import (
    bare,
    fraction,
    half,
    percent,
    round_number,
    times_doubled,
    yuan,
)
from drafter.records import Fact, FactKind


def read_fact(match: re.Match[str]) -> Fact | None:
    """The fact of a match of the scanner, or None where it states none; its id is empty."""
    assert match.lastgroup
    fact = _READERS[match.lastgroup](match)
    if fact:
        return _safely_spelt(fact, match.string[slice(*fact.span)])
    # What only looked like a date or code is a number still: 13月 has thirteen of something.
    for pattern, reader in (
        (NUMBER_ALONE, number), (CHINESE_ALONE, numeral), (ROUND_ALONE, round_number),
    ):  # fmt: skip
        again = pattern.match(match.string, match.start())
        if again and (fact := reader(again)):
            return fact
    return None


_RANGE_SIGN = re.compile(r"[-–—~～]+")


def _safely_spelt(fact: Fact, written: str) -> Fact:
    """The fact in the standard's spelling where that states the same, else as it was written."""
    if fact.text == written:
        return fact
    match = scan_at(fact.text)
    read = read_fact(match) if match else None
    if read and (read.key, read.span) == (fact.key, (0, len(fact.text))):
        return fact
    return replace(fact, text=written, tail=fact.tail if written.endswith(fact.tail) else "")


# A number kept to the letter that no code is: 3'500, 1.2×10⁸.
_TO_THE_LETTER = re.compile(r"[-+]?\d[\d.]*(?:(?:['’´‘]\d{3})+|[×xX*]10[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_WIDE = str.maketrans("()", "（）")  # 小(2)型 is 小（2）型


def _code(match: re.Match[str]) -> Fact | None:
    counted = re.fullmatch(r"([A-Za-z]+)(\d+(?:\.\d+)?)", match[0])
    road = re.fullmatch(r"[GSXYCZDKT]\d{3,4}", match[0])
    if counted and not road and COUNTED.match(match.string, match.end()):  # CT1台: one machine
        digits = NUMBER_ALONE.match(match.string, match.start() + len(counted[1]))
        return number(digits) if digits else None
    if _TO_THE_LETTER.fullmatch(match[0]):
        return fact_of(FactKind.QUANTITY, match, match[0])
    tail = "热线" if match[0].endswith("热线") else ""
    key = match[0].removesuffix(tail).upper().translate(_WIDE)
    return fact_of(FactKind.CODE, match, key, tail=tail)


def _address(match: re.Match[str]) -> Fact:
    return fact_of(FactKind.CODE, match, match[0])


def _ratio(match: re.Match[str]) -> Fact:
    text = match[0].replace("：", ":")
    if "比" in text:
        ends = [chinese_number(end) for end in text.split("比")]
        return fact_of(FactKind.QUANTITY, match, f"{ends[0]}:{ends[1]}")
    return fact_of(FactKind.QUANTITY, match, text.replace("∶", ":"), text)


def _lasting(match: re.Match[str]) -> Fact:
    """9分30秒, 2小时15分: one length of time, to the letter."""
    parts = re.fullmatch(rf"({BEFORE}?)(.+?)({AFTER}?)", match[0])
    assert parts
    qualifiers = tuple(filter(None, (parts[1], parts[3])))
    length = parts[2].replace("分钟", "分").replace("个小时", "小时")
    length = re.sub(rf"{NUMERAL}(?=[年个])", lambda n: f"{chinese_number(n[0])}", length)
    key = length + "".join(f"|{qualifier}" for qualifier in qualifiers)
    return fact_of(FactKind.QUANTITY, match, key, qualifiers=qualifiers)


def _ordinal(match: re.Match[str]) -> Fact | None:
    parts = re.fullmatch(rf"第({NUMERAL}|\d+)(?:[-–—~～至](\d+))?(.*)", match[0].replace(",", ""))
    if not parts:
        session = re.search("[一二三四五六七八九十]+", match[0])
        value = chinese_number(session[0]) if session else None
        return fact_of(
            FactKind.ORDINAL, match, match[0], value=value, unit="届" if "届" in match[0] else ""
        )
    alone = not parts[3] and not parts[1].isdigit()
    if alone and not _is_rank(match):
        return None
    value = Decimal(parts[1]) if parts[1].isdigit() else chinese_number(parts[1])
    if value is None:
        return None
    upper = Decimal(parts[2]) if parts[2] else None
    key = number_key(value, upper, parts[3], ())
    shown = _RANGE_SIGN.sub("～", match[0].replace(",", ""))
    return fact_of(FactKind.ORDINAL, match, key, shown, value=value, upper=upper, unit=parts[3])


def _is_rank(match: re.Match[str]) -> bool:
    """居全市第四 is a rank, and so is the other of 分别居全市第四、第三; 第一，第二， enumerate."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if before.endswith("、"):
        return bool(
            re.search(rf"[居列排位][^，。；：、]{{0,12}}第{NUMERAL}(?:、第{NUMERAL})?、$", before)
        )
    return bool(re.search(rf"[{HAN}]$", before))


_READERS: dict[str, Callable[[re.Match[str]], Fact | None]] = {
    "date": date,
    "code": _code,
    "address": _address,
    "percent_cn": percent,
    "fraction": fraction,
    "ratio": _ratio,
    "lasting": _lasting,
    "ordinal": _ordinal,
    "estimate": estimate,
    "number": number,
    "chinese": numeral,
    "yuan": yuan,
    "fan": times_doubled,
    "half": half,
    "round": round_number,
    "bare": bare,
}
