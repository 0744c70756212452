"""PDF files with a text layer → blocks.

Columns come one after the other, lines are joined, running heads and page numbers left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2 as pdfium

from drafter.documents.text_file import MAX_CHARACTERS
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import CELLS, Content
from drafter.reading.pdf_lines import Line
from drafter.reading.pdf_paragraphs import Column, Paragraphs
from drafter.reading.pdfpage import Page, read_page

MAX_PAGES = 2000
_LEAST = 8  # characters a page, on average; a scan has none, or a stamp of the machine
_MARGIN = 0.12  # of a page's height, above and below, where running heads stand
_CELL_GAP = 3.0  # sizes of a character between cells of a table without rules
_MOST_SEAMS = 3  # pairs of lines that a notice shows
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•.第共页/|]*\d{1,4}[\s\-—–－·•.第共页/|]*(?:\d{1,4}[\s\-—–－页]*)?|[-—–－\s]*[ivxlcⅰ-ⅻ]{1,6}[-—–－\s]*",
    re.I,
)
# what a browser prints above and below a page
_PRINTED = re.compile(
    r"(?:https?|file)://\S+|\d{1,4}[/.年-]\d{1,2}[/.月-]\d{2,4}日?,?\s*(?:[上下]午|[AP]M)?\s*\d{1,2}:\d{2}.*"
)


def pdf_content(path: Path) -> Content:
    """The blocks of a PDF file.

    Raises InputError on a scan, which is named as such, and on what is damaged, encrypted or too
    long.
    """
    pages = _pages(path)
    _refuse_unread(pages, path)
    heads = _running(pages)
    columns: list[Column] = []
    for page in pages:
        kept = [line for line in page.lines if not _is_head(line, page, heads)]
        parts = list(_columns(kept, page))
        columns += [Column(part, page.width if len(parts) == 1 else 0.0) for part in parts]
    paragraphs = Paragraphs(columns)
    blocks = list(paragraphs.blocks())
    pictures = [str(page.number + 1) for page in pages if page.picture]
    told = [t("index.read.pictures", pages="、".join(pictures[:20]))] if pictures else []
    if paragraphs.unsure:
        seams = "；".join(
            f"“{above}”/“{below}”" for above, below in paragraphs.unsure[:_MOST_SEAMS]
        )
        told.append(t("index.read.seams", count=len(paragraphs.unsure), seams=seams))
    return Content(blocks, unseen=sum(page.unseen for page in pages), notice="；".join(told))


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
    return line.text != "•" and _without_digits(line) in heads


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
