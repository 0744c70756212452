"""Units drafted in processes of this machine; one that dies costs its own unit alone."""

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait

from drafter import system
from drafter.errors import EnvironmentFault
from drafter.messages import t
from drafter.tasks.batch.work import Failure, Outcome, Work, unit_drafted
from drafter.writing.model_memory import memory_for_models

_TRIES = 2  # of a unit whose process ended, perhaps for another's want of memory


class Processes:
    """So many processes, started when there is work; a context manager, which ends them."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._members: list[_Member] = []

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *fault: object) -> None:
        for member in self._members:
            member.end()

    def outcomes(self, works: Sequence[Work]) -> Iterator[Outcome]:
        """What came of each unit, in the order in which they end.

        Local models are loaded by as many at once as the memory of this machine holds.
        """
        waiting, tries = deque(works), dict.fromkeys((work.unit for work in works), _TRIES)
        while waiting or self._busy():
            while (work := self._next(waiting)) and (member := self._free()):
                waiting.remove(work)
                tries[work.unit] -= 1
                member.take(work)
            for member, work, outcome in self._heard():
                if outcome is None:
                    self._members.remove(member)
                    member.end()
                if outcome is None and tries[work.unit]:
                    waiting.append(work)
                else:
                    yield outcome or died(work)

    def _next(self, waiting: deque[Work]) -> Work | None:
        """The first unit that waits and whose model fits beside those that are loaded."""
        loaded = sum(member.work.memory for member in self._busy() if member.work)
        room = memory_for_models() - loaded if loaded else float("inf")
        return next((work for work in waiting if work.memory <= room), None)

    def _busy(self) -> "list[_Member]":
        return [member for member in self._members if member.work]

    def _free(self) -> "_Member | None":
        """A process with nothing to do, a new one while there may be more; None for neither."""
        for member in [one for one in self._members if not (one.work or one.is_alive)]:
            self._members.remove(member)
            member.end()
        idle = next((member for member in self._members if member.work is None), None)
        if idle is None and len(self._members) < self._number:
            idle = _Member()
            self._members.append(idle)
        return idle

    def _heard(self) -> "Iterator[tuple[_Member, Work, Outcome | None]]":
        """Wait for what the processes have to say; None from one that is no more."""
        working = {member.connection: member for member in self._busy()}
        for connection in wait(list(working)):
            member = working[connection]  # type: ignore[index]
            work = member.work
            assert work is not None
            try:
                outcome: Outcome | None = member.connection.recv()
            except (EOFError, OSError):
                outcome = None
            member.work = None
            yield member, work, outcome


def died(work: Work) -> Outcome:
    """What is told of a unit at which its process ended every time."""
    fault = Failure(t("batch.died"), EnvironmentFault.exit_code, remedy=t("batch.died.remedy"))
    return Outcome(work.unit.name, failure=fault)


class _Member:
    """One process, and the unit it is at."""

    def __init__(self) -> None:
        # Started anew on every system: a process that is forked shares what is open here.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.work: Work | None = None
        self.connection = ours
        self._process = context.Process(target=_draft_all, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def take(self, work: Work) -> None:
        """Start at a unit; of a process that is no more, whoever waits for its answer hears."""
        self.work = work
        with suppress(OSError):
            self.connection.send(work)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.connection.close()
        self._process.kill()
        self._process.join()


def _draft_all(connection: Connection) -> None:
    """What a process does: draft units until there are no more."""
    system.leave_interrupts_to_others()
    with suppress(EOFError, OSError):  # whoever started us is gone
        while True:
            connection.send(unit_drafted(connection.recv()))
