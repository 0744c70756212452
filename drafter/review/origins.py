"""Whose each stretch of a text is: a note's, a passage's, a model's, a reviewer's."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from drafter.proof.own_words import own_words
from drafter.records import Fill, Mark, Span
from drafter.review.page_parts import Origin, Piece


@lru_cache(maxsize=2048)
def words_beyond(text: str, note: str) -> tuple[Span, ...]:
    """The stretches of a text that its notes do not say."""
    return own_words(text, note)


def under(
    text: str, marks: Iterable[Mark], base: Sequence[Origin] = ()
) -> list[tuple[Origin, str]]:
    """For each character its origin, and the id of the fact or gap it belongs to."""
    origins = [(origin, "") for origin in base or [Origin.NOTE] * len(text)]
    for mark in marks:
        start, end = mark.span
        origin = Origin.OPEN if mark.id.startswith("G") else Origin.PROVED
        origins[start:end] = [(origin, mark.id)] * (end - start)
    return origins


def grouped(
    text: str, origins: Sequence[tuple[Origin, str]], fills: dict[str, Fill]
) -> Iterator[Piece]:
    """Stretches of one origin, with what was filled in."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or origins[end] != origins[start]:
            origin, mark = origins[start]
            fill = fills.get(mark) if origin is Origin.OPEN else None
            if fill:
                yield Piece(fill.text, Origin.FILLED, mark)
            else:
                yield Piece(text[start:end], origin, mark)
            start = end
