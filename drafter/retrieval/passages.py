"""A document → its passages: whole paragraphs that keep their path of headings.

Headings are those the file marks and those its numbers show: 第一章, 一、, （一）, 1., 1.1, （1）,
①, 一是, on a line of their own or run in (`1.标题。正文`). Statutes are cut by article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.documents.source_lines import SET_APART
from drafter.facts.numbering import A_FIGURE
from drafter.facts.numerals import SIGNS, article_numbers
from drafter.reading.blocks import CELLS, Block
from drafter.reading.document import Document

LIMIT = 400  # characters; whole paragraphs were found better than shorter pieces for long queries
FLOOR = 60  # shorter neighbours under one heading are joined: a lone line of a list finds nothing

_ARTICLE, _ITEM = 5, 11
_RANKS = (
    (1, re.compile(rf"第\s*[{SIGNS}\d]+\s*(?:编|部分)(?=[\s：:、，]|$)[\s：:、，]*")),
    (2, re.compile(rf"第\s*[{SIGNS}\d]+\s*章[\s：:、]*")),
    (3, re.compile(rf"第\s*[{SIGNS}\d]+\s*节(?=[\s：:、]|$)[\s：:、]*")),
    (
        _ARTICLE,
        re.compile(
            rf"(第\s*[{SIGNS}\d]+\s*条(?:之[{SIGNS}]+)?)(?![规第的款至所之和、，；])[\s：:]*"
        ),
    ),
    (
        6,
        re.compile(
            rf"[{SIGNS}]{{1,4}}\s*(?:、|[．.](?!\d))\s*(?![{SIGNS}]+(?:年级|季度|[所类项批期月日个]))"
        ),
    ),
    (7, re.compile(rf"(?:[（(]\s*[{SIGNS}]{{1,4}}\s*[）)]|[{SIGNS}]{{1,3}}[）)])\s*[、.．]?\s*")),
    (
        8,
        re.compile(
            rf"\d{{1,2}}(?:\s*[.．](?![\dxX×])|\s*、|\s+(?=[\u4e00-\u9fff“《])(?!{A_FIGURE}))\s*"
        ),
    ),
    (
        8.1,
        re.compile(
            rf"\d{{1,2}}[.．]\d{{1,2}}(?:[.．、]?\s+|[.．、]?(?=[\u4e00-\u9fff“《]))(?!\s*{A_FIGURE})"
        ),
    ),
    (
        8.2,
        re.compile(r"\d{1,2}(?:[.．]\d{1,2}){2,3}(?:[.．、]?\s+|[.．、]?(?=[\u4e00-\u9fff“《]))"),
    ),
    (9, re.compile(r"(?:[（(]\s*\d{1,2}\s*[）)]|\d{1,2}[）)])\s*[、.．]?\s*")),
    (10, re.compile(r"[①-⑳⑴-⒇㊀-㊉]\s*")),
    (_ITEM, re.compile(rf"[{SIGNS}]{{1,2}}[是要](?!否)[，：:,]?\s*")),
)
_RUN_IN = re.compile(r"([^。！？；：]{2,60})。(.+)", re.DOTALL)
_NAMED = re.compile(r"([^。！？；：，,:]{2,16})[：:](?=.{30})(.+)", re.DOTALL)  # 党建工作：坚持…
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
_LONGEST = 100  # characters of a heading
_WORTH = 40  # characters of a paragraph that a heading of the lowest kinds is made for
_PLAIN = re.compile(
    r"[^。，；：！？,;:!?\d][^。；：！？;:!?]{2,29}"
)  # what could be a heading without a number
_SENTENCE = re.compile(r"[。！？!?]+[”’）」』]*|\n")
_CLAUSE = re.compile(r"[；;，,、]")
_CLOSED = re.compile(r"[。！？；!?;：:…]")
_ENDS = ("。", "！", "？", "”", "）")
_NEXT_ITEM = re.compile(rf"[。；]\s*[{SIGNS}]{{1,2}}[是要]")  # 二是 in the paragraph of 一是


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it is indexed; order counts from 0 in its document."""

    order: int
    heading_path: tuple[str, ...]
    text: str


