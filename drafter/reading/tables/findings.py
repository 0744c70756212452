"""The findings of a table: what its notes leave out, and what wants a second look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from drafter.facts.personal_data import find_personal
from drafter.messages import t
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import Entry, EntryKind
from drafter.reading.tables.columns import FIGURES, Column, Role
from drafter.reading.tables.grid import Cell, Grid
from drafter.reading.tables.manner import Manner
from drafter.reading.tables.regions import Table
from drafter.reading.tables.rows import Row
from drafter.reading.tables.sums import disagreements
from drafter.records import Finding, Severity

_MOST = 8  # cells named in one finding
_SEVERITIES = {"1": Severity.ERROR, "2": Severity.WARNING, "3": Severity.INFO}


@dataclass
class Findings:
    """The findings so far.

    explained  the cells they account for, by id of the sheet and address
    """

    all: list[Finding] = field(default_factory=list)
    explained: set[tuple[int, str]] = field(default_factory=set)

    def add(self, code: str, grid: Grid, cell: Cell | None = None, **values: object) -> None:
        """Keep a finding about a cell, or about the whole sheet."""
        place = grid.place(cell.address) if cell else grid.place()
        text, row = (cell.text, cell.row) if cell else ("", None)
        message = t(code.lower(), **values)
        finding = Finding(code, _SEVERITIES[code[3]], message, place, text, line=row)
        if finding not in self.all:
            self.all.append(finding)
        if cell and (code.startswith("TAB1") or code == "TAB303"):
            self.explained.add((id(grid), cell.address))


def named(places: Sequence[str]) -> str:
    """The places, or as many of them as a message holds."""
    return "、".join(places[:_MOST]) + "…" * (len(places) > _MOST)


def without_empty(findings: Findings, table: Table) -> Table:
    """The table without columns that nobody filled in: one finding each, not a gap in every row."""
    empty = _empty_columns(table)
    for column in empty:
        head = column.heads[-1] if column.heads else None
        findings.add("TAB305", table.grid, head, name=column.title)
    columns = (replace(c, role=Role.SKIP) if c in empty else c for c in table.columns)
    return replace(table, columns=tuple(columns))


def _empty_columns(table: Table) -> list[Column]:
    """The columns for bullets without any cell; values only where another one is filled in."""
    numbers = [column.number for column in table.columns]
    filled = [n for n in numbers if any(table.grid.at(row, n) for row in table.body)]
    has_values = any(c.role is Role.VALUE and c.number in filled for c in table.columns)
    in_bullets = FIGURES | {Role.WORDS}
    needless = in_bullets if has_values else in_bullets - {Role.VALUE}
    return [c for c in table.columns if c.role in needless and c.number not in filled]


def left_out(findings: Findings, table: Table) -> Iterator[str]:
    """Report what of a table is left out, and yield the notes below it, kept beside its bullets."""
    for cell in table.notes:
        if find_personal(cell.text) or words.SIGNED.match(cell.text):
            _add_personal(findings, table.grid, cell)
        else:
            yield cell.text
            findings.add("TAB306", table.grid, cell)
    for column in table.columns:
        if column.role is Role.SKIP and _names_persons(column.title):
            findings.add("TAB303", table.grid, column.heads[-1], name=column.title)
        if column.role in {Role.WORDS, Role.REMARK}:
            for cell in (table.grid.at(row, column.number) for row in table.body):
                if find_personal(cell.text):
                    _add_personal(findings, table.grid, cell)


def _names_persons(title: str) -> bool:
    """Whether a head is that of persons, their telephones or offices."""
    return bool(title and (words.PERSONS.fullmatch(title) or words.OFFICES.fullmatch(title)))


def _add_personal(findings: Findings, grid: Grid, cell: Cell) -> None:
    """A finding that does not repeat what the cell says of a person."""
    findings.add("TAB303", grid, replace(cell, text=""), name=cell.address)


def doubtful(findings: Findings, how: Manner, rows: Sequence[Row]) -> None:
    """Report which figures cannot be used, and which stand as they are but want a second look."""
    grid = how.table.grid
    every = [row for top in rows for row in top.walk()]
    for entry in (entry for row in every for entry in row.entries.values()):
        if entry.trouble:
            findings.add(entry.trouble, grid, entry.cell)
    for code, entry, values in disagreements(how.table, rows, how.groups):
        findings.add(code, grid, entry.cell, **values)
    for code, cells in _shared_doubts(how.table, every):
        if cells:
            findings.add(code, grid, cells[0], cells=named([cell.address for cell in cells]))


def _shared_doubts(table: Table, rows: Sequence[Row]) -> Iterator[tuple[str, list[Cell]]]:
    """Each doubt with all the cells it is about; they share one finding, at the first of them."""
    yield "TAB202", _blank_comparisons(table, rows)
    entries = [pair for row in rows for pair in row.entries.items()]
    figures = [(number, entry) for number, entry in entries if entry.kind is EntryKind.FIGURE]
    yield "TAB201", [entry.cell for _, entry in figures if _lacks_unit(entry)]
    yield "TAB217", [entry.cell for _, entry in figures if _has_many_decimals(entry)]
    for column in table.columns:
        yield "TAB216", _fractions([entry for n, entry in figures if n == column.number])


def _blank_comparisons(table: Table, rows: Sequence[Row]) -> list[Cell]:
    compared = [column for column in table.columns if column.role in FIGURES - {Role.VALUE}]
    places = [(row.number, c.number) for row in rows if not row.group for c in compared]
    return [cell for place in places if not (cell := table.grid.at(*place))]


def _lacks_unit(entry: Entry) -> bool:
    return not entry.unit and entry.value is not None


def _has_many_decimals(entry: Entry) -> bool:
    """Whether a figure has more than four decimals because nobody gave its cell a format."""
    return entry.cell.plain and len(entry.text.partition(".")[2]) > 4


def _fractions(figures: Sequence[Entry]) -> list[Cell]:
    """The cells of a column whose percentages all are at most 1, as fractions of the whole are."""
    rates = [figure for figure in figures if figure.unit == "%" and figure.value]
    low = [e.cell for e in rates if e.cell.plain and abs(e.value or Decimal(0)) <= 1]
    return low if len(low) == len(rates) > 1 else []
