"""Spoken words and telegraphic stubs of a note become written ones: 花了86万元 is 投入86万元."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from drafter.phrasing.forms import forms
from drafter.phrasing.note import Note
from drafter.phrasing.shape import Shape, shape_of
from drafter.phrasing.word_lists import any_of, pairs_in
from drafter.records import Span

_QUOTED = re.compile("“[^”]*”")


def in_writing(note: Note) -> Iterator[str]:
    """The note with its spoken words written: all of them, else all but one, else one alone."""
    shape = shape_of(note)
    return _written(shape, [*_by_form(shape, "spoken"), *_by_word(shape)])


def verbs_in_writing(note: Note) -> Iterator[str]:
    """The note with those of its verbs with 了 written that kept their places: 装了240盏."""
    shape = shape_of(note)
    return _written(shape, list(_by_form(shape, "spoken_verbs")))


def _written(shape: Shape, changes: Sequence[tuple[Span, str]]) -> Iterator[str]:
    ends = shape.word_ends() if changes else frozenset[int]()
    quoted = [quote.span() for quote in _QUOTED.finditer(shape.text)]
    fitting = [
        ((start, end), written)
        for (start, end), written in changes
        if ends.issuperset((start, end)) and not any(a < end and start < b for a, b in quoted)
    ]
    choices = [fitting] if fitting else []
    if len(fitting) > 1:
        choices += [fitting[:at] + fitting[at + 1 :] for at in range(len(fitting))]
        choices += [[change] for change in fitting]
    for chosen in choices:
        yield shape.written(_changed(shape.text, chosen))


def _by_form(shape: Shape, file: str) -> Iterator[tuple[Span, str]]:
    """Where the forms of a file stand in a text, and what is written there."""
    for form in forms(file):
        for found in form.clause.finditer(shape.text):
            if _counts(shape, found.end(), form.name):
                yield found.span(), found.expand(form.worded)


def _by_word(shape: Shape) -> Iterator[tuple[Span, str]]:
    """Where spoken words stand that are written alike everywhere, and how they are."""
    words, written = _words()
    for found in words.finditer(shape.text):
        yield found.span(), written[found[1]]


def _counts(shape: Shape, at: int, units: str) -> bool:
    """Whether the first fact from here on has one of the units; any will do where none is named."""
    token = next((shape.tokens[sign] for sign in shape.text[at:] if sign in shape.tokens), "")
    return not units or token.endswith(tuple(units.split(",")))


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """An expression for each spoken word that is written alike everywhere, and how it is."""
    written = {word: head for head, words in pairs_in("spoken_words") for word in words}
    return re.compile(f"({any_of(tuple(written))})了?"), written


def _changed(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    """The text with each span in its other words; of spans that meet the first, the longest."""
    pieces: list[str] = []
    at = 0
    for (start, end), written in sorted(changes, key=lambda change: (change[0][0], -change[0][1])):
        if start >= at:
            pieces += [text[at:start], written]
            at = end
    return "".join(pieces) + text[at:]
