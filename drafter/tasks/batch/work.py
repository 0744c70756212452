"""One unit, drafted in a process of its own: everything that it needs and gives can be sent."""

import os
from collections.abc import Mapping, Sequence
from contextlib import chdir, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from drafter import __version__
from drafter.choices import AUTO
from drafter.errors import DrafterError, EnvironmentFault, InputError
from drafter.files import said_by_system
from drafter.messages import t
from drafter.ports import Journal
from drafter.records import Draft
from drafter.settings import Settings, load_settings
from drafter.tasks.batch.records import known_of, record_of
from drafter.tasks.batch.units import Places, Unit
from drafter.tasks.contacts import unasked
from drafter.tasks.draft import Beside, DraftWish, as_it_reads, drafted
from drafter.tasks.draft_told import summary
from drafter.tasks.gaps import form_of, lacks_of_draft
from drafter.tasks.telling import Warn


@dataclass(frozen=True, slots=True)
class Work:
    """A unit to draft.

    inputs   the digest of all that it is made from
    wish     what the command says for every unit: options of DraftWish that are no files
    memory   bytes that the local model takes that writes it; 0 for none
    journal  what keeps the answers; None for the file that the unit's settings name
    environment  settings of the one who asks, for a machine that is not theirs: no key, no folder
    version  of drafter, which has to be the same wherever it is drafted
    """

    unit: Unit
    places: Places
    inputs: str
    wish: Mapping[str, Any]
    memory: int = 0
    journal: Journal | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a unit has no draft: the file at fault, the cause, what to do; "" where nobody knows.

    exit_code  what `drafter draft` would have ended with
    """

    cause: str
    exit_code: int
    file: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a unit.

    report   as drafter draft --json tells of it; None where it failed
    told     what has to be said of the way
    earlier  it was drafted by an earlier run, and nothing that it is made from has changed
    """

    name: str
    report: Mapping[str, Any] | None = None
    failure: Failure | None = None
    told: tuple[str, ...] = ()
    earlier: bool = False

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        found = self.report["findings"] if self.report else ()
        return sum(one["severity"] == "error" for one in found)

    @property
    def exit_code(self) -> int:
        return self.failure.exit_code if self.failure else int(self.errors > 0)


class _Silent:
    """Is told how far a unit is, and says nothing, as with drafter draft -q."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        return None

    def say(self, text: str) -> None:
        return None

    def step(self, done: int, total: int, name: str) -> None:
        return None


def unit_drafted(work: Work) -> Outcome:
    """Draft a unit as `drafter draft` does in its folder; whatever goes wrong is in the outcome."""
    told: list[str] = []
    try:
        os.environ.update(work.environment)
        if work.version != __version__:
            values = {"theirs": work.version, "ours": __version__}
            raise EnvironmentFault(t("batch.version", **values))
        with chdir(work.unit.folder):
            beside = _Beside(work, told.append)
            made = drafted(
                _wish(work, beside, told.append),
                _Silent(),
                told.append,
                lambda brief, settings: unasked(brief, settings, told.append),
            )
        made.earlier.tell(made.draft, quiet=True)
    except Exception as error:  # noqa: BLE001  one unit stops no other, whatever is wrong with it
        with suppress(OSError):  # a folder with something in it stays
            work.places.report.parent.rmdir()
        return Outcome(work.unit.name, failure=failure_of(error), told=tuple(told))
    return Outcome(work.unit.name, beside.report, told=tuple(told))


def failure_of(error: Exception) -> Failure:
    """What the command line tells of an error, in its parts."""
    match error:
        case InputError():
            line = f":{error.line}" if error.line else ""
            cause = f"{error.message}：{error.value!r}" if error.value else error.message
            return Failure(cause, error.exit_code, f"{error.file}{line}", error.remedy)
        case DrafterError():
            cause, _, remedy = str(error).partition("\n  → ")
            return Failure(cause, error.exit_code, remedy=remedy)
        case OSError():
            file = str(error.filename or "")
            return Failure(said_by_system(error), InputError.exit_code, file)
        case RecursionError():
            return Failure(t("cli.nested"), InputError.exit_code)
        case MemoryError():
            return Failure(t("cli.memory"), EnvironmentFault.exit_code)
    fault = f"{type(error).__name__}: {error}"
    return Failure(t("batch.fault", fault=fault), EnvironmentFault.exit_code)


def memory_of(unit: Unit, flags: Mapping[str, object]) -> int:
    """Bytes that the local model takes that is to write a unit; 0 where none does.

    Raises InputError, EnvironmentFault.
    """
    from drafter.writing.model_catalogue import local_gguf
    from drafter.writing.model_memory import memory_needed

    settings = load_settings(flags, folder=unit.folder)
    if _writer(settings) != "local":
        return 0
    return memory_needed(local_gguf(settings).stat().st_size)


def _writer(settings: Settings) -> str:
    from drafter.writing.writers import ready_writers

    return ready_writers(settings)[-1] if settings.writer == AUTO else settings.writer


def _wish(work: Work, beside: "_Beside", warn: Warn) -> DraftWish:
    unit, places = work.unit, work.places
    if not unit.notes:
        raise InputError(t("batch.notes"), unit.folder, remedy=t("batch.notes.remedy"))
    for folder in unit.idle:
        warn(t("batch.idle", folder=folder.name))
    return DraftWish(
        unit.notes,
        places.report,
        unit.outline,
        journal=work.journal,
        style=unit.archive,
        beside=Beside((places.form, places.record), beside.made, known_of(places)),
        **work.wish,
    )


class _Beside:
    """The form and the record of a unit; report is what is told of its draft once they are made."""

    def __init__(self, work: Work, warn: Warn) -> None:
        self.report: Mapping[str, Any] = {}
        self._work, self._warn = work, warn

    def made(self, draft: Draft, written: Sequence[Path]) -> dict[Path, bytes]:
        places, indexed = self._work.places, self._work.wish.get("indexed", True)
        lacks = lacks_of_draft(draft, self._warn, indexed=bool(indexed)).wanted(None)
        form = form_of(lacks, places.form.suffix, divided=True)
        self.report = summary(as_it_reads(draft), [*written, places.form], None)
        record = record_of(self._work.inputs, self.report, form)
        return {places.form: form, places.record: record}
