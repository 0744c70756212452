"""One page of a PDF file → its lines and ruled tables, from where every character stands.

PDFium's own lines cut some characters off and give others twice; its boxes are of the glyph in one file and of the
font in the next. What holds everywhere is the origin: characters of one line stand on one baseline.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from drafter.reading.blocks import clean
from drafter.word.hidden_text import PALE, TINY

NEAR = 1.2  # sizes of a character: what stands further apart on one line are columns or cells
_SPACE = 0.2  # likewise: a space between letters
_WIDE_SPACE = 0.6  # between hanzi: 第一条　为了
_TOUCH = 3.0  # points between a rule and the next, to be one
_MOST_RULES, _MOST_MERGED = 20_000, 1000  # a page with more is a drawing
_HAN = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—"


@dataclass(frozen=True, slots=True)
class Line:
    """Some text on one line of a page, or a table; left, right, bottom and top in points from the lower left corner.

    base  where its characters stand
    rows  the cells of a table, row by row; the text is empty then
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    base: float = 0.0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """unreadable  how many of its characters no one can read: the font does not say what they are
    picture     whether it has no text, but a picture: a page that was scanned
    unseen      how many stretches of its text cannot be seen
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    unreadable: int = 0
    picture: bool = False
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class _Rule:
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


def read_page(page: Any, number: int) -> Page:
    """The lines of a page in any order; what is printed across it (a watermark) is left out."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    text = page.get_textpage()
    turned = _direction(text)
    width, height = (
        page.get_mediabox()[2] - page.get_mediabox()[0],
        page.get_mediabox()[3] - page.get_mediabox()[1],
    )
    left, bottom = page.get_mediabox()[:2]
    if turned in (90, 270):
        width, height = height, width
    place = _turn(turned, left, bottom, width, height)
    characters, unreadable, unseen = _characters(page, text, turned, place)
    tables, loose = _tables(characters, _rules(page, place))
    picture = not characters and any(
        True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )
    return Page(number, width, height, [*tables, *_on_lines(loose)], unreadable, picture, unseen)


