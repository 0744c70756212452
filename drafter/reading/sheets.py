"""Tables (.xlsx, .csv) → blocks: a heading for each sheet, its rows below."""

import csv
import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import Block, one_line, table_blocks
from drafter.tables.shown import exact, shown, shown_date

MAX_UNPACKED = 128 * 2**20
MAX_CELLS = 500_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')


def workbook_blocks(path: Path) -> Iterator[Block]:
    """Each visible sheet under its name. A merged cell is said in each of its rows; a formula is its value.

    Raises InputError on what is no workbook or too large.
    """
    values, formulas = open_workbook(path)
    cells = 0
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        cells += sheet.max_row * sheet.max_column
        if cells > MAX_CELLS:
            raise InputError(t("index.read.cells", limit=MAX_CELLS), path)
        rows = list(_rows(sheet, formulas[sheet.title]))
        while rows and not any(rows[0]):
            rows.pop(0)
        if rows:
            title = one_line(sheet.title)
            yield Block(title, 2)
            yield from _with_caption(rows)


def open_workbook(path: Path) -> tuple[Any, Any]:
    """The workbook with the values of its formulas, and with the formulas. Raises InputError on what is none."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as archive:
            large = sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED
            if large or _merged(archive) > MAX_CELLS:
                raise InputError(t("index.read.cells", limit=MAX_CELLS), path)
        return openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
    ) as error:
        raise InputError(t("index.read.damaged"), path) from error


def _merged(archive: zipfile.ZipFile) -> int:
    """How many cells the merged areas cover: each costs memory, and one short line can name a whole sheet."""
    from openpyxl.utils.cell import range_boundaries

    cells = 0
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            for area in _MERGED.findall(archive.read(name)):
                left, top, right, bottom = range_boundaries(area.decode())
                cells += ((right or 1) - (left or 1) + 1) * ((bottom or 1) - (top or 1) + 1)
    return cells


def csv_rows(text: str) -> Iterator[list[str]]:
    """Rows parted by commas, semicolons or tabs, whichever the first lines use."""
    sample = text[:4000]
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=sample.count))


def csv_blocks(text: str) -> Iterator[Block]:
    """The rows of a table as text."""
    yield from _with_caption([[one_line(cell) for cell in row] for row in csv_rows(text)])


def _with_caption(rows: list[list[str]]) -> Iterator[Block]:
    """A first row of one cell names the table that follows."""
    while rows and len(set(filter(None, rows[0]))) == 1 and len(rows) > 1:
        yield Block(next(filter(None, rows[0])))
        rows = rows[1:]
    yield from table_blocks(rows)


def _rows(sheet: Any, formulas: Any) -> Iterator[list[str]]:
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if column == area.min_col  # once in a row
    }
    for row in range(1, sheet.max_row + 1):
        if sheet.row_dimensions[row].hidden:
            continue
        cells = []
        for column in range(1, sheet.max_column + 1):
            at = merged.get((row, column), (row, column))
            cells.append(_said(sheet.cell(*at), formulas.cell(*at)))
        yield cells


def _said(cell: Any, formula: Any) -> str:
    """A cell as Excel shows it; a formula that was never calculated as itself."""
    value = cell.value if cell.value is not None else formula.value
    code = cell.number_format or ""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime.datetime() | datetime.date():
            return shown_date(value, code)
        case int() | float():
            return shown(exact(value), code) or f"{exact(value):f}"
        case _:
            return one_line(str(value))
