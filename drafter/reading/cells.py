"""Workbooks and tables → grids: every cell with its address and what it holds.

Reads .xlsx, .xlsm, .xls, .et, .ods and .csv.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from drafter.documents.text_file import read_text_file
from drafter.reading.blocks import clean, one_line
from drafter.reading.sheets import csv_rows, open_workbook
from drafter.reading.tables.cell_display import exact, shown, shown_date
from drafter.reading.tables.grid import Area, Cell, Grid, Holds, Trouble, letters
from drafter.word.hidden_text import TINY, pale


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
        (row, column): Cell(row, column, one_line(text), Holds.TEXT, indent=_indent(text))
        for row, texts in enumerate(texts_of_rows, 1)
        for column, text in enumerate(texts, 1)
        if one_line(text)
    }
    rows, columns = _extent(cells)
    return Grid(name, "", cells, tuple(range(1, rows + 1)), tuple(range(1, columns + 1)))


def workbook_grids(path: Path, name: str) -> Iterator[Grid]:
    """The sheets of a workbook; `name` is what the user calls the file."""
    values, formulas = open_workbook(path)
    for sheet in values.worksheets:
        yield _sheet(name, sheet, formulas[sheet.title])


def _sheet(name: str, sheet: Any, formulas: Any) -> Grid:
    """One sheet of the file of this name; `formulas` is the same sheet with its formulas."""
    # Only stored cells are read: one stray blank can stretch the bounding box to a million rows.
    read = {at: _cell(at, stored, formulas.cell(*at)) for at, stored in sheet._cells.items()}
    cells = {at: cell for at, cell in read.items() if cell is not None}
    rows, columns = _extent({at: cell for at, cell in cells.items() if cell})
    for area in sheet.merged_cells.ranges:
        bottom, right = min(area.max_row, rows), min(area.max_col, columns)
        _merge(cells, (area.min_row, area.min_col, bottom, right))
    hidden_columns = _hidden_columns(sheet)
    shown_rows = tuple(n for n in range(1, rows + 1) if not sheet.row_dimensions[n].hidden)
    shown_columns = tuple(n for n in range(1, columns + 1) if n not in hidden_columns)
    return Grid(
        name,
        one_line(sheet.title),
        cells,
        shown_rows,
        shown_columns,
        tuple(_left_out(cells, set(shown_rows), set(shown_columns))),
        sheet.sheet_state == "visible",
        tuple(_comments(sheet)),
    )


def _comments(sheet: Any) -> Iterator[tuple[str, str]]:
    for stored in sheet._cells.values():
        if getattr(stored, "comment", None) is not None:
            yield stored.coordinate, one_line(stored.comment.text)


def _extent(cells: dict[tuple[int, int], Cell]) -> tuple[int, int]:
    """The last row and the last column of these cells; 0 where there are none."""
    last_row = max((row for row, _ in cells), default=0)
    return last_row, max((column for _, column in cells), default=0)


def _merge(cells: dict[tuple[int, int], Cell], area: Area) -> None:
    """Let the cell at the top left stand at every place of the area."""
    top, left, bottom, right = area
    first = cells.get((top, left))
    if first is None or bottom < top or right < left:
        return
    whole = replace(first, row=top, column=left, merged=area)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cells[row, column] = whole


def _hidden_columns(sheet: Any) -> set[int]:
    return {
        number
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min
        for number in range(dimension.min, (dimension.max or dimension.min) + 1)
    }


def _left_out(
    cells: dict[tuple[int, int], Cell], rows: set[int], columns: set[int]
) -> Iterator[str]:
    """The rows and columns that hold something and are not shown."""
    filled = [at for at, cell in cells.items() if cell and cell.merged is None]
    yield from (str(row) for row in sorted({row for row, _ in filled} - rows))
    yield from (letters(column) for column in sorted({column for _, column in filled} - columns))


def _indent(text: str) -> int:
    """The white space before a text, in half-width characters."""
    lead = text[: len(text) - len(text.lstrip())]
    return len(lead.replace("\u3000", "  ").expandtabs(4))


def _cell(at: tuple[int, int], stored: Any, formula: Any) -> Cell | None:
    """One cell; None where a merged area covers it."""
    cell = _content(at, stored, formula)
    return replace(cell, unseen=True) if cell and stored.has_style and _unseen(stored) else cell


def _unseen(stored: Any) -> bool:
    """Whether a cell is white on white, or in letters of a point or two."""
    font, colour = stored.font, stored.font.color
    white = colour is not None and colour.type == "rgb" and pale(str(colour.rgb)[-6:])
    tiny = (font.sz or 11) <= TINY
    return tiny or (white and stored.fill.fill_type is None) or stored.number_format == ";;;"


def _content(at: tuple[int, int], stored: Any, formula: Any) -> Cell | None:
    """What a cell holds; None where a merged area covers it."""
    if type(stored).__name__ == "MergedCell":
        return None
    value, code = stored.value, stored.number_format or ""
    struck = Trouble.STRUCK if stored.font.strike else None
    match value:
        case None:
            return _without_value(at, stored, formula)
        case bool():
            return Cell(*at, "是" if value else "否", Holds.TEXT, trouble=struck)
        case datetime.datetime() | datetime.date():
            return Cell(*at, shown_date(value, code), Holds.DATE, trouble=struck)
        case int() | float():
            return _number(at, exact(value), code, struck)
        case str():
            return _text(at, stored, struck)
        case _:  # a time of day, a length of time
            return Cell(*at, str(value), Holds.TEXT, trouble=Trouble.FORMAT)


def _without_value(at: tuple[int, int], stored: Any, formula: Any) -> Cell:
    """An empty cell, or a formula that was never calculated."""
    calculated = stored.data_type == "str"  # to a text without characters
    if formula.data_type != "f" or calculated:
        return Cell(*at)
    text = one_line(str(formula.value))[:40]
    return Cell(*at, text, Holds.TEXT, trouble=Trouble.UNCALCULATED)


def _number(at: tuple[int, int], number: Decimal, code: str, struck: Trouble | None) -> Cell:
    text = shown(number, code)
    trouble = struck
    if text is None:
        trouble = Trouble.FORMAT
    elif not text:
        trouble = Trouble.UNSEEN
    plain = code in {"", "General", "@"}
    return Cell(*at, text or str(number), Holds.NUMBER, number, trouble, plain)


def _text(at: tuple[int, int], stored: Any, struck: Trouble | None) -> Cell:
    if stored.data_type == "e":
        return Cell(*at, stored.value, Holds.TEXT, trouble=Trouble.ERROR)
    text = one_line(stored.value)
    if not text:
        return Cell(*at)
    indent = _indent(stored.value) + 2 * int(stored.alignment.indent or 0)
    return Cell(*at, text, Holds.TEXT, trouble=struck, indent=indent)
