"""Tables within notes, and workbooks as notes: each row is a bullet that says where it stands."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from drafter.documents.note_labels import (
    field_pairs,
    fields_of,
    is_about,
    is_contact,
    known_field,
    parts_about,
)
from drafter.documents.note_lines import NoteLine, Role, text_lines
from drafter.documents.notes_front_matter import Preface, read_preface
from drafter.documents.source_lines import LeftOut
from drafter.errors import InputError
from drafter.facts.placeholders import HAN
from drafter.messages import t
from drafter.reading.tables.grid import Cell, Grid, Holds, Trouble, letters
from drafter.reading.tables.notes import Made, notes_of
from drafter.reading.tables.table_context import Known
from drafter.records import Severity

_ROWS_ABOVE = 6  # rows of a sheet that may state who reports and when
_ERROR = re.compile(r"#(?:DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)|#{3,}")
_FORMULA = re.compile(r"=[A-Z]{2,}\(.*\)")
_WORDS = re.compile(r"(?!序号)[^\W\d_]+")  # 序号 tells nothing
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
    if _is_headless(rows):
        return _headless(name, rows, sheet), []
    grid, told = _grid(name, rows, sheet)
    made = notes_of([[grid]], Known())
    if not made.bullets:  # no table that its reader knows
        return _headless(name, rows, sheet), told
    preface = read_preface(made.text, Path(name))
    places = sorted(rows)
    lines = [
        replace(line, number=_row_of(line, places))
        for line in text_lines(preface.body, preface.first)
        if line.role is Role.BULLET
    ]
    told += left_out_of_tables(made)
    return lines, [*told, *_unclaimed(grid, (line.text for line in lines), told)]


def workbook_notes(path: Path, grids: Sequence[Grid]) -> tuple[Preface, list[LeftOut]]:
    """The notes that a workbook's sheets make, and what of it is none.

    Raises InputError where it has no figure and no words to make a note of.
    """
    shown = [_without_rows(grid, _label_rows(grid)) for grid in grids if grid.shown]
    made = notes_of([shown], Known())
    if not made.bullets:
        raise InputError(t("cli.notes.nothing"), path, remedy=t("cli.notes.nothing.remedy"))
    told = left_out_of_tables(made)
    told += (left_out for grid in grids for left_out in (*_unread(grid), *_told_labels(grid)))
    preface = read_preface(made.text, path)
    notes = re.sub("<!--.*?-->", "", preface.body)
    unclaimed = [part for grid in shown for part in _unclaimed(grid, [notes], told)]
    return preface, [*told, *unclaimed]


def _unclaimed(grid: Grid, notes: Iterable[str], told: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """The words of cells that neither notes nor what was told has: heads, who is in charge.

    Figures are accounted for by the reader of tables.
    """
    known = _plain("".join((*notes, *(part.text for part in told))))
    for row in grid.rows:
        for cell in grid.across(row, grid.columns):
            words = _WORDS.findall(cell.text)
            is_field = bool(fields_of(field_pairs(cell.text)))
            if not is_field and any(_plain(word) not in known for word in words):
                place = grid.place(t("place.row", number=row))
                reason = "left_out.label" if is_contact(cell.text) else "left_out.cell"
                yield LeftOut(place, cell.text, t(reason))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def _unread(grid: Grid) -> Iterator[LeftOut]:
    """What of a sheet nobody reads: a hidden sheet, hidden rows and columns, comments."""
    if not grid.shown and grid.cells:
        texts = dict.fromkeys(cell.text for cell in grid.cells.values() if cell.text)
        yield LeftOut(grid.place(), "｜".join((grid.sheet, *texts)), t("tab301"))
    if grid.shown:
        for hidden in grid.hidden:
            cells = [
                cell.text
                for (row, column), cell in sorted(grid.cells.items())
                if cell.text and hidden in {str(row), letters(column)}
            ]
            text = "｜".join(dict.fromkeys(cells))
            yield LeftOut(grid.place(hidden), text, t("left_out.hidden_cells"))
    for address, text in grid.comments:
        yield LeftOut(grid.place(address), text, t("left_out.cell_comment"))


def fields_of_sheets(grids: Sequence[Grid]) -> dict[str, str]:
    """The fields of the front matter that the first rows of the sheets state."""
    values: dict[str, str] = {}
    for grid in grids:
        for row in grid.rows[:_ROWS_ABOVE] if grid.shown else ():
            for cell in grid.across(row, grid.columns):
                values = fields_of(field_pairs(cell.text)) | values
        values = fields_of(pair for row in _label_rows(grid).values() for pair in row) | values
    return values


def _label_rows(grid: Grid) -> dict[int, list[tuple[str, str]]]:
    """The rows that are labels and their values, a cell each: 单位｜云桥镇卫生院."""
    rows: dict[int, list[tuple[str, str]]] = {}
    for row in grid.rows if grid.shown else ():
        texts = [cell.text for cell in grid.across(row, grid.columns) if cell.text]
        labels = [text.rstrip(":：") for text in texts[::2]]
        named = all(known_field(label) or is_about(label) for label in labels)
        if labels and len(texts) == 2 * len(labels) and named:
            rows[row] = list(zip(labels, texts[1::2], strict=True))
    return rows


def _without_rows(grid: Grid, rows: Collection[int]) -> Grid:
    return replace(grid, rows=tuple(row for row in grid.rows if row not in rows))


def _told_labels(grid: Grid) -> Iterator[LeftOut]:
    """What such rows say that is no field: 填表人｜栾雪."""
    for row, pairs in _label_rows(grid).items():
        place = grid.place(t("place.row", number=row))
        for text in parts_about(pairs):
            yield LeftOut(place, text, t("left_out.label"))


# --- tables without a head ---

_NUMBER = re.compile(r"[-+－]?[\d,]+(?:\.\d+)?%?")
_UNIT = re.compile(rf"[{HAN}]{{1,4}}|%|[㎡³²A-Za-z/]{{1,6}}")


def _is_headless(rows: Mapping[int, Sequence[str]]) -> bool:
    """Whether the first row holds figures already."""
    first = next(iter(rows.values()), ())
    return any(_NUMBER.fullmatch(text) for text in first[1:])


def _headless(name: str, rows: Mapping[int, Sequence[str]], sheet: str) -> list[NoteLine]:
    """Each row as one note: what it is, the figure, its unit, what else is said."""
    lines = []
    for row, texts in rows.items():
        origin = "｜".join(filter(None, (name, sheet, t("place.row", number=row))))
        text = _row_text([text for text in texts if text])
        lines.append(NoteLine(Role.BULLET, row, text, 0, (), origin))
    return lines


def _row_text(texts: Sequence[str]) -> str:
    text, before = texts[0], texts[0]
    for cell in texts[1:]:
        figure = _NUMBER.fullmatch(cell) is not None
        joins = figure if not _NUMBER.fullmatch(before) else _UNIT.fullmatch(cell) is not None
        text += cell if joins else f"，{cell}"
        before = cell
    return text


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
    """Rows of texts as cells: 同上 is what stands above it; errors and serials are troubles."""
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
