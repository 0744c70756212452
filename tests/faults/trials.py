"""One command, tried with a fault or a kill at each of its operations, and what was wrong of it."""

import errno
import hashlib
import json
import os
import signal
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.started import SERVED
from tests.faults.commands import BY_NAME, Command
from tests.faults.desk import Desk, Told
from tests.faults.disk import Disk, at_most, die, fails

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
LENGTHS = (0, 100, 4096)  # bytes beyond which no file grows
_DOCUMENTED = {0, 1, 3, 4}
_APART = ("没能一起换新", "are apart")  # said where the disk fails while it is put right


@dataclass
class Report:
    """What was tried, and what was wrong.

    ends  how often a command ended with which exit code
    """

    operations: int = 0
    tried: int = 0
    ends: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


Deed = Callable[["Trials"], None]


def tried(deed: Deed, names: Sequence[str] = ()) -> Iterator[tuple[str, Report]]:
    """Try commands, by default all, in a process of its own that ends with them."""
    with TemporaryDirectory() as root:
        ours, theirs = SERVED.Pipe(duplex=False)
        asked = list(names or BY_NAME)
        process = SERVED.Process(target=_try, args=(root, asked, deed, theirs))
        process.start()
        theirs.close()
        for name in asked:
            try:
                yield name, ours.recv()
            except EOFError:
                yield name, Report(wrong=[f"{name}: the trial itself ended"])
                break
        process.join()


def _try(root: str, names: list[str], deed: Deed, told: Connection) -> None:
    disk = Disk(Path(root))
    for number, name in enumerate(names):
        trials = Trials(Desk(Path(root) / str(number)), disk, BY_NAME[name])
        deed(trials)
        told.send(trials.report)


class Trials:
    """A command at its desk, once unharmed, then as often as is wished with something wrong."""

    def __init__(self, desk: Desk, disk: Disk, command: Command) -> None:
        self._desk, self._disk, self._command = desk, disk, command
        self.report = Report()
        command.prepare(desk.folder)
        desk.keep()
        self._old = self._contents()
        with self._disk.at(0):
            self._well = command.run()
        # An index has threads, which a fork would leave behind: bench/soak.py kills it.
        self.kills = self._disk.count if command.outputs else 0
        self._made = self._contents()
        desk.put_back()
        with self._disk.at(0, fails(errno.EIO)):
            command.run()
        self.operations = self.report.operations = self._disk.count
        the_same = bool(command.outputs) and not self._most_new()
        if self._well.code not in (0, 1) or the_same:
            self.report.wrong.append(f"{command.name} unharmed: {self._well}")

    # --- faults ---

    def fault(self, number: int, code: int, *, still: bool = False) -> None:
        """Have one operation fail, or with `still` all from there on."""
        self._desk.put_back()
        with self._disk.at(number, fails(code), still=still):
            told = self._command.run()
        name = errno.errorcode[code] + " from there on" * still
        self._look(told, f"{name} at {number} {self._disk.reached}", torn=still)

    def limit(self, length: int) -> None:
        """Let no file grow beyond a length."""
        self._desk.put_back()
        with at_most(length):
            told = self._command.run()
        self._look(told, f"no file beyond {length} bytes")

    def _look(self, told: Told, point: str, *, torn: bool = False) -> None:
        self.report.tried += 1
        self.report.ends[told.code] += 1
        seen = self._contents()
        new = [path for path in seen if self._is_new(path)]
        for wrong in (
            *self._wrong_end(told, new),
            *self._damaged(),
            *self._apart(told, new, torn=torn),
        ):
            self.report.wrong.append(f"{self._command.name}, {point}: {wrong}")
        if not self._command.outputs and (again := self._command.run()).code != self._well.code:
            self.report.wrong.append(f"{self._command.name}, {point}: then again {again}")
        if not torn and (left := self._desk.parts()):
            self.report.wrong.append(f"{self._command.name}, {point}: left {left}")

    def _wrong_end(self, told: Told, new: list[str]) -> Iterator[str]:
        if told.code not in _DOCUMENTED:
            yield f"exit {told.code} {told.err[-700:]}"
        elif told.code == self._well.code and len(new) < self._most_new():
            yield f"exit {told.code} as if it had been written, but {new} {told.err[-300:]}"
        elif told.code in {3, 4} and not told.err.strip():
            yield "nothing said"

    def _apart(self, told: Told, new: list[str], *, torn: bool) -> Iterator[str]:
        if self._command.apart:
            return
        said = torn and any(words in told.err for words in _APART)
        if told.code in {3, 4} and 0 < len(new) < self._most_new() and not said:
            yield f"only {new} new"
        if told.code == 4 and 0 < len(new) == self._most_new() and not said:
            yield f"all new, but {told.err[-300:]}"

    # --- kills ---

    def kill(self, number: int) -> None:
        """Kill the command before one of its operations, then run it again."""
        self._desk.put_back()
        child = os.fork()
        if not child:
            with self._disk.at(number, die):
                self._command.run()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        self.report.tried += killed
        wrong = list(self._damaged())
        again = self._command.run()
        wrong += [] if again.code == self._well.code else [f"again: {again.code} {again.err}"]
        wrong += [f"after it: {one}" for one in self._damaged()]
        new = [path for path in self._contents() if self._is_new(path)]
        if len(new) < self._most_new():
            wrong.append(f"again, and only {new} new")
        self.report.wrong += (f"{self._command.name}, killed at {number}: {one}" for one in wrong)

    # --- what is there ---

    def _contents(self) -> dict[str, str]:
        found = {}
        for name in self._command.outputs:
            path = self._desk.folder / name
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        return found

    def _is_new(self, name: str) -> bool:
        return self._contents()[name] != self._old[name]

    def _most_new(self) -> int:
        return sum(self._made[name] != self._old[name] for name in self._made)

    def _damaged(self) -> Iterator[str]:
        """Outputs that are neither what stood there nor whole."""
        for name, digest in self._contents().items():
            if digest != self._old[name] and not (digest and is_whole(self._desk.folder / name)):
                yield f"{name} is damaged"


