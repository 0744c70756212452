"""The rows of a table as a tree: groups and what they hold, totals first, parts below their whole (其中)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafter.facts.numbering import strip_number
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import Entry, EntryKind, read_entry, without
from drafter.reading.tables.columns import FIGURES, Column, Role, says_figures
from drafter.reading.tables.grid import Cell, Trouble
from drafter.reading.tables.regions import Table

# How a row can be numbered, from the widest: 一、 （一） 1. （1） ①
_NUMBERED = (
    re.compile(r"[一二三四五六七八九十]{1,3}(?:[、.．]|$)"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,3}(?:[、.．](?!\d)|$)"),
    re.compile(r"[（(]\d{1,2}[)）]|\d{1,2}[)）]|\d{1,2}[.．]\d{1,2}(?=\D|$)"),
    re.compile(r"[①-⑳]"),
)
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row, or a group of rows.

    number   of the row in the sheet; of a group the first
    name     what it is about, without number, unit and 其中; cell is where that stands, None for a row without one
    unit     that the row names, else ""
    entries  by number of the column
    total    合计 and its like; part of the row above it (其中)
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


@dataclass
class _Node:
    """A row while the tree is built; depth orders it among those around it."""

    row: Row
    depth: tuple[int, int] = (0, 0)
    below: list["_Node"] = field(default_factory=list)

    def built(self) -> Row:
        rows = sorted(
            (node.built() for node in self.below), key=lambda row: (not row.total, row.group)
        )
        return replace(self.row, rows=tuple(rows))


def read_rows(table: Table) -> tuple[Row, ...]:
    """The rows of the table's body, each in its place; totals before what they total."""
    flat = [row for number in table.body if (row := _row(table, number)) is not None]
    root = _Node(Row(0, ""))
    for path, run in groupby(zip(_paths(table, flat), flat, strict=True), key=lambda pair: pair[0]):
        above = root
        rows = [row for _, row in run]
        for at, name in enumerate(path):
            above = _group(table, above, name, at, rows[0])
        _grow(table, above, rows)
    return root.built().rows


def _row(table: Table, number: int) -> Row | None:
    """One row of the body as it stands; None where it holds nothing but its number."""
    grid = table.grid
    subject, units = table.column(Role.SUBJECT), table.column(Role.UNIT)
    cell = grid.at(number, subject.number) if subject else None
    if subject and not cell:  # 合计 in the column of groups
        cell = next(
            (
                c
                for g in reversed(_groups(table))
                if (c := grid.at(number, g.number)) and c.row == number
            ),
            None,
        )
    held = [
        c
        for c in table.columns
        if c.role in FIGURES | {Role.WORDS, Role.REMARK} and grid.at(number, c.number)
    ]
    if not cell and not held:
        return None
    raw = words.squeezed(cell.text) if cell else ""
    part = words.PART.match(raw)
    whole, name, unit = _named(raw[part.end() :] if part else raw)
    if units and (told := _named_unit(grid.at(number, units.number))):
        name, unit = name if unit in {"", told} else whole, told
    if part and not name:  # 其中： on a line of its own; what follows is set in
        return None
    row = Row(
        number, name, cell or None, unit, total=bool(words.TOTAL.fullmatch(name)), part=bool(part)
    )
    figures = [column for column in table.columns if column.role in FIGURES]
    return replace(row, entries={column.number: _entry(table, row, column) for column in figures})


def _named(text: str) -> tuple[str, str, str]:
    """The name that a cell gives, without its number, whole and without its unit, and the unit."""
    whole = strip_number(text).rstrip("：:") or text
    name, unit = words.without_unit(whole)
    return whole, name or whole, unit


def _entry(table: Table, row: Row, column: Column) -> Entry:
    """What a cell says of its row; one merged over several rows says nothing of a single one."""
    cell = table.grid.at(row.number, column.number)
    read = read_entry(cell, column, unit_for(column, row, table))
    if cell.area[1] < column.number:
        return Entry(EntryKind.NOTHING, cell)
    if (
        read.kind is EntryKind.GAP
        and not read.unit
        and words.is_rate(column.label)
        and _in_percent(table, column)
    ):
        return replace(read, unit="%")
    if (
        words.is_rank(column.label or row.name)
        and read.kind is EntryKind.FIGURE
        and not read.unit
        and read.text.isdigit()
    ):
        return replace(read, vague="第", unit="位")
    if (
        read.kind is EntryKind.FIGURE
        and not read.unit
        and (words.is_rate(row.name) or words.is_rate(column.label))
    ):
        return without(replace(read, unit="%"), Trouble.BARE_RATE)
    if read.kind is not EntryKind.FIGURE or not _over_rows(table, cell):
        return read
    of_group = any(
        _same_rows(table.grid.at(row.number, group.number), cell) for group in _groups(table)
    )
    return Entry(EntryKind.NOTHING, cell) if of_group else without(read, Trouble.MERGED)


