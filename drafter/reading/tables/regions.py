"""A sheet → its tables: what stands above a table, its head, its body, the notes below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafter.reading.tables import heads, words
from drafter.reading.tables.captions import About, keyed, keyed_line, read_line
from drafter.reading.tables.column_roles import read_columns
from drafter.reading.tables.columns import Column, Role, content
from drafter.reading.tables.grid import Cell, Grid


@dataclass(frozen=True, slots=True)
class Table:
    """One table: head and body are numbers of rows, the head wherever it stands; notes are the lines below."""

    grid: Grid
    about: About
    columns: tuple[Column, ...]
    head: tuple[int, ...]
    body: tuple[int, ...]
    notes: tuple[Cell, ...] = ()

    def period(self, column: Column) -> str:
        """What a column's figures are of, with the year that the table is headed by: 2025年上半年, 6月; "" for none."""
        whole = self.about.period
        year = re.match(r"\d{4}年", whole)
        if (
            not column.period
            or column.period in words.CURRENT
            or words.same_period(column.period, whole)
        ):
            return whole or column.period
        of_year = column.period[0] in words.OF_YEAR and not re.match(r"\d{4}年", column.period)
        return f"{year[0]}{column.period}" if year and of_year else column.period

    def column(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role is role), None)


@dataclass
class _Sheet:
    """A sheet while it is read: what stands before the first table holds for all of them."""

    grid: Grid
    tables: list[Table] = field(default_factory=list)
    about: About = field(default_factory=About)  # of the table to come
    lines: list[Cell] = field(default_factory=list)  # above it
    general: About = field(default_factory=About)  # of the whole sheet


def read_tables(grid: Grid) -> tuple[Table, ...]:
    """The tables of a sheet, in order."""
    sheet = _Sheet(grid)
    for rows, columns in _blocks(grid):
        _read_block(sheet, rows, columns)
    _end(sheet)
    if sheet.tables and sheet.about.division:  # 填报单位 below the last table
        sheet.general = sheet.general.over(sheet.about)
    named = About(period=grid.sheet if words.PERIOD.fullmatch(grid.sheet) else "")
    general = named.over(replace(sheet.general, captions=()))
    return tuple(replace(table, about=table.about.over(general)) for table in sheet.tables)


