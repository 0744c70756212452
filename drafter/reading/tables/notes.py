"""Tables → notes: the file, read back and accounted for.

What cannot be used as it stands becomes a gap and a finding; what is left out is told. No cell is passed over in
silence: every figure of a sheet stands in a bullet, or in a finding.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.documents.notes import parse_notes, unmarked
from drafter.facts.numbering import is_bare_number, strip_number
from drafter.messages import t
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import EntryKind
from drafter.reading.tables.columns import Role, says_figures
from drafter.reading.tables.findings import Findings
from drafter.reading.tables.grid import Cell, Grid
from drafter.reading.tables.proof import misread_bullet
from drafter.reading.tables.regions import read_tables
from drafter.reading.tables.sections import Section, Sheet, Work, numbers, sections_of
from drafter.reading.tables.statements import Statement
from drafter.reading.tables.table_context import Known, front_matter, only, periods, told
from drafter.records import Finding, Severity


@dataclass(frozen=True, slots=True)
class Made:
    """Notes made of tables.

    figures  how many figures of cells stand in them
    gaps     the placeholders: where the cell is, and the bullet with the placeholder marked
    missing  the names of the front matter that nobody told
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
    every = [table for sheets in read for _, tables in sheets for table in tables]
    known = told(every, known)
    period = known.period or only({said for table in every for said in periods(table)})
    work = Work(known, period, Findings())
    sections = [
        section for sheets in read for section in sections_of(work, sheets, alone=len(files) == 1)
    ]
    text, placed = _printed(sections, known, period)
    _prove(work.findings, text, placed)
    _account(work.findings, [sheet for sheets in read for sheet in sheets], placed)
    stands = [piece.entry for _, said in placed.values() for piece in said.pieces if piece.entry]
    return Made(
        text,
        bullets=len(placed),
        figures=sum(entry.kind is EntryKind.FIGURE for entry in stands),
        gaps=tuple(gap for grid, said in placed.values() for gap in _gaps(grid, said)),
        missing=tuple(
            name for name in ("organization", "period", "date") if not getattr(known, name)
        ),
        findings=tuple(
            sorted(work.findings.all, key=lambda finding: list(Severity).index(finding.severity))
        ),
    )


_Placed = dict[int, tuple[Grid, Statement]]


def _printed(sections: Sequence[Section], known: Known, period: str) -> tuple[str, _Placed]:
    """The notes as text, and which statement stands on which line."""
    lines = front_matter(known, period).split("\n")[:-1]
    placed: _Placed = {}

    def bullet(grid: Grid, said: Statement, depth: int) -> None:
        lines.append(f"{'  ' * depth}- {said.text} <!-- 来源：{_origin(grid, said)} -->")
        placed[len(lines)] = grid, said
        for one in said.below:
            bullet(grid, one, depth + 1)

    def section_lines(section: Section, level: int) -> None:
        lines.extend(["", f"{'#' * level} {_as_heading(section.heading)}"])
        for said in section.statements:
            bullet(section.grid, said, 0)
        lines.extend(f"<!-- {t('tab.note')}：{_in_comment(text)} -->" for text in section.remarks)
        for one in section.sections:
            section_lines(one, level + 1)

    for section in sections:
        section_lines(section, 1)
    return "\n".join(lines) + "\n", placed


def _as_heading(text: str) -> str:
    """A heading that is read as one, whatever a sheet is called."""
    plain = re.sub(r"<!-*|-+>", "", text).strip("# ")
    return (
        t("tab.heading")
        if is_bare_number(plain) or not strip_number(unmarked(plain)).strip()
        else plain
    )


def _origin(grid: Grid, said: Statement) -> str:
    return _in_comment(grid.place(t("tab.row", rows=numbers(said.rows))))


def _in_comment(text: str) -> str:
    return re.sub(r"-{2,}>?", "—", text)


def _prove(findings: Findings, text: str, placed: _Placed) -> None:
    """Read the notes back: every bullet is its statement, with its origin, and there is no other."""
    bullets = (
        {b.line: b for b in parse_notes(text, Path("notes.md")).all_bullets()} if placed else {}
    )
    for line in sorted(placed.keys() | bullets.keys()):
        grid, said = placed.get(line) or next(iter(placed.values()))
        bullet = bullets.get(line)
        if (
            bullet is None
            or misread_bullet(bullet, said.pieces)
            or bullet.origin != _origin(grid, said)
        ):
            findings.add("TAB123", grid, Cell(said.rows[0], 1, said.text))


def _account(findings: Findings, sheets: Sequence[Sheet], placed: _Placed) -> None:
    """Every figure of a sheet is in a bullet, once, or in a finding; what is not is told."""
    stands = Counter(
        (id(grid), address)
        for grid, said in placed.values()
        for address in {
            piece.cell.address for piece in said.pieces if piece.cell and says_figures(piece.cell)
        }
    )
    opened = {(id(grid), row) for grid, said in placed.values() for row in said.rows if said.open}
    for grid, tables in sheets:
        skipped = {
            (row, c.number)
            for t in tables
            for c in t.columns
            for row in t.body
            if c.role is Role.SKIP
        }
        headed = {
            (row, column.number)
            for table in tables
            for column in table.columns
            for row in table.head
        }
        rows = [row for row in grid.rows if (id(grid), row) not in opened]
        for at in ((row, column) for row in rows for column in grid.columns):
            cell = grid.at(*at)
            key = (id(grid), cell.address)
            level = cell.value == 0 or words.LEVEL.fullmatch(
                cell.text
            )  # said once, though in numbers and in percent
            figure = cell and says_figures(cell) and not level and at not in skipped | headed
            if figure and key not in findings.explained and stands[key] != 1:
                findings.add("TAB125" if stands[key] else "TAB124", grid, cell)


def _gaps(grid: Grid, said: Statement) -> Iterator[tuple[str, str]]:
    """The gaps of a bullet, each with the place of its cell."""
    if said.open:
        yield grid.place(t("tab.row", rows=numbers(said.rows))), said.text
    at = 0
    for piece in said.pieces:
        if piece.entry and piece.entry.kind is EntryKind.GAP:
            text = said.text
            yield (
                grid.place(piece.entry.cell.address),
                f"{text[:at]}【{piece.text}】{text[at + len(piece.text) :]}",
            )
        at += len(piece.text)
