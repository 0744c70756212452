"""Workbooks and lists opened safely, and their sheets as blocks: a heading, the rows below."""

import csv
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
from drafter.reading.blank_cells import without_blank_cells
from drafter.reading.blocks import Block, table_blocks
from drafter.reading.tables.grid import Cell, Grid, Trouble

MAX_UNPACKED = 64 * 2**20
MAX_CELLS = 50_000
MAX_MERGED = 500_000  # openpyxl makes a cell of each
MAX_BLANK = (
    30 * MAX_CELLS
)  # with a format and nothing else: 20 columns down to the last row of .xls
_CHUNK = 2**18
_COUNTED = {
    "cells": re.compile(rb"<(?:\w+:)?c[\s>/]"),
    "strings": re.compile(rb"<(?:\w+:)?si>"),
    "formulas": re.compile(rb"<(?:\w+:)?f[ >/]"),
}
_LIMITS = {"cells": MAX_BLANK, "strings": MAX_CELLS, "merged": MAX_MERGED}
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z\d:]+)"')
_DELIMITERS = ",\t;|"


def open_workbook(path: Path) -> tuple[Any, Any]:
    """The workbook with the values of its formulas, and with the formulas.

    The two are one and the same where it has none.

    Raises InputError on what is no workbook or too large.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook, has_formulas = _counted(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions it leaves out
            values = openpyxl.load_workbook(workbook, data_only=True)
            return values, openpyxl.load_workbook(workbook) if has_formulas else values
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


def _counted(path: Path) -> tuple[Path | io.BytesIO, bool]:
    """The workbook, without its blank cells where there are many, and whether it has formulas.

    Told before anything is parsed. Raises InputError on too many cells that hold something.
    """
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise _too_large(path)
        counted = _count(archive, path)
        has_formulas = counted["formulas"] > 0
        if counted["cells"] <= MAX_CELLS:
            return path, has_formulas
        copy, held = without_blank_cells(archive, MAX_CELLS)
        if held > MAX_CELLS:
            raise _too_large(path)
        return copy, has_formulas


def _count(archive: zipfile.ZipFile, path: Path) -> Counter[str]:
    """The number of cells, blank ones too, and of formulas. Raises InputError on too many."""
    counted = Counter[str]()
    for entry in archive.infolist():
        if not re.search(r"(?:worksheets/[^/]*|sharedStrings)\.xml$", entry.filename):
            continue
        with archive.open(entry) as file:
            last = b""
            while piece := file.read(_CHUNK):
                for name, pattern in _COUNTED.items():
                    counted[name] += len(pattern.findall(piece))
                counted["merged"] += sum(map(_area, _MERGED.findall(last + piece)))
                last = piece[-40:]
                if any(counted[name] > limit for name, limit in _LIMITS.items()):
                    raise _too_large(path)
    return counted


def _too_large(path: Path) -> InputError:
    problem = t("index.read.cells", limit=MAX_CELLS)
    return InputError(problem, path, remedy=t("index.read.cells.remedy"))


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
    """Rows parted by commas, semicolons or tabs, as the first lines are.

    Raises InputError on too many.
    """
    text = re.sub(r"\Asep=.\n", "", text)
    cells = blank = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
        cells += sum(1 for text in row if text.strip())
        blank += len(row)
        if cells > MAX_CELLS or blank > MAX_BLANK:
            raise _too_large(path)
        yield row


def _delimiter(text: str) -> str:
    """The mark that cuts the most of the first rows into the same number of cells, above one."""

    def regular(mark: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text[:8000], newline=""), delimiter=mark)
        widths = Counter(len(row) for row, _ in zip(rows, range(30), strict=False) if len(row) > 1)
        return widths.most_common(1)[0][::-1] if widths else (0, 0)

    return max(_DELIMITERS, key=regular)


def grid_blocks(grid: Grid) -> Iterator[Block]:
    """The cells of a sheet that is shown, as Excel shows it, under the sheet's name.

    Hidden rows and columns are left out, as are errors and what cannot be seen. A merged cell is
    said in each of its rows; a formula that was never calculated is said itself.
    """
    rows = list(_rows(grid))
    if not rows:
        return
    if grid.sheet:
        yield Block(grid.sheet, 2)
    while len(rows) > 1 and len(set(filter(None, rows[0]))) == 1:
        yield Block(next(filter(None, rows[0])))  # a first row of one cell names the table
        rows = rows[1:]
    yield from table_blocks(rows)


def _rows(grid: Grid) -> Iterator[list[str]]:
    """The rows that say anything, each with all columns that do."""
    texts: dict[int, dict[int, str]] = {}
    for row in grid.rows:
        cells = list(grid.across(row, grid.columns))
        own = {_first(cell): cell for cell in cells if cell.text and not _is_left_out(cell)}
        if any(cell.area[0] == row for cell in own.values()):  # no row for a merged cell's sake
            texts[row] = {column: cell.text for column, cell in own.items()}
    columns = sorted({column for row in texts.values() for column in row})
    for shown in texts.values():
        yield [shown.get(column, "") for column in columns]


def _first(cell: Cell) -> int:
    return cell.area[1]


def _is_left_out(cell: Cell) -> bool:
    return cell.unseen or cell.trouble is Trouble.ERROR
