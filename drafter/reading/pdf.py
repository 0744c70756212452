"""PDF files with a text layer → blocks: columns one after the other, no running heads or page numbers, lines joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import CELLS, Block, Content, table_blocks
from drafter.reading.pdfpage import Line, Page, read_page

MAX_PAGES = 2000
MAX_CHARACTERS = 3_000_000
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
    """Raises InputError on a scan, which is named as such, and on what is damaged, encrypted or too long."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(
                t("index.read.locked"), path, remedy=t("index.read.locked.remedy")
            ) from error
        raise InputError(
            t("index.read.damaged"), path, remedy=t("index.read.damaged.remedy")
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise InputError(t("index.read.pages", pages=len(document), limit=MAX_PAGES), path)
        pages = [read_page(document[number], number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise InputError(
            t("index.read.damaged"), path, remedy=t("index.read.damaged.remedy")
        ) from error
    finally:
        document.close()
    _refuse_unread(pages, path)
    heads = _running(pages)
    columns = [
        column
        for page in pages
        for column in _columns([x for x in page.lines if not _is_head(x, page, heads)], page)
    ]
    pictures = [str(page.number + 1) for page in pages if page.picture]
    notice = t("index.read.pictures", pages="、".join(pictures[:20])) if pictures else ""
    return Content(list(_joined(columns)), unseen=sum(page.unseen for page in pages), notice=notice)


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
    seen = Counter(
        said for page in pages for said in {_said(x) for x in page.lines if _in_margin(x, page)}
    )
    least = max(2, min(3, len(pages) // 2 + 1))
    return frozenset(said for said, count in seen.items() if count >= least)


def _said(line: Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)


def _in_margin(line: Line, page: Page) -> bool:
    middle = (line.bottom + line.top) / 2 / page.height
    return middle < _MARGIN or middle > 1 - _MARGIN


def _is_head(line: Line, page: Page, heads: frozenset[str]) -> bool:
    if line.rows or not _in_margin(line, page):
        return False
    return (
        bool(_PAGE_NUMBER.fullmatch(line.text) or _PRINTED.fullmatch(line.text))
        or _said(line) in heads
    )


def _columns(found: list[Line], page: Page) -> Iterator[list[Line]]:
    """The lines of a page column by column; a line across both ends the columns above it."""
    gutter = _gutter(found, page)
    if gutter is None:
        yield from filter(None, [_rows(found)])
        return
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(found, key=lambda x: -x.top):
        if line.left < gutter < line.right:
            yield from filter(None, (_rows(left), _rows(right)))
            left, right = [], []
            yield [line]
        else:
            (left if line.right <= gutter else right).append(line)
    yield from filter(None, (_rows(left), _rows(right)))


def _gutter(found: Sequence[Line], page: Page) -> float | None:
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
        if (
            min(median(line.right - line.left for line in side) for side in (left, right))
            < 0.25 * page.width
        ):
            continue
        if best is None or across < best[0]:
            best = (across, x)
    return best[1] if best else None


def _rows(found: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; what stands far apart on one line are cells of a table."""
    rows: list[list[Line]] = []
    for line in sorted(found, key=lambda x: -(x.top if x.rows else x.base + x.size)):
        above = rows[-1][0] if rows else None
        level = (
            above
            and not (above.rows or line.rows)
            and abs(above.base - line.base) < 0.4 * max(above.size, line.size)
        )
        if level:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(sorted(row, key=lambda x: x.left)) for row in rows]


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
    if not lines:
        return
    text = ""
    for placed in lines:
        space = (
            " "
            if re.search(r"[A-Za-z,.]$", text) and re.match(r"[A-Za-z]", placed.line.text)
            else ""
        )
        text += space + placed.line.text
    large = min(placed.line.size for placed in lines) > _LARGER * body and all(
        placed.centred for placed in lines
    )
    yield Block(
        text, title=large and len(text) <= _TITLE and not _ENDED.search(text) and CELLS not in text
    )


def _body_size(columns: Sequence[Sequence[Line]]) -> float:
    """The size that most of the text has."""
    sizes = Counter[float]()
    for column in columns:
        for line in column:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
