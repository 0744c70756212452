"""The writer that needs no model: each note becomes a plain official sentence, its facts untouched.

It is the floor that every model has to beat, and what a refused answer falls back to.
"""

from collections.abc import Iterator, Mapping

from drafter.documents.outline import RULES
from drafter.ports import Answer, Task


class RuleWriter:
    """Implements ports.Writer; the pipeline has already made a plain clause of every note."""

    name = "rules"
    model = ""
    wants_passages: Mapping[str, int] = {}
    parallel = 1

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield each note as it stands."""
        for bullet in task.bullets:
            yield Answer(bullet.id, bullet.masked, RULES)
