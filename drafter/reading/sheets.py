"""Tables (.xlsx, .csv) → blocks: a heading for each sheet, its rows below."""

import csv
import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import TINY, Block, Content, one_line, pale, table_blocks
from drafter.reading.tables.cell_display import exact, shown, shown_date

MAX_UNPACKED = 64 * 2**20
MAX_CELLS = 50_000
MAX_MERGED = 500_000  # openpyxl makes a cell of each
_CHUNK = 2**18
_WIDEST = 16_384  # columns, by Excel itself
_LONGEST = 32_767  # characters of a cell, by Excel itself
_DELIMITERS = ",\t;|"


def workbook_content(path: Path) -> Content:
    """Each visible sheet under its name, as Excel shows it: hidden rows and columns left out.

    A merged cell is said in each of its rows; a formula that was never calculated is said itself. Raises InputError on
    what is no workbook or too large.
    """
    values, formulas = open_workbook(path)
    blocks: list[Block] = []
    unseen = 0
    for sheet in values.worksheets:
        if sheet.sheet_state == "visible":
            rows, left_out = _rows(sheet, formulas[sheet.title])
            unseen += left_out
            blocks += [Block(one_line(sheet.title), 2), *_with_caption(rows)] if rows else []
    return Content(blocks, unseen=unseen)


def open_workbook(path: Path) -> tuple[Any, Any]:
    """The workbook with the values of its formulas, and with the formulas; one and the same where it has none.

    Raises InputError on what is no workbook or too large.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        counted = _counted(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions it leaves out
            values = openpyxl.load_workbook(path, data_only=True)
            return values, openpyxl.load_workbook(path) if counted["formulas"] else values
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
        EOFError,
        AttributeError,
        IndexError,
        NotImplementedError,
    ) as error:
        raise InputError(
            t("index.read.damaged"), path, remedy=t("index.read.damaged.remedy")
        ) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise InputError(
            t("index.read.locked"), path, remedy=t("index.read.locked.remedy")
        ) from error


def _counted(path: Path) -> Counter[str]:
    """How many cells and formulas a workbook has, told before anything is parsed. Raises InputError on too many."""
    counted = Counter[str]()
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise InputError(
                t("index.read.cells", limit=MAX_CELLS), path, remedy=t("index.read.cells.remedy")
            )
        for entry in archive.infolist():
            if not re.search(r"(?:worksheets/[^/]*|sharedStrings)\.xml$", entry.filename):
                continue
            with archive.open(entry) as file:
                last = b""
                while piece := file.read(_CHUNK):
                    counted["cells"] += len(re.findall(rb"<(?:\w+:)?c[ >]", piece))
                    counted["strings"] += len(re.findall(rb"<(?:\w+:)?si>", piece))
                    counted["formulas"] += len(re.findall(rb"<(?:\w+:)?f[ >/]", piece))
                    counted["merged"] += sum(
                        map(
                            _area,
                            re.findall(rb'<(?:\w+:)?mergeCell ref="([A-Z\d:]+)"', last + piece),
                        )
                    )
                    last = piece[-40:]
                    most = max(counted["cells"], counted["strings"])
                    if most > MAX_CELLS or counted["merged"] > MAX_MERGED:
                        raise InputError(
                            t("index.read.cells", limit=MAX_CELLS),
                            path,
                            remedy=t("index.read.cells.remedy"),
                        )
    return counted


def _area(reference: bytes) -> int:
    """How many cells A1:C3 has."""
    corners = re.findall(rb"([A-Z]{1,3})(\d{1,7})", reference)
    if len(corners) != 2:
        return 1
    (first, top), (last, bottom) = corners
    return (abs(_column(last) - _column(first)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = 26 * number + letter - 64
    return number


def csv_rows(text: str, path: Path) -> Iterator[list[str]]:
    """Rows separated by commas, semicolons or tabs, whichever the first lines use. Raises InputError on too many."""
    text = re.sub(r"\Asep=.\n", "", text)
    cells = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
        cells += len(row)
        if cells > MAX_CELLS:
            raise InputError(
                t("index.read.cells", limit=MAX_CELLS), path, remedy=t("index.read.cells.remedy")
            )
        yield row


def csv_blocks(text: str, path: Path) -> Iterator[Block]:
    """The rows of a list that say anything. Raises InputError on too many."""
    said = [[one_line(cell) for cell in row] for row in csv_rows(text, path)]
    yield from _with_caption([row for row in said if any(row)])


def _delimiter(text: str) -> str:
    """The mark that cuts the most of the first rows into the same number of cells, above one."""

    def regular(mark: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text[:8000], newline=""), delimiter=mark)
        widths = Counter(len(row) for row, _ in zip(rows, range(30), strict=False) if len(row) > 1)
        return widths.most_common(1)[0][::-1] if widths else (0, 0)

    return max(_DELIMITERS, key=regular)


def _with_caption(rows: list[list[str]]) -> Iterator[Block]:
    """A first row of one cell names the table that follows."""
    while rows and len(set(filter(None, rows[0]))) == 1 and len(rows) > 1:
        yield Block(next(filter(None, rows[0])))
        rows = rows[1:]
    yield from table_blocks(rows)


def _rows(sheet: Any, formulas: Any) -> tuple[list[list[str]], int]:
    """The rows that say anything, each with all columns that do, and how many cells hold what is not seen.

    A cell far off costs nothing.
    """
    said: dict[int, dict[int, str]] = {}
    hidden, unseen = _hidden_columns(sheet), 0
    for row, column in sheet._cells:
        if column in hidden or sheet.row_dimensions[row].hidden:
            continue
        cell = sheet.cell(row, column)
        if text := _said(cell, formulas.cell(row, column)):
            if cell.has_style and _unseen(cell):
                unseen += 1
            else:
                said.setdefault(row, {})[column] = text
    last = max(said, default=0)
    for area in sheet.merged_cells.ranges:
        above = said.get(area.min_row, {}).get(area.min_col, "")
        for row in range(area.min_row + 1, min(area.max_row, last) + 1) if above else ():
            if row in said:  # once in a row, and no row for its sake
                said[row][area.min_col] = above
    columns = sorted({column for row in said.values() for column in row})
    return [[said[row].get(column, "") for column in columns] for row in sorted(said)], unseen


def _hidden_columns(sheet: Any) -> frozenset[int]:
    spans = [
        (size.min, size.max)
        for size in sheet.column_dimensions.values()
        if size.hidden and size.min and size.max
    ]
    return frozenset(
        column for first, last in spans for column in range(first, min(last, _WIDEST) + 1)
    )


def _unseen(cell: Any) -> bool:
    """White on white, or in letters of a point or two."""
    font, colour = cell.font, cell.font.color
    white = colour is not None and colour.type == "rgb" and pale(str(colour.rgb)[-6:])
    return (
        (font.sz or 11) <= TINY
        or (white and cell.fill.fill_type is None)
        or cell.number_format == ";;;"
    )


def _said(cell: Any, formula: Any) -> str:
    """A cell as Excel shows it; a formula that was never calculated as itself."""
    value = cell.value if cell.value is not None else formula.value
    if cell.data_type == "e":
        return ""
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
            return one_line(str(value)[:_LONGEST])
