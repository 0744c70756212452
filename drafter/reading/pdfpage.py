"""One page of a PDF file → its lines and ruled tables, from where every character stands."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafter.reading.blocks import clean
from drafter.reading.pdf_lines import Line, on_lines
from drafter.reading.pdf_tables import rules_on, tables_on
from drafter.word.hidden_text import PALE
from drafter.word.letters import TINY

# The marks of Word's lists, by their places in the fonts Symbol and Wingdings: • ▪ ● ■ ◆ ➢ ✓ ❖ □
_BULLETS = frozenset(
    (0xF0B7, 0xF0A7, 0xF06C, 0xF06E, 0xF075, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8, 0xF09F)
)


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


def read_page(page: Any, number: int) -> Page:
    """The lines of a page in any order; what is printed across it (a watermark) is left out."""
    text = page.get_textpage()
    turned = _direction(text)
    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    if turned in (90, 270):
        width, height = height, width
    place = _turn(turned, left, bottom, width, height)
    read = _Characters(page, text, turned, place)
    characters = read.read()
    tables, loose = tables_on(characters, rules_on(page, place))
    lines = [*tables, *on_lines(loose)]
    picture = not characters and _has_picture(page)
    return Page(number, width, height, lines, read.unreadable, picture, read.unseen)


def _has_picture(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    images = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return next(iter(images), None) is not None


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


class _Characters:
    """The characters of a page that a reader sees, upright on the page.

    unreadable  how many are left out because the font does not say what they are
    unseen      how many stretches are left out because no one can see them
    """

    def __init__(self, page: Any, text: Any, turned: int, place: Any) -> None:
        self._text = text
        self._turned = turned
        self._place = place
        self._sight = _Sight(page, text)
        self.unreadable = 0
        self.unseen = 0

    def read(self) -> list[Line]:
        """The characters; what is printed twice, for bold type, is given once."""
        seen: set[tuple[str, int, int]] = set()
        characters: list[Line] = []
        for character in self._visible():
            text, x, y = character.text, round(character.left), round(character.base)
            around = ((text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
            if seen.isdisjoint(around):
                seen.add((text, x, y))
                characters.append(character)
        return characters

    def _visible(self) -> Iterator[Line]:
        hidden = False  # whether the character before it is
        for at in range(self._text.count_chars()):
            text = self._readable(at)
            if not text or 3 < (_angle(self._text, at) - self._turned) % 360 < 357:
                continue
            box, size = self._text.get_charbox(at, loose=True), _size(self._text, at)
            if self._sight.has(box, size, at):
                hidden = False
                yield self._placed(at, text, box, size)
            else:
                self.unseen += not hidden
                hidden = True

    def _readable(self, at: int) -> str:
        """The character as text; "" for white space and for one that no one can read."""
        from pypdfium2.raw import FPDFText_GetUnicode

        code = FPDFText_GetUnicode(self._text, at)
        if code in _BULLETS:
            return "•"
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code < 0xF900:
            self.unreadable += 1
            return ""
        text = clean(chr(code))
        return text if text.strip() else ""

    def _placed(
        self, at: int, text: str, box: tuple[float, float, float, float], size: float
    ) -> Line:
        from pypdfium2.raw import FPDFText_GetCharOrigin

        left, bottom, right, top = box
        (x0, y0), (x1, y1) = self._place(left, bottom), self._place(right, top)
        x, y = ctypes.c_double(), ctypes.c_double()
        FPDFText_GetCharOrigin(self._text, at, x, y)
        base = self._place(x.value, y.value)[1]
        size = size if 1 < size < 500 else max(abs(y1 - y0), 1.0)
        return Line(text, min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1), size, base)


def _size(text: Any, at: int) -> float:
    """The size of a character in points, as it is printed."""
    from pypdfium2.raw import FS_MATRIX, FPDFText_GetFontSize, FPDFText_GetMatrix

    matrix = FS_MATRIX()
    FPDFText_GetMatrix(text, at, matrix)
    return float(FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d))


class _Sight:
    """Tells which characters of a page can be seen.

    They stand on the page, are larger than a point or two and not white on white.
    """

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
        """The darkest of what is drawn where a character stands: white is seen on what is dark."""
        if self._page.get_rotation():
            return 0  # such pages are rare: the character is taken for seen
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
