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
    """One table.

    head, body  numbers of rows; the head ones wherever it is printed
    notes       the lines below
    """

    grid: Grid
    about: About
    columns: tuple[Column, ...]
    head: tuple[int, ...]
    body: tuple[int, ...]
    notes: tuple[Cell, ...] = ()

    def period(self, column: Column) -> str:
        """What a column's figures are of, with the year of the table: 2025年上半年; "" for none."""
        whole = self.about.period
        year = re.match(r"\d{4}年", whole)
        current = not column.period or column.period in words.CURRENT
        if current or words.same_period(column.period, whole):
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
    """Whether a table begins in this row, right below another: with a caption, or a head alone."""
    if not any(heads.figures(grid, above, grid.columns) for above in block):
        return False
    at = grid.rows.index(row)
    cells = list(grid.across(row, grid.columns))
    if len(cells) == 1 and at + 1 < len(grid.rows):
        return not keyed(cells[0].text) and heads.is_head(grid, grid.rows[at + 1])
    return heads.is_head(grid, row) and not heads.again(grid, block, row, grid.columns)


def _side_by_side(
    grid: Grid, rows: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """One block for each table in it: its rows and its columns."""
    runs = _runs(grid, rows)
    if len(runs) < 2 or min(map(len, runs)) < 2:
        yield rows, tuple(c for c in grid.columns if any(grid.at(row, c) for row in rows))
        return
    for columns in map(tuple, runs):
        yield tuple(row for row in rows if any(grid.across(row, columns))), columns


def _runs(grid: Grid, rows: Sequence[int]) -> list[list[int]]:
    """The columns parted at blank ones, where what stands right of them has its own indicator."""
    wide = [row for row in rows if len(list(grid.across(row, grid.columns))) > 1]
    filled = [column for column in grid.columns if any(grid.at(row, column) for row in wide)]
    runs: list[list[int]] = []
    for column in filled:
        at = grid.columns.index(column)
        beside = bool(runs) and grid.columns[at - 1] == runs[-1][-1]
        if runs and (beside or not _is_indicator(grid, wide, column)):
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _is_indicator(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether the first cell of a column heads names or numbers of rows."""
    text = next((cell.text for row in rows if (cell := grid.at(row, column))), "")
    return bool(words.LABELS.fullmatch(words.squeezed(text)) or words.NUMBERS.fullmatch(text))


# --- one block ---


def _read_block(sheet: _Sheet, rows: tuple[int, ...], columns: tuple[int, ...]) -> None:
    """Add a block to its sheet: a table, more rows of the last one, or lines of text."""
    grid = sheet.grid
    lines = _read_lines(sheet, rows, columns)
    if lines == len(rows):
        _keep_lines(sheet, rows, columns)
        return
    body, notes, below = _parted(grid, rows[lines:], columns)
    height = _head_height(grid, body, columns)
    if not height and not lines and _goes_on(sheet, body, columns):
        last = sheet.tables[-1]
        sheet.tables[-1] = replace(last, body=(*last.body, *body), notes=(*last.notes, *notes))
        return
    head, body = body[:height], body[height:]
    printed = [row for row in body if _is_printed_again(grid, head, row, columns)]
    body = [row for row in body if row not in printed]
    about = sheet.about.over(below)
    if not sheet.tables:
        sheet.general = replace(about, unit="")
    roles = read_columns(grid, head, columns, body) if height else _headless(grid, columns, body)
    sheet.tables.append(Table(grid, about, roles, (*head, *printed), tuple(body), tuple(notes)))
    sheet.about, sheet.lines = About(), []


def _head_height(grid: Grid, body: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows are the head, with the rows of units below it; 0 where there is none."""
    height = heads.head_height(grid, body, columns)
    while 0 < height < len(body) - 1 and heads.of_units(grid, body[height], columns):
        height += 1
    return height


def _read_lines(sheet: _Sheet, rows: Sequence[int], columns: Sequence[int]) -> int:
    """Read the lines above a table, and return how many there are."""
    for at, row in enumerate(rows):
        line = read_line(sheet.grid, row, columns)
        if line is None:
            return at
        sheet.about = line.over(sheet.about)
    return len(rows)


def _keep_lines(sheet: _Sheet, rows: Sequence[int], columns: tuple[int, ...]) -> None:
    """Keep a block of mere lines for the table below; mere notes belong to the one above."""
    cells = [cell for row in rows for cell in sheet.grid.across(row, columns)]
    sheet.lines += [cell for cell in cells if keyed_line([cell]) is None]
    if all(words.NOTE.match(cell.text) for cell in sheet.lines):
        _end(sheet)


def _end(sheet: _Sheet) -> None:
    """Lines that no table follows are notes of the one above them."""
    if sheet.tables:
        last = sheet.tables[-1]
        sheet.tables[-1] = replace(last, notes=(*last.notes, *sheet.lines))
        sheet.about, sheet.lines = replace(sheet.about, captions=()), []


def _is_printed_again(grid: Grid, head: Sequence[int], row: int, columns: Sequence[int]) -> bool:
    """Whether a row of the body only repeats the head or numbers the columns."""
    return heads.again(grid, head, row, columns) or heads.of_numbers(grid, row, columns)


def _parted(
    grid: Grid, rows: Sequence[int], columns: Sequence[int]
) -> tuple[list[int], list[Cell], About]:
    """The rows of a table, the notes below it, and what its last lines say of it."""
    across = {row: list(grid.across(row, tuple(columns))) for row in rows}
    first = next((at for at, row in enumerate(rows) if at and _is_note(across[row])), len(rows))
    body, notes, about = list(rows[:first]), list[Cell](), About()
    for row in rows[first:]:
        if line := keyed_line(across[row]):
            about = line.over(about)
        else:
            notes += across[row]
    while len(body) > 1:
        last = across[body[-1]]
        if line := keyed_line(last):
            about = line.over(about)
        elif _is_sentence(last):
            notes = [*last, *notes]
        else:
            break
        body.pop()
    return body, notes, about


def _is_note(cells: Sequence[Cell]) -> bool:
    return len(cells) <= 2 and words.NOTE.match(cells[0].text) is not None


def _is_sentence(cells: Sequence[Cell]) -> bool:
    """Whether the last row of a table is not a row but a text: one cell, with a mark in it."""
    if len(cells) != 1 or cells[0].trouble is not None:
        return False
    return re.search("[，。；]", cells[0].text) is not None


def _goes_on(sheet: _Sheet, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether rows below a blank one go on with the last table.

    They do where no caption stands between and they fill its columns as its own rows do.
    """
    if not sheet.tables or sheet.about.captions:
        return False
    table = sheet.tables[-1]
    subject = table.column(Role.SUBJECT)
    if subject is None or not set(columns) <= {column.number for column in table.columns}:
        return False
    if table.body:
        last = table.grid.at(table.body[-1], subject.number)
        if last and words.TOTAL.fullmatch(words.squeezed(last.text)):
            return False
    return any(sheet.grid.at(row, subject.number) for row in rows)


def _headless(grid: Grid, columns: Sequence[int], body: Sequence[int]) -> tuple[Column, ...]:
    """The columns of a mere list, indicator and figure.

    None where a row has more figures than one.
    """
    figures = [number for number in columns if content(grid, number, body)[0]]
    phrases = [number for number in columns if number not in figures]
    if len(figures) != 1 or not phrases or phrases[0] > figures[0]:
        return ()
    units = [number for number in phrases if _holds_units(grid, number, body)]
    roles = {phrases[0]: Role.SUBJECT, figures[0]: Role.VALUE} | dict.fromkeys(units, Role.UNIT)
    return tuple(Column(number, (), roles.get(number, Role.REMARK)) for number in columns)


def _holds_units(grid: Grid, column: int, body: Sequence[int]) -> bool:
    cells = [grid.at(row, column) for row in body]
    return all(words.unit_of(cell.text) for cell in cells if cell)
