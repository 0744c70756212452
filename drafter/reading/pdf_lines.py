"""Characters of a PDF page → its lines.

PDFium's own lines cut some characters off and give others twice; its boxes are of the glyph in one
file and of the font in the next. The origin can be relied on: characters of one line stand on one
baseline.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NEAR = 1.2  # sizes of a character: what stands further apart on one line are columns or cells
_SPACE = 0.2  # likewise: a space between letters
_WIDE_SPACE = 0.6  # between hanzi: 第一条　为了
_HAN = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—"


@dataclass(frozen=True, slots=True)
class Line:
    """Some text on one line of a page, or a table.

    left, right, bottom, top  its edges in points from the lower left corner
    base  height of the baseline that its characters stand on
    rows  the cells of a table, row by row; the text is empty then
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    base: float = 0.0
    rows: tuple[tuple[str, ...], ...] = ()


def on_lines(characters: Iterable[Line]) -> Iterator[Line]:
    """Yield as one line what stands on one baseline, hardly more than a character apart."""
    for row in _baselines(characters):
        row.sort(key=lambda character: character.left)
        held = [row[0]]
        for character in row[1:]:
            gap = character.left - max(before.right for before in held[-3:])
            if gap >= _NEAR * max(held[-1].size, character.size):
                yield _line(held)
                held = []
            held.append(character)
        yield _line(held)


def _baselines(characters: Iterable[Line]) -> list[list[Line]]:
    """The characters by baseline, from the top; a raised one (m²) stands with its line."""
    rows: list[list[Line]] = []
    base = size = 0.0
    for character in sorted(characters, key=lambda character: -character.base):
        if rows and base - character.base < 0.4 * max(size, character.size):
            rows[-1].append(character)
            if character.size <= size:
                continue  # a larger one tells where the line really stands
        else:
            rows.append([character])
        base, size = character.base, character.size
    return rows


def _line(characters: Sequence[Line]) -> Line:
    text = characters[0].text
    for before, character in pairwise(characters):
        gap = (character.left - before.right) / max(before.size, character.size)
        han = any(re.match(rf"[{_HAN}]", neighbour.text) for neighbour in (before, character))
        text += (" " if gap > (_WIDE_SPACE if han else _SPACE) else "") + character.text
    largest = max(characters, key=lambda c: c.size)
    return Line(
        _without_spaces(text), min(c.left for c in characters), max(c.right for c in characters),
        min(c.bottom for c in characters), max(c.top for c in characters),
        largest.size, largest.base,
    )  # fmt: skip


def _without_spaces(text: str) -> str:
    """Text without the spaces that type setting leaves beside digits."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"(?<=[{_HAN}]) (?=\d)|(?<=\d) (?=[{_HAN}])", "", text)
