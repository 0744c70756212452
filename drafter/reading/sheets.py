"""Lists opened safely, and sheets as blocks: a heading, the rows below."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import Block, table_blocks
from drafter.reading.tables.grid import Cell, Grid, Trouble

MAX_CELLS = 50_000
MAX_BLANK = 20 * 65_536  # with a format and nothing else: 20 columns down to the last row of .xls
_DELIMITERS = ",\t;|"


def too_large(path: Path) -> InputError:
    """What to say of a table with more in it than any has."""
    problem = t("index.read.cells", limit=MAX_CELLS)
    return InputError(problem, path, remedy=t("index.read.cells.remedy"))


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
            raise too_large(path)
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
    first = 0
    while first < len(rows) - 1 and len(set(filter(None, rows[first]))) == 1:
        yield Block(next(filter(None, rows[first])))  # a first row of one cell names the table
        first += 1
    yield from table_blocks(rows[first:])


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
