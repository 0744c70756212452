"""A note on its way to a sentence, and what a step of the realiser is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from drafter.ports import TaskBullet
from drafter.records import Bullet, Part


@dataclass(frozen=True, slots=True)
class Note:
    """A bullet, or several joined into one, and how it reads so far.

    base   as every writer sees it; what is written is proved against it
    text   the sentence so far: tokens in place, no end mark
    known  text whose names and words are no news: headings, the unit
    learned  noun → the verbs that the office's earlier documents give it, the most usual first
    """

    bullet: Bullet
    base: TaskBullet
    text: str
    part: Part
    known: str = ""
    learned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


Step = Callable[[Note], Iterable[str]]
"""A note → other texts it could have, best first; the first that is proved stands, if any is."""
