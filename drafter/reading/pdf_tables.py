"""The tables of a PDF page, by the rules drawn on it and the characters that stand between them."""

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from drafter.reading.pdf_lines import Line, on_lines

_TOUCH = 3.0  # points between a rule and the next, to be one
_MOST_PATHS = 50_000  # of a page; a drawing of more is no table
_MOST_RULES, _MOST_MERGED = 20_000, 1000  # a page with more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn on the page: horizontal at `at` from `start` to `end`, or vertical."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Cell:
    left: float
    bottom: float
    right: float
    top: float


def tables_on(
    characters: list[Line], rules: tuple[list[Rule], list[Rule]]
) -> tuple[list[Line], list[Line]]:
    """The ruled tables of a page, and the characters that stand in none.

    rules  the horizontal and the vertical ones
    """
    if min(map(len, rules)) < 3:
        return [], characters
    in_cells: dict[_Cell, list[Line]] = {}
    loose = []
    for character in characters:
        cell = _cell(character, *rules)
        if cell is None:
            loose.append(character)
        else:
            in_cells.setdefault(cell, []).append(character)
    tables = []
    for cells in _touching(list(in_cells)):
        if _is_table(cells):
            tables.append(_table({cell: in_cells[cell] for cell in cells}))
        else:
            loose += [character for cell in cells for character in in_cells[cell]]
    return tables, loose


def _is_table(cells: Sequence[_Cell]) -> bool:
    """Whether cells that touch stand in several rows and several columns."""
    lefts, tops = {round(cell.left) for cell in cells}, {round(cell.top) for cell in cells}
    return len(lefts) > 1 and len(tops) > 1


def _table(cells: dict[_Cell, list[Line]]) -> Line:
    """A table of these cells with their characters."""
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    bottom, top = min(cell.bottom for cell in cells), max(cell.top for cell in cells)
    size = max(character.size for characters in cells.values() for character in characters)
    texts = {cell: _cell_text(characters) for cell, characters in cells.items()}
    return Line("", left, right, bottom, top, size, bottom, tuple(_rows(texts)))


def _cell(character: Line, level: Sequence[Rule], upright: Sequence[Rule]) -> _Cell | None:
    """The cell of a character: the nearest rules on its four sides; None where one is wanting."""
    x, y = (character.left + character.right) / 2, character.base + 0.3 * character.size
    below, above = _nearest(level, x, y)
    left, right = _nearest(upright, y, x)
    if below is None or above is None or left is None or right is None:
        return None
    return _Cell(left, below, right, above)


def _nearest(
    rules: Sequence[Rule], along: float, place: float
) -> tuple[float | None, float | None]:
    """Where the nearest rules before and after `place` stand that reach over `along`."""
    before: float | None = None
    after: float | None = None
    for rule in rules:
        if not rule.start <= along <= rule.end:
            continue
        if rule.at < place:
            before = rule.at if before is None else max(before, rule.at)
        else:
            after = rule.at if after is None else min(after, rule.at)
    return before, after


def _touching(cells: list[_Cell]) -> Iterator[list[_Cell]]:
    """Cells in groups: those that touch one another, or the same others."""
    left = list(cells)
    while left:
        group, new = [], [left.pop()]
        while new:
            group += new
            reached = [cell for cell in left if any(_touch(cell, other) for other in new)]
            left = [cell for cell in left if cell not in reached]
            new = reached
        yield group


def _touch(cell: _Cell, other: _Cell) -> bool:
    """Whether two cells touch, or nearly: an empty cell may lie between."""
    across = max(cell.left, other.left) - min(cell.right, other.right)
    along = max(cell.bottom, other.bottom) - min(cell.top, other.top)
    near_across = across <= max(_TOUCH, 0.5 * (cell.right - cell.left))
    return near_across and along <= max(_TOUCH, cell.top - cell.bottom)


def _cell_text(characters: Iterable[Line]) -> str:
    lines = sorted(on_lines(characters), key=lambda line: (-round(line.base), line.left))
    return "".join(line.text for line in lines)


def _rows(texts: dict[_Cell, str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table; a cell that spans several stands in each, an empty one is ""."""
    tops = _apart({cell.top for cell in texts})[::-1]
    lefts = _apart({cell.left for cell in texts})
    for top in tops:
        inside = top - _TOUCH
        row = [""] * len(lefts)
        for cell, text in texts.items():
            if cell.bottom < inside < cell.top:
                row[min(range(len(lefts)), key=lambda at: abs(lefts[at] - cell.left))] = text
        yield tuple(row)


def _apart(values: set[float]) -> list[float]:
    """The values in order, those that stand for one rule as one."""
    apart: list[float] = []
    for value in sorted(values):
        if not apart or value - apart[-1] > _TOUCH:
            apart.append(value)
    return apart


def rules_on(page: Any, place: Any) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules drawn on a page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    level: list[Rule] = []
    upright: list[Rule] = []
    paths = page.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=5)
    for path in islice(paths, _MOST_PATHS):
        for (x0, y0), (x1, y1) in _strokes(path, place):
            if abs(y1 - y0) < 1 < abs(x1 - x0) - 4:
                level.append(Rule((y0 + y1) / 2, min(x0, x1) - 1, max(x0, x1) + 1))
            elif abs(x1 - x0) < 1 < abs(y1 - y0) - 4:
                upright.append(Rule((x0 + x1) / 2, min(y0, y1) - 1, max(y0, y1) + 1))
        if len(level) + len(upright) > _MOST_RULES:
            return [], []
    return _merged(level), _merged(upright)


def _strokes(path: Any, place: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, on the page."""
    from pypdfium2.raw import (
        FPDF_SEGMENT_BEZIERTO,
        FPDF_SEGMENT_MOVETO,
        FPDFPath_CountSegments,
        FPDFPath_GetPathSegment,
        FPDFPathSegment_GetClose,
        FPDFPathSegment_GetPoint,
        FPDFPathSegment_GetType,
    )

    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for at in range(min(FPDFPath_CountSegments(path.raw), _MOST_RULES)):
        segment = FPDFPath_GetPathSegment(path.raw, at)
        FPDFPathSegment_GetPoint(segment, x, y)
        here = place(*matrix.on_point(x.value, y.value))
        kind = FPDFPathSegment_GetType(segment)
        if kind == FPDF_SEGMENT_MOVETO:
            start = here
        elif kind != FPDF_SEGMENT_BEZIERTO:
            yield last, here
        last = here
        if FPDFPathSegment_GetClose(segment):
            yield last, start
            last = start


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules joined where several stand for one: a thin box has two, some are drawn in pieces."""
    merged: list[Rule] = []
    at = -math.inf
    for rule in sorted(rules, key=lambda r: r.at):
        at = at if rule.at - at < _TOUCH else rule.at
        merged.append(replace(rule, at=at))
    whole: list[Rule] = []
    for rule in sorted(merged, key=lambda r: (r.at, r.start)):
        last = whole[-1] if whole else None
        if last and last.at == rule.at and rule.start <= last.end + _TOUCH:
            whole[-1] = replace(last, end=max(last.end, rule.end))
        else:
            whole.append(rule)
    return whole if len(whole) <= _MOST_MERGED else []