def _blocks(grid: Grid) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Rows that stand together, and tables side by side apart."""
    block: list[int] = []
    for row in (*grid.rows, 0):
        if row and any(grid.across(row, grid.columns)):
            if block and _opens_anew(grid, block, row):
                yield from _side_by_side(grid, tuple(block))
                block = []
            block.append(row)
        elif block:
            yield from _side_by_side(grid, tuple(block))
            block = []


def _opens_anew(grid: Grid, block: Sequence[int], row: int) -> bool:
    """Whether a table begins in this row, right below another: a caption and a head, or a head alone."""
    if not any(heads.figures(grid, one, grid.columns) for one in block):
        return False
    at = grid.rows.index(row)
    cells = list(grid.across(row, grid.columns))
    if len(cells) == 1 and at + 1 < len(grid.rows):
        return not keyed(cells[0].text) and heads.is_head(grid, grid.rows[at + 1])
    return heads.is_head(grid, row) and not heads.again(grid, block, row, grid.columns)


def _side_by_side(
    grid: Grid, rows: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """One block for each table in it; blank columns part them where the right one has an indicator of its own."""
    told = [row for row in rows if len(list(grid.across(row, grid.columns))) > 1]
    held = [column for column in grid.columns if any(grid.at(row, column) for row in told)]
    runs: list[list[int]] = []
    for column in held:
        beside = bool(runs) and grid.columns.index(column) == grid.columns.index(runs[-1][-1]) + 1
        first = next((cell for row in told if (cell := grid.at(row, column))), None)
        label = first is not None and (
            words.LABELS.fullmatch(words.squeezed(first.text))
            or words.NUMBERS.fullmatch(first.text)
        )
        if runs and (beside or not label):
            runs[-1].append(column)
        else:
            runs.append([column])
    if len(runs) < 2 or min(map(len, runs)) < 2:
        yield (
            rows,
            tuple(column for column in grid.columns if any(grid.at(row, column) for row in rows)),
        )
        return
    for run in runs:
        columns = tuple(run)
        yield tuple(row for row in rows if any(grid.across(row, columns))), columns


# --- one block ---


def _read_block(sheet: _Sheet, rows: tuple[int, ...], columns: tuple[int, ...]) -> None:
    grid = sheet.grid
    at = 0
    while at < len(rows) and (line := read_line(grid, rows[at], columns)) is not None:
        sheet.about = line.over(sheet.about)
        at += 1
    rest = rows[at:]
    if not rest:
        sheet.lines += [
            cell for row in rows for cell in grid.across(row, columns) if keyed_line([cell]) is None
        ]
        if all(words.NOTE.match(cell.text) for cell in sheet.lines):
            _end(sheet)
        return
    body, notes, below = _parted(grid, rest, columns)
    height = heads.head_height(grid, body, columns)
    while 0 < height < len(body) - 1 and heads.of_units(grid, body[height], columns):
        height += 1
    last = sheet.tables[-1] if sheet.tables else None
    if (
        not height
        and last
        and not sheet.about.captions
        and not at
        and _fits(last, grid, body, columns)
    ):
        sheet.tables[-1] = replace(last, body=(*last.body, *body), notes=(*last.notes, *notes))
        return
    head, body = body[:height], body[height:]
    printed = [
        row
        for row in body
        if heads.again(grid, head, row, columns) or heads.of_numbers(grid, row, columns)
    ]
    body = [row for row in body if row not in printed]
    about = sheet.about.over(below)
    if not sheet.tables:
        sheet.general = replace(about, unit="")
    read = read_columns(grid, head, columns, body) if height else _headless(grid, columns, body)
    sheet.tables.append(Table(grid, about, read, (*head, *printed), tuple(body), tuple(notes)))
    sheet.about, sheet.lines = About(), []


def _end(sheet: _Sheet) -> None:
    """Lines that no table follows are notes of the one above them."""
    if sheet.tables:
        last = sheet.tables[-1]
        sheet.tables[-1] = replace(last, notes=(*last.notes, *sheet.lines))
        sheet.about, sheet.lines = replace(sheet.about, captions=()), []


def _parted(
    grid: Grid, rows: Sequence[int], columns: Sequence[int]
) -> tuple[list[int], list[Cell], About]:
    """The rows of a table, the notes below it, and what its last lines say of it."""
    across = {row: list(grid.across(row, tuple(columns))) for row in rows}
    body, notes, about = list(rows), list[Cell](), About()
    first = next((at for at, row in enumerate(rows) if at and _is_note(across[row])), len(rows))
    for row in rows[first:]:
        said = keyed_line(across[row])
        about = said.over(about) if said else about
        notes += [] if said else across[row]
    body = body[:first]
    while len(body) > 1 and (
        (said := keyed_line(across[body[-1]])) or _is_sentence(across[body[-1]])
    ):
        about = said.over(about) if said else about
        notes = notes if said else [*across[body[-1]], *notes]
        body.pop()
    return body, notes, about


def _is_note(cells: Sequence[Cell]) -> bool:
    return len(cells) <= 2 and words.NOTE.match(cells[0].text) is not None


def _is_sentence(cells: Sequence[Cell]) -> bool:
    """Whether the last row of a table is no row but something said of it: one cell, with a mark in it."""
    return (
        len(cells) == 1
        and cells[0].trouble is None
        and re.search("[，。；]", cells[0].text) is not None
    )


def _fits(table: Table, grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether rows below a blank one go on with a table: they fill its columns as its own rows do."""
    known = {column.number for column in table.columns}
    subject = table.column(Role.SUBJECT)
    last = table.grid.at(table.body[-1], subject.number) if subject and table.body else None
    if last and words.TOTAL.fullmatch(words.squeezed(last.text)):
        return False
    return (
        set(columns) <= known
        and subject is not None
        and any(grid.at(row, subject.number) for row in rows)
    )


def _headless(grid: Grid, columns: Sequence[int], body: Sequence[int]) -> tuple[Column, ...]:
    """The columns of a mere list, indicator and figure; none where there are more figures than one in a row."""
    figures = [number for number in columns if content(grid, number, body)[0]]
    phrases = [number for number in columns if not content(grid, number, body)[0]]
    units = [
        n
        for n in phrases
        if all(words.unit_of(grid.at(row, n).text) for row in body if grid.at(row, n))
    ]
    if len(figures) != 1 or not phrases or phrases[0] > figures[0]:
        return ()
    roles = {phrases[0]: Role.SUBJECT, figures[0]: Role.VALUE} | dict.fromkeys(units, Role.UNIT)
    return tuple(Column(number, (), roles.get(number, Role.REMARK)) for number in columns)
