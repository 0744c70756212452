"""A problem said as a problem: 空编7名 is 有空编7名, 缺口560个 is 缺口达560个."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from drafter.phrasing.forms import Form, forms
from drafter.phrasing.note import Note
from drafter.phrasing.shape import Shape, shape_of
from drafter.phrasing.turns import turned
from drafter.records import Part

_OPEN = re.compile("仍|尚|还[有缺差需未没]|依然|亟|有待")


def as_problem(note: Note) -> Iterator[str]:
    """The note with its stubs of one kind said in full, in several ways."""
    shape = shape_of(note)
    if note.part is not Part.PROBLEMS or _OPEN.search(shape.text):
        return
    said = {form: _said(shape, form) for form in forms("problems")}
    ways = [way for way in said.values() if way.text != shape.text]
    whole = [
        reduce(_said, [other for other in said if other is not form], way)
        for form, way in said.items()
        if way.text != shape.text
    ]
    for way in (*turned(whole, note.bullet), *turned(ways, note.bullet)):
        yield shape.written(way.text)


def _said(shape: Shape, form: Form) -> Shape:
    """The note with every stub of a form in full."""
    ends = shape.word_ends()

    def in_full(found: re.Match[str]) -> str:
        return found.expand(form.worded) if ends.issuperset(found.span()) else found[0]

    return replace(shape, text=form.clause.sub(in_full, shape.text))
