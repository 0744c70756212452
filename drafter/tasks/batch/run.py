"""A folder of units, from its first to the table of all."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from drafter import system
from drafter.errors import DrafterError
from drafter.files import write_whole
from drafter.messages import language, t
from drafter.settings import load_settings, said_by_environment
from drafter.tasks.batch.records import known_tables, record_of_tables, still_made
from drafter.tasks.batch.table import as_page, as_workbook
from drafter.tasks.batch.units import RECORDS, Places, Unit, inputs_of, strays_in, units_in
from drafter.tasks.batch.work import Outcome, Work, failure_of, memory_of
from drafter.tasks.telling import Telling, Warn, writing


@dataclass(frozen=True, slots=True)
class BatchWish:
    """What is asked for; fields as the options of `drafter batch`.

    wish  options of DraftWish that hold for every unit: front, flags, replay, indexed,
          keep_personal, force
    ray   the address of a cluster; "" for processes of this machine
    again units are drafted again though nothing that they are made from has changed
    """

    folder: Path
    output: Path
    wish: Mapping[str, Any] = field(default_factory=dict)
    workers: int | None = None
    ray: str = ""
    again: bool = False

    @property
    def tables(self) -> tuple[Path, Path]:
        name = t("batch.table")
        return self.output / f"{name}.xlsx", self.output / f"{name}.html"


@dataclass(frozen=True, slots=True)
class Batched:
    """What came of all units, by name, and the tables that tell of it."""

    outcomes: list[Outcome]
    tables: tuple[Path, Path]

    @property
    def exit_code(self) -> int:
        """The greatest of what the units end with."""
        return max(outcome.exit_code for outcome in self.outcomes)


class Engine(Protocol):
    """Drafts units, several at once."""

    def outcomes(self, works: Sequence[Work]) -> Iterator[Outcome]:
        """What came of each, in the order in which they end; a unit that fails raises nothing."""
        ...


def batched(wish: BatchWish, telling: Telling, warn: Warn) -> Batched:
    """Draft every unit of a folder that is not drafted yet, and write the table of all.

    What is wrong with one unit is in its outcome, and told at once. Raises UsageFault, InputError,
    EnvironmentFault for what is wrong with all of them.
    """
    units = units_in(wish.folder, wish.output)
    for stray in strays_in(wish.folder):
        warn(t("batch.stray", file=stray.name))
    force, tables = bool(wish.wish.get("force")), wish.tables
    written = wish.output / RECORDS / "tables"
    known = known_tables(written)
    with writing(*tables, written, warn=warn, force=force, known=known), telling:
        outcomes = _all(wish, units, telling, warn)
        contents = [made(outcomes, wish.output) for made in (as_workbook, as_page)]
        write_whole(written, record_of_tables(contents))
        for path, content in zip(tables, contents, strict=True):
            write_whole(path, content)
    return Batched(outcomes, tables)


def _all(wish: BatchWish, units: Sequence[Unit], telling: Telling, warn: Warn) -> list[Outcome]:
    """What came of each unit, by name."""
    works, done = _works(wish, units)
    if earlier := sum(outcome.earlier for outcome in done):
        telling.say(t("batch.earlier", count=earlier))
    for outcome in done:
        _tell(outcome, warn)
    if works:
        with _engine(wish, len(works)) as engine:
            for outcome in engine.outcomes(works):
                done.append(outcome)
                _tell(outcome, warn)
                telling.step(len(done) - earlier, len(units) - earlier, outcome.name)
    return sorted(done, key=lambda outcome: outcome.name)


def _works(wish: BatchWish, units: Sequence[Unit]) -> tuple[list[Work], list[Outcome]]:
    """What there is to draft, and what came of units for which there is nothing to do."""
    said = said_by_environment(os.environ) | {"DRAFTER_LANG": language()}
    output = wish.output.resolve()
    inputs = {**wish.wish, "said": said, "force": False}
    works, done = [], []
    for unit in units:
        places = Places.of(unit, output)
        try:
            digest = inputs_of(unit, inputs)
            made = None if wish.again else still_made(places, digest)
            if made is not None:
                done.append(Outcome(unit.name, made, earlier=True))
                continue
            memory = memory_of(unit, wish.wish.get("flags", {}))
        except (DrafterError, OSError) as error:
            done.append(Outcome(unit.name, failure=failure_of(error)))
            continue
        works.append(Work(unit, places, digest, wish.wish, memory, environment=said))
    return works, done


def _engine(wish: BatchWish, units: int) -> "AbstractContextManager[Engine]":
    if wish.ray:
        from drafter.tasks.batch.on_ray import Cluster

        replay = bool(wish.wish.get("replay"))
        return Cluster(wish.ray, load_settings().journal.resolve(), replay=replay)
    from drafter.tasks.batch.here import Processes

    return Processes(min(wish.workers or system.processors(), units))


def _tell(outcome: Outcome, warn: Callable[[str], None]) -> None:
    """What has to be said of a unit at once."""
    for line in outcome.told:
        warn(t("batch.told", unit=outcome.name, text=line))
    if failure := outcome.failure:
        place = f"{failure.file}: " if failure.file else ""
        warn(t("batch.failed", unit=outcome.name, text=f"{place}{failure.cause}"))
        if failure.remedy:
            warn(f"  → {failure.remedy}")
