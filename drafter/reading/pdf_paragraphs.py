"""Lines of the columns of a PDF → paragraphs.

A mark or number begins a paragraph. Otherwise where a line starts and ends, and the space above
it, decide. Where nothing does, two figures are never made one, and the seam is told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.documents.note_marks import opens_bullet
from drafter.facts.numbering import BRACKETED_CN, CN, PART
from drafter.reading.blocks import CELLS, Block, table_blocks
from drafter.reading.pdf_lines import Line

_LARGER = 1.1  # than the text: what titles are
_TITLE = 60  # characters; no title is longer
_INDENT = 1.2  # sizes of a character: a line that starts further in is indented
_HANGING = 4  # likewise: lines below a mark start at most so far behind it
_FULL = 1.6  # likewise: what may be left free at the end of a line that goes on
_SPACED = 1.25  # least distances of lines: what is further below begins a paragraph
_UNEVEN = 4  # sizes: by how much the margins of a page may differ
_NARROW = 0.55  # likewise: the width of a digit or letter
_SLACK, _SLACK_IN_LIST = 0.3, 1.0  # likewise; in a list, what has no mark goes on more likely
_SHOWN = 12  # characters of a line that is told
_ENDED = re.compile(r"[。；：！？]$")
_SENTENCE_END = re.compile(r"[。；！？]$")
_LABEL = re.compile(
    r"(?:发布时间|来源|作者|时间|日期|索引号|发布机构|成文日期|发文字号)\s*[:：]|附件\d?\s*[:：]"
)
_NUMBER = re.compile(
    rf"[{CN}]{{1,3}}\s*、(?![{CN}]|年级|季度)|{BRACKETED_CN}|{PART}[\s、：]"
    r"|(?:[Ⅰ-Ⅻⅰ-ⅻ]+|[IVX]{1,4})[.．、)）]"
)
_DIGIT = r"[0-9０-９xX×]"
# What stays on one line: a figure or a word, a character with the marks that no line begins with.
_TOKEN = re.compile(r"[“‘《（(]*(?:[A-Za-z0-9.,:/+-]+|.)[，。、；：！？”’》）)%％]*")


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of one column from the top; page_width  of its page, 0 where there are more."""

    lines: Sequence[Line]
    page_width: float = 0.0

    def edges(self) -> tuple[float, float]:
        """Where its lines begin and end at most."""
        plain = [line for line in self.lines if not line.rows]
        return min((x.left for x in plain), default=0.0), max((x.right for x in plain), default=0.0)

    def end_of(self, line: Line) -> float:
        """Where the lines of the size of this one end at most."""
        alike = (x for x in self.lines if not x.rows and abs(x.size - line.size) < 0.2 * line.size)
        return max((x.right for x in alike), default=line.right)

    def margin(self) -> float:
        """Where a line is full: that of the lines if enough end there, else that of the page.

        Notes may all be short; the longest of them is then no full line. The margins of a page
        are taken to be alike.
        """
        left, right = self.edges()
        if not self.page_width:
            return right
        plain = [line for line in self.lines if not line.rows]
        ends = sum(line.right > right - line.size for line in plain)
        like = self.page_width - left
        size = max((line.size for line in plain), default=0.0)
        near = ends >= 3 and right > like - _UNEVEN * size
        known = near or (ends >= 6 and 2 * ends >= len(plain))
        return right if known else max(right, like)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and the edges of the column it stands in.

    margin  where a line of the column is full
    end     where the lines of its size end at most: a title may be wider than the text
    """

    line: Line
    left: float
    right: float
    margin: float
    end: float

    @property
    def centred(self) -> bool:
        before, after = self.line.left - self.left, self.right - self.line.right
        return abs(before - after) < 2 * self.line.size

    @property
    def indented(self) -> bool:
        return self.line.left >= self.left + _INDENT * self.line.size

    def fills(self, following: str) -> bool:
        """Whether it reaches from one edge to the other, its first indent apart.

        What is left free may be as wide as what the following line begins with.
        """
        size = self.line.size
        free = max(_FULL * size, _width(following, size))
        return self.line.right > self.end - free and self.line.left < self.left + 5 * size

    def is_full(self, following: str, slack: float) -> bool:
        """Whether what the following line begins with had no room behind it.

        slack  in sizes of a character, for fonts of other widths
        """
        size = self.line.size
        return self.margin - self.line.right < _width(following, size) + slack * size


def _width(text: str, size: float) -> float:
    """The width of what a line begins with and no line end parts."""
    token = _TOKEN.match(text)
    widths = (_NARROW if c.isascii() and c != "%" else 1.0 for c in (token[0] if token else ""))
    return size * sum(widths)


class Paragraphs:
    """The paragraphs of a document's columns.

    unsure  the ends and beginnings of lines of which it is not known whether they are one note
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._body = _body_size(columns)
        self._least, self._spaced = _distances(columns, self._body)
        self.unsure: list[tuple[str, str]] = []

    def blocks(self) -> Iterator[Block]:
        """Yield the paragraphs and the tables; a table may go on on the next page."""
        held: list[_Placed] = []
        rows: list[tuple[str, ...]] = []
        for column in self._columns:
            (left, right), margin = column.edges(), column.margin()
            for line in column.lines:
                if line.rows:
                    yield from _block(held, self._body)
                    held = []
                    again = bool(rows) and line.rows[0] == rows[0]  # the head, repeated
                    rows += line.rows[1:] if again else line.rows
                    continue
                yield from table_blocks(rows)
                rows = []
                placed = _Placed(line, left, right, margin, column.end_of(line))
                if held and not self._goes_on(held, placed):
                    yield from _block(held, self._body)
                    held = []
                held.append(placed)
        yield from _block(held, self._body)
        yield from table_blocks(rows)

    def _goes_on(self, held: Sequence[_Placed], new: _Placed) -> bool:
        """Whether a line belongs to the paragraph that the lines before it began."""
        last, line = held[-1], new.line
        if CELLS in line.text or CELLS in last.line.text or _LABEL.match(line.text):
            return False
        like = abs(last.line.size - line.size) < 0.2 * line.size
        large = like and line.size > _LARGER * self._body
        if large and last.centred and new.centred:  # the lines of a title
            below = 0 < last.line.base - line.base < 3 * line.size
            return below and not _ENDED.search(last.line.text)
        if not like or _begins(last.line.text, line.text):
            return False
        if held[0].indented and not new.indented:
            if last.fills(line.text):
                return self._told_figure(last, new)
            if not _is_marked(held[0].line.text):
                return False
        return self._goes_on_below(held, new)

    def _told_figure(self, last: _Placed, new: _Placed) -> bool:
        if _parts_figure(last.line.text, new.line.text):
            self._tell(last, new)
        return True

    def _goes_on_below(self, held: Sequence[_Placed], new: _Placed) -> bool:
        """Whether a line goes on where no first line is set further in than the others."""
        last, line = held[-1], new.line
        if new.indented and not _hangs(held, new):
            return False
        if re.search(r"\d[-.,]$", last.line.text) and re.match(r"\d", line.text):
            return True  # no note ends within a figure: 0739- and 5561234
        marked = _is_marked(held[0].line.text)
        if not last.is_full(line.text, _SLACK_IN_LIST if marked else _SLACK):
            return False
        apart = last.line.base - line.base
        if apart > _SPACED * self._least > 0:
            return False
        figure = _parts_figure(last.line.text, line.text)
        if not figure and (marked or (self._spaced and apart > 0)):
            return True
        self._tell(last, new)
        return not figure and not _SENTENCE_END.search(last.line.text)

    def _tell(self, last: _Placed, new: _Placed) -> None:
        self.unsure.append((last.line.text[-_SHOWN:], new.line.text[:_SHOWN]))


