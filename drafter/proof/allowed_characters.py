"""The characters of an official sentence: what is not listed here, its note has to have.

Whatever hides, directs or decorates text is refused so, known or not: marks of direction, tags,
emoji, letters of other scripts, digits, Markdown.
"""

import re

from drafter.ports import TaskBullet
from drafter.proof.tokens import TOKEN

MARKS = "，。；：、（）“”‘’—"
# 某 is the mask of earlier documents. What is rare among Han a note has to bring along: forms made
# for compatibility look like others.
_ALLOWED = re.compile(rf"[\u3400-\u4dbf\u4e00-\u9fff{MARKS}]")
_MASK = "某"


def strange(base: TaskBullet, answer: str) -> list[str]:
    """The characters outside the tokens that neither an official sentence nor the note has."""
    own = set(TOKEN.sub("", base.masked))
    given = dict.fromkeys(TOKEN.sub("", answer))
    return [c for c in given if c not in own and (c == _MASK or not _ALLOWED.match(c))]


def visible(characters: list[str]) -> str:
    """The characters as a message shows them: those that cannot be seen by their number."""
    seen = (c if c.isprintable() and not c.isspace() else f"U+{ord(c):04X}" for c in characters)
    return "".join(seen)
