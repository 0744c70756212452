"""A document → its passages: whole paragraphs that keep their path of headings.

Headings are those the file marks and those its numbers show: 第一章, 一、, （一）, 1., 1.1, （1）, ①, 一是, on a line
of their own or run in (`1.标题。正文`). Statutes are cut by article.
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
    found = (
        article_numbers(heading)[:1]
        for heading in reversed(heading_path)
        if _RANKS[3][1].match(heading)
    )
    return next((numbers[0] for numbers in found if numbers), None)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with the text run in after it; rank is that of its number, level that which the file gives it, or 0."""

    text: str
    run_in: str = ""
    rank: float = 0
    level: int = 0

    def closes(self, other: "_Heading") -> bool:
        """Whether the other, which stands open above, ends here: numbers decide where both have one, else levels."""
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
    for at, block in enumerate(blocks):
        above, below = (
            blocks[at - 1] if at else None,
            blocks[at + 1] if at + 1 < len(blocks) else None,
        )
        heading = _heading(
            block, above, below, item, in_article=any(h.rank == _ARTICLE for h in stack)
        )
        item = 0 if heading else _number(block.text)[0]
        opened = heading or _Heading(
            "", rank=item
        )  # an item ends the item above it, heading or not
        kept = next((n for n, other in enumerate(stack) if opened.closes(other)), len(stack))
        if paragraphs and (heading or kept < len(stack)):
            yield tuple(h.text for h in stack), paragraphs
            paragraphs = []
        stack = [*stack[:kept], *([heading] if heading else [])]
        if said := block.text if heading is None else heading.run_in:
            paragraphs.append(said)
    if paragraphs:
        yield tuple(h.text for h in stack), paragraphs


def _annexes_named(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, each 附件1 with the name that stands on the line below it."""
    waiting = ""
    for at, block in enumerate(blocks):
        below = blocks[at + 1] if _ANNEX.fullmatch(block.text) and at + 1 < len(blocks) else None
        if (
            below
            and not below.level
            and len(below.text) <= 40
            and not (_CLOSED.search(below.text) or CELLS in below.text or _number(below.text)[0])
        ):
            waiting = block.text
            continue
        yield Block(f"{waiting} {block.text}", 1) if waiting else block
        waiting = ""


def _heading(
    block: Block, above: Block | None, below: Block | None, item: float, *, in_article: bool
) -> _Heading | None:
    """The block as a heading, None where it is text."""
    text = block.text
    rank, number = _number(text)
    rest = text[len(number) :].strip()
    if block.level and len(text) <= _LONGEST:
        return _Heading(text, rank=rank if rest else 0, level=block.level)
    if _ANNEX.fullmatch(text) or block.title:
        return _Heading(text, level=1)
    if not rank:
        return (
            _Heading(text, level=SET_APART)
            if not in_article and _stands_apart(text, above, below)
            else None
        )
    if in_article and rank > _ARTICLE:  # items of an article are its text
        return None
    if rank == _ARTICLE:
        return _Heading(number.strip(" ：:"), rest, rank)
    if rank == _ITEM:
        run_in = _RUN_IN.fullmatch(rest)
        alone = (
            run_in
            and len(text) >= _WORTH
            and not re.search(rf"[。；]\s*[{SIGNS}]{{1,2}}[是要]", rest)
        )
        return _Heading(number + run_in[1], run_in[2].strip(), rank) if run_in and alone else None
    if run_in := _RUN_IN.fullmatch(rest) or _NAMED.fullmatch(rest):
        return _Heading(number + run_in[1], run_in[2].strip(), rank)
    rest = rest.rstrip("：:")
    ended = rest.endswith("。") and len(rest) <= 50  # a heading that was closed like a sentence
    closed = len(rest) > _LONGEST or _CLOSED.search(rest.rstrip("。") if ended else rest)
    if closed or rank == item or not _stands_over(rank, below, ended):
        return None
    return _Heading(text.rstrip("：:。"), rank=rank)


def _stands_over(rank: float, below: Block | None, ended: bool) -> bool:
    """Whether a numbered line has text below it: one followed by its sibling is an item of a list."""
    if below is None:
        return False
    following, _ = _number(below.text)
    if below.level and not following:
        return False
    if ended:
        return following > rank or (not following and rank < 8)
    return not following or following > rank or rank < _ARTICLE


def _stands_apart(text: str, above: Block | None, below: Block | None) -> bool:
    """Whether a line without a number is a heading: short and not closed, between paragraphs that are."""
    if not _PLAIN.fullmatch(text) or below is None or below.level or CELLS in below.text:
        return False
    if (
        above is not None
        and not above.level
        and not above.text.endswith(("。", "！", "？", "”", "）"))
    ):
        return False
    return (
        len(below.text) >= _WORTH
        and bool(_CLOSED.search(below.text))
        and not re.search(r"[年月]\d|\d日$|、$", text)
    )


def _number(text: str) -> tuple[float, str]:
    for rank, pattern in _RANKS:
        if found := pattern.match(text):
            return rank, found[0]
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
    found = (match.end() for match in pattern.finditer(text, start, start + LIMIT + 1))
    return [end for end in found if start + LIMIT // 4 <= end <= start + LIMIT]
