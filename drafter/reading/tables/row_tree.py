"""The rows of a table as a tree: groups and what they hold, totals first, parts below wholes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import read_entry
from drafter.reading.tables.columns import FIGURES, Role
from drafter.reading.tables.regions import Table
from drafter.reading.tables.rows import (
    Row,
    group_columns,
    in_same_rows,
    read_row,
    spans_rows,
    split_name,
    unit_for,
)

# How a row can be numbered, from the widest: 一、 （一） 1. （1） ①
_NUMBERED = (
    re.compile(r"[一二三四五六七八九十]{1,3}(?:[、.．]|$)"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,3}(?:[、.．](?!\d)|$)"),
    re.compile(r"[（(]\d{1,2}[)）]|\d{1,2}[)）]|\d{1,2}[.．]\d{1,2}(?=\D|$)"),
    re.compile(r"[①-⑳]"),
)
Path = tuple[str, ...]


@dataclass
class _Node:
    """A row while the tree is built; depth is its level and indent among those around it."""

    row: Row
    depth: tuple[int, int] = (0, 0)
    below: list["_Node"] = field(default_factory=list)

    def built(self) -> Row:
        rows = (node.built() for node in self.below)
        return replace(
            self.row, rows=tuple(sorted(rows, key=lambda row: (not row.total, row.group)))
        )


def read_rows(table: Table) -> tuple[Row, ...]:
    """The rows of the table's body, each in its place; totals before what they total."""
    flat = [row for number in table.body if (row := read_row(table, number)) is not None]
    root = _Node(Row(0, ""))
    placed = zip(_paths(table, flat), flat, strict=True)
    for path, run in groupby(placed, key=lambda pair: pair[0]):
        rows = [row for _, row in run]
        above = root
        for level, name in enumerate(path):
            above = _group(table, above, name, level, rows[0])
        _grow(table, above, rows)
    return root.built().rows


# --- groups by the columns left of the name ---


def _paths(table: Table, rows: Sequence[Row]) -> Iterator[Path]:
    """The groups that each row stands in; a 小计 without one stands in those of the row above."""
    before: Path = ()
    for row in rows:
        path = _path(table, row, before)
        if path or not words.SUBTOTAL.match(row.name):
            before = path
        yield before


def _path(table: Table, row: Row, before: Path) -> Path:
    """The groups of one row; a blank cell goes on with the group of the row above."""
    path: Path = ()
    goes_on = not row.total or words.SUBTOTAL.match(row.name) is not None
    for level, column in enumerate(group_columns(table)):
        cell = table.grid.at(row.number, column.number)
        if cell and row.cell and cell.area == row.cell.area:  # 合计 across the columns of groups
            break
        if cell:
            path = (*path, split_name(words.squeezed(cell.text))[1])
        elif goes_on and level < len(before) and path == before[:level]:
            path = (*path, before[level])
        else:
            break
    return path


def _group(table: Table, above: _Node, name: str, level: int, row: Row) -> _Node:
    """The node of a group: the one that is open, else a new one that begins with this row."""
    last = above.below[-1] if above.below else None
    if last and last.row.group and last.row.name == name:
        return last
    node = _Node(_group_row(table, name, level, row), (-1, 0))
    above.below.append(node)
    return node


def _group_row(table: Table, name: str, level: int, row: Row) -> Row:
    """A group with the figures that are merged over exactly its rows."""
    cell = table.grid.at(row.number, group_columns(table)[level].number)
    group = Row(row.number, name, cell or None, group=True)
    if not cell or not spans_rows(table, cell):
        return group
    cells = [(c, table.grid.at(row.number, c.number)) for c in table.columns if c.role in FIGURES]
    entries = {
        column.number: read_entry(figure, column, unit_for(column, row, table))
        for column, figure in cells
        if in_same_rows(figure, cell)
    }
    return replace(group, entries=entries)


# --- order among the rows of one group ---


