"""A date stands where it dates its clause: 运动会4月22日举办 is 4月22日举办运动会.

What comes about by itself keeps its subject in front: 教学楼于5月18日封顶. Plans have their own
way with dates.
"""

import re
from collections.abc import Iterator

from drafter.phrasing.forms import forms
from drafter.phrasing.note import Note
from drafter.phrasing.shape import shape_of
from drafter.records import Part


def dated(note: Note) -> Iterator[str]:
    """The note with the dates of its clauses in place: of all clauses, else of one."""
    if note.part is Part.PLANNED:
        return
    shape = shape_of(note)
    pieces = re.split("([，；。])", shape.text)
    moved = [_dated(piece) for piece in pieces]
    yield shape.written("".join(moved))
    for place, clause in enumerate(moved):
        if clause != pieces[place]:
            yield shape.written("".join((*pieces[:place], clause, *pieces[place + 1 :])))


def _dated(clause: str) -> str:
    for form in forms("dates_first"):
        if found := form.clause.fullmatch(clause):
            return found.expand(form.worded)
    return clause