def _in_percent(table: Table, column: Column) -> bool:
    """Whether every figure that a column holds is shown in percent."""
    held = [
        cell
        for row in table.body
        if (cell := table.grid.at(row, column.number)) and says_figures(cell)
    ]
    return bool(held) and all(cell.text.endswith("%") for cell in held)


def _over_rows(table: Table, cell: Cell) -> bool:
    return (
        cell.merged is not None
        and sum(cell.area[0] <= row <= cell.area[2] for row in table.body) > 1
    )


def _same_rows(one: Cell, other: Cell) -> bool:
    return (one.area[0], one.area[2]) == (other.area[0], other.area[2])


def _named_unit(cell: Cell) -> str:
    """The unit that a cell of the column 单位 names; one we do not know stands to the letter, two are none."""
    text = "" if cell.trouble else words.squeezed(cell.text)
    two = re.search(r"[、/／,，;；]", text) and not words.unit_of(text)
    return "" if two or words.NOTHING.fullmatch(text) else words.unit_of(text) or text


def unit_for(column: Column, row: Row, table: Table) -> str:
    """The unit that head, row and table give to the figures of a column in this row, in this order."""
    if (
        column.unit
        or column.role is Role.RATE
        or (column.role is Role.CHANGE and not column.absolute)
    ):
        return column.unit
    if column.role is Role.VALUE and (unit := words.counted_in(column.label)):
        return unit
    if words.is_rate(column.label) or words.is_rank(column.label):
        return ""
    of_money = words.is_money(column.label)
    if column.absolute and row.unit == "%":  # of a rate: points, or percent of it?
        return ""
    told = _unit_beside(table, row, column)
    if told and not (of_money and not told.endswith("元")) and not words.is_count(column.label):
        return told
    if counted := words.counted_in(row.name):
        return table.about.unit if table.about.unit.endswith(counted) else counted
    money = table.about.unit.endswith("元")
    if words.is_rate(row.name) or (money and words.is_count(row.name)):
        return ""
    if of_money and not money:
        return table.about.money
    return table.about.unit


def _unit_beside(table: Table, row: Row, column: Column) -> str:
    """The unit that the row names for a column: that of the nearest column of units where there are several."""
    units = [c for c in table.columns if c.role is Role.UNIT and c.number < column.number]
    if len(units) < 2:
        return row.unit
    return _named_unit(table.grid.at(row.number, units[-1].number))


def _groups(table: Table) -> list[Column]:
    return [column for column in table.columns if column.role is Role.GROUP]


def _paths(table: Table, rows: Sequence[Row]) -> Iterator[Path]:
    """The groups that each row stands in, by the columns left of its name; a blank cell goes on with the one above."""
    before: Path = ()
    for row in rows:
        path: Path = ()
        inside = not row.total or words.SUBTOTAL.match(row.name) is not None
        for at, column in enumerate(_groups(table)):
            cell = table.grid.at(row.number, column.number)
            if (
                cell and row.cell and cell.area == row.cell.area
            ):  # 合计 across the columns of groups
                break
            if cell:
                path = (*path, _named(words.squeezed(cell.text))[1])
            elif inside and at < len(before) and path == before[:at]:
                path = (*path, before[at])
            else:
                break
        before = path if path or not words.SUBTOTAL.match(row.name) else before
        yield before


