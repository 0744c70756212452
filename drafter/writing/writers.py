"""The writer that the settings name.

A writer is a module of this package, of the name that choices.WRITERS lists; see WriterModule for
what it holds. ModelWriter and SectionWriter hold what writers with a model share.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from drafter.choices import AUTO, WRITERS
from drafter.errors import EnvironmentFault
from drafter.messages import t
from drafter.ports import OpenJournal, SecondReader, Writer
from drafter.settings import Settings


class MadeWriter(Writer, Protocol):
    """A writer of ours."""

    def ways(self) -> Sequence[Writer]:
        """Who writes the ways in which a section could read that is written again."""
        ...

    def second_reader(self) -> SecondReader | None:
        """Who can read its proved answers once more; None where nobody is to."""
        ...


class WriterModule(Protocol):
    """What the module of a writer holds."""

    def auto(self, settings: Settings) -> str:
        """What the choice "auto" does with this writer.

        "take"  it is the writer; what it lacks is an error
        "try"   it is the writer if it can be made; else the next one is asked
        "skip"  the settings are not for it
        """
        ...

    def ready(self, settings: Settings) -> bool:
        """Whether the settings and this machine have what it needs."""
        ...

    def make(self, settings: Settings, journal: OpenJournal, *, replay: bool) -> MadeWriter:
        """The writer that the settings describe.

        replay  answers come from the journal: the model itself need not be there
        Raises EnvironmentFault or WriterRefused where it is not to be had.
        """
        ...


def choose_writer(
    settings: Settings, journal: OpenJournal, *, replay: bool = False
) -> tuple[MadeWriter, list[str]]:
    """The writer asked for, or for "auto" the best there is; and notices about the choice.

    Raises EnvironmentFault or WriterRefused where the one asked for is not to be had.
    """
    if settings.writer != AUTO:
        return _module(settings.writer).make(settings, journal, replay=replay), []
    notices: list[str] = []
    best_first = [_module(name) for name in reversed(WRITERS) if name != AUTO]
    for module in best_first:
        choice = module.auto(settings)
        if choice == "skip":
            continue
        try:
            return module.make(settings, journal, replay=replay), notices
        except EnvironmentFault as error:
            if choice == "take":
                raise
            notices = [t("writer.fallback", reason=str(error).splitlines()[0])]
    raise AssertionError("the rules can always be made")


def ready_writers(settings: Settings) -> list[str]:
    """The writers that can be had here, from the plainest to the best."""
    return [name for name in WRITERS if name != AUTO and _module(name).ready(settings)]


def _module(name: str) -> WriterModule:
    return cast("WriterModule", import_module(f"drafter.writing.{name}"))
