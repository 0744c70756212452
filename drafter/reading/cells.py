"""Workbooks and tables (.xlsx, .xls, .et, .ods, .csv) → grids: every cell with its address and what it holds."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
    """The cells of a list in a text file. Raises InputError on too many, csv.Error on a broken one."""
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
        cells = {
            at: cell
            for at, stored in sheet._cells.items()  # the bounding box can be a million rows for one stray blank
            if (cell := _cell(at, stored, formulas[sheet.title].cell(*at))) is not None
        }
        rows, columns = _extent({at: cell for at, cell in cells.items() if cell})
        for area in sheet.merged_cells.ranges:
            _merge(
                cells,
                (area.min_row, area.min_col, min(area.max_row, rows), min(area.max_col, columns)),
            )
        kept_rows = tuple(n for n in range(1, rows + 1) if not sheet.row_dimensions[n].hidden)
        unseen = _hidden_columns(sheet)
        kept_columns = tuple(n for n in range(1, columns + 1) if n not in unseen)
        yield Grid(
            name,
            one_line(sheet.title),
            cells,
            kept_rows,
            kept_columns,
            tuple(_left_out(cells, set(kept_rows), set(kept_columns))),
            sheet.sheet_state == "visible",
            tuple(_comments(sheet)),
        )


def _comments(sheet: Any) -> Iterator[tuple[str, str]]:
    for stored in sheet._cells.values():
        if getattr(stored, "comment", None) is not None:
            yield stored.coordinate, one_line(stored.comment.text)


def _extent(cells: dict[tuple[int, int], Cell]) -> tuple[int, int]:
    return max((row for row, _ in cells), default=0), max(
        (column for _, column in cells), default=0
    )


def _merge(cells: dict[tuple[int, int], Cell], area: Area) -> None:
    """Let the cell at the top left stand at every place of the area."""
    top, left, bottom, right = area
    first = cells.get((top, left))
    if first is None or bottom < top or right < left:
        return
    whole = Cell(
        top,
        left,
        first.text,
        first.holds,
        first.value,
        first.trouble,
        first.plain,
        first.indent,
        merged=area,
        unseen=first.unseen,
    )
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
    held = [at for at, cell in cells.items() if cell and cell.merged is None]
    yield from (str(row) for row in sorted({row for row, _ in held} - rows))
    yield from (letters(column) for column in sorted({column for _, column in held} - columns))


def _indent(text: str) -> int:
    lead = text[: len(text) - len(text.lstrip())]
    return len(lead.replace("\u3000", "  ").expandtabs(4))


def _cell(at: tuple[int, int], stored: Any, formula: Any) -> Cell | None:
    """One cell; None where a merged area covers it."""
    cell = _held(at, stored, formula)
    return replace(cell, unseen=True) if cell and stored.has_style and _unseen(stored) else cell


def _unseen(stored: Any) -> bool:
    """Whether a cell is white on white, or in letters of a point or two."""
    font, colour = stored.font, stored.font.color
    white = colour is not None and colour.type == "rgb" and pale(str(colour.rgb)[-6:])
    tiny = (font.sz or 11) <= TINY
    return tiny or (white and stored.fill.fill_type is None) or stored.number_format == ";;;"


def _held(at: tuple[int, int], stored: Any, formula: Any) -> Cell | None:
    """What a cell holds; None where a merged area covers it."""
    value, code = stored.value, stored.number_format or ""
    if type(stored).__name__ == "MergedCell":
        return None
    struck = Trouble.STRUCK if stored.font.strike else None
    match value:
        case None if (
            formula.data_type == "f" and stored.data_type != "str"
        ):  # str: calculated, and is no text
            return Cell(
                *at, one_line(str(formula.value))[:40], Holds.TEXT, trouble=Trouble.UNCALCULATED
            )
        case None:
            return Cell(*at)
        case bool():
            return Cell(*at, "是" if value else "否", Holds.TEXT, trouble=struck)
        case datetime.datetime() | datetime.date():
            return Cell(*at, shown_date(value, code), Holds.DATE, trouble=struck)
        case int() | float():
            number = exact(value)
            said = shown(number, code)
            trouble = Trouble.FORMAT if said is None else Trouble.UNSEEN if not said else struck
            return Cell(
                *at,
                said or str(number),
                Holds.NUMBER,
                number,
                trouble,
                code in {"", "General", "@"},
            )
        case _ if stored.data_type == "e":
            return Cell(*at, str(value), Holds.TEXT, trouble=Trouble.ERROR)
        case str() if not one_line(value):
            return Cell(*at)
        case str():
            indent = _indent(value) + 2 * int(stored.alignment.indent or 0)
            return Cell(*at, one_line(value), Holds.TEXT, trouble=struck, indent=indent)
        case _:  # a time of day, a length of time
            return Cell(*at, str(value), Holds.TEXT, trouble=Trouble.FORMAT)
