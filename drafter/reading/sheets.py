"""Tables (.xlsx, .csv) → blocks: a heading for each sheet, its rows below."""

import csv
import datetime
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import TINY, Block, Content, one_line, pale, table_blocks

MAX_UNPACKED = 128 * 2**20
MAX_CELLS = 500_000


def workbook_content(path: Path) -> Content:
    """Each visible sheet under its name. A merged cell is said in each of its rows; a formula is its value.

    Raises InputError on what is no workbook or too large.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise InputError(t("index.read.cells", limit=MAX_CELLS), path)
        values = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
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
    cells = unseen = 0
    blocks: list[Block] = []
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        cells += sheet.max_row * sheet.max_column
        if cells > MAX_CELLS:
            raise InputError(t("index.read.cells", limit=MAX_CELLS), path)
        rows, left_out = _rows(sheet, formulas[sheet.title])
        unseen += left_out
        while rows and not any(rows[0]):
            rows.pop(0)
        if rows:
            blocks += [Block(one_line(sheet.title), 2), *_with_caption(rows)]
    return Content(blocks, unseen=unseen)


def csv_blocks(text: str) -> Iterator[Block]:
    """Rows separated by commas, semicolons or tabs, whichever the first lines use."""
    sample = text[:4000]
    delimiter = max(",\t;", key=sample.count)
    rows = csv.reader(text.splitlines(), delimiter=delimiter)
    yield from _with_caption([[one_line(cell) for cell in row] for row in rows])


def _with_caption(rows: list[list[str]]) -> Iterator[Block]:
    """A first row of one cell names the table that follows."""
    while rows and len(set(filter(None, rows[0]))) == 1 and len(rows) > 1:
        yield Block(next(filter(None, rows[0])))
        rows = rows[1:]
    yield from table_blocks(rows)


def _rows(sheet: Any, formulas: Any) -> tuple[list[list[str]], int]:
    """The rows as they are shown, and how many cells hold what is not: white, tiny."""
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if column == area.min_col  # once in a row
    }
    columns = [column for column in range(1, sheet.max_column + 1) if column not in _hidden_columns(sheet)]
    rows, unseen = [], 0
    for row in range(1, sheet.max_row + 1):
        if sheet.row_dimensions[row].hidden:
            continue
        cells = []
        for column in columns:
            at = merged.get((row, column), (row, column))
            cell = sheet.cell(*at)
            said = _said(cell, formulas.cell(*at))
            if said and cell.has_style and _unseen(cell):
                unseen, said = unseen + 1, ""
            cells.append(said)
        rows.append(cells)
    return rows, unseen


def _hidden_columns(sheet: Any) -> frozenset[int]:
    spans = [(size.min, size.max) for size in sheet.column_dimensions.values() if size.hidden and size.min and size.max]
    return frozenset(column for first, last in spans for column in range(first, min(last, sheet.max_column) + 1))


def _unseen(cell: Any) -> bool:
    font, colour = cell.font, cell.font.color
    white = colour is not None and colour.type == "rgb" and pale(str(colour.rgb)[-6:])
    return (font.sz or 11) <= TINY or (white and cell.fill.fill_type is None) or cell.number_format == ";;;"


def _said(cell: Any, formula: Any) -> str:
    """A cell as Excel shows it; a formula that was never calculated as itself."""
    value = cell.value if cell.value is not None else formula.value
    shown = cell.number_format or ""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime.datetime() | datetime.date():
            return f"{value.year}年{value.month}月{value.day}日"
        case int() | float() if "%" in shown:
            decimals = len(found[1]) if (found := re.search(r"\.(0+)%", shown)) else 0
            return f"{value * 100:.{decimals}f}%"
        case float() if found := re.fullmatch(r"(?:#,##)?0\.(0+)_?.*", shown):
            return f"{value:.{len(found[1])}f}"
        case float():
            return f"{value:.12g}"
        case _:
            return one_line(str(value))
