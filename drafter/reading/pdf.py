"""PDF files with a text layer → blocks.

Columns come one after the other, lines are joined, running heads and page numbers left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2 as pdfium

from drafter.documents.text_file import MAX_CHARACTERS
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import CELLS, Block, Content, table_blocks
from drafter.reading.pdf_lines import Line
from drafter.reading.pdfpage import Page, read_page

MAX_PAGES = 2000
_LEAST = 8  # characters a page, on average; a scan has none, or a stamp of the machine
_MARGIN = 0.12  # of a page's height, above and below, where running heads stand
_CELL_GAP = 3.0  # sizes of a character between cells of a table without rules
_LARGER = 1.1  # than the text: what titles are
_TITLE = 60  # characters; no title is longer
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•.第共页/|]*\d{1,4}[\s\-—–－·•.第共页/|]*(?:\d{1,4}[\s\-—–－页]*)?|[-—–－\s]*[ivxlcⅰ-ⅻ]{1,6}[-—–－\s]*",
    re.I,
)
# what a browser prints above and below a page
_PRINTED = re.compile(
    r"(?:https?|file)://\S+|\d{1,4}[/.年-]\d{1,2}[/.月-]\d{2,4}日?,?\s*(?:[上下]午|[AP]M)?\s*\d{1,2}:\d{2}.*"
)
_ENDED = re.compile(r"[。；：！？]$")
_LABEL = re.compile(
    r"(?:发布时间|来源|作者|时间|日期|索引号|发布机构|成文日期|发文字号)\s*[:：]|附件\d?\s*[:：]"
)


def pdf_content(path: Path) -> Content:
    """The blocks of a PDF file.

    Raises InputError on a scan, which is named as such, and on what is damaged, encrypted or too
    long.
    """
    pages = _pages(path)
    _refuse_unread(pages, path)
    heads = _running(pages)
    columns: list[list[Line]] = []
    for page in pages:
        columns += _columns([line for line in page.lines if not _is_head(line, page, heads)], page)
    pictures = [str(page.number + 1) for page in pages if page.picture]
    notice = t("index.read.pictures", pages="、".join(pictures[:20])) if pictures else ""
    return Content(list(_joined(columns)), unseen=sum(page.unseen for page in pages), notice=notice)


def page_count(path: Path) -> int:
    """How many pages there are. Raises InputError as `pdf_content` does."""
    with _opened(path) as document:
        return len(document)


def _pages(path: Path) -> list[Page]:
    with _opened(path) as document:
        return [read_page(document[number], number) for number in range(len(document))]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file as its library has it, of no more pages than are read."""
    try:
        with closing(pdfium.PdfDocument(path)) as document:
            if len(document) > MAX_PAGES:
                raise InputError(t("index.read.pages", pages=len(document), limit=MAX_PAGES), path)
            yield document
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            reason, remedy = t("index.read.locked"), t("index.read.locked.remedy")
        else:
            reason, remedy = t("index.read.damaged"), t("index.read.damaged.remedy")
        raise InputError(reason, path, remedy=remedy) from error


def _refuse_unread(pages: Sequence[Page], path: Path) -> None:
    length = sum(
        len(line.text) + len("".join(map("".join, line.rows)))
        for page in pages
        for line in page.lines
    )
    if length > MAX_CHARACTERS:
        raise InputError(t("check.large", count=length, limit=MAX_CHARACTERS), path)
    if sum(page.unreadable for page in pages) > length:
        raise InputError(t("index.read.glyphs"), path, remedy=t("index.read.scanned.remedy"))
    if length < _LEAST * len(pages):
        raise InputError(
            t("index.read.scanned", pages=len(pages)), path, remedy=t("index.read.scanned.remedy")
        )