def _grow(table: Table, root: _Node, rows: Sequence[Row]) -> None:
    """Put rows below one another, by their numbers and indents."""
    ranks = [_rank(table, row) for row in rows]
    known = sorted({rank for rank in ranks if rank is not None})
    opened = [_Node(root.row, (-1, 0), root.below)]
    base = 0  # the level of rows without a number
    for at, row in enumerate(rows):
        rank, indent = ranks[at], row.cell.indent if row.cell else 0
        level = base if rank is None else known.index(rank)
        if row.total and not words.SUBTOTAL.match(row.name):
            level, base = 0, 0
        elif _is_group(table, rows[at:], ranks[at:]):
            row = replace(row, group=True, entries={})
            level = 0 if rank is None else level
            base = level + 1
        _place(_Node(row, (level, indent)), opened)


def _rank(table: Table, row: Row) -> int | None:
    """How wide the number of a row is, 0 the widest; None for none."""
    numbers = next((c for c in table.columns if words.NUMBERS.fullmatch(c.title)), None)
    texts = [table.grid.at(row.number, numbers.number).text] if numbers else []
    texts += [row.cell.text] if row.cell else []
    ranks = map(_rank_of_text, texts)
    return next((rank for rank in ranks if rank is not None), None)


def _rank_of_text(text: str) -> int | None:
    matching = (n for n, pattern in enumerate(_NUMBERED) if pattern.match(text.strip()))
    return next(matching, None)


def _is_group(table: Table, rows: Sequence[Row], ranks: Sequence[int | None]) -> bool:
    """Whether the first of these rows names those below it, and is not just left blank."""
    row, *following = rows
    if row.cell is None or not following or following[0].part or _is_filled(table, row):
        return False
    if _is_line(table, row):
        return True
    if table.column(Role.UNIT):
        return not row.unit and any(below.unit for below in following)
    below = following[0].cell
    return _is_wider(*ranks[:2]) or (below is not None and below.indent > row.cell.indent)


def _is_filled(table: Table, row: Row) -> bool:
    """Whether a row holds anything beside its name."""
    phrases = [c for c in table.columns if c.role in {Role.WORDS, Role.REMARK}]
    return any(entry.cell for entry in row.entries.values()) or any(
        table.grid.at(row.number, column.number) for column in phrases
    )


def _is_line(table: Table, row: Row) -> bool:
    """Whether a row is one cell merged over more than two columns."""
    across = list(table.grid.across(row.number, tuple(column.number for column in table.columns)))
    return len(across) == 1 and row.cell is not None and row.cell.area[3] - row.cell.area[1] > 1


def _is_wider(rank: int | None, below: int | None) -> bool:
    """Whether a row has a number, and the one below it none or a narrower one."""
    return rank is not None and (below is None or below > rank)


def _place(node: _Node, opened: list[_Node]) -> None:
    """Put a row below the last one that is wider than it."""
    if not node.row.part and _goes_on_with_parts(node, opened):
        node = _Node(replace(node.row, part=True), opened[-1].depth)
    if node.row.part:
        while len(opened) > 1 and _ends(opened[-1], node):
            opened.pop()
        if len(opened) == 1 or opened[-1].row.group:
            node = _Node(replace(node.row, part=False), node.depth)
    else:
        while len(opened) > 1 and (opened[-1].depth >= node.depth or _ends(opened[-1], node)):
            opened.pop()
    opened[-1].below.append(node)
    opened.append(node)


def _goes_on_with_parts(node: _Node, opened: Sequence[_Node]) -> bool:
    """Whether a row follows a 其中 and is set in as far, so that it belongs to it too."""
    last = opened[-1]
    if not last.row.part:
        return False
    whole = next((above for above in reversed(opened) if not above.row.part), opened[0])
    set_in = node.depth[1] >= last.depth[1] > whole.depth[1]
    return set_in or _aligned(node.row, last.row)


def _ends(part: _Node, node: _Node) -> bool:
    """Whether a row ends a part: it is set in no further, whatever numbers it has."""
    return part.row.part and part.depth[1] >= node.depth[1]


def _aligned(row: Row, above: Row) -> bool:
    """Whether a name stands right below another, or below what follows 其中： there."""
    if row.cell is None or above.cell is None:
        return False
    further = row.cell.indent - above.cell.indent
    if words.PART.match(above.cell.text):
        return 4 <= further <= 8
    return further == 0 < row.cell.indent