def is_whole(path: Path) -> bool:
    try:
        match path.suffix:
            case ".docx" | ".xlsx":
                with zipfile.ZipFile(path) as file:
                    return file.testzip() is None
            case ".json":
                json.loads(path.read_text(encoding="utf-8"))
            case ".html":
                return path.read_text(encoding="utf-8").rstrip().endswith("</html>")
            case _:
                return path.read_bytes().endswith(b"\n")
    except (ValueError, zipfile.BadZipFile):
        return False
    return True


def spread(most: int, count: int) -> Iterable[int]:
    """So many of the numbers from 1 to most, the first and the last among them."""
    if most <= count:
        return range(1, most + 1)
    return sorted({1 + round(at * (most - 1) / (count - 1)) for at in range(count)})


def every_fault(trials: Trials) -> None:
    """Every operation with one fault, each in its turn, and with a disk that is full from there."""
    for number in range(1, trials.operations + 1):
        trials.fault(number, CODES[number % len(CODES)])
        trials.fault(number, errno.ENOSPC, still=True)
    for length in LENGTHS:
        trials.limit(length)


def every_code(trials: Trials) -> None:
    """Every operation with every fault."""
    for number in range(1, trials.operations + 1):
        for code in CODES:
            trials.fault(number, code)


def every_kill(trials: Trials) -> None:
    for number in range(1, trials.kills + 1):
        trials.kill(number)


def some(trials: Trials) -> None:
    """A spread of operations that fail, one that fails for good, a full disk, a few kills."""
    for number in spread(trials.operations, 5):
        trials.fault(number, CODES[number % len(CODES)])
    trials.fault(trials.operations - 1, errno.ENOSPC, still=True)
    trials.limit(0)
    for number in spread(trials.kills, 2):
        trials.kill(number)
