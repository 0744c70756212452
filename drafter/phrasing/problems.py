"""A problem said as a problem: 教师缺87名 is 教师仍缺87名, 缺口560个 is 缺口达560个."""

import re
from collections.abc import Iterator

from drafter.phrasing.forms import forms
from drafter.phrasing.note import Note
from drafter.phrasing.shape import shape_of
from drafter.phrasing.turns import turned
from drafter.records import Part

_OPEN = re.compile("仍|尚|还[有缺差需未没]|依然|亟|有待")


def as_problem(note: Note) -> Iterator[str]:
    """The note with its stubs of one kind said in full, in several ways."""
    shape = shape_of(note)
    if note.part is not Part.PROBLEMS or _OPEN.search(shape.text):
        return
    ends = shape.word_ends()
    ways: list[str] = []
    for form in forms("problems"):

        def in_full(found: re.Match[str], said: str = form.worded) -> str:
            return found.expand(said) if ends.issuperset(found.span()) else found[0]

        ways.append(form.clause.sub(in_full, shape.text))
    for text in turned([way for way in ways if way != shape.text], note.bullet):
        yield shape.written(text)
