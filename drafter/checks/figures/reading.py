"""The figures of a sentence, how precisely they are written, and the words between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Span

COUNTED = frozenset({FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS})
# What measures, and can therefore have been rounded; people are counted, and go by their own nouns.
_MEASURES = {
    "area": "亩 公顷 平方米 平方公里 平方千米 平方 ㎡ km²",
    "length": "公里 千米 米 km",
    "weight": "吨 公斤 斤 克",
    "energy": "千瓦时 兆瓦时 度",
    "power": "千瓦 兆瓦 吉瓦",
    "volume": "立方米 立方 升",
    "people": "人 名 位 人次",
}
MEASURE_OF = {unit: name for name, units in _MEASURES.items() for unit in units.split()}
# Units of one measure, each with how many of its base it is: 1公顷 is 15亩.
_IN_BASE = {
    unit: (base, Decimal(worth))
    for base, row in {
        "亩": "公顷 15 平方公里 1500 平方千米 1500 平方米 0.0015",
        "公斤": "吨 1000 千克 1 斤 0.5",
        "米": "公里 1000 千米 1000",
    }.items()
    for unit, worth in zip(row.split()[::2], row.split()[1::2], strict=True)
}
_VAGUE = frozenset(
    "约 近 超 逾 余 多 来 几 不足 不到 超过 突破 以上 以下 以内 左右 至少 不少于 不低于 接近 将近 大约 上下".split()
)


_PARTS = re.compile(r"其中|包括|分别[为是]")
_MOST_ROUNDED = Decimal("0.025")  # of a figure is what its writer leaves off at most


def sentences(report: Report) -> Iterator[tuple[Line, Span, list[Fact]]]:
    """Each sentence of the text with its exact figures, those of one measure in one unit.

    No ranges, no estimates.
    """
    for line in report.text_lines:
        figures = [
            in_base(fact) for fact in line.facts if fact.kind in COUNTED and _counts(line, fact)
        ]
        if len(figures) < 2:
            continue
        for start, end in line.sentences:
            own = [fact for fact in figures if start <= fact.span[0] < end]
            if len(own) > 1:
                yield line, (start, end), own


def _counts(line: Line, fact: Fact) -> bool:
    """Whether a figure is none of a name: 九年一贯制学校."""
    return not line.view.startswith(("一贯制", "制", "级"), fact.span[1])


def in_base(fact: Fact) -> Fact:
    """A figure in the base of its measure: 2公顷 has 30 of the unit 亩; others as they are."""
    base = _IN_BASE.get(fact.unit)
    if base is None or fact.value is None or fact.upper is not None:
        return fact
    return replace(fact, unit=base[0], value=fact.value * base[1])


def is_aside(line: Line, fact: Fact) -> bool:
    """Whether a figure is told by the way: 860人（含特岗教师42人）."""
    _, bracket, words = line.view[: fact.span[0]].rpartition("（")
    return bool(bracket) and "）" not in words and not _PARTS.search(words)


def exact(fact: Fact) -> bool:
    """Whether a figure states one number and no estimate."""
    return fact.value is not None and fact.upper is None and not _VAGUE & set(fact.qualifiers)


def number(fact: Fact) -> str:
    """The digits as written: 2.35 of 2.35亿元."""
    digits = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", fact.text)
    return digits[0].replace(",", "") if digits else ""


def half_step(fact: Fact) -> Decimal:
    """Half of the last place shown, in the fact's unit: what rounding can hide.

    2.35亿元 hides 50万元 each way; 2亿元 hides 500万元 each way, since
    nobody rounds 1.6亿元 without 约.
    """
    digits = number(fact)
    if not digits or fact.value is None:
        return Decimal(0)
    shown = Decimal(digits)
    factor = abs(fact.value / shown) if shown else Decimal(1)
    places = len(digits.partition(".")[2])
    counted = fact.kind is FactKind.QUANTITY and MEASURE_OF.get(fact.unit, "people") == "people"
    if not places and factor == 1 and counted:
        return Decimal(0)  # counts are exact
    return min(factor * Decimal(10) ** -places / 2, abs(fact.value) * _MOST_ROUNDED)


def percent(part: Decimal, whole: Decimal, places: int) -> Decimal:
    """part of whole in percent, rounded to so many decimals."""
    return (part * 100 / whole).quantize(Decimal(10) ** -places, ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number without needless zeros."""
    return f"{value.normalize():f}"


def amount(value: Decimal, like: Fact) -> str:
    """A value in the unit another fact is written in: 2000000 元 like 120万元 is 200万元."""
    shown = Decimal(number(like) or 0)
    factor = abs(like.value / shown) if like.value and shown else Decimal(1)
    return plain(value / factor) + (like.tail or like.unit)


def total(figures: Iterable[Fact]) -> Decimal:
    return sum((fact.value or Decimal(0) for fact in figures), Decimal(0))


def slack(figures: Iterable[Fact]) -> Decimal:
    """What the rounding of some figures can hide together."""
    return sum(map(half_step, figures), Decimal(0))


def alike(one: Fact, other: Fact) -> bool:
    """Whether two figures can be added and compared: one kind in one unit."""
    return (one.kind, one.unit) == (other.kind, other.unit)


def triples(figures: Sequence[Fact]) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Each three figures that follow one another."""
    return zip(figures, figures[1:], figures[2:], strict=False)


def between(line: Line, one: Fact, other: Fact) -> str:
    """The words between two facts of a line."""
    return line.view[one.span[1] : other.span[0]]


def places(fact: Fact) -> int:
    """Decimals shown."""
    return len(number(fact).partition(".")[2])
