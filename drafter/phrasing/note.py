"""A note on its way to a sentence, and what a step of the realiser is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drafter.ports import TaskBullet
from drafter.records import Bullet, Part


@dataclass(frozen=True, slots=True)
class Note:
    """A bullet, or several joined into one, and how it reads so far.

    base   as every writer sees it; what is written is proved against it
    text   the sentence so far: tokens in place, no end mark
    known  text whose names and words are no news: headings, the unit
    """

    bullet: Bullet
    base: TaskBullet
    text: str
    part: Part
    known: str = ""


Step = Callable[[Note], Iterable[str]]
"""A note → other texts it could have, best first; the first that is proved stands, if any is."""
