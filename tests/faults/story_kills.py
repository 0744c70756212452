"""The story of a report, told once unharmed and then again with its steps killed anywhere."""

import hashlib
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from drafter.documents.draft_file import read_draft
from drafter.errors import DrafterError
from tests.cli.started import SERVED
from tests.faults.desk import Desk
from tests.faults.disk import Disk, die
from tests.faults.story import DRAFT, REPORT, STORY, State, Step, final_text, recorded, state_of
from tests.faults.trials import is_whole


@dataclass
class Told:
    """What came of it.

    states    what was in the draft after each step, by the step's name
    final     the text that went out, and who decided what
    kills     how often each step was killed, at an operation or at a moment
    wrong     what was lost, damaged or another than in the unharmed story
    """

    states: dict[str, State] = field(default_factory=dict)
    final: str = ""
    record: list[dict[str, str]] = field(default_factory=list)
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def told(kills: int, seed: int, most: int = 4) -> Told:
    """Tell the story once, then again until so many kills are done, in a process of its own.

    most  kills of a step one after the other, before it is let through
    """
    with TemporaryDirectory() as root:
        ours, theirs = SERVED.Pipe(duplex=False)
        process = SERVED.Process(target=_tell, args=(root, kills, seed, most, theirs))
        process.start()
        theirs.close()
        made: Told = ours.recv()
        process.join()
    return made


def _tell(root: str, kills: int, seed: int, most: int, to: Connection) -> None:
    teller = _Teller(Path(root), random.Random(seed))
    teller.unharmed()
    while teller.told.kills.total() < kills and not teller.told.wrong:
        teller.again(kills, most)
    to.send(teller.told)


class _Teller:
    def __init__(self, root: Path, chance: random.Random) -> None:
        self.told = Told()
        self._desk, self._disk, self._chance = Desk(root), Disk(root), chance
        self._desk.keep()
        self._operations: dict[str, int] = {}
        self._seconds: dict[str, float] = {}

    def unharmed(self) -> None:
        for step in STORY:
            step.before()
            begun = time.monotonic()
            with self._disk.at(0):
                step.drafter()
            self._operations[step.name] = self._disk.count
            self._seconds[step.name] = time.monotonic() - begun
            self.told.states[step.name] = state_of(read_draft(DRAFT))
        self.told.final, self.told.record = final_text(), recorded()

    def again(self, kills: int, most: int) -> None:
        """Tell it once more, with each step killed some times before it is let through."""
        self._desk.put_back()
        before: State | None = None
        for step in STORY:
            step.before()
            for _ in range(self._chance.randint(1, most)):
                if self.told.kills.total() < kills:
                    self._kill(step, before)
            step.drafter()
            after = self.told.states[step.name]
            self._expect(step, "done again", state_of(read_draft(DRAFT)) == after)
            self._expect(step, "its report is another's", _is_pair())
            self._look(step, "done again", after)
            before = after
        self._expect(STORY[-1], "another text goes out", final_text() == self.told.final)

    def _kill(self, step: Step, before: State | None) -> None:
        """Kill a step, half of the times before an operation of its on files, and look after it."""
        at_file = self._chance.random() < 0.5
        number = self._chance.randint(1, self._operations[step.name])
        seconds = self._chance.uniform(0, self._seconds[step.name])
        child = os.fork()
        if not child:
            self._do(step, number if at_file else 0)
        if not at_file:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        point = f"killed at operation {number}" if at_file else f"killed after {seconds:.3f} s"
        self.told.kills[step.name, "operation" if at_file else "moment"] += killed
        self._expect(step, f"{point}: ended with {status}", killed or not status)
        self._look(step, point, before)

    def _do(self, step: Step, number: int) -> None:
        """In the process that is killed: the step, to its end where nothing comes between."""
        code = 1
        try:
            with self._disk.at(number, die):
                step.drafter()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)

    def _look(self, step: Step, point: str, before: State | None) -> None:
        """What was there before the step is there, in whichever of the two states."""
        for path in step.outputs:
            self._expect(step, f"{point}: {path} is damaged", not path.exists() or is_whole(path))
        if before is None:
            return
        try:
            state = state_of(read_draft(DRAFT))
        except DrafterError as error:
            self._expect(step, f"{point}: {error}", False)
            return
        self._expect(step, f"{point}: lost of {before}: {state}", state.has_all_of(before))

    def _expect(self, step: Step, what: str, right: bool) -> None:
        if not right:
            self.told.wrong.append(f"{step.name}, {what}")


def _is_pair() -> bool:
    """Whether the draft knows the report beside it."""
    digest = hashlib.sha256(REPORT.read_bytes()).hexdigest()
    return dict(read_draft(DRAFT).written)[REPORT.name] == digest


def steps_killed(made: Told) -> Iterator[tuple[str, int, int]]:
    """Each step, how often it was killed at an operation, and how often at a moment."""
    for step in STORY:
        yield step.name, made.kills[step.name, "operation"], made.kills[step.name, "moment"]
