"""What every reader of a file gives: its text as blocks in reading order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.facts.punctuation import INVISIBLE

CELLS = "｜"  # between the cells of a row
_LONGEST = 380  # characters of one block of a table, which is to fit into one passage


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph.

    level  of a heading that the file marks as such, 1 the highest, or SET_APART; else 0
    title  whether it is set as a title: in a style of that name, or large and in the middle
    """

    text: str
    level: int = 0
    title: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its blocks in reading order.

    told    what it says of itself besides: title, unit …
    unseen  stretches of text that were left out because no reader of the document sees them
    notice  what a user should know of how it was read, in their language
    """

    blocks: list[Block]
    told: Mapping[str, str] = field(default_factory=dict)
    unseen: int = 0
    notice: str = ""


def clean(text: str) -> str:
    """The text without controls, lone surrogates, signs without width and unusual line ends."""
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
    """A table's rows as blocks that fit into a passage, each below the rows that name the columns.

    An empty cell keeps its place, so that a figure stays in its column.
    """
    filled = [row for row in rows if any(row)]
    said = [CELLS.join(row).rstrip(CELLS) for row in filled]
    if not said:
        return
    count = _heading_rows(filled)
    block = ["\n".join(said[:count])]
    heading = block if len(block[0]) < _LONGEST // 3 else []
    block = list(block)
    for row in said[count:]:
        if len(block) > 1 and sum(map(len, block)) + len(block) + len(row) > _LONGEST:
            yield Block("\n".join(block))
            block = list(heading)
        block.append(row)
    yield Block("\n".join(block))


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows name the columns: two where the second has no figure and parts the first."""
    if len(rows) < 3 or any(map(is_figure, rows[1])) or not any(map(is_figure, rows[2])):
        return 1
    filled = [sum(map(bool, row)) for row in rows[:2]]
    return 2 if filled[1] > filled[0] or rows[0][0] == rows[1][0] or not rows[1][0] else 1


def is_figure(cell: str) -> bool:
    return re.fullmatch(r"[-+＋－]?\d[\d,.]*\s*(?!年)[%\u4e00-\u9fff]{0,3}", cell) is not None
