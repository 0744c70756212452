"""PDF files with a text layer → blocks: columns one after the other, no running heads or page numbers, lines joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import CELLS, PALE, TINY, Block, Content, clean

MAX_PAGES = 2000
_LEAST = 8  # characters a page, on average; a scan has none, or a stamp of the machine
_NEAR = 1.2  # heights of a character
_MARGIN = 0.12  # of a page's height, above and below, where running heads stand
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•.第共页/|]*\d{1,4}[\s\-—–－·•.第共页/|]*(?:\d{1,4}[\s\-—–－页]*)?|[-—–－\s]*[ivxlcⅰ-ⅻ]{1,6}[-—–－\s]*",
    re.I,
)
_HAN = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—"


@dataclass(frozen=True, slots=True)
class _Line:
    """Some text on one line of a page; left, right, bottom and top in points, from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    lines: list[_Line]
    unseen: int = 0  # stretches of text


def pdf_content(path: Path) -> Content:
    """Raises InputError on a scan, which is named as such, and on what is damaged, encrypted or too long."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise InputError(t("index.read.damaged"), path) from error
    try:
        if len(document) > MAX_PAGES:
            raise InputError(t("index.read.pages", pages=len(document), limit=MAX_PAGES), path)
        pages = [_page(document[number], number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise InputError(t("index.read.damaged"), path) from error
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page.lines) < _LEAST * len(pages):
        raise InputError(t("index.read.scanned", pages=len(pages)), path, remedy=t("index.read.scanned.remedy"))
    heads = _running(pages)
    columns = [c for page in pages for c in _columns([x for x in page.lines if not _is_head(x, page, heads)], page)]
    return Content([Block(text) for text in _joined(columns)], unseen=sum(page.unseen for page in pages))


def _page(page: Any, number: int) -> _Page:
    """The lines of a page from its characters, each with the box of its font.

    PDFium's own lines cut some characters off and give others twice.
    """
    from pypdfium2.raw import FPDFText_GetUnicode

    text = page.get_textpage()
    width, height = page.get_size()
    sight = _Sight(page, text)
    characters = []
    unseen, before = 0, False
    for at in range(text.count_chars()):
        said = clean(chr(FPDFText_GetUnicode(text, at)))
        if said.strip():
            left, bottom, right, top = text.get_charbox(at, loose=True)
            character = _Line(said, left, right, bottom, top)
            if sight.has(character, at):
                characters.append(character)
                before = False
            else:
                unseen, before = unseen + (not before), True
    return _Page(number, width, height, list(_on_lines(characters)), unseen)


class _Sight:
    """Tells which characters of a page can be seen: on it, larger than a point or two, not white on white."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page, self._text = page, text
        self._box: tuple[float, float, float, float] = page.get_cropbox()
        self._drawn: Any = None

    def has(self, character: _Line, at: int) -> bool:
        left, bottom, right, top = self._box
        if character.size <= TINY or character.right < left or character.left > right:
            return False
        if character.top < bottom or character.bottom > top:
            return False
        return not self._white(at) or self._darkest(character) < PALE

    def _white(self, at: int) -> bool:
        from ctypes import byref, c_uint

        from pypdfium2.raw import FPDFText_GetFillColor

        red, green, blue, alpha = (c_uint() for _ in range(4))
        known = FPDFText_GetFillColor(self._text, at, byref(red), byref(green), byref(blue), byref(alpha))
        return bool(known) and min(red.value, green.value, blue.value) >= PALE

    def _darkest(self, character: _Line) -> int:
        """The darkest of what is drawn where a character stands: white letters are seen on what is dark."""
        if self._page.get_rotation():
            return 0  # seldom: taken for seen
        if self._drawn is None:
            self._drawn = self._page.render(scale=1, grayscale=True).to_numpy()
        rows, columns = self._drawn.shape[:2]
        top, bottom = (max(0, min(rows, int(self._box[3] - y))) for y in (character.top, character.bottom))
        left, right = (max(0, min(columns, int(x - self._box[0]))) for x in (character.left, character.right))
        box = self._drawn[top : bottom + 1, left : right + 1]
        return int(box.min()) if box.size else 255


