"""One row of a table: its name and unit, and what each of its cells says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from drafter.facts.numbering import (
    strip_number,
)
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import Entry, EntryKind, read_entry, without
from drafter.reading.tables.columns import FIGURES, Column, Role, says_figures
from drafter.reading.tables.grid import Cell, Trouble
from drafter.reading.tables.regions import Table

_IN_BULLETS = FIGURES | {Role.WORDS, Role.REMARK}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, or a group of rows.

    number   of the row in the sheet; of a group the first
    name     what it is about, without number, unit and 其中
    cell     where the name stands, None for a row without one
    unit     that the row names, else ""
    entries  by number of the column
    total    it is 合计 or its like
    part     it is part of the row above it (其中)
    group    it names what stands below it; its figures are those merged over all its rows
    """

    number: int
    name: str
    cell: Cell | None = None
    unit: str = ""
    entries: Mapping[int, Entry] = field(default_factory=dict)
    total: bool = False
    part: bool = False
    group: bool = False
    rows: tuple["Row", ...] = ()

    def walk(self) -> Iterator["Row"]:
        """Yield this row and all below it."""
        yield self
        for row in self.rows:
            yield from row.walk()


def read_row(table: Table, number: int) -> Row | None:
    """One row of the body as it stands, in no group.

    None where it holds nothing but its number, or only 其中： over rows that are set in.
    """
    cell = _name_cell(table, number)
    if not cell and not _is_filled(table, number):
        return None
    text = words.squeezed(cell.text) if cell else ""
    part = words.PART.match(text)
    name, unit = _name_and_unit(table, number, text[part.end() :] if part else text)
    if part and not name:
        return None
    total = words.TOTAL.fullmatch(name) is not None
    row = Row(number, name, cell, unit, total=total, part=part is not None)
    figures = [column for column in table.columns if column.role in FIGURES]
    return replace(row, entries={column.number: _entry(table, row, column) for column in figures})


def _is_filled(table: Table, number: int) -> bool:
    """Whether a row holds anything that a bullet states beside its name."""
    stated = [column for column in table.columns if column.role in _IN_BULLETS]
    return any(table.grid.at(number, column.number) for column in stated)


def _name_cell(table: Table, number: int) -> Cell | None:
    """The cell that names a row: of the subject, else 合计 in a column of groups."""
    subject = table.column(Role.SUBJECT)
    if subject is None:
        return None
    if cell := table.grid.at(number, subject.number):
        return cell
    cells = (table.grid.at(number, group.number) for group in reversed(group_columns(table)))
    return next((cell for cell in cells if cell and cell.row == number), None)


def _name_and_unit(table: Table, number: int, text: str) -> tuple[str, str]:
    """The name and unit of a row; what is no unit in the column 单位 stays part of the name."""
    whole, name, unit = split_name(text)
    units = table.column(Role.UNIT)
    own = _named_unit(table.grid.at(number, units.number)) if units else ""
    if not own:
        return name, unit
    return (name if unit in {"", own} else whole), own


def split_name(text: str) -> tuple[str, str, str]:
    """The name that a cell gives, without its number, whole and without its unit, and the unit."""
    whole = strip_number(text).rstrip("：:") or text
    name, unit = words.without_unit(whole)
    return whole, name or whole, unit


def group_columns(table: Table) -> list[Column]:
    """The columns left of the subject that group the rows."""
    return [column for column in table.columns if column.role is Role.GROUP]


# --- entries ---


def _entry(table: Table, row: Row, column: Column) -> Entry:
    """What a cell says of its row."""
    cell = table.grid.at(row.number, column.number)
    if cell.area[1] < column.number:  # said in the column where it begins
        return Entry(EntryKind.NOTHING, cell)
    entry = read_entry(cell, column, unit_for(column, row, table))
    if entry.kind is EntryKind.GAP:
        return _gap(table, column, entry)
    if entry.kind is not EntryKind.FIGURE:
        return entry
    if not entry.unit:
        if words.is_rank(column.label or row.name) and entry.text.isdigit():
            return replace(entry, vague="第", unit="位")
        if words.is_rate(row.name) or words.is_rate(column.label):
            return without(replace(entry, unit="%"), Trouble.BARE_RATE)
    return _of_single_row(table, row, entry)