def _is_marked(text: str) -> bool:
    return opens_bullet(text) or _NUMBER.match(text) is not None


def _begins(above: str, text: str) -> bool:
    """Whether a line opens with a mark; the dash of 2021—2025年 and 第/二、三条 are none."""
    dash = re.match(r"[-—–]\d", text) and re.search(r"[\d年月日]$", above)
    return _is_marked(text) and not dash and not above.endswith("第")


def _parts_figure(above: str, text: str) -> bool:
    """Whether two lines read as one would make one figure of two; 0739- alone is none."""
    return bool(re.search(rf"{_DIGIT}$", above) and re.match(rf"[-.,]?{_DIGIT}", text))


def _hangs(held: Sequence[_Placed], new: _Placed) -> bool:
    """Whether a line stands where those below a mark do."""
    first, size = held[0].line, new.line.size
    if not _is_marked(first.text):
        return False
    if len(held) > 1 and held[-1].left == new.left:
        return abs(held[-1].line.left - new.line.left) < 0.5 * size
    return -0.5 * size < new.line.left - first.left < _HANGING * size


def _distances(columns: Sequence[Column], body: float) -> tuple[float, bool]:
    """The least distance of lines of the text, 0 for none; whether others are further apart.

    A number begins a heading often, and headings have their own distance.
    """
    found = [
        above.base - line.base
        for column in columns
        for above, line in pairwise(column.lines)
        if abs(above.size - body) + abs(line.size - body) < 0.2 * body
        and not (above.rows or line.rows or _NUMBER.match(above.text) or _NUMBER.match(line.text))
        and above.base - line.base > 0.9 * body
    ]
    least = min(found, default=0.0)
    return least, sum(_SPACED * least < apart < 4 * least for apart in found) >= 2


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


def _body_size(columns: Sequence[Column]) -> float:
    """The size that most of the text has."""
    sizes = Counter[float]()
    for column in columns:
        for line in column.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
