"""A sheet → its tables: what stands above a table, its head, its body, the notes below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafter.tables import words
from drafter.tables.columns import FIGURES, Column, Role, content, read_columns, says_figures
from drafter.tables.grid import Cell, Grid, Holds

_MOST_HEAD = 3  # rows
_OF_HEADS = (
    words.NUMBERS, words.LABELS, words.UNITS_HEAD, words.REMARKS, words.NARRATIVE, words.PERSONS, words.OFFICES,
    words.PERIOD, words.EARLIER, words.TARGET,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What the lines around a table say of it; "" where they do not.

    unit     of every figure that names none; mixed where they name several (单位：人、万元)
    signed   whether somebody signed it: names and telephones stay where they are
    """

    captions: tuple[str, ...] = ()
    division: str = ""
    period: str = ""
    unit: str = ""
    mixed: bool = False
    signed: bool = False

    def over(self, other: "About") -> "About":
        """This, and where it says nothing, the other."""
        return About(
            self.captions or other.captions,
            self.division or other.division,
            self.period or other.period,
            self.unit or other.unit,
            self.mixed or (other.mixed and not self.unit),
            self.signed or other.signed,
        )


@dataclass(frozen=True, slots=True)
class Table:
    """One table: head and body are numbers of rows, the head wherever it stands; notes are the lines below."""

    grid: Grid
    about: About
    columns: tuple[Column, ...]
    head: tuple[int, ...]
    body: tuple[int, ...]
    notes: tuple[Cell, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether it is known which figures it holds, and of what."""
        return any(column.role in FIGURES | {Role.WORDS} for column in self.columns)

    def period(self, column: Column) -> str:
        """What a column's figures are of, with the year that the table is headed by: 2025年上半年, 6月; "" for none."""
        whole = self.about.period
        year = re.match(r"\d{4}年", whole)
        if not column.period or column.period in words.CURRENT or words.same_period(column.period, whole):
            return whole or column.period
        return f"{year[0]}{column.period}" if year and column.period[0] in words.OF_YEAR else column.period

    def column(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role is role), None)


@dataclass
class _Sheet:
    """A sheet while it is read: what stands before the first table holds for all of them."""

    grid: Grid
    tables: list[Table] = field(default_factory=list)
    about: About = field(default_factory=About)  # of the table to come
    general: About = field(default_factory=About)  # of the whole sheet


def read_tables(grid: Grid) -> tuple[Table, ...]:
    """The tables of a sheet, in order."""
    sheet = _Sheet(grid)
    for rows, columns in _blocks(grid):
        _read_block(sheet, rows, columns)
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
    if not any(_figures(grid, one, grid.columns) for one in block):
        return False
    at = grid.rows.index(row)
    cells = list(grid.across(row, grid.columns))
    if len(cells) == 1 and at + 1 < len(grid.rows):
        return not _keyed(cells[0].text) and _is_head(grid, grid.rows[at + 1])
    return _is_head(grid, row) and not _repeats(grid, block, row)


def _is_head(grid: Grid, row: int) -> bool:
    names = [words.without_unit(words.squeezed(cell.text))[0] for cell in grid.across(row, grid.columns)]
    if len(names) < 3 or _figures(grid, row, grid.columns):
        return False
    return sum(any(one.fullmatch(name) for one in _OF_HEADS) for name in names) * 2 > len(names)


def _repeats(grid: Grid, block: Sequence[int], row: int) -> bool:
    """Whether a row says again what a head of the block says: printed on every page."""
    said = [cell.text for cell in grid.across(row, grid.columns)]
    return any([cell.text for cell in grid.across(one, grid.columns)] == said for one in block)


