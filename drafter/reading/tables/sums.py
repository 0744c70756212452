"""Figures of a table that do not follow from those beside them: totals, parts, rates and changes.

What is shown is rounded, so every comparison leaves room for half of the last place of each figure.
Nothing is corrected: which of the cells is wrong is for a person to say.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from drafter.reading.tables.cell_statement import Entry, EntryKind
from drafter.reading.tables.columns import Column, Role
from drafter.reading.tables.regions import Table
from drafter.reading.tables.rows import Row

_ADDED = frozenset({Role.VALUE, Role.EARLIER, Role.TARGET})

# The code of a finding, the cell it is about, and what its message names.
Disagreement = tuple[str, Entry, dict[str, str]]


def disagreements(
    table: Table, rows: Sequence[Row], groups: Sequence[Sequence[Column]]
) -> Iterator[Disagreement]:
    """Every figure that those beside it contradict; groups are values with what compares them."""
    every = [row for top in rows for row in top.walk()]
    for column in table.columns:
        if column.role in _ADDED:
            yield from _totals(rows, column.number)
            yield from _parts(every, column.number)
    for row in every:
        for group in groups:
            yield from _rates(row, group)
            yield from _changes(row, group)


def _figure(row: Row, number: int) -> Entry | None:
    """The figure of a row in a column; None where there is none, or no exact one."""
    entry = row.entries.get(number)
    if entry is None or entry.kind is not EntryKind.FIGURE or entry.value is None:
        return None
    exact = not entry.vague and not entry.bound and entry.text.replace(".", "").isdigit()
    return entry if exact else None


def _value(figure: Entry) -> Decimal:
    return figure.amount or Decimal(0)


def _hidden(figure: Entry) -> Decimal:
    """What rounding can hide of a figure: nothing where its cell holds what it shows."""
    exact = figure.cell.value
    if exact is not None and figure.value in (exact, exact * 100):
        return Decimal(0)
    return _step(figure)


def _step(figure: Entry) -> Decimal:
    """Half of the last place shown, in the base of the unit; counts are exact."""
    places = len(figure.text.partition(".")[2])
    factor = (figure.amount or Decimal(0)) / figure.value if figure.value else Decimal(1)
    return factor * Decimal(1).scaleb(-places) / 2 if places or factor > 1 else Decimal(0)


def _totals(rows: Sequence[Row], number: int) -> Iterator[Disagreement]:
    """合计 against what it totals: the rows beside it, of a group those within."""
    others = [row for row in rows if not row.total]
    for row in rows:
        yield from _totals(row.rows, number)
        total = _figure(row, number) if row.total else None
        if total is None or total.unit == "%":
            continue
        summands = _summands(others, number, total)
        made = sum(map(_value, summands), Decimal(0))
        if summands and abs(made - _value(total)) > sum(map(_hidden, summands), _step(total)):
            yield "TAB211", total, {"sum": _like(made, total), "cells": _cells(summands)}


def _summands(rows: Sequence[Row], number: int, total: Entry) -> list[Entry]:
    """What a total adds up; empty where that is not all exact, in one base, and more than one."""
    members = list(_members(rows, number))
    known = [figure for figure in members if figure and _base(figure) == _base(total)]
    return known if len(known) == len(members) > 1 else []


def _members(rows: Sequence[Row], number: int) -> Iterator[Entry | None]:
    """What a total adds up: a group by its subtotal where it has one, else by its rows.

    None for what is there but no exact figure.
    """
    for row in rows:
        subtotal = next((below for below in row.rows if below.total), None)
        if row.group and subtotal:
            yield _figure(subtotal, number)
        elif row.group:
            yield from _members(row.rows, number)
        elif number in row.entries and row.entries[number].kind is not EntryKind.NOTHING:
            yield _figure(row, number)


def _parts(rows: Sequence[Row], number: int) -> Iterator[Disagreement]:
    """其中 against the whole: parts may leave something out, but never make more."""
    for row in rows:
        whole = _figure(row, number)
        if whole is None:
            continue
        figures = [_figure(part, number) for part in row.rows if part.part]
        parts = [figure for figure in figures if figure and _is_part_of(figure, whole)]
        made = sum(map(_value, parts), Decimal(0))
        if parts and made > _value(whole) + sum(map(_hidden, parts), _step(whole)):
            yield "TAB212", whole, {"sum": _like(made, whole), "cells": _cells(parts)}


def _is_part_of(figure: Entry, whole: Entry) -> bool:
    """Whether a figure can be added up to another: not a percentage, and in the same base."""
    return _base(figure) == _base(whole) and figure.unit != "%"


def _rates(row: Row, group: Sequence[Column]) -> Iterator[Disagreement]:
    """完成率 against value and target."""
    value, target, rate = (_of(row, group, role) for role in (Role.VALUE, Role.TARGET, Role.RATE))
    if not (value and target and rate) or rate.unit != "%":
        return
    if _base(value) != _base(target) or not _value(target):
        return
    if not _follows(value, target, Decimal(0), rate):
        right = _percent(_value(value) / _value(target), rate)
        yield "TAB213", rate, {"right": right, "cells": _cells([value, target])}


def _changes(row: Row, group: Sequence[Column]) -> Iterator[Disagreement]:
    """同比 against the value and the earlier one; between two rates the difference is in points."""
    value, earlier = _of(row, group, Role.VALUE), _of(row, group, Role.EARLIER)
    for column in group:
        change = _figure(row, column.number) if column.role is Role.CHANGE else None
        if change and value and value.unit == "%" and change.unit == "%":
            yield "TAB215", change, {}
        elif change and value and earlier and _base(value) == _base(earlier):
            yield from _changed(value, earlier, change)


def _changed(value: Entry, earlier: Entry, change: Entry) -> Iterator[Disagreement]:
    cells = _cells([value, earlier])
    if change.unit == "%" and _value(earlier):
        if not _follows(value, earlier, Decimal(1), change):
            right = _percent(_value(value) / _value(earlier) - 1, change)
            yield "TAB214", change, {"right": right, "cells": cells}
    elif change.unit != "%" and (_base(change) == _base(value) or change.unit == "个百分点"):
        made = _value(value) - _value(earlier)
        if abs(made - _signed(change)) > _hidden(value) + _hidden(earlier) + _step(change):
            yield "TAB214", change, {"right": _like(made, change), "cells": cells}


def _signed(change: Entry) -> Decimal:
    down = change.turn in {"下降", "减少", "降低", "回落"}
    return -abs(_value(change)) if down else abs(_value(change))


def _follows(value: Entry, base: Entry, less: Decimal, rate: Entry) -> bool:
    """Whether figures that round to those shown give the rate shown: value / base - less.

    Cutting off instead of rounding is let pass.
    """
    low, high = _value(base) - _hidden(base), _value(base) + _hidden(base)
    if low <= 0:
        return True
    step = Decimal(1).scaleb(-len(rate.text.partition(".")[2]))
    stated = _signed(rate) if rate.turn else rate.value or Decimal(0)
    least = ((_value(value) - _hidden(value)) / high - less) * 100
    most = ((_value(value) + _hidden(value)) / low - less) * 100
    return least - step < stated < most + step


def _of(row: Row, group: Sequence[Column], role: Role) -> Entry | None:
    """The first exact figure of this role in a group."""
    figures = (_figure(row, column.number) for column in group if column.role is role)
    return next(filter(None, figures), None)


def _base(figure: Entry) -> str:
    """The unit without its multiplier: 元 of 万元."""
    return figure.unit.lstrip("十百千万亿")


def _percent(share: Decimal, like: Entry) -> str:
    places = max(1, len(like.text.partition(".")[2]))
    return f"{(share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"


def _like(amount: Decimal, like: Entry) -> str:
    """An amount in the unit of a figure."""
    factor = _value(like) / like.value if like.value else Decimal(1)
    shown = amount / factor
    return (f"{shown.normalize():f}" if shown else "0") + like.unit


def _cells(figures: Sequence[Entry]) -> str:
    return "、".join(figure.cell.address for figure in figures)
