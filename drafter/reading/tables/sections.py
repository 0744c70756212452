"""Tables → sections: a heading for each division, sheet and group, a statement for each row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.messages import t
from drafter.reading.tables import words
from drafter.reading.tables.clauses import Piece
from drafter.reading.tables.findings import Findings, doubtful, left_out, named, without_empty
from drafter.reading.tables.grid import Cell, Grid
from drafter.reading.tables.manner import Manner, manner
from drafter.reading.tables.proof import misread
from drafter.reading.tables.regions import Table
from drafter.reading.tables.row_tree import read_rows
from drafter.reading.tables.rows import Row
from drafter.reading.tables.statements import STYLES, Statement, statement
from drafter.reading.tables.table_context import Known, division, topic

_DEEPEST = 4  # levels of headings
_NO_NAME = re.compile(r"(?i)sheet\s*\d*(?:\s*\(\d+\))?|工作表\s*\d*|表\s*\d*")

Sheet = tuple[Grid, tuple[Table, ...]]


@dataclass
class Section:
    """A heading with what stands below it; remarks are the notes below its tables."""

    heading: str
    grid: Grid
    statements: list[Statement] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Work:
    """What sections are made with.

    known     of the report
    period    of the report, as the tables name it
    findings  where what is found is kept
    """

    known: Known
    period: str
    findings: Findings


def sections_of(work: Work, sheets: Sequence[Sheet], *, alone: bool) -> Iterator[Section]:
    """The sections of one file: one for each sheet.

    They stand below one for the file where it has several and is not alone.
    """
    level = 1 if alone else 2
    sections = [section for grid, tables in sheets for section in _sheet(work, grid, tables, level)]
    sections = _told_apart(sections)
    if alone or not sections:
        yield from sections
        return
    name = division([table for _, tables in sheets for table in tables], work.known)
    if len(sections) == 1:
        yield replace(sections[0], heading=name or sections[0].heading)
    else:
        grid = sections[0].grid
        yield Section(name or Path(grid.file).stem, grid, sections=sections)


def _told_apart(sections: Sequence[Section]) -> list[Section]:
    """The sections, those under one heading with the names of their sheets."""
    alike = Counter(section.heading for section in sections)
    return [
        replace(section, heading=f"{section.heading}（{section.grid.sheet}）")
        if alike[section.heading] > 1
        else section
        for section in sections
    ]


def _sheet(work: Work, grid: Grid, tables: Sequence[Table], level: int) -> Iterator[Section]:
    """The sections of one sheet; none for an empty one."""
    if grid.hidden:
        work.findings.add("TAB302", grid, names=named(grid.hidden))
    if tables:
        yield from _tables(work, grid, tables, level)
    elif grid.cells:
        work.findings.add("TAB122", grid)


def _tables(work: Work, grid: Grid, tables: Sequence[Table], level: int) -> Iterator[Section]:
    """One section for all tables of a sheet.

    A sheet without a name of its own has one for each table, where each has a topic.
    """
    topics = [topic(table, work.known) for table in tables]
    several = sum(map(bool, topics)) > 1
    name = _sheet_name(grid)
    if several and not name and all(topics):
        for table, heading in zip(tables, topics, strict=True):
            yield _table(work, table, Section(heading, grid), level)
        return
    only = "" if several else next(filter(None, topics), "")
    section = Section(only or name or _origin(work, grid, tables), grid)
    for table, heading in zip(tables, topics, strict=True):
        if several and heading:
            section.sections.append(_table(work, table, Section(heading, grid), level + 1))
        else:
            _table(work, table, section, level)
    yield section


def _origin(work: Work, grid: Grid, tables: Sequence[Table]) -> str:
    """The division that a sheet comes from, else the name of its file."""
    return division(tables, work.known) or Path(grid.file).stem


def _sheet_name(grid: Grid) -> str:
    """The name of a sheet; "" where it says nothing but a number or a period."""
    nothing = _NO_NAME.fullmatch(grid.sheet) or words.PERIOD.fullmatch(grid.sheet)
    return "" if nothing else grid.sheet


def _table(work: Work, table: Table, section: Section, level: int) -> Section:
    """Put what a table states into a section."""
    grid = table.grid
    if not table.body:
        work.findings.add("TAB127", grid, _first_cell(grid, table.head[0]))
        return section
    table = without_empty(work.findings, table)
    section.remarks += left_out(work.findings, table)
    how = manner(table, work.period)
    rows = read_rows(table)
    if not how.groups and not how.phrases:
        work.findings.add("TAB121", grid, _first_cell(grid, table.body[0]))
        section.statements.append(_open(table.body))
        return section
    doubtful(work.findings, how, rows)
    _fill(work, rows, how, section, level)
    return section


def _first_cell(grid: Grid, row: int) -> Cell:
    return next(grid.across(row, grid.columns))


def _fill(work: Work, rows: Sequence[Row], how: Manner, section: Section, level: int) -> None:
    """Put rows into a section, their groups under headings where these are worth it."""
    headed = level < _DEEPEST and _headed(rows)
    for row in rows:
        if row.group and headed:
            section.sections.append(_group(work, row, how, level + 1))
        elif bullet := _stated(work, row, how):
            section.statements.append(bullet)


def _headed(rows: Sequence[Row]) -> bool:
    """Whether groups are worth a heading each: most hold more than one row."""
    groups = [row for row in rows if row.group]
    return 2 * sum(len(group.rows) for group in groups) >= 3 * len(groups)


def _group(work: Work, row: Row, how: Manner, level: int) -> Section:
    """A group under a heading of its own, with the figures that stand for all of it first."""
    section = Section(row.name, how.table.grid)
    if own := _stated(work, replace(row, rows=()), how):
        section.statements.append(own)
    _fill(work, row.rows, how, section, level)
    return section


def _stated(work: Work, row: Row, how: Manner) -> Statement | None:
    """The bullet of a row, with those of its further rows below it."""
    bullet = _own_bullet(work, row, how)
    rows = [part for part in row.rows if bullet is None or part.number not in bullet.rows]
    below = tuple(further for part in rows if (further := _stated(work, part, how)))
    if bullet is None and below:
        bullet = _leading(row)
    if bullet is None and not row.group:
        work.findings.add("TAB304", how.table.grid, _cell(row, how))
    return replace(bullet, below=below) if bullet else None


def _own_bullet(work: Work, row: Row, how: Manner) -> Statement | None:
    """The bullet of a row in the most fluent style that is read back as it was meant.

    A placeholder where there is none; None where the row states nothing.
    """
    tried = [bullet for style in STYLES if (bullet := statement(row, how, style))]
    right = next((bullet for bullet in tried if not misread(bullet.pieces)), None)
    trouble = _trouble(row) or ("TAB120" if tried and right is None else None)
    if trouble is None:
        return right
    work.findings.add(trouble, how.table.grid, _cell(row, how))
    return _open((row.number,))


def _cell(row: Row, how: Manner) -> Cell:
    """The cell that a finding about a row names."""
    return row.cell or how.table.grid.at(row.number, how.table.columns[0].number)


def _trouble(row: Row) -> str | None:
    """The code of the finding that a row as such is about; None for none."""
    if words.change(row.name):  # 同比 as a row: of what?
        return "TAB126"
    return row.cell.trouble if row.cell else None


def _leading(row: Row) -> Statement | None:
    """A bullet that is only the name of a row, over those below it; None where it has no name."""
    if row.cell is None:
        return None
    name = Statement((Piece(row.name, row.cell),), (row.number,))
    return _open((row.number,)) if misread(name.pieces) else name


def _open(rows: tuple[int, ...]) -> Statement:
    """The placeholder for rows that no bullet can state."""
    return Statement((Piece(t("tab.open", rows=numbers(rows)), Cell(rows[0], 1)),), rows, open=True)


def numbers(rows: Sequence[int]) -> str:
    """Numbers of rows for people: 5, 5—7 or 5、8."""
    whole = len(rows) > 1 and list(rows) == list(range(rows[0], rows[0] + len(rows)))
    return f"{rows[0]}—{rows[-1]}" if whole else "、".join(map(str, rows))
