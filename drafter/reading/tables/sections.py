"""Tables → sections: a heading for each division, sheet and group, a statement for each row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.messages import t
from drafter.reading.tables import words
from drafter.reading.tables.findings import Findings, doubtful, left_out, named, without_empty
from drafter.reading.tables.grid import Cell, Grid
from drafter.reading.tables.proof import misread
from drafter.reading.tables.regions import Table
from drafter.reading.tables.row_tree import read_rows
from drafter.reading.tables.rows import Row
from drafter.reading.tables.statements import STYLES, Manner, Piece, Statement, manner, statement
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
    """What sections are made with: what is known of the report, its period as the tables name it, what was found."""

    known: Known
    period: str
    findings: Findings


def sections_of(work: Work, sheets: Sequence[Sheet], *, alone: bool) -> Iterator[Section]:
    """The sections of one file: one for each sheet, below one for the file where there are several of both."""
    level = 1 if alone else 2
    made = [section for grid, tables in sheets for section in _sheet(work, grid, tables, level)]
    alike = Counter(section.heading for section in made)
    made = [
        replace(one, heading=f"{one.heading}（{one.grid.sheet}）")
        if alike[one.heading] > 1
        else one
        for one in made
    ]
    if alone or not made:
        yield from made
        return
    grid = made[0].grid
    stem = Path(grid.file).stem
    name = division([table for _, tables in sheets for table in tables], work.known)
    if len(made) == 1:
        yield replace(made[0], heading=name or made[0].heading)
    else:
        yield Section(name or stem, grid, sections=made)


def _sheet(work: Work, grid: Grid, tables: Sequence[Table], level: int) -> Iterator[Section]:
    """The section of one sheet, or one for each table where the sheet has no name of its own; none for an empty one."""
    if grid.hidden:
        work.findings.add("TAB302", grid, names=named(grid.hidden))
    if not tables:
        if grid.cells:
            work.findings.add("TAB122", grid)
        return
    topics = [topic(table, work.known) for table in tables]
    name = (
        ""
        if _NO_NAME.fullmatch(grid.sheet) or re.fullmatch(words.PERIOD, grid.sheet)
        else grid.sheet
    )
    several = sum(map(bool, topics)) > 1
    if several and not name and all(topics):
        for table, about in zip(tables, topics, strict=True):
            yield _table(work, table, Section(about, grid), level)
        return
    only = "" if several else next(filter(None, topics), "")
    section = Section(only or name or division(tables, work.known) or Path(grid.file).stem, grid)
    for table, about in zip(tables, topics, strict=True):
        if several and about and level < _DEEPEST:
            section.sections.append(_table(work, table, Section(about, grid), level + 1))
        else:
            _table(work, table, section, level)
    yield section


def _table(work: Work, table: Table, section: Section, level: int) -> Section:
    """Put what a table states into a section."""
    if not table.body:
        work.findings.add(
            "TAB127", table.grid, next(table.grid.across(table.head[0], table.grid.columns))
        )
        return section
    table = without_empty(work.findings, table)
    section.remarks += left_out(work.findings, table)
    how = manner(table, work.period)
    rows = read_rows(table)
    if not how.groups and not how.told:
        work.findings.add(
            "TAB121", table.grid, next(table.grid.across(table.body[0], table.grid.columns))
        )
        section.statements.append(_open(table.body))
        return section
    doubtful(work.findings, how, rows)
    headed = level < _DEEPEST and _headed(rows)
    for row in rows:
        if row.group and headed:
            _group(work, row, how, section, level + 1)
        elif said := _stated(work, row, how):
            section.statements.append(said)
    return section


def _headed(rows: Sequence[Row]) -> bool:
    """Whether groups are worth a heading each: most hold more than one row."""
    groups = [row for row in rows if row.group]
    return 2 * sum(len(group.rows) for group in groups) >= 3 * len(groups)


def _group(work: Work, row: Row, how: Manner, section: Section, level: int) -> None:
    """A group under a heading of its own, with the figures that stand for all of it first."""
    below = Section(row.name, how.table.grid)
    section.sections.append(below)
    if own := _stated(work, replace(row, rows=()), how):
        below.statements.append(own)
    headed = level < _DEEPEST and _headed(row.rows)
    for one in row.rows:
        if one.group and headed:
            _group(work, one, how, below, level + 1)
        elif said := _stated(work, one, how):
            below.statements.append(said)


def _stated(work: Work, row: Row, how: Manner) -> Statement | None:
    """The bullet of a row in the most fluent style that is read back as it was meant, its further rows below it."""
    grid = how.table.grid
    cell = row.cell or grid.at(row.number, how.table.columns[0].number)
    tried = [said for style in STYLES if (said := statement(row, how, style))]
    made = next((said for said in tried if not misread(said.pieces)), None)
    refused = (
        "TAB126" if words.change(row.name) else cell.trouble if row.cell else None
    )  # 同比 as a row: of what?
    if refused or (tried and made is None):
        work.findings.add(refused or "TAB120", grid, cell)
        made = _open((row.number,))
    stated = made.rows if made else ()
    below = tuple(
        said for one in row.rows if one.number not in stated and (said := _stated(work, one, how))
    )
    if made is None and below and row.cell:
        leading = Statement((Piece(row.name, row.cell),), (row.number,))
        made = _open((row.number,)) if misread(leading.pieces) else leading
    if made is None and not row.group:
        work.findings.add("TAB304", grid, cell)
    return replace(made, below=below) if made else None


def _open(rows: tuple[int, ...]) -> Statement:
    """The placeholder for rows that no bullet can state."""
    return Statement((Piece(t("tab.open", rows=numbers(rows)), Cell(rows[0], 1)),), rows, open=True)


def numbers(rows: Sequence[int]) -> str:
    """Numbers of rows for people: 5, 5—7 or 5、8."""
    whole = len(rows) > 1 and list(rows) == list(range(rows[0], rows[0] + len(rows)))
    return f"{rows[0]}—{rows[-1]}" if whole else "、".join(map(str, rows))
