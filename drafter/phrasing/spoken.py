"""Spoken words and telegraphic stubs of a note become written ones: 花了86万元 is 投入86万元."""

from collections.abc import Iterator, Sequence

from drafter.phrasing.forms import forms
from drafter.phrasing.note import Note
from drafter.phrasing.shape import shape_of
from drafter.records import Span


def in_writing(note: Note) -> Iterator[str]:
    """The note with its spoken words written: all of them, else all but one, else one alone."""
    shape = shape_of(note)
    ends = shape.word_ends()
    fitting = [
        (found.span(), form.worded)
        for form in forms("spoken")
        for found in form.clause.finditer(shape.text)
        if ends.issuperset(found.span())
    ]
    choices = [fitting]
    if len(fitting) > 1:
        choices += [fitting[:at] + fitting[at + 1 :] for at in range(len(fitting))]
        choices += [[change] for change in fitting]
    for chosen in choices:
        yield shape.written(_changed(shape.text, chosen))


def _changed(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    """The text with each span in its other words; of spans that meet the first."""
    pieces: list[str] = []
    at = 0
    for (start, end), written in sorted(changes):
        if start >= at:
            pieces += [text[at:start], written]
            at = end
    return "".join(pieces) + text[at:]
