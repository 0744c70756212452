"""How the rows of a table are said: which column leads, and which stand with which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafter.reading.tables import words
from drafter.reading.tables.columns import FIGURES, Column, Role
from drafter.reading.tables.regions import Table

_ORDER = (Role.VALUE, Role.EARLIER, Role.CHANGE, Role.TARGET, Role.RATE)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the rows of a table are said.

    groups   a value with what compares it: (上半年, 上年同期, 同比), in the order they are said
    timed    the period that has to be named, by number of the column
    phrases  the columns of words, remarks last
    """

    table: Table
    groups: tuple[tuple[Column, ...], ...]
    timed: Mapping[int, str]
    phrases: tuple[Column, ...]


def manner(table: Table, period: str) -> Manner:
    """How this table is said in a report on `period`, "" where that is not known."""
    values = _values(table, period)
    compared = [column for column in table.columns if column.role in FIGURES - {Role.VALUE}]
    lead = values or compared[:1]
    groups = {column.number: [column] for column in lead}
    for column in compared:
        if column not in lead:
            value = _belongs(_standing_for(column, compared), lead, period)
            groups[value.number].append(column)
    return Manner(
        table,
        tuple(map(_in_order, groups.values())),
        _timed(table, values, period),
        tuple(
            column
            for role in (Role.WORDS, Role.REMARK)
            for column in table.columns
            if column.role is role
        ),
    )


def is_part(column: Column) -> bool:
    """Whether a value is a part of the one before it, by its head: 其中：6月."""
    return column.label.startswith("其中")


def _values(table: Table, period: str) -> list[Column]:
    """The values, each before its parts.

    Those of the report's own period go first; where nobody knows that, those of the latest year.
    """
    values = [column for column in table.columns if column.role is Role.VALUE]
    first = values[0].label if values else ""

    def place(column: Column) -> tuple[bool, int]:
        own = column.label == first and words.same_period(column.period, period)
        return not own, 0 if period else -words.ends(column.period)[0]

    wholes = sorted((column for column in values if not is_part(column)), key=place) or values
    ordered = {whole.number: [whole] for whole in wholes}
    for column in values:
        if column.number not in ordered:
            ordered[_whole(column, wholes).number].append(column)
    return [column for columns in ordered.values() for column in columns]


def _whole(part: Column, wholes: Sequence[Column]) -> Column:
    """The value that a part stands right of."""
    left = [whole for whole in wholes if whole.number < part.number]
    return max(left, key=lambda whole: whole.number) if left else wholes[0]


def _in_order(group: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(sorted(group, key=lambda column: _ORDER.index(column.role)))


def _timed(table: Table, values: Sequence[Column], period: str) -> dict[int, str]:
    """The periods to be named, which are not the report's own; its year is not said again."""
    timed: dict[int, str] = {}
    for column in values:
        whole = table.period(column)
        if whole and whole not in words.CURRENT and not words.same_period(whole, period):
            same_year = column.period and whole[:4] == period[:4]
            timed[column.number] = column.period if same_year else whole
    return timed


def _standing_for(column: Column, compared: Sequence[Column]) -> Column:
    """The column that says which value this one belongs to: for a mere 目标 the only rate."""
    rates = [other for other in compared if other.role is Role.RATE]
    if column.role is Role.TARGET and column.measure is None and len(rates) == 1:
        return rates[0]
    return column


def _belongs(column: Column, lead: Sequence[Column], period: str) -> Column:
    """The value that a change, an earlier value, a target or a rate stands beside.

    It is that which its head names, else the nearest. Of values that differ by their period alone
    it is that of the report's own, else of the latest.
    """
    values = sorted(lead, key=lambda value: value.number)
    named = [value for value in values if (value.measure or "") == column.measure]
    if column.period:
        for value in named or values:
            if words.same_period(value.period, column.period):
                return value
    near = named[0] if named else _nearest(column, values)
    return near if column.role is Role.TARGET else _of_period(near, values, period)


def _of_period(near: Column, values: Sequence[Column], period: str) -> Column:
    """Of the values that differ from one by their period alone, that of the report's own period.

    Where there is none, that of the latest.
    """
    alike = [value for value in values if value.label == near.label and value.period]
    if len(alike) < 2:
        return near
    own = [value for value in alike if words.same_period(value.period, period)]
    return own[0] if own else max(alike, key=lambda value: words.ends(value.period))


def _nearest(column: Column, values: Sequence[Column]) -> Column:
    """The nearest value to the left of a column, or to the right of a target.

    A percentage is none of a share, a rank or a part.
    """
    if column.role is Role.TARGET and values[-1].number > column.number:
        return next(value for value in values if value.number > column.number)
    left = [value for value in reversed(values) if value.number < column.number]
    plain = [value for value in left if not _is_relative(value)]
    candidates = left if column.unit == "个百分点" else plain or left
    return (candidates or values)[0]


def _is_relative(value: Column) -> bool:
    return words.is_rate(value.label) or words.is_rank(value.label) or is_part(value)
