"""The writer that needs no model: each note becomes a plain official sentence.

It is the floor that every model has to beat, and what a refused answer falls back to.
"""

from collections.abc import Iterator, Mapping, Sequence

from drafter.documents.outline import RULES
from drafter.ports import Answer, OpenJournal, SecondReader, Task, Writer
from drafter.settings import Settings


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

    def ways(self) -> Sequence[Writer]:
        """Only one: rules know no other wording."""
        return (self,)

    def second_reader(self) -> SecondReader | None:
        """None: rules add nothing that could be read."""
        return None


def auto(settings: Settings) -> str:
    """Always to be had."""
    return "take"


def make(settings: Settings, journal: OpenJournal, *, replay: bool) -> RuleWriter:
    """The rules need neither settings nor journal."""
    return RuleWriter()
