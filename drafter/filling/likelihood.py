"""Whether a value is likely in its place: its size, its digits, its date, its sentence."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from drafter.facts.figures import read_facts, read_slots
from drafter.facts.placeholders import fits
from drafter.filling.rows import Row
from drafter.filling.spoken_values import counts_whole
from drafter.messages import t
from drafter.records import Brief, Fact, FactKind, GapKind, Part, Span

_FAR = 2  # digits more or fewer than the mask has
_SHARES = re.compile(r"占比?|率|覆盖|比例|达标|比重")
_MAY_EXCEED = re.compile(
    r"完成|增长|增幅|提高|上升|增加|增速|为?去年|占[^，。；]{0,6}(?:任务|计划|目标|预算)"
)
_TO_COME = re.compile(r"计划|预计|拟|将|下半年|目前|力争")
_HALVES = {"上半年": range(1, 7), "下半年": range(7, 13)}
_QUARTERS = {name: range(3 * n + 1, 3 * n + 4) for n, name in enumerate("一二三四")}
# Gaps that are part of a fact that stands there already, or are judged by themselves.
_PIECES = {GapKind.TITLE, GapKind.DATE, GapKind.TIME, GapKind.DOCUMENT, GapKind.PERSONAL}


def one_fact(text: str) -> Fact | None:
    """The fact that a text is from end to end, else None."""
    slots = read_slots(text)
    whole = len(slots) == 1 and slots[0].span == (0, len(text))
    return slots[0] if whole and isinstance(slots[0], Fact) else None


def unlikely(text: str, row: Row) -> list[str]:
    """What cannot well be so; it is refused unless somebody insists."""
    with_unit = text + row.gap.unit
    fact = one_fact(with_unit)
    if fact is None or fact.value is None:
        return []
    messages: list[str] = []
    if _is_part_of_one(fact, row):
        messages.append(t("fill.whole", unit=fact.unit, text=with_unit))
    if row.width is None:
        return messages
    if _is_far_from_width(text, row, row.width[0]):
        messages.append(t("fill.width.far", mask=row.gap.text + row.gap.unit, text=with_unit))
    if fact.kind is FactKind.PERCENT:
        if fact.value < 1 and row.width[0] > 1:
            messages.append(t("fill.share", text=with_unit))
        if fact.value > 100 and _is_share(row):
            messages.append(t("fill.percent", text=with_unit))
    return messages


def doubtful(text: str, row: Row, brief: Brief) -> list[str]:
    """What a person should look at."""
    unit = row.gap.unit
    number = _number(text)
    fact = one_fact(text + unit)
    doubts = {
        "fill.width": number is not None and _is_of_other_width(number, row),
        "fill.zero": fact is not None and fact.value == 0,
        "fill.over": fact is not None and _is_over_all(fact),
        "fill.round": number is not None and unit.startswith(("余", "多")) and number % 10 != 0,
    }
    mask = row.gap.text + unit
    messages = [t(name, mask=mask, text=text + unit) for name, holds in doubts.items() if holds]
    if row.last and len(text) >= 3 and row.last.startswith(f"{text}{unit}（"):
        messages.append(t("fill.last", last=row.last))
    return [*messages, *_outside(text, row, brief)]


def is_readable(text: str, row: Row) -> bool:
    """Whether the filled sentence reads as it did, plus this value and nothing else."""
    if row.gap.fact_kind is FactKind.NAME or row.gap.kind in _PIECES:
        return True
    start, end = row.span
    stop = start + len(text)
    filled = row.sentence[:start] + text + row.sentence[end:]
    facts = read_facts(filled)
    figure = next((fact for fact in facts if _holds(fact.span, (start, stop))), None)
    unit = row.gap.unit
    if figure is None:
        return False
    if unit and not filled[start : figure.span[1]].startswith(text + unit[:1]):
        return False
    grown = len(text) - (end - start)
    place = (figure.span[0], figure.span[1] - grown)  # x%～5.5% becomes one figure
    before = [fact for fact in read_facts(row.sentence) if not _overlap(fact.span, place)]
    return _figures(before) == _figures(fact for fact in facts if fact.span != figure.span)


def _figures(facts: Iterable[Fact]) -> list[str]:
    return sorted(fact.key for fact in facts if fact.kind is not FactKind.NAME)


def _is_of_other_width(number: Decimal, row: Row) -> bool:
    measured = row.width is not None and row.gap.kind is not GapKind.DATE  # xx月 is any month
    return measured and not fits(row.gap.text, number)


def _is_over_all(fact: Fact) -> bool:
    return fact.kind is FactKind.PERCENT and fact.value is not None and fact.value > 100


def _is_far_from_width(text: str, row: Row, digits: int) -> bool:
    number = _number(text)
    if number is None or fits(row.gap.text, number):
        return False
    return abs(len(str(abs(int(number)))) - digits) >= _FAR


def _is_part_of_one(fact: Fact, row: Row) -> bool:
    """Whether 3.45名 are told where the mask has no place behind its point."""
    whole = fact.value is None or fact.value == fact.value.to_integral_value()
    if whole or row.gap.kind is not GapKind.COUNT or (row.width and row.width[1]):
        return False
    return counts_whole(fact.unit, _clause_before(row))


def _clause_before(row: Row) -> str:
    return re.split(r"[，；。：]", row.sentence[: row.span[0]])[-1]


def _is_share(row: Row) -> bool:
    """Whether a percentage is of a whole, so that it cannot exceed it."""
    clause = _clause_before(row)
    return bool(_SHARES.search(clause)) and not _MAY_EXCEED.search(clause)


def _number(text: str) -> Decimal | None:
    number = re.search(r"\d+(?:\.\d+)?", text)
    return Decimal(number[0]) if number else None


def _outside(text: str, row: Row, brief: Brief) -> Iterator[str]:
    """Say of a year or month that it lies outside the period its section is about."""
    if row.gap.kind is not GapKind.DATE or not text.isdecimal():
        return
    after = row.sentence[row.span[1] : row.span[1] + 1]
    if after == "年" and _is_far_from(brief.period, text):
        yield t("fill.year", text=text, period=brief.period)
    period = brief.next_period if row.part is Part.PLANNED else brief.period
    months = _months(period)
    if after == "月" and _is_of_period(row) and months and int(text) not in months:
        yield t("fill.month", text=text, period=period)


def _is_far_from(period: str, year: str) -> bool:
    begin = re.match(r"(\d{4})年", period)
    given = int(year) if len(year) == 4 else 2000 + int(year)
    return begin is not None and abs(given - int(begin[1])) > 1


def _is_of_period(row: Row) -> bool:
    """Whether the row tells what is done in the period of its section, not what is to come."""
    if row.part is Part.DONE:
        return not _TO_COME.search(row.sentence[: row.span[0]])
    return row.part is Part.PLANNED


def _months(period: str) -> range | None:
    """The months of a half-year or quarter; None for any other period."""
    quarter = re.search(r"([一二三四])季度", period)
    if quarter:
        return _QUARTERS[quarter[1]]
    return next((months for name, months in _HALVES.items() if name in period), None)


def _holds(span: Span, inner: Span) -> bool:
    return span[0] <= inner[0] and inner[1] <= span[1]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