def _gap(table: Table, column: Column, gap: Entry) -> Entry:
    """The gap; one of a rate without a unit is in %, where all the column is."""
    if gap.unit or not words.is_rate(column.label) or not _is_in_percent(table, column):
        return gap
    return replace(gap, unit="%")


def _is_in_percent(table: Table, column: Column) -> bool:
    """Whether every figure that a column holds is shown in percent, and there is one."""
    cells = [table.grid.at(row, column.number) for row in table.body]
    figures = [cell for cell in cells if cell and says_figures(cell)]
    return bool(figures) and all(cell.text.endswith("%") for cell in figures)


def _of_single_row(table: Table, row: Row, figure: Entry) -> Entry:
    """The figure; one merged over several rows says nothing of a single one.

    Merged over the rows of a group it is the group's, else it cannot be used.
    """
    if not spans_rows(table, figure.cell):
        return figure
    cells = (table.grid.at(row.number, group.number) for group in group_columns(table))
    if any(in_same_rows(cell, figure.cell) for cell in cells):
        return Entry(EntryKind.NOTHING, figure.cell)
    return without(figure, Trouble.MERGED)


def spans_rows(table: Table, cell: Cell) -> bool:
    """Whether a cell is merged over several rows of the body."""
    rows = sum(cell.area[0] <= row <= cell.area[2] for row in table.body)
    return cell.merged is not None and rows > 1


def in_same_rows(cell: Cell, other: Cell) -> bool:
    """Whether two cells begin and end in the same rows."""
    return (cell.area[0], cell.area[2]) == (other.area[0], other.area[2])


# --- units ---


def unit_for(column: Column, row: Row, table: Table) -> str:
    """The unit that head, row and table give to the figures of a column in this row.

    The head goes before the row, and the row before the table.
    """
    if column.unit or _is_relative(column):
        return column.unit
    if column.role is Role.VALUE and (unit := words.counted_in(column.label)):
        return unit
    if words.is_rate(column.label) or words.is_rank(column.label):
        return ""
    if column.absolute and row.unit == "%":  # of a rate: points, or percent of it?
        return ""
    own = _unit_beside(table, row, column)
    return own if own and _suits(own, column.label) else _unit_of_table(table, row, column)


def _is_relative(column: Column) -> bool:
    """Whether the figures of a column are in %, points or another unit than the values."""
    return column.role is Role.RATE or (column.role is Role.CHANGE and not column.absolute)


def _suits(unit: str, label: str) -> bool:
    """Whether a column can be in the unit of its row: amounts in money only, counts not at all."""
    return (unit.endswith("元") or not words.is_money(label)) and not words.is_count(label)


def _unit_beside(table: Table, row: Row, column: Column) -> str:
    """The unit that the row names for a column: of several columns of units, the nearest's."""
    units = [c for c in table.columns if c.role is Role.UNIT and c.number < column.number]
    if len(units) < 2:
        return row.unit
    return _named_unit(table.grid.at(row.number, units[-1].number))


def _named_unit(cell: Cell) -> str:
    """The unit that a cell of the column 单位 names.

    One we do not know stands to the letter, two are none.
    """
    text = "" if cell.trouble else words.squeezed(cell.text)
    unit = words.unit_of(text)
    several = not unit and re.search(r"[、/／,，;；]", text)
    return "" if several or words.NOTHING.fullmatch(text) else unit or text


def _unit_of_table(table: Table, row: Row, column: Column) -> str:
    """The unit that the lines around the table give, or the row's name states (人数)."""
    unit = table.about.unit
    if counted := words.counted_in(row.name):
        return unit if unit.endswith(counted) else counted
    of_money = unit.endswith("元")
    if words.is_rate(row.name) or (of_money and words.is_count(row.name)):
        return ""
    if words.is_money(column.label) and not of_money:
        return table.about.money
    return unit