def _running(pages: Sequence[Page]) -> frozenset[str]:
    """What stands, its digits aside, at the top or foot of three pages or of half of them."""
    seen = Counter[str]()
    for page in pages:
        seen.update({_without_digits(line) for line in page.lines if _in_margin(line, page)})
    least = max(2, min(3, len(pages) // 2 + 1))
    return frozenset(text for text, count in seen.items() if count >= least)


def _without_digits(line: Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)


def _in_margin(line: Line, page: Page) -> bool:
    middle = (line.bottom + line.top) / 2 / page.height
    return middle < _MARGIN or middle > 1 - _MARGIN


def _is_head(line: Line, page: Page, heads: frozenset[str]) -> bool:
    if line.rows or not _in_margin(line, page):
        return False
    if _PAGE_NUMBER.fullmatch(line.text) or _PRINTED.fullmatch(line.text):
        return True
    return _without_digits(line) in heads


def _columns(lines: list[Line], page: Page) -> Iterator[list[Line]]:
    """The lines of a page column by column; a line across both ends the columns above it."""
    gutter = _gutter(lines, page)
    if gutter is None:
        yield from filter(None, [_rows(lines)])
        return
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda x: -x.top):
        if line.left < gutter < line.right:
            yield from filter(None, (_rows(left), _rows(right)))
            left, right = [], []
            yield [line]
        else:
            (left if line.right <= gutter else right).append(line)
    yield from filter(None, (_rows(left), _rows(right)))


def _gutter(lines: Sequence[Line], page: Page) -> float | None:
    """Where the white space between two columns of text stands; None for a page of one column."""
    if len(lines) < 12:
        return None
    places = (page.width * step / 100 for step in range(35, 66))
    parted = [(count, x) for x in places if (count := _across(lines, x, page)) is not None]
    return min(parted)[1] if parted else None


def _across(lines: Sequence[Line], x: float, page: Page) -> int | None:
    """How many lines stand across `x`; None where it does not part two columns of text."""
    left = [line for line in lines if line.right <= x]
    right = [line for line in lines if line.left >= x]
    across = len(lines) - len(left) - len(right)
    if min(len(left), len(right)) < 5 or across > 0.25 * len(lines):
        return None
    # cells of a table are narrow, lines of a column fill it
    width = min(median(line.right - line.left for line in side) for side in (left, right))
    return across if width >= 0.25 * page.width else None


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; what stands far apart on one line are cells of a table."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: -(x.top if x.rows else x.base + x.size)):
        if rows and _on_one_level(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(sorted(row, key=lambda x: x.left)) for row in rows]


def _on_one_level(above: Line, line: Line) -> bool:
    if above.rows or line.rows:
        return False
    return abs(above.base - line.base) < 0.4 * max(above.size, line.size)


def _row(pieces: Sequence[Line]) -> Line:
    held = pieces[0]
    for line in pieces[1:]:
        gap = " " if line.left - held.right < _CELL_GAP * line.size else CELLS
        held = replace(held, text=held.text + gap + line.text, right=max(held.right, line.right))
    return held


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and the edges of the column it stands in."""

    line: Line
    left: float
    right: float

    @property
    def centred(self) -> bool:
        before, after = self.line.left - self.left, self.right - self.line.right
        return abs(before - after) < 2 * self.line.size

    def fills(self) -> bool:
        """Whether it reaches from one edge to the other, its first indent apart."""
        size = self.line.size
        return self.line.right > self.right - 1.6 * size and self.line.left < self.left + 5 * size


def _joined(columns: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """The paragraphs: a line that fills its column goes on in the next one that is not indented."""
    held: list[_Placed] = []
    rows: list[tuple[str, ...]] = []  # of a table that may go on on the next page
    body = _body_size(columns)
    for column in columns:
        plain = [line for line in column if not line.rows]
        left = min((x.left for x in plain), default=0.0)
        right = max((x.right for x in plain), default=0.0)
        for line in column:
            if line.rows:
                yield from _block(held, body)
                held = []
                again = bool(rows) and line.rows[0] == rows[0]  # the head of a table, repeated
                rows += line.rows[1:] if again else line.rows
                continue
            yield from table_blocks(rows)
            rows = []
            placed = _Placed(line, left, right)
            if held and not _goes_on(held[-1], placed, body):
                yield from _block(held, body)
                held = []
            held.append(placed)
    yield from _block(held, body)
    yield from table_blocks(rows)


def _goes_on(last: _Placed, new: _Placed, body: float) -> bool:
    """Whether a line belongs to the paragraph that the lines before it began."""
    line = new.line
    if CELLS in line.text or CELLS in last.line.text or _LABEL.match(line.text):
        return False
    like = abs(last.line.size - line.size) < 0.2 * line.size
    if like and line.size > _LARGER * body and last.centred and new.centred:  # the lines of a title
        below = 0 < last.line.base - line.base < 3 * line.size
        return below and not _ENDED.search(last.line.text)
    return like and last.fills() and line.left < new.left + 1.2 * line.size


def _block(lines: Sequence[_Placed], body: float) -> Iterator[Block]:
    """Yield some lines as one paragraph; none for no lines."""
    if not lines:
        return
    text = ""
    for placed in lines:
        latin = re.search(r"[A-Za-z,.]$", text) and re.match(r"[A-Za-z]", placed.line.text)
        text += (" " if latin else "") + placed.line.text
    large = min(placed.line.size for placed in lines) > _LARGER * body
    title = large and all(placed.centred for placed in lines) and _may_be_title(text)
    yield Block(text, title=title)


def _may_be_title(text: str) -> bool:
    return len(text) <= _TITLE and not _ENDED.search(text) and CELLS not in text


def _body_size(columns: Sequence[Sequence[Line]]) -> float:
    """The size that most of the text has."""
    sizes = Counter[float]()
    for column in columns:
        for line in column:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