def _on_lines(pieces: Sequence[_Line]) -> Iterator[_Line]:
    """What stands side by side, hardly more than a character apart, as one; columns and cells stand further apart."""
    rows: list[list[_Line]] = []
    for piece in sorted(pieces, key=lambda p: -(p.top + p.bottom)):
        middle = (piece.top + piece.bottom) / 2
        row = next((row for row in rows[-3:] if row[0].bottom < middle < row[0].top), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    for row in rows:
        row.sort(key=lambda p: p.left)
        held = row[0]
        for piece in row[1:]:
            if piece.left - held.right < _NEAR * max(held.size, piece.size):
                gap = " " if piece.left - held.right > 0.2 * held.size else ""
                held = _Line(
                    _tidy(held.text + gap + piece.text), held.left, max(held.right, piece.right),
                    min(held.bottom, piece.bottom), max(held.top, piece.top),
                )  # fmt: skip
            else:
                yield held
                held = piece
        yield held


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", clean(text)).strip()
    return re.sub(rf"(?<=[{_HAN}]) (?=[{_HAN}\d])|(?<=\d) (?=[{_HAN}])", "", text)


def _running(pages: Sequence[_Page]) -> frozenset[str]:
    """What stands, its digits aside, at the top or foot of three pages or of half of them."""
    seen = Counter(said for page in pages for said in {_said(x) for x in page.lines if _in_margin(x, page)})
    least = max(2, min(3, len(pages) // 2 + 1))
    return frozenset(said for said, count in seen.items() if count >= least)


def _said(line: _Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)


def _in_margin(line: _Line, page: _Page) -> bool:
    middle = (line.bottom + line.top) / 2 / page.height
    return middle < _MARGIN or middle > 1 - _MARGIN


def _is_head(line: _Line, page: _Page, heads: frozenset[str]) -> bool:
    return _in_margin(line, page) and (bool(_PAGE_NUMBER.fullmatch(line.text)) or _said(line) in heads)


def _columns(found: list[_Line], page: _Page) -> Iterator[list[_Line]]:
    """The lines of a page column by column; a line across both ends the columns above it."""
    gutter = _gutter(found, page)
    if gutter is None:
        yield _rows(found)
        return
    left: list[_Line] = []
    right: list[_Line] = []
    for line in sorted(found, key=lambda x: -x.top):
        if line.left < gutter < line.right:
            yield from filter(None, (left, right))
            left, right = [], []
            yield [line]
        else:
            (left if line.right <= gutter else right).append(line)
    yield from filter(None, (left, right))


def _gutter(found: Sequence[_Line], page: _Page) -> float | None:
    """Where the white space between two columns of running text stands; None where the page has one column."""
    if len(found) < 12:
        return None
    best = None
    for step in range(35, 66):
        x = page.width * step / 100
        left = [line for line in found if line.right <= x]
        right = [line for line in found if line.left >= x]
        across = len(found) - len(left) - len(right)
        if min(len(left), len(right)) < 5 or across > 0.25 * len(found):
            continue
        # cells of a table are narrow, lines of a column fill it
        if min(median(line.right - line.left for line in side) for side in (left, right)) < 0.25 * page.width:
            continue
        if best is None or across < best[0]:
            best = (across, x)
    return best[1] if best else None


def _rows(found: Sequence[_Line]) -> list[_Line]:
    """Lines from top to bottom; what stands far apart on one line are cells of a table."""
    rows: list[_Line] = []
    for line in found:
        if rows and rows[-1].bottom < (line.top + line.bottom) / 2 < rows[-1].top:
            last = rows[-1]
            rows[-1] = _Line(last.text + CELLS + line.text, last.left, line.right, last.bottom, last.top)
        else:
            rows.append(line)
    return rows


def _joined(columns: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """The paragraphs: a line that fills its column goes on in the next one that is not indented."""
    held = ""
    goes_on = False
    last: _Line | None = None
    for column in columns:
        left, right = min(x.left for x in column), max(x.right for x in column)
        for line in column:
            flush = line.left < left + 1.2 * line.size
            # the lines of a title stand in the middle, in larger letters
            title = last is not None and not flush and last.size == line.size and _centred(last, left, right)
            title = title and _centred(line, left, right) and not re.search(r"[。；：]$", held)
            if held and ((goes_on and flush and CELLS not in line.text) or title):
                space = " " if re.search(r"[A-Za-z,.]$", held) and re.match(r"[A-Za-z]", line.text) else ""
                held += space + line.text
            else:
                if held:
                    yield held
                held = line.text
            goes_on = line.right > right - 1.6 * line.size and CELLS not in line.text
            last = line
    if held:
        yield held


def _centred(line: _Line, left: float, right: float) -> bool:
    before, after = line.left - left, right - line.right
    return min(before, after) > 2 * line.size and abs(before - after) < 2 * line.size