def passages(document: Document) -> Iterator[Piece]:
    """Yield the passages of a document in reading order; none is longer than LIMIT characters."""
    order = 0
    for path, paragraphs in _stretches(document):
        article = bool(path) and bool(_RANKS[3][1].fullmatch(path[-1]))
        for text in _packed(paragraphs, LIMIT if article else FLOOR):
            yield Piece(order, path, text)
            order += 1


def search_text(heading_path: Sequence[str], text: str) -> str:
    """What the meaning of a passage is read from: its own heading, then its text.

    The title of its document before that was measured and was no help.
    """
    return f"{heading_path[-1]}。{text}" if heading_path else text


def word_text(title: str, heading_path: Sequence[str], text: str) -> str:
    """What the words of a passage are: its document's title, all headings above it, its text."""
    return "。".join((title, *heading_path, text))


def article_number(heading_path: Sequence[str]) -> int | None:
    """The article of a passage, as `numerals.article_numbers` counts them; None for no article."""
    for heading in reversed(heading_path):
        if _RANKS[3][1].match(heading) and (numbers := article_numbers(heading)):
            return numbers[0]
    return None


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with the text run in after it.

    rank   of its number; 0 for none
    level  that the file gives it; 0 for none
    """

    text: str
    run_in: str = ""
    rank: float = 0
    level: int = 0

    def closes(self, other: "_Heading") -> bool:
        """Whether the other, open above, ends here: by numbers where both have one, else levels."""
        if self.rank and other.rank:
            return self.rank <= other.rank
        if self.level and other.level:
            return self.level <= other.level
        return self.level == 1 and not self.rank


def _stretches(document: Document) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield each heading path with the paragraphs that stand under it."""
    stack: list[_Heading] = []
    paragraphs: list[str] = []
    item: float = 0  # rank of the numbered line above that was read as an item of a list
    blocks = list(_annexes_named(document.blocks))
    padded = [None, *blocks, None]
    for above, block, below in zip(padded, blocks, padded[2:], strict=False):
        heading = _heading(block, above, below, item, stack)
        item = 0 if heading else _number(block.text)[0]
        still_open = _still_open(stack, heading or _Heading("", rank=item))
        if paragraphs and (heading or len(still_open) < len(stack)):
            yield _path(stack), paragraphs
            paragraphs = []
        stack = [*still_open, heading] if heading else still_open
        if text := heading.run_in if heading else block.text:
            paragraphs.append(text)
    if paragraphs:
        yield _path(stack), paragraphs


def _path(stack: Sequence[_Heading]) -> tuple[str, ...]:
    return tuple(heading.text for heading in stack)


def _still_open(stack: list[_Heading], opened: _Heading) -> list[_Heading]:
    """The headings above that the new one, or the new item of a list, does not close."""
    closed = (at for at, heading in enumerate(stack) if opened.closes(heading))
    return stack[: next(closed, len(stack))]


