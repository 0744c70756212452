"""Tables within notes, and workbooks as notes: each row is a bullet that says where it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from drafter.documents.note_lines import NoteLine, Role, text_lines
from drafter.documents.notes_front_matter import read_preface
from drafter.documents.source_lines import LeftOut
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.tables.grid import Cell, Grid, Holds, Trouble
from drafter.reading.tables.notes import Made, notes_of
from drafter.reading.tables.table_context import Known
from drafter.records import Severity

_ERROR = re.compile(r"#(?:DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)|#{3,}")
_FORMULA = re.compile(r"=[A-Z]{2,}\(.*\)")
_DITTO = re.compile(r"同上|同前|〃|\"|″")
_SERIAL = re.compile(r"(?:4[0-9]\d{3}|5\d{4})")
_DATED = re.compile(r"日期|时间|年月")


def table_notes(
    name: str, rows: Mapping[int, Sequence[str]], sheet: str = ""
) -> tuple[list[NoteLine], list[LeftOut]]:
    """The rows of a table in a file as bullets; what of it is none is told.

    rows   the texts of each row by its number
    sheet  what the table is called among those of the file
    """
    grid, told = _grid(name, rows, sheet)
    made = notes_of([[grid]], Known())
    preface = read_preface(made.text, Path(name))
    places = sorted(rows)
    lines = [
        replace(line, number=_row_of(line, places))
        for line in text_lines(preface.body, preface.first)
        if line.role is Role.BULLET
    ]
    return lines, [*told, *left_out_of_tables(made)]


def workbook_notes(path: Path, grids: Sequence[Grid]) -> tuple[str, list[LeftOut]]:
    """The notes that a workbook's sheets make, as text, and what of it is none.

    Raises InputError where it has no figure and no words to make a note of.
    """
    made = notes_of([[grid for grid in grids if grid.shown]], Known())
    if not made.bullets:
        raise InputError(t("cli.notes.nothing"), path, remedy=t("cli.notes.nothing.remedy"))
    hidden = [
        LeftOut(grid.place(), grid.sheet, t("tab301"))
        for grid in grids
        if not grid.shown and grid.cells
    ]
    return made.text, [*left_out_of_tables(made), *hidden]


def left_out_of_tables(made: Made) -> list[LeftOut]:
    """What the reader of tables has to say: what was left out, and what wants a second look."""
    order = list(Severity)
    findings = sorted(made.findings, key=lambda finding: order.index(finding.severity))
    return [LeftOut(finding.where, finding.text, finding.message) for finding in findings]


def _row_of(line: NoteLine, places: Sequence[int]) -> int:
    """The number of the row that a bullet names as its origin."""
    number = re.search(r"(\d+)行", line.origin)
    return int(number[1]) if number else places[0]


def _grid(name: str, rows: Mapping[int, Sequence[str]], sheet: str) -> tuple[Grid, list[LeftOut]]:
    """Rows of texts as cells: 同上 is what stands above it, errors and serial numbers are troubles."""
    cells: dict[tuple[int, int], Cell] = {}
    told: list[LeftOut] = []
    above: dict[int, str] = {}
    head = next(iter(rows.values()), ())
    for row, texts in rows.items():
        for column, text in enumerate(texts, 1):
            if not text:
                continue
            place = "｜".join(filter(None, (name, sheet, t("place.row", number=row))))
            if _DITTO.fullmatch(text) and column in above:
                told.append(LeftOut(place, text, t("left_out.ditto", text=above[column])))
                text = above[column]
            above[column] = text
            dated = column <= len(head) and _DATED.search(head[column - 1]) is not None
            trouble = _trouble(text, dated)
            cells[row, column] = Cell(row, column, text, Holds.TEXT, trouble=trouble)
    width = max(map(len, rows.values()), default=0)
    return Grid(name, sheet, cells, tuple(rows), tuple(range(1, width + 1))), told


def _trouble(text: str, dated: bool) -> Trouble | None:
    if _ERROR.fullmatch(text):
        return Trouble.ERROR
    if _FORMULA.fullmatch(text):
        return Trouble.UNCALCULATED
    if dated and _SERIAL.fullmatch(text):
        return Trouble.FORMAT
    return None
