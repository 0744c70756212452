"""Notes worded by the real steps, for tests."""

from drafter.documents.note_text import compose
from drafter.phrasing.realise import realised
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import Bullet, Part


def bullet(source: str) -> Bullet:
    """A note, read."""
    text, facts, gaps = compose(source)
    return Bullet("B1", text, source, 1, facts, gaps)


def worded(source: str, part: Part = Part.DONE, known: str = "") -> str:
    """A note as the rules word it, values in place."""
    note = bullet(source)
    text, _ = fill(realised(note, mask_bullet(note), part, known), note)
    return text
