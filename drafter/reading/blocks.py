"""What every reader of a file gives: its text as blocks in reading order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.punctuation import INVISIBLE

TINY = 2.0  # points: letters of no more cannot be seen
PALE = 0xF0  # of 255: no darker than paper
CELLS = "｜"  # between the cells of a row
_LONGEST = 380  # characters of one block of a table, which is to fit into one passage


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; level is that of a heading the file marks as such, 1 the highest, else 0."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its blocks in reading order, and the title it gives itself ("" for none).

    unseen  stretches of text that were left out because no reader of the document sees them
    """

    blocks: list[Block]
    title: str = ""
    unseen: int = 0


def pale(rgb: str) -> bool:
    """Whether RRGGBB cannot be told from white paper; "" is automatic, which is black."""
    return re.fullmatch("[0-9A-Fa-f]{6}", rgb) is not None and min(bytes.fromhex(rgb)) >= PALE


def clean(text: str) -> str:
    """`text` without what breaks storage or embedding, or is seen by nobody: controls, lone surrogates, signs without
    width, unusual line ends."""
    text = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)
    return re.sub(rf"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff{INVISIBLE}]", "", text)


def lines(text: str) -> Iterator[str]:
    """The lines of a text that hold any, white space folded."""
    for line in text.split("\n"):
        if stripped := re.sub(r"[\s\u3000]+", " ", line).strip():
            yield stripped


def one_line(text: str) -> str:
    return " ".join(lines(clean(text)))


def table_blocks(rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """A table's rows as blocks that each fit into a passage; its first row stands above every one of them."""
    said = [CELLS.join(cells) for row in rows if (cells := [cell for cell in row if cell])]
    if not said:
        return
    head, block = said[0], [said[0]]
    for row in said[1:]:
        if len(block) > 1 and sum(map(len, block)) + len(block) + len(row) > _LONGEST:
            yield Block("\n".join(block))
            block = [head] if len(head) < _LONGEST // 3 else []
        block.append(row)
    yield Block("\n".join(block))
