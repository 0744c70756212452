"""Letters that nobody can see whatever they stand on: tiny, squeezed, moved away, without fill."""

from drafter.word.paragraph_marks import Marks

TINY = 2.0  # points: letters of no more cannot be seen
_NARROW = 5  # per cent of their width; Word itself offers 33 and more
_MOVED = 400  # half points up or down: more than half a page


def are_lost(marks: Marks) -> bool:
    """Whether letters with these marks have no size or width, stand on each other or far away."""
    size = marks.get("size", 20)  # half points; spacing is in twentieths of a point
    return (
        size <= 2 * TINY
        or 0 < marks.get("width", 100) <= _NARROW
        or marks.get("spacing", 0) < -9 * size
        or abs(marks.get("position", 0)) > _MOVED
        or marks.get("fill") == ""
    )
