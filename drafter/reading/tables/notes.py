"""Tables → notes: the file, read back and accounted for.

What cannot be used as it stands becomes a gap and a finding; what is left out is reported. No cell
is passed over in silence: every figure of a sheet stands in a bullet, or in a finding.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from drafter.documents.note_text import unmarked
from drafter.documents.notes import parse_notes
from drafter.facts.numbering import is_bare_number, strip_number
from drafter.messages import t
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import EntryKind
from drafter.reading.tables.columns import Role, says_figures
from drafter.reading.tables.findings import Findings
from drafter.reading.tables.grid import Cell, Grid
from drafter.reading.tables.proof import misread_bullet
from drafter.reading.tables.regions import Table, read_tables
from drafter.reading.tables.sections import Section, Sheet, Work, numbers, sections_of
from drafter.reading.tables.statements import Statement
from drafter.reading.tables.table_context import Known, completed, front_matter, only, periods
from drafter.records import Finding, Severity


@dataclass(frozen=True, slots=True)
class Made:
    """Notes made of tables.

    figures  how many figures of cells stand in them
    gaps     the placeholders: where the cell is, and the bullet with the placeholder marked
    missing  the names of the front matter that are not known
    """

    text: str
    bullets: int
    figures: int
    gaps: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def notes_of(files: Sequence[Sequence[Grid]], known: Known) -> Made:
    """The notes that these files make, each a list of the sheets to be used."""
    read = [[(grid, read_tables(grid)) for grid in grids] for grids in files]
    sheets = [sheet for file_sheets in read for sheet in file_sheets]
    tables = [table for _, sheet_tables in sheets for table in sheet_tables]
    known = completed(known, tables)
    period = known.period or only({period for table in tables for period in periods(table)})
    work = Work(known, period, Findings())
    alone = len(files) == 1
    sections = [s for file_sheets in read for s in sections_of(work, file_sheets, alone=alone)]
    text, placed = _printed(sections, known, period)
    _prove(work.findings, text, placed)
    _account(work.findings, sheets, placed)
    return _made(text, placed, known, work.findings.all)


_Placed = dict[int, tuple[Grid, Statement]]  # by line


def _made(text: str, placed: _Placed, known: Known, findings: Sequence[Finding]) -> Made:
    entries = [piece.entry for _, bullet in placed.values() for piece in bullet.pieces]
    severities = list(Severity)
    return Made(
        text,
        bullets=len(placed),
        figures=sum(entry is not None and entry.kind is EntryKind.FIGURE for entry in entries),
        gaps=tuple(gap for grid, bullet in placed.values() for gap in _gaps(grid, bullet)),
        missing=tuple(n for n in ("organization", "period", "date") if not getattr(known, n)),
        findings=tuple(sorted(findings, key=lambda f: severities.index(f.severity))),
    )


def _printed(sections: Sequence[Section], known: Known, period: str) -> tuple[str, _Placed]:
    """The notes as text, and which statement stands on which line."""
    lines = front_matter(known, period).split("\n")[:-1]
    placed: _Placed = {}

    def add_bullet(grid: Grid, bullet: Statement, depth: int) -> None:
        lines.append(f"{'  ' * depth}- {bullet.text} <!-- 来源：{_origin(grid, bullet)} -->")
        placed[len(lines)] = grid, bullet
        for below in bullet.below:
            add_bullet(grid, below, depth + 1)

    def add_section(section: Section, level: int) -> None:
        lines.extend(["", f"{'#' * level} {_as_heading(section.heading)}"])
        for bullet in section.statements:
            add_bullet(section.grid, bullet, 0)
        lines.extend(f"<!-- {t('tab.note')}：{_in_comment(text)} -->" for text in section.remarks)
        for below in section.sections:
            add_section(below, level + 1)

    for section in sections:
        add_section(section, 1)
    return "\n".join(lines) + "\n", placed


def _as_heading(text: str) -> str:
    """A heading that is read as one, whatever a sheet is called."""
    plain = re.sub(r"<!-*|-+>", "", text).strip("# ")
    nameless = is_bare_number(plain) or not strip_number(unmarked(plain)).strip()
    return t("tab.heading") if nameless else plain


def _origin(grid: Grid, bullet: Statement) -> str:
    return _in_comment(grid.place(t("tab.row", rows=numbers(bullet.rows))))


def _in_comment(text: str) -> str:
    """A text that does not end the comment it stands in."""
    return re.sub(r"-{2,}>?", "—", text)


def _prove(findings: Findings, text: str, placed: _Placed) -> None:
    """Read the notes back: each bullet is its statement, with its origin, and there is no other."""
    if not placed:
        return
    read = {bullet.line: bullet for bullet in parse_notes(text, Path("notes.md")).all_bullets()}
    for line in sorted(placed.keys() | read.keys()):
        grid, meant = placed.get(line) or next(iter(placed.values()))
        bullet = read.get(line)
        if (
            bullet is None
            or misread_bullet(bullet, meant.pieces)
            or bullet.origin != _origin(grid, meant)
        ):
            findings.add("TAB123", grid, Cell(meant.rows[0], 1, meant.text))


def _account(findings: Findings, sheets: Sequence[Sheet], placed: _Placed) -> None:
    """Report every figure of a sheet that is neither in one bullet nor explained by a finding."""
    bullets = Counter(key for grid, bullet in placed.values() for key in _stated(grid, bullet))
    for grid, tables in sheets:
        for cell in _figures(grid, tables, _open_rows(grid, placed)):
            key = id(grid), cell.address
            if key not in findings.explained and bullets[key] != 1:
                findings.add("TAB125" if bullets[key] else "TAB124", grid, cell)


def _figures(grid: Grid, tables: Sequence[Table], open_rows: set[int]) -> Iterator[Cell]:
    """The figures of a sheet that have to be in one bullet, outside the rows left open."""
    elsewhere = {place for table in tables for place in _without_figures(table)}
    for row, column in product(grid.rows, grid.columns):
        cell = grid.at(row, column)
        if row not in open_rows and (row, column) not in elsewhere and _is_to_be_stated(cell):
            yield cell


def _open_rows(grid: Grid, placed: _Placed) -> set[int]:
    """The rows of a sheet in whose place a placeholder stands."""
    bullets = [bullet for own, bullet in placed.values() if own is grid and bullet.open]
    return {row for bullet in bullets for row in bullet.rows}


def _stated(grid: Grid, bullet: Statement) -> set[tuple[int, str]]:
    """The figures that a bullet states, as keys of their cells: id of the sheet and address."""
    cells = [piece.cell for piece in bullet.pieces if piece.cell]
    return {(id(grid), cell.address) for cell in cells if says_figures(cell)}


def _without_figures(table: Table) -> set[tuple[int, int]]:
    """The places whose figures no bullet states: the head of a table, and skipped columns."""
    skipped = [column.number for column in table.columns if column.role is Role.SKIP]
    columns = [column.number for column in table.columns]
    return {*product(table.body, skipped), *product(table.head, columns)}


def _is_to_be_stated(cell: Cell) -> bool:
    """Whether a cell holds a figure that has to be in one bullet.

    A level is not counted: it is said once, though it stands in numbers and in percent.
    """
    level = cell.value == 0 or words.LEVEL.fullmatch(cell.text)
    return bool(cell) and says_figures(cell) and not level


def _gaps(grid: Grid, bullet: Statement) -> Iterator[tuple[str, str]]:
    """The gaps of a bullet, each with the place of its cell."""
    text = bullet.text
    if bullet.open:
        yield grid.place(t("tab.row", rows=numbers(bullet.rows))), text
    at = 0
    for piece in bullet.pieces:
        end = at + len(piece.text)
        if piece.entry and piece.entry.kind is EntryKind.GAP:
            place = grid.place(piece.entry.cell.address)
            yield place, f"{text[:at]}【{piece.text}】{text[end:]}"
        at = end