def _direction(text: Any) -> int:
    """Into which of four directions most characters of the page run; degrees, against the clock."""
    counted = Counter(
        round(_angle(text, at) / 90) % 4 * 90
        for at in range(0, text.count_chars(), max(1, text.count_chars() // 200))
    )
    return counted.most_common(1)[0][0] if counted else 0


def _angle(text: Any, at: int) -> float:
    from pypdfium2.raw import FPDFText_GetCharAngle

    return -math.degrees(FPDFText_GetCharAngle(text, at)) % 360  # PDFium counts with the clock


def _turn(turned: int, left: float, bottom: float, width: float, height: float) -> Any:
    """How to see a point of the file on the page turned so that its text is upright."""
    match turned:
        case 90:
            return lambda x, y: (y - bottom, height - (x - left))
        case 180:
            return lambda x, y: (width - (x - left), height - (y - bottom))
        case 270:
            return lambda x, y: (width - (y - bottom), x - left)
        case _:
            return lambda x, y: (x - left, y - bottom)


def _characters(page: Any, text: Any, turned: int, place: Any) -> tuple[list[Line], int, int]:
    """The characters that are read; how many no one can tell, and how many stretches no one can see."""
    from pypdfium2.raw import (
        FS_MATRIX,
        FPDFText_GetCharOrigin,
        FPDFText_GetFontSize,
        FPDFText_GetMatrix,
        FPDFText_GetUnicode,
    )

    characters: list[Line] = []
    seen: set[tuple[str, int, int]] = set()
    sight = _Sight(page, text)
    unreadable, unseen, before = 0, 0, False
    matrix, x, y = FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        code = FPDFText_GetUnicode(text, at)
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code < 0xF900:
            unreadable += 1
            continue
        said = clean(chr(code))
        if not said.strip():
            continue
        if 3 < (_angle(text, at) - turned) % 360 < 357:
            continue
        FPDFText_GetCharOrigin(text, at, x, y)
        FPDFText_GetMatrix(text, at, matrix)
        size = FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        box = left, bottom, right, top = text.get_charbox(at, loose=True)
        if not sight.has(box, size, at):
            unseen, before = unseen + (not before), True
            continue
        before = False
        (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
        base = place(x.value, y.value)[1]
        # bold type made by printing twice
        spot = round(min(x0, x1)), round(base)
        if any(
            (said, spot[0] + dx, spot[1] + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)
        ):
            continue
        seen.add((said, *spot))
        size = size if 1 < size < 500 else max(abs(y1 - y0), 1.0)
        characters.append(
            Line(said, min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1), size, base)
        )
    return characters, unreadable, unseen


class _Sight:
    """Tells which characters of a page can be seen: on it, larger than a point or two, not white on white."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page, self._text = page, text
        self._box: tuple[float, float, float, float] = page.get_cropbox()
        self._drawn: Any = None

    def has(self, character: tuple[float, float, float, float], size: float, at: int) -> bool:
        left, bottom, right, top = self._box
        if size <= TINY or character[2] < left or character[0] > right:
            return False
        if character[3] < bottom or character[1] > top:
            return False
        return not self._white(at) or self._darkest(character) < PALE

    def _white(self, at: int) -> bool:
        from pypdfium2.raw import FPDFText_GetFillColor

        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        known = FPDFText_GetFillColor(self._text, at, red, green, blue, alpha)
        return bool(known) and min(red.value, green.value, blue.value) >= PALE

    def _darkest(self, character: tuple[float, float, float, float]) -> int:
        """The darkest of what is drawn where a character stands: white letters are seen on what is dark."""
        if self._page.get_rotation():
            return 0  # seldom: taken for seen
        if self._drawn is None:
            self._drawn = self._page.render(scale=1, grayscale=True).to_numpy()
        rows, columns = self._drawn.shape[:2]
        top, bottom = (
            max(0, min(rows, int(self._box[3] - y))) for y in (character[3], character[1])
        )
        left, right = (
            max(0, min(columns, int(x - self._box[0]))) for x in (character[0], character[2])
        )
        box = self._drawn[top : bottom + 1, left : right + 1]
        return int(box.min()) if box.size else 255


def _on_lines(characters: Iterable[Line]) -> Iterator[Line]:
    """What stands side by side on one baseline, hardly more than a character apart, as one."""
    rows: list[list[Line]] = []
    base = size = 0.0
    for one in sorted(characters, key=lambda c: -c.base):
        if rows and base - one.base < 0.4 * max(size, one.size):
            rows[-1].append(one)
            if one.size > size:  # what came before was raised: m²
                base, size = one.base, one.size
        else:
            rows.append([one])
            base, size = one.base, one.size
    for row in rows:
        row.sort(key=lambda c: c.left)
        held = [row[0]]
        for one in row[1:]:
            if one.left - max(c.right for c in held[-3:]) < NEAR * max(held[-1].size, one.size):
                held.append(one)
            else:
                yield _line(held)
                held = [one]
        yield _line(held)


def _line(characters: Sequence[Line]) -> Line:
    said = characters[0].text
    for before, one in pairwise(characters):
        gap = (one.left - before.right) / max(before.size, one.size)
        han = re.match(rf"[{_HAN}]", one.text) or re.match(rf"[{_HAN}]", before.text)
        said += (" " if gap > (_WIDE_SPACE if han else _SPACE) else "") + one.text
    largest = max(characters, key=lambda c: c.size)
    return Line(
        tidy(said), min(c.left for c in characters), max(c.right for c in characters),
        min(c.bottom for c in characters), max(c.top for c in characters), largest.size, largest.base,
    )  # fmt: skip


def tidy(text: str) -> str:
    """Text without the spaces that type setting leaves beside digits."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"(?<=[{_HAN}]) (?=\d)|(?<=\d) (?=[{_HAN}])", "", text)


# --- tables ---


def _tables(
    characters: list[Line], rules: tuple[list[_Rule], list[_Rule]]
) -> tuple[list[Line], list[Line]]:
    """The ruled tables of a page, and the characters that stand in none."""
    level, upright = rules
    if len(level) < 3 or len(upright) < 3:
        return [], characters
    in_cells: dict[_Cell, list[Line]] = {}
    loose = []
    for one in characters:
        cell = _cell(one, level, upright)
        if cell is None:
            loose.append(one)
        else:
            in_cells.setdefault(cell, []).append(one)
    tables = []
    for cells in _touching(list(in_cells)):
        if (
            len({round(cell.left) for cell in cells}) < 2
            or len({round(cell.top) for cell in cells}) < 2
        ):
            loose += [one for cell in cells for one in in_cells[cell]]
            continue
        said = {cell: "".join(_cell_text(in_cells[cell])) for cell in cells}
        left, right = min(c.left for c in cells), max(c.right for c in cells)
        bottom, top = min(c.bottom for c in cells), max(c.top for c in cells)
        size = max(one.size for cell in cells for one in in_cells[cell])
        tables.append(Line("", left, right, bottom, top, size, bottom, tuple(_rows(said))))
    return tables, loose


def _cell(one: Line, level: Sequence[_Rule], upright: Sequence[_Rule]) -> _Cell | None:
    """The cell of a character: the nearest rules on its four sides; None where one is wanting."""
    x, y = (one.left + one.right) / 2, one.base + 0.3 * one.size
    across = [rule.at for rule in level if rule.start <= x <= rule.end]
    along = [rule.at for rule in upright if rule.start <= y <= rule.end]
    above, below = [at for at in across if at >= y], [at for at in across if at < y]
    after, before = [at for at in along if at >= x], [at for at in along if at < x]
    if not (above and below and after and before):
        return None
    return _Cell(max(before), max(below), min(after), min(above))


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


def _touch(one: _Cell, other: _Cell) -> bool:
    apart = max(one.left, other.left) - min(one.right, other.right)
    over = max(one.bottom, other.bottom) - min(one.top, other.top)
    # an empty cell may lie between
    return apart <= max(_TOUCH, 0.5 * (one.right - one.left)) and over <= max(
        _TOUCH, one.top - one.bottom
    )


def _cell_text(characters: Iterable[Line]) -> Iterator[str]:
    for line in sorted(_on_lines(characters), key=lambda x: (-round(x.base), x.left)):
        yield line.text


def _rows(said: dict[_Cell, str]) -> Iterator[tuple[str, ...]]:
    """The rows of a table; a cell that spans several is said in each, one without text keeps its place."""
    tops = _apart({cell.top for cell in said})[::-1]
    lefts = _apart({cell.left for cell in said})
    for top in tops:
        inside = top - _TOUCH
        row = [""] * len(lefts)
        for cell, text in said.items():
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


def _rules(page: Any, place: Any) -> tuple[list[_Rule], list[_Rule]]:
    """The horizontal and the vertical rules drawn on a page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    level: list[_Rule] = []
    upright: list[_Rule] = []
    for path in page.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=5):
        for (x0, y0), (x1, y1) in _strokes(path, place):
            if abs(y1 - y0) < 1 < abs(x1 - x0) - 4:
                level.append(_Rule((y0 + y1) / 2, min(x0, x1) - 1, max(x0, x1) + 1))
            elif abs(x1 - x0) < 1 < abs(y1 - y0) - 4:
                upright.append(_Rule((x0 + x1) / 2, min(y0, y1) - 1, max(y0, y1) + 1))
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


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Rules of which each is one: a thin box has two, and a rule may be drawn cell by cell."""
    merged: list[_Rule] = []
    at = -math.inf
    for rule in sorted(rules, key=lambda r: r.at):
        at = at if rule.at - at < _TOUCH else rule.at
        merged.append(replace(rule, at=at))
    whole: list[_Rule] = []
    for rule in sorted(merged, key=lambda r: (r.at, r.start)):
        last = whole[-1] if whole else None
        if last and last.at == rule.at and rule.start <= last.end + _TOUCH:
            whole[-1] = replace(last, end=max(last.end, rule.end))
        else:
            whole.append(rule)
    return whole if len(whole) <= _MOST_MERGED else []
