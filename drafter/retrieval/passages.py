"""A document → its passages: whole paragraphs that keep their path of headings.

Headings are those the file marks and those its numbers show: 第一章, 一、, （一）, 1., （1）, on a line of their own or
run in (`1.标题。正文`). Statutes are cut by article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from drafter.numerals import article_numbers
from drafter.reading.blocks import Block
from drafter.reading.document import Document

LIMIT = 400  # characters; whole paragraphs were found better than shorter pieces for long queries
FLOOR = 60  # shorter neighbours under one heading are joined: a lone line of a list finds nothing

_CN = "〇零一二三四五六七八九十百千两"
_ARTICLE = 5
_RANKS = (
    (1, re.compile(rf"第[{_CN}\d]+(?:编|部分)(?=[\s：:、]|$)[\s：:、]*")),
    (2, re.compile(rf"第[{_CN}\d]+章[\s：:、]*")),
    (3, re.compile(rf"第[{_CN}\d]+节(?=[\s：:、]|$)[\s：:、]*")),
    (_ARTICLE, re.compile(rf"(第[{_CN}\d]+条(?:之[{_CN}]+)?)(?![规第的款至所之和、，；])[\s：:]*")),
    (6, re.compile(rf"[{_CN}]+、")),
    (7, re.compile(rf"[（(][{_CN}]+[）)]、?")),
    (8, re.compile(r"\d{1,2}(?:[.．](?!\d)|、)\s*")),
    (9, re.compile(r"[（(]\d{1,2}[）)]\s*")),
)
_RUN_IN = re.compile(r"([^。！？；：]{2,40})。(.+)", re.DOTALL)
_SENTENCE = re.compile(r"[。！？!?]+[”’）」』]*|\n")
_CLAUSE = re.compile(r"[；;，,、]")
_CLOSED = re.compile(r"[。！？；!?;：:…]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it is indexed: order counts from 0 in its document; headings as the document has them."""

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
    """What the meaning of a passage is read from: its own heading before its text; a title before it was no help."""
    return f"{heading_path[-1]}。{text}" if heading_path else text


def word_text(title: str, heading_path: Sequence[str], text: str) -> str:
    """What the words of a passage are: its document's title and all headings above it too, which cost nothing here."""
    return "。".join((title, *heading_path, text))


def article_number(heading_path: Sequence[str]) -> int | None:
    """The article that a passage is of, as `article_numbers` counts them; None for no article."""
    found = (article_numbers(heading)[:1] for heading in reversed(heading_path) if _RANKS[3][1].match(heading))
    return next((numbers[0] for numbers in found if numbers), None)


@dataclass(frozen=True, slots=True)
class _Line:
    """A block read as a heading (rank above (0, 0)) with the text run in after it, or as text alone."""

    rank: tuple[int, int]
    heading: str
    text: str


def _stretches(document: Document) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield each heading path with the paragraphs that stand under it."""
    open_headings: list[tuple[tuple[int, int], str]] = []
    paragraphs: list[str] = []
    level = 0  # of the heading marked in the file under which numbered lines stand
    item = 0  # rank of the numbered line above that was read as an item of a list
    blocks = _without_front(document.blocks)
    for at, block in enumerate(blocks):
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        level = block.level or level
        in_article = any(rank[1] == _ARTICLE for rank, _ in open_headings)
        line = _read(block, below, level, item, in_article)
        item = _number(line.text)[0] if line.rank == (0, 0) else 0
        if line.rank != (0, 0):
            if paragraphs:
                yield tuple(text for _, text in open_headings), paragraphs
                paragraphs = []
            while open_headings and open_headings[-1][0] >= line.rank:
                open_headings.pop()
            open_headings.append((line.rank, line.heading))
        if line.text:
            paragraphs.append(line.text)
    if paragraphs:
        yield tuple(text for _, text in open_headings), paragraphs


def _read(block: Block, below: Block | None, level: int, item: int, in_article: bool) -> _Line:
    if block.level:
        return _Line((block.level, 0), block.text, "")
    rank, number = _number(block.text)
    if not rank or (in_article and rank > _ARTICLE):  # items of an article are its text
        return _Line((0, 0), "", block.text)
    rest = block.text[len(number) :].strip()
    if rank == _ARTICLE:
        return _Line((level, rank), number.strip(" ：:"), rest)
    if run_in := _RUN_IN.fullmatch(rest):
        return _Line((level, rank), number + run_in[1], run_in[2].strip())
    closed = len(block.text) > 60 or _CLOSED.search(block.text.rstrip("：:"))
    if closed or rank == item or not _stands_over(rank, below):
        return _Line((0, 0), "", block.text)
    return _Line((level, rank), block.text.rstrip("：:"), "")


def _stands_over(rank: int, below: Block | None) -> bool:
    """Whether a numbered line has text below it: one followed by its sibling is an item of a list."""
    if below is None or below.level:
        return False
    following, _ = _number(below.text)
    return not following or following > rank or rank < _ARTICLE


def _number(text: str) -> tuple[int, str]:
    for rank, pattern in _RANKS:
        if found := pattern.match(text):
            return rank, found[0]
    return 0, ""


def _without_front(blocks: Sequence[Block]) -> Sequence[Block]:
    """Blocks without the lines between title and text: source, date of adoption, subtitle."""
    front = len(
        list(takewhile(lambda b: not b.level and not _number(b.text)[0] and not _CLOSED.search(b.text), blocks))
    )
    # 时间：2026-02-02 and 来源：… close with nothing, yet hold a colon
    front += len(
        list(
            takewhile(
                lambda b: not b.level and re.match(r"(?:来源|时间|作者|日期|发布)[^。]*$", b.text), blocks[front:]
            )
        )
    )
    return blocks[front:] if front < len(blocks) else blocks


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
    while len(text) > LIMIT:
        wanted = len(text) / -(-len(text) // LIMIT)
        ends = _ends(_SENTENCE, text) or _ends(_CLAUSE, text) or [LIMIT]
        at = min(ends, key=lambda end: abs(end - wanted))
        yield text[:at].strip()
        text = text[at:].strip()
    if text:
        yield text


def _ends(pattern: re.Pattern[str], text: str) -> list[int]:
    return [end for found in pattern.finditer(text, 0, LIMIT + 1) if LIMIT // 4 <= (end := found.end()) <= LIMIT]
