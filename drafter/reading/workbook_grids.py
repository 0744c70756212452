"""Workbooks (.xlsx, .xlsm, and what .xls, .et and .ods become) → grids."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from drafter.reading.blocks import one_line
from drafter.reading.cells import extent, indent
from drafter.reading.tables.cell_display import exact, shown, shown_date
from drafter.reading.tables.grid import Area, Cell, Grid, Holds, Trouble, letters
from drafter.reading.workbook import open_workbook
from drafter.word.hidden_text import alike, pale
from drafter.word.letters import TINY

_PAPER_AND_INK = {0: "FFFFFF", 1: "000000"}  # the first two colours of every theme
_NEAR = 5  # rows and columns beside one that holds something: further blanks tell nothing more


def workbook_grids(path: Path, name: str) -> tuple[Grid, ...]:
    """The sheets of a workbook; `name` is what the user calls the file. Raises InputError."""
    values, formulas = open_workbook(path)
    return tuple(_sheet(name, sheet, formulas[sheet.title]) for sheet in values.worksheets)


def _sheet(name: str, sheet: Any, formulas: Any) -> Grid:
    """One sheet of the file of this name; `formulas` is the same sheet with its formulas."""
    # Only stored cells are read: one stray blank can stretch the bounding box to a million rows.
    read = {at: _cell(at, stored, formulas.cell(*at)) for at, stored in sheet._cells.items()}
    cells = {at: cell for at, cell in read.items() if cell is not None}
    rows, columns = extent({at: cell for at, cell in cells.items() if cell})
    for area in sheet.merged_cells.ranges:
        bottom, right = min(area.max_row, rows), min(area.max_col, columns)
        _merge(cells, (area.min_row, area.min_col, bottom, right))
    hidden_rows = {n for n, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = _hidden_columns(sheet, columns)
    shown_rows = tuple(n for n in _near({row for row, _ in cells}, rows) if n not in hidden_rows)
    near_columns = _near({column for _, column in cells}, columns)
    shown_columns = tuple(n for n in near_columns if n not in hidden_columns)
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


def _near(filled: Iterable[int], last: int) -> list[int]:
    """The rows or columns up to the last that stand in or near what is filled, in order."""
    near = {n for at in filled if at <= last for n in range(at - _NEAR, at + _NEAR + 1)}
    return sorted(n for n in near if 0 < n <= last)


def _hidden_columns(sheet: Any, last: int) -> set[int]:
    return {
        number
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min
        for number in range(dimension.min, min(dimension.max or dimension.min, last) + 1)
    }


def _left_out(
    cells: dict[tuple[int, int], Cell], rows: set[int], columns: set[int]
) -> Iterator[str]:
    """The rows and columns that hold something and are not shown."""
    filled = [at for at, cell in cells.items() if cell and cell.merged is None]
    yield from (str(row) for row in sorted({row for row, _ in filled} - rows))
    yield from (letters(column) for column in sorted({column for _, column in filled} - columns))


def _cell(at: tuple[int, int], stored: Any, formula: Any) -> Cell | None:
    """One cell; None where a merged area covers it."""
    cell = _content(at, stored, formula)
    return replace(cell, unseen=True) if cell and stored.has_style and _unseen(stored) else cell


def _unseen(stored: Any) -> bool:
    """Whether a cell's letters are of a point or two, or like what they stand on."""
    if (stored.font.sz or 11) <= TINY or stored.number_format == ";;;":
        return True
    colour = _rgb(stored.font.color)
    if not colour:
        return False
    filled = stored.fill.fill_type
    if filled is None:
        return pale(colour)
    ground = _rgb(stored.fill.fgColor) if filled == "solid" else ""
    return bool(ground) and alike(colour, ground)


def _rgb(colour: Any) -> str:
    """A colour as RRGGBB; "" for one that is not known."""
    if colour is not None and colour.type == "rgb":
        found = str(colour.rgb)[-6:]
        return found if re.fullmatch("[0-9A-Fa-f]{6}", found) else ""
    plain = colour is not None and colour.type == "theme" and not colour.tint
    return _PAPER_AND_INK.get(colour.theme, "") if plain else ""


def _content(at: tuple[int, int], stored: Any, formula: Any) -> Cell | None:
    """What a cell holds; None where a merged area covers it."""
    if type(stored).__name__ == "MergedCell":
        return None
    value, code = stored.value, stored.number_format or ""
    struck = Trouble.STRUCK if stored.font.strike else None
    match value:
        case None:
            return _without_value(at, formula)
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


def _without_value(at: tuple[int, int], formula: Any) -> Cell:
    """An empty cell, or a formula that was never calculated: no other is in the copy."""
    if formula.data_type != "f":
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
    lead = indent(stored.value) + 2 * int(stored.alignment.indent or 0)
    return Cell(*at, text, Holds.TEXT, trouble=struck, indent=lead)
