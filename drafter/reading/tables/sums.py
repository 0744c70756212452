"""Figures of a table among themselves: totals, parts, rates and changes that do not follow from the cells beside them.

What is shown is rounded, so every comparison leaves room for half of the last place of each figure. Nothing is mended:
which of the cells is wrong is for a person to say.
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
    """Every figure that the figures beside it belie; groups are the values with what compares them."""
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
    read = row.entries.get(number)
    exact = (
        read
        and read.kind is EntryKind.FIGURE
        and read.value is not None
        and not read.vague
        and not read.bound
    )
    return read if exact and read and read.text.replace(".", "").isdigit() else None


def _value(read: Entry) -> Decimal:
    return read.amount or Decimal(0)


def _hidden(read: Entry) -> Decimal:
    """What rounding can hide of a figure: nothing where its cell holds what it shows."""
    held = read.cell.value
    return Decimal(0) if held is not None and read.value in (held, held * 100) else _step(read)


def _step(read: Entry) -> Decimal:
    """Half of the last place shown, in the base of the unit; counts are exact."""
    places = len(read.text.partition(".")[2])
    factor = (read.amount or Decimal(0)) / read.value if read.value else Decimal(1)
    return factor * Decimal(1).scaleb(-places) / 2 if places or factor > 1 else Decimal(0)


def _totals(rows: Sequence[Row], number: int) -> Iterator[Disagreement]:
    """合计 against what it totals: the rows beside it, of a group those within."""
    others = [row for row in rows if not row.total]
    for row in rows:
        yield from _totals(row.rows, number) if row.rows else ()
        total = _figure(row, number) if row.total else None
        if total is None or total.unit == "%":
            continue
        members = list(_members(others, number))
        known = [read for read in members if read]
        if (
            len(known) < 2
            or len(known) < len(members)
            or any(_base(read) != _base(total) for read in known)
        ):
            continue
        made = sum(map(_value, known), Decimal(0))
        if abs(made - _value(total)) > sum(map(_hidden, known), _step(total)):
            yield "TAB211", total, {"sum": _like(made, total), "cells": _cells(known)}


def _members(rows: Sequence[Row], number: int) -> Iterator[Entry | None]:
    """What a total adds up: a group by its subtotal where it has one, else by its rows."""
    for row in rows:
        if not row.group:
            nothing = (
                row.entries.get(number) is None or row.entries[number].kind is EntryKind.NOTHING
            )
            yield from () if nothing else (_figure(row, number),)
            continue
        subtotal = next((one for one in row.rows if one.total), None)
        yield from [_figure(subtotal, number)] if subtotal else _members(row.rows, number)


def _parts(rows: Sequence[Row], number: int) -> Iterator[Disagreement]:
    """其中 against the whole: parts may leave something out, but never make more."""
    for row in rows:
        whole = _figure(row, number)
        parts = [read for part in row.rows if part.part and (read := _figure(part, number))]
        parts = [
            read for read in parts if whole and _base(read) == _base(whole) and read.unit != "%"
        ]
        made = sum(map(_value, parts), Decimal(0))
        if whole and parts and made > _value(whole) + sum(map(_hidden, parts), _step(whole)):
            yield "TAB212", whole, {"sum": _like(made, whole), "cells": _cells(parts)}


def _rates(row: Row, group: Sequence[Column]) -> Iterator[Disagreement]:
    """完成率 against value and target."""
    value, target, rate = (_of(row, group, role) for role in (Role.VALUE, Role.TARGET, Role.RATE))
    if (
        not (value and target and rate)
        or rate.unit != "%"
        or _base(value) != _base(target)
        or not _value(target)
    ):
        return
    if not _follows(value, target, Decimal(0), rate):
        yield (
            "TAB213",
            rate,
            {
                "right": _percent(_value(value) / _value(target), rate),
                "cells": _cells([value, target]),
            },
        )


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
    said = _signed(change)
    cells = _cells([value, earlier])
    if change.unit == "%" and _value(earlier):
        if not _follows(value, earlier, Decimal(1), change):
            yield (
                "TAB214",
                change,
                {"right": _percent(_value(value) / _value(earlier) - 1, change), "cells": cells},
            )
    elif change.unit != "%" and (_base(change) == _base(value) or change.unit == "个百分点"):
        made = _value(value) - _value(earlier)
        if abs(made - said) > _hidden(value) + _hidden(earlier) + _step(change):
            yield "TAB214", change, {"right": _like(made, change), "cells": cells}


def _signed(change: Entry) -> Decimal:
    down = change.turn in {"下降", "减少", "降低", "回落"}
    return -abs(_value(change)) if down else abs(_value(change))


def _follows(one: Entry, other: Entry, less: Decimal, rate: Entry) -> bool:
    """Whether figures that round to those shown give the rate shown; cutting off instead of rounding is let pass."""
    low, high = _value(other) - _hidden(other), _value(other) + _hidden(other)
    if low <= 0:
        return True
    step = Decimal(1).scaleb(-len(rate.text.partition(".")[2]))
    said = _signed(rate) if rate.turn else rate.value or Decimal(0)
    least, most = (
        ((_value(one) - _hidden(one)) / high - less) * 100,
        ((_value(one) + _hidden(one)) / low - less) * 100,
    )
    return least - step < said < most + step


def _of(row: Row, group: Sequence[Column], role: Role) -> Entry | None:
    return next((read for c in group if c.role is role and (read := _figure(row, c.number))), None)


def _base(read: Entry) -> str:
    return read.unit.lstrip("十百千万亿")


def _percent(share: Decimal, like: Entry) -> str:
    places = max(1, len(like.text.partition(".")[2]))
    return f"{(share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"


def _like(amount: Decimal, like: Entry) -> str:
    """An amount in the unit of a figure."""
    factor = _value(like) / like.value if like.value else Decimal(1)
    shown = amount / factor
    return (f"{shown.normalize():f}" if shown else "0") + like.unit


def _cells(read: Sequence[Entry]) -> str:
    return "、".join(one.cell.address for one in read)