def _group(table: Table, above: _Node, name: str, at: int, row: Row) -> _Node:
    """The node of a group: the one that is open, else a new one."""
    last = above.below[-1] if above.below else None
    if last is None or not last.row.group or last.row.name != name:
        cell = table.grid.at(row.number, _groups(table)[at].number)
        group = Row(row.number, name, cell or None, group=True)
        own = [
            c
            for c in table.columns
            if c.role in FIGURES and _same_rows(table.grid.at(row.number, c.number), cell)
        ]
        if cell and _over_rows(table, cell):
            made = {
                c.number: read_entry(
                    table.grid.at(row.number, c.number), c, unit_for(c, row, table)
                )
                for c in own
            }
            group = replace(group, entries=made)
        last = _Node(group, (-1, 0))
        above.below.append(last)
    return last


def _grow(table: Table, root: _Node, rows: Sequence[Row]) -> None:
    """Put rows below one another, as their numbers and indents have it."""
    ranks = [_rank(table, row) for row in rows]
    known = sorted({rank for rank in ranks if rank is not None})
    opened = [replace(root, depth=(-1, 0))]
    opened[0].below = root.below
    base = 0  # the level of rows without a number
    for at, row in enumerate(rows):
        rank, indent = ranks[at], row.cell.indent if row.cell else 0
        level = base if rank is None else known.index(rank)
        if row.total and not words.SUBTOTAL.match(row.name):
            level, base = 0, 0
        elif _is_group(table, row, rows[at + 1 :], rank, ranks[at + 1 :]):
            row = replace(row, group=True, entries={})
            level = 0 if rank is None else level
            base = level + 1
        _place(_Node(row, (level, indent)), opened)


def _rank(table: Table, row: Row) -> int | None:
    """How wide the number of a row is, 0 the widest; None for none."""
    numbers = next((c for c in table.columns if words.NUMBERS.fullmatch(c.title)), None)
    texts = [table.grid.at(row.number, numbers.number).text] if numbers else []
    texts += [row.cell.text] if row.cell else []
    ranks = (
        rank
        for text in texts
        for rank, pattern in enumerate(_NUMBERED)
        if pattern.match(text.strip())
    )
    return next(ranks, None)


def _is_group(
    table: Table, row: Row, following: Sequence[Row], rank: int | None, ranks: Sequence[int | None]
) -> bool:
    """Whether a row without figures names those below it, and is not one that nobody filled in."""
    if row.cell is None or any(one.cell for one in row.entries.values()):
        return False
    if (
        not following
        or following[0].part
        or any(table.grid.at(row.number, c.number) for c in _told(table))
    ):
        return False
    across = list(table.grid.across(row.number, tuple(column.number for column in table.columns)))
    if len(across) == 1 and row.cell.area[3] - row.cell.area[1] > 1:
        return True
    if table.column(Role.UNIT):
        return not row.unit and any(one.unit for one in following)
    set_in = following[0].cell is not None and following[0].cell.indent > row.cell.indent
    return set_in or (rank is not None and (ranks[0] is None or ranks[0] > rank))


def _told(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if column.role in {Role.WORDS, Role.REMARK})


def _place(node: _Node, opened: list[_Node]) -> None:
    """Put a row below the last one that is wider than it; what follows 其中 and is set in as far belongs to it too."""
    last = opened[-1]
    whole = next((one for one in reversed(opened) if not one.row.part), opened[0])
    set_in = node.depth[1] >= last.depth[1] > whole.depth[1]
    if not node.row.part and last.row.part and (set_in or _aligned(node.row, last.row)):
        node = _Node(replace(node.row, part=True), last.depth)
    if node.row.part:
        while len(opened) > 1 and opened[-1].row.part and opened[-1].depth[1] >= node.depth[1]:
            opened.pop()
        if len(opened) == 1 or opened[-1].row.group:
            node = _Node(replace(node.row, part=False), node.depth)
    else:
        while len(opened) > 1 and (opened[-1].depth >= node.depth or _ends(opened[-1], node)):
            opened.pop()
    opened[-1].below.append(node)
    opened.append(node)


def _ends(part: _Node, node: _Node) -> bool:
    """Whether a row that is no part ends one: it is set in no further, whatever numbers it has."""
    return part.row.part and part.depth[1] >= node.depth[1]


def _aligned(row: Row, above: Row) -> bool:
    """Whether a name stands right below another, or below what follows 其中： there."""
    if row.cell is None or above.cell is None:
        return False
    further = row.cell.indent - above.cell.indent
    return (
        4 <= further <= 8 if words.PART.match(above.cell.text) else further == 0 < row.cell.indent
    )