def _annexes_named(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, each 附件1 with the name that stands on the line below it."""
    waiting = ""
    for at, block in enumerate(blocks):
        if _ANNEX.fullmatch(block.text) and any(map(_names_annex, blocks[at + 1 : at + 2])):
            waiting = block.text
            continue
        yield Block(f"{waiting} {block.text}", 1) if waiting else block
        waiting = ""


def _names_annex(block: Block) -> bool:
    """Whether a line below 附件1 is its name."""
    if block.level or len(block.text) > 40:
        return False
    return not (_CLOSED.search(block.text) or CELLS in block.text or _number(block.text)[0])


def _heading(
    block: Block, above: Block | None, below: Block | None, item: float, stack: Sequence[_Heading]
) -> _Heading | None:
    """The block as a heading, None where it is text.

    item   rank of the line above, where it is an item of a list; else 0
    stack  the headings that are open above
    """
    text = block.text
    rank, number = _number(text)
    if block.level and len(text) <= _LONGEST:
        numbered = text[len(number) :].strip() != ""
        return _Heading(text, rank=rank if numbered else 0, level=block.level)
    if _ANNEX.fullmatch(text) or block.title:
        return _Heading(text, level=1)
    if (not rank or rank > _ARTICLE) and any(heading.rank == _ARTICLE for heading in stack):
        return None  # items of an article are its text
    if not rank:
        return _Heading(text, level=SET_APART) if _stands_apart(text, above, below) else None
    return _numbered_heading(text, rank, number, below, item)


def _numbered_heading(
    text: str, rank: float, number: str, below: Block | None, item: float
) -> _Heading | None:
    """A line with a number as a heading, None where it is text; see `_heading`."""
    rest = text[len(number) :].strip()
    if rank == _ARTICLE:
        return _Heading(number.strip(" ：:"), rest, rank)
    run_in = _RUN_IN.fullmatch(rest)
    if rank == _ITEM and (run_in is None or len(text) < _WORTH or _NEXT_ITEM.search(rest)):
        return None
    if run_in := run_in or _NAMED.fullmatch(rest):
        return _Heading(number + run_in[1], run_in[2].strip(), rank)
    if rank == item or not _may_be_heading(rest, rank, below):
        return None
    return _Heading(text.rstrip("：:。"), rank=rank)


def _may_be_heading(rest: str, rank: float, below: Block | None) -> bool:
    """Whether what follows a number is a heading on a line of its own, over some text."""
    rest = rest.rstrip("：:")
    ended = rest.endswith("。") and len(rest) <= 50  # a heading that was closed like a sentence
    line = rest.rstrip("。") if ended else rest
    if len(rest) > _LONGEST or _CLOSED.search(line):
        return False
    return _stands_over(rank, below, ended)


def _stands_over(rank: float, below: Block | None, ended: bool) -> bool:
    """Whether a numbered line has text below it; one above its sibling is an item of a list."""
    if below is None:
        return False
    following, _ = _number(below.text)
    if below.level and not following:
        return False
    if ended:
        return following > rank or (not following and rank < 8)
    return not following or following > rank or rank < _ARTICLE


def _stands_apart(text: str, above: Block | None, below: Block | None) -> bool:
    """Whether a line without a number is a heading: short and not closed, between paragraphs."""
    if not _PLAIN.fullmatch(text) or re.search(r"[年月]\d|\d日$|、$", text):
        return False
    if above is not None and not above.level and not above.text.endswith(_ENDS):
        return False
    return below is not None and _is_paragraph(below)


def _is_paragraph(block: Block) -> bool:
    """Whether a block is a paragraph that a heading of the lowest kinds is made for."""
    if block.level or CELLS in block.text:
        return False
    return len(block.text) >= _WORTH and _CLOSED.search(block.text) is not None


def _number(text: str) -> tuple[float, str]:
    for rank, pattern in _RANKS:
        if match := pattern.match(text):
            return rank, match[0]
    return 0, ""


def _packed(paragraphs: Sequence[str], floor: int) -> Iterator[str]:
    """Yield the paragraphs, long ones cut, short ones (below `floor`) joined to their neighbour."""
    held = ""
    for piece in (piece for paragraph in paragraphs for piece in _cut(paragraph)):
        if held and len(held) + len(piece) < LIMIT and min(len(held), len(piece)) < floor:
            held = f"{held}\n{piece}"
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _cut(text: str) -> Iterator[str]:
    """Cut a text at sentence ends into pieces of like length, none above LIMIT."""
    start = 0
    while (left := len(text) - start) > LIMIT:
        wanted = start + left / -(-left // LIMIT)
        ends = _ends(_SENTENCE, text, start) or _ends(_CLAUSE, text, start) or [start + LIMIT]
        at = min(ends, key=lambda end: abs(end - wanted))
        yield text[start:at].strip()
        start = at
    if rest := text[start:].strip():
        yield rest


def _ends(pattern: re.Pattern[str], text: str, start: int) -> list[int]:
    """Where the pattern ends within reach of a piece that begins at `start`."""
    ends = (match.end() for match in pattern.finditer(text, start, start + LIMIT + 1))
    return [end for end in ends if start + LIMIT // 4 <= end <= start + LIMIT]