def _side_by_side(grid: Grid, rows: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """One block for each table in it; blank columns part them where the right one has an indicator of its own."""
    told = [row for row in rows if len(list(grid.across(row, grid.columns))) > 1]
    held = [column for column in grid.columns if any(grid.at(row, column) for row in told)]
    runs: list[list[int]] = []
    for column in held:
        beside = bool(runs) and grid.columns.index(column) == grid.columns.index(runs[-1][-1]) + 1
        first = next((cell for row in told if (cell := grid.at(row, column))), None)
        label = first is not None and (
            words.LABELS.fullmatch(words.squeezed(first.text)) or words.NUMBERS.fullmatch(first.text)
        )
        if runs and (beside or not label):
            runs[-1].append(column)
        else:
            runs.append([column])
    if len(runs) < 2 or min(map(len, runs)) < 2:
        yield rows, tuple(column for column in grid.columns if any(grid.at(row, column) for row in rows))
        return
    for run in runs:
        columns = tuple(run)
        yield tuple(row for row in rows if any(grid.across(row, columns))), columns


# --- one block ---


def _read_block(sheet: _Sheet, rows: tuple[int, ...], columns: tuple[int, ...]) -> None:
    grid = sheet.grid
    at = 0
    while at < len(rows) and (line := _line(grid, rows[at], columns)) is not None:
        sheet.about = (
            line.over(sheet.about)
            if not line.captions
            else replace(line.over(sheet.about), captions=(*sheet.about.captions, *line.captions))
        )
        at += 1
    rest = rows[at:]
    if not rest:
        if sheet.tables and all(words.NOTE.match(text) for text in sheet.about.captions):
            _add_notes(sheet, [cell for row in rows for cell in grid.across(row, columns)])
        return
    body, notes, signed = _parted(grid, rest, columns)
    height = _head_height(grid, body, columns)
    while 0 < height < len(body) - 1 and _of_units(grid, body[height], columns):
        height += 1
    last = sheet.tables[-1] if sheet.tables else None
    if not height and last and not sheet.about.captions and not at and _fits(last, grid, body, columns):
        sheet.tables[-1] = replace(last, body=(*last.body, *body), notes=(*last.notes, *notes))
        return
    head, below = body[:height], body[height:]
    body = [row for row in below if not _again(grid, head, row, columns) and not _of_numbers(grid, row, columns)]
    about = sheet.about.over(signed)
    if not sheet.tables:
        sheet.general = replace(about, unit="", mixed=False)
    read = read_columns(grid, head, columns, body) if height else _headless(grid, columns, body)
    told = (*head, *(row for row in below if row not in body))
    sheet.tables.append(Table(grid, about, read, told, tuple(body), tuple(notes)))
    sheet.about = About()


def _add_notes(sheet: _Sheet, cells: Sequence[Cell]) -> None:
    last = sheet.tables[-1]
    sheet.tables[-1] = replace(last, notes=(*last.notes, *cells))
    sheet.about = About()


def _line(grid: Grid, row: int, columns: Sequence[int]) -> About | None:
    """What a line above a table says: a caption, or who reports, when and in what unit; None where it is neither."""
    cells = list(grid.across(row, tuple(columns)))
    if keyed := _keyed_line(cells):
        return keyed
    if len(cells) != 1 or cells[0].holds is not Holds.TEXT or says_figures(cells[0]):
        return None
    text = words.squeezed(cells[0].text)
    name, unit = words.without_unit(text)
    period = words.PERIOD.search(name)
    dated = period[0] if period and re.match(r"\d{4}", period[0]) else ""
    return About((name,), period=dated, unit=unit)


def _keyed(text: str) -> list[tuple[str, str]]:
    """The pairs of a line such as 填报单位：人事科　填报日期：7月3日; none where it is not made of them."""
    found = list(words.KEYED.finditer(text))
    if not found or found[0].start():
        return []
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [(one[1], text[one.end() : end].strip()) for one, end in zip(found, ends, strict=True)]


def _keyed_line(cells: Sequence[Cell]) -> About | None:
    about, open_key = About(), ""
    for cell in cells:
        pairs = _keyed(cell.text)
        if not pairs and open_key:
            about, open_key = _said(open_key, cell.text).over(about), ""
        elif pairs:
            for key, value in pairs:
                about = _said(key, value).over(about)
            open_key = "" if pairs[-1][1] else pairs[-1][0]
        elif not re.fullmatch(r"\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?", cell.text):
            return None
    return about if cells else None


def _said(key: str, value: str) -> About:
    key, value = re.sub(r"[（(].*", "", words.squeezed(key)), words.squeezed(value)
    if words.SIGNED.fullmatch(key):
        return About(signed=True)
    if key.endswith("单位") and (unit := words.unit_of(value)):
        return About(unit=unit)
    if key.endswith("单位") and len(units := re.split(r"[、，,/；;]", value)) > 1 and all(map(words.unit_of, units)):
        return About(mixed=True)
    if words.DATED.fullmatch(key):
        return About(period=value if re.fullmatch(rf"(?=\d{{4}}年)(?!.*日)(?:{words.PERIOD.pattern})", value) else "")
    return About(division=value)


def _parted(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> tuple[list[int], list[Cell], About]:
    """The rows of a table, the notes below it, and what its last lines say of it."""
    body, notes, about = list(rows), [], About()
    for at, row in enumerate(rows[1:], 1):
        cells = list(grid.across(row, tuple(columns)))
        if len(cells) <= 2 and words.NOTE.match(cells[0].text):
            body, notes = list(rows[:at]), [cell for one in rows[at:] for cell in grid.across(one, tuple(columns))]
            break
    while len(body) > 1 and (said := _keyed_line(list(grid.across(body[-1], tuple(columns))))):
        about, body = said.over(about), body[:-1]
    kept = []
    for cell in notes:
        said = _keyed_line([cell])
        about = said.over(about) if said else about
        kept += [] if said else [cell]
    return body, kept, about


def _head_height(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows are the head; 0 where there is none."""
    first = list(grid.across(rows[0], tuple(columns)))
    if len(first) < 2 or _figures(grid, rows[0], columns):
        return 0
    height = max(sum(row <= cell.area[2] for row in rows) for cell in first)
    while height < min(_MOST_HEAD, len(rows) - 1) and _continues(grid, rows[height - 1], rows[height], columns):
        height += 1
    height = min(height, _MOST_HEAD)
    below = rows[height : height + 1]
    named = any(_known(cell) for row in rows[:height] for cell in grid.across(row, tuple(columns)))
    return height if named or any(_figures(grid, row, columns) for row in below) else 0


def _known(cell: Cell) -> bool:
    name, unit = words.without_unit(words.squeezed(cell.text))
    return bool(unit or (name and words.PLAIN.fullmatch(name)) or any(one.fullmatch(name) for one in _OF_HEADS))


def _continues(grid: Grid, above: int, row: int, columns: Sequence[int]) -> bool:
    """Whether a row parts the groups of the head above it (上半年 | 同比 → 数量, 金额, 数量, 金额)."""
    own = [cell for cell in grid.across(row, tuple(columns)) if cell.area[0] == row]
    if not own or _figures(grid, row, columns) or any(cell.holds is not Holds.TEXT for cell in own):
        return False
    first = grid.at(row, columns[0])
    if first and first.area[0] == row:
        return False
    parts = [grid.at(above, cell.column) for cell in own]
    return all(not part or part.area[3] > part.area[1] or _groups(grid, above, row, part, columns) for part in parts)


def _groups(grid: Grid, above: int, row: int, part: Cell, columns: Sequence[int]) -> bool:
    """Whether a cell that was not merged stands over several: the next of its row is blank, with a name below."""
    right = next((column for column in columns if column > part.column), None)
    return right is not None and not grid.at(above, right) and bool(grid.at(row, right))


def _of_units(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row below the head says what each column is counted in."""
    first, *rest = [grid.at(row, column) for column in columns]
    said = [cell for cell in rest if cell]
    leads = not first or words.UNITS_HEAD.fullmatch(words.squeezed(first.text)) is not None
    return leads and bool(said) and all(words.unit_of(cell.text) for cell in said)


def _of_numbers(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    said = [words.squeezed(cell.text) for cell in grid.across(row, tuple(columns))]
    numbers = [int(text) for text in said if text.isdecimal()]
    rest = [text for text in said if not text.isdecimal()]
    counted = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3
    return counted and bool(rest) and all(re.fullmatch("[甲乙丙丁戊]|[A-Z]|栏次|序号", text) for text in rest)


def _figures(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row holds figures, those that name a year (2025, 2026) apart."""
    cells = [cell for cell in grid.across(row, tuple(columns)) if says_figures(cell)]
    return any(not re.fullmatch(r"(?:19|20)\d{2}", cell.text) for cell in cells)


def _again(grid: Grid, head: Sequence[int], row: int, columns: Sequence[int]) -> bool:
    """Whether a row is one of the head, printed again on the next page."""
    said = [cell.text for cell in grid.across(row, tuple(columns))]
    return any([cell.text for cell in grid.across(one, tuple(columns))] == said for one in head)


def _fits(table: Table, grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether rows below a blank one go on with a table: they fill its columns as its own rows do."""
    known = {column.number for column in table.columns}
    subject = table.column(Role.SUBJECT)
    last = table.grid.at(table.body[-1], subject.number) if subject and table.body else None
    if last and words.TOTAL.fullmatch(words.squeezed(last.text)):
        return False
    return set(columns) <= known and subject is not None and any(grid.at(row, subject.number) for row in rows)


def _headless(grid: Grid, columns: Sequence[int], body: Sequence[int]) -> tuple[Column, ...]:
    """The columns of a mere list, indicator and figure; none where there are more figures than one in a row."""
    figures = [number for number in columns if content(grid, number, body)[0]]
    phrases = [number for number in columns if not content(grid, number, body)[0]]
    units = [n for n in phrases if all(words.unit_of(grid.at(row, n).text) for row in body if grid.at(row, n))]
    if len(figures) != 1 or not phrases or phrases[0] > figures[0]:
        return ()
    roles = {phrases[0]: Role.SUBJECT, figures[0]: Role.VALUE} | dict.fromkeys(units, Role.UNIT)
    return tuple(Column(number, (), roles.get(number, Role.REMARK)) for number in columns)
