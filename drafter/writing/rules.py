"""The writer that needs no model: the section as the rules word it.

It is the floor that every model has to beat, and what a refused answer falls back to.
"""

from collections.abc import Iterator, Mapping, Sequence

from drafter.documents.outline import RULES
from drafter.ports import Answer, OpenJournal, SecondReader, Task, Writer
from drafter.settings import Settings


class RuleWriter:
    """Implements ports.Writer; the rules have already worded every task (`phrasing`)."""

    name = "rules"
    model = ""
    wants_passages: Mapping[str, int] = {}
    parallel = 1

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield the sentences of the rules."""
        for id, text in task.units.items():
            yield Answer(id, text, RULES)

    def ways(self) -> Sequence[Writer]:
        """Only one: rules know no other wording."""
        return (self,)

    def second_reader(self) -> SecondReader | None:
        """None: rules add nothing that could be read."""
        return None


def auto(settings: Settings) -> str:
    """Always to be had."""
    return "take"


def ready(settings: Settings) -> bool:
    """Always."""
    return True


def make(settings: Settings, journal: OpenJournal, *, replay: bool) -> RuleWriter:
    """The rules need neither settings nor journal."""
    return RuleWriter()
