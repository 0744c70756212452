"""What has to be said of a table beside its notes: what was left out, and what wants a second look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from drafter.facts.personal_data import find_personal
from drafter.messages import t
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import Said
from drafter.reading.tables.columns import FIGURES, Column, Role
from drafter.reading.tables.grid import Cell, Grid
from drafter.reading.tables.regions import Table
from drafter.reading.tables.rows import Row
from drafter.reading.tables.statements import Manner
from drafter.reading.tables.sums import disagreements
from drafter.records import Finding, Severity

_MOST = 8  # cells named in one finding
_SEVERITIES = {"1": Severity.ERROR, "2": Severity.WARNING, "3": Severity.INFO}


@dataclass
class Findings:
    """What has been found so far; told are the cells that are accounted for by a finding, by sheet and address."""

    found: list[Finding] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)

    def say(self, code: str, grid: Grid, cell: Cell | None = None, **values: object) -> None:
        """Keep a finding about a cell, or about the whole sheet."""
        place = grid.place(cell.address) if cell else grid.place()
        text, row = (cell.text, cell.row) if cell else ("", None)
        finding = Finding(
            code, _SEVERITIES[code[3]], t(code.lower(), **values), place, text, line=row
        )
        if finding not in self.found:
            self.found.append(finding)
        if cell and (code.startswith("TAB1") or code == "TAB303"):
            self.told.add((id(grid), cell.address))


def named(places: Sequence[str]) -> str:
    """The places, or as many of them as a message holds."""
    return "、".join(places[:_MOST]) + "…" * (len(places) > _MOST)


def without_empty(findings: Findings, table: Table) -> Table:
    """The table without columns that nobody filled in: they are told once, not as a gap in every row."""
    full = {
        column.number
        for column in table.columns
        if any(table.grid.at(row, column.number) for row in table.body)
    }
    led = any(column.role is Role.VALUE and column.number in full for column in table.columns)

    def empty(column: Column) -> bool:
        said = column.role in (FIGURES if led else FIGURES - {Role.VALUE}) | {Role.WORDS}
        return said and column.number not in full

    for column in filter(empty, table.columns):
        findings.say(
            "TAB305", table.grid, column.heads[-1] if column.heads else None, name=column.said
        )
    return replace(
        table, columns=tuple(replace(c, role=Role.SKIP) if empty(c) else c for c in table.columns)
    )


def left_out(findings: Findings, table: Table) -> Iterator[str]:
    """Say what of a table is no matter of a report, and yield the notes below it, which are kept beside its bullets."""
    grid = table.grid
    for cell in table.notes:
        if find_personal(cell.text) or words.SIGNED.match(cell.text):
            findings.say("TAB303", grid, replace(cell, text=""), name=cell.address)
        else:
            yield cell.text
            findings.say("TAB306", grid, cell)
    for column in table.columns:
        known = column.said and (
            words.PERSONS.fullmatch(column.said) or words.OFFICES.fullmatch(column.said)
        )
        if column.role is Role.SKIP and known:
            findings.say("TAB303", grid, column.heads[-1], name=column.said)
        for cell in (grid.at(row, column.number) for row in table.body):
            if column.role in {Role.WORDS, Role.REMARK} and find_personal(cell.text):
                findings.say("TAB303", grid, replace(cell, text=""), name=cell.address)


def doubtful(findings: Findings, how: Manner, rows: Sequence[Row]) -> None:
    """Say which figures cannot be used, and which stand as they are but want a second look."""
    grid, every = how.table.grid, [row for top in rows for row in top.walk()]
    entries = [pair for row in every for pair in row.entries.items()]
    figures = [(number, read) for number, read in entries if read.said is Said.FIGURE]
    for _, read in entries:
        if read.trouble:
            findings.say(read.trouble, grid, read.cell)
    for code, read, values in disagreements(how.table, rows, how.groups):
        findings.say(code, grid, read.cell, **values)
    compared = [column for column in how.table.columns if column.role in FIGURES - {Role.VALUE}]
    cells = [
        grid.at(row.number, column.number) for row in every if not row.group for column in compared
    ]
    _say_of_all(findings, "TAB202", grid, [cell for cell in cells if not cell])
    _say_of_all(
        findings,
        "TAB201",
        grid,
        [read.cell for _, read in figures if not read.unit and read.value is not None],
    )
    long = [
        read.cell for _, read in figures if read.cell.plain and len(read.text.partition(".")[2]) > 4
    ]
    _say_of_all(findings, "TAB217", grid, long)
    for column in how.table.columns:
        rates = [
            read
            for number, read in figures
            if number == column.number and read.unit == "%" and read.value
        ]
        plain = [
            read.cell for read in rates if read.cell.plain and abs(read.value or Decimal(0)) <= 1
        ]
        if len(plain) > 1 and len(plain) == len(rates):
            _say_of_all(findings, "TAB216", grid, plain)


def _say_of_all(findings: Findings, code: str, grid: Grid, cells: Sequence[Cell]) -> None:
    """One finding for many cells, at the first of them."""
    if cells:
        findings.say(code, grid, cells[0], cells=named([cell.address for cell in cells]))
