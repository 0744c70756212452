"""What a step makes of a note, proved as in a draft."""

from drafter.documents.note_text import compose
from drafter.phrasing.note import Step
from drafter.phrasing.realise import realised
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import Bullet, Part


def worded(step: Step, source: str, part: Part = Part.DONE, number: int = 1) -> str:
    """The note as the step words it, values in place; `number` is the bullet's."""
    text, facts, gaps = compose(source)
    bullet = Bullet(f"B{number}", text, source, 1, facts, gaps)
    filled, _ = fill(realised(bullet, mask_bullet(bullet), part, steps=(step,)), bullet)
    return filled
