"""Tables → grids: every cell with its address and what it holds."""

from collections.abc import Sequence
from pathlib import Path

from drafter.documents.text_file import read_text_file
from drafter.reading.blocks import clean, one_line
from drafter.reading.sheets import csv_rows
from drafter.reading.tables.grid import Cell, Grid, Holds


def read_grids(path: Path) -> list[Grid]:
    """The sheets of a file, hidden ones too, in order. Raises InputError on what is no table."""
    from drafter.reading.files import TABLES, open_file

    opened = open_file(path, TABLES).holds
    return list(opened) if isinstance(opened, tuple) else []


def csv_grid(path: Path) -> Grid:
    """The cells of a list in a text file.

    Raises InputError on too many, csv.Error on a broken one.
    """
    rows_read = list(csv_rows(clean(read_text_file(path).text), path))
    return text_grid(path.name, rows_read)


def text_grid(name: str, texts_of_rows: Sequence[Sequence[str]]) -> Grid:
    """Rows of texts as the cells of a sheet without a name."""
    cells = {
        (row, column): Cell(row, column, one_line(text), Holds.TEXT, indent=indent(text))
        for row, texts in enumerate(texts_of_rows, 1)
        for column, text in enumerate(texts, 1)
        if one_line(text)
    }
    rows, columns = extent(cells)
    return Grid(name, "", cells, tuple(range(1, rows + 1)), tuple(range(1, columns + 1)))


def extent(cells: dict[tuple[int, int], Cell]) -> tuple[int, int]:
    """The last row and the last column of these cells; 0 where there are none."""
    last_row = max((row for row, _ in cells), default=0)
    return last_row, max((column for _, column in cells), default=0)


def indent(text: str) -> int:
    """The white space before a text, in half-width characters."""
    lead = text[: len(text) - len(text.lstrip())]
    return len(lead.replace("\u3000", "  ").expandtabs(4))
