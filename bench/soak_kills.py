"""Processes killed at any moment while they write an index, and what is left of it."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from soak_index import SOAK, identity, write

from drafter.retrieval import active_index
from drafter.retrieval.index import Index, Status

OURS = str(Path(active_index.__file__).parent)
KILLED = -signal.SIGKILL
OPERATIONS = ("add", "remove", "rebuild", "revector")


def kills(times: int, seed: int) -> bool:
    """Kill a process so often, half of the times at a line of our code; look after each."""
    chance = random.Random(seed)
    started = time.monotonic()
    died: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(Path(scratch), chance)
        while sum(died.values()) < times and not trial.wrong:
            name = chance.choice([*OPERATIONS, "add", "add"])
            at_line = chance.random() < 0.5
            lines = trial.lines(name)
            if at_line:
                place, often = chance.choice(sorted(lines.items()))
                trial.run(name, line=f"{place}:{chance.randint(1, often)}")
            else:
                trial.run(name, seconds=chance.uniform(0.0, 1.1) * trial.took[name])
            if trial.killed:
                died[f"{name} {'at a line' if at_line else 'at a moment'}"] += 1
            trial.look(name, trial.point)
    seconds = time.monotonic() - started
    lines_of_ours = sum(map(len, trial.counted.values()))
    print(f"{sum(died.values())} kills, {trial.looked} recoveries in {seconds:.0f} s (seed {seed})")
    for name, count in sorted(died.items()):
        print(f"  {count:3} while {name}")
    print(f"  {lines_of_ours} lines of ours to choose from, {trial.mended} snapshots made anew")
    for line in trial.wrong:
        print(f"WRONG {line}")
    return not trial.wrong


class Trial:
    """An index, the files it was made from, and what has to be in it.

    may   file → ids that it may have in the index now; "" where it may be missing
    """

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.index, self.archive = folder / "index", folder / "library"
        self.archive.mkdir()
        self.may: dict[Path, set[str]] = {}
        self.took: dict[str, float] = {}
        self.counted: dict[str, dict[str, int]] = {}
        self.wrong: list[str] = []
        self.looked = self.mended = 0
        self.killed = False
        self.point = ""
        self._chance = chance
        self._version = 0
        self._lines: dict[str, int] = {}
        self._removed: list[Path] = []

    def lines(self, name: str) -> dict[str, int]:
        """What lines of ours an operation runs through, and how often; it is done once to see."""
        if name not in self.counted:
            self.run(name, line="all")
            self.counted[name] = self._lines
            self.look(name, "unharmed")
        return self.counted[name]

    def run(self, name: str, *, line: str = "", seconds: float | None = None) -> None:
        """Have a process of its own do an operation, killed at a line or after some seconds."""
        self.point = line if seconds is None else f"{seconds:.2f} s"
        before = {file: set(ids) for file, ids in self.may.items()}
        asked = self._prepared(name)
        command = [sys.executable, SOAK, "operate", str(self.index), name, line, *asked]
        begun = time.monotonic()
        code, output = _output(command, seconds)
        self.killed = code == KILLED
        if not self.killed and code:
            self.wrong.append(f"{name} ended with {code} (killed at {self.point})")
        if not self.killed and line == "all":
            self.took[name] = time.monotonic() - begun
        self._lines, done = _told(output)
        self._expect(name, before, done)

    def _prepared(self, name: str) -> list[str]:
        """Change files for an operation; return what it is given to do."""
        self._version += 1
        if name == "remove":
            there = sorted(file for file, ids in self.may.items() if "" not in ids)
            self._removed = self._chance.sample(there, min(2, len(there)))
            return [next(iter(self.may[file])) for file in self._removed]
        if name == "add":
            for number in self._chance.sample(range(24), 4):
                write(self.archive / f"{number}号单位.txt", self._version)
        return [str(self.archive)]

    def _expect(self, name: str, before: dict[Path, set[str]], done: set[str]) -> None:
        """What may be in the index after an operation that has done some files, as it printed."""
        if name == "add":
            for file in self.archive.iterdir():
                sure = str(file) in done or not self.killed
                old = set() if sure else before.get(file, {""})
                self.may[file] = old | {identity(file)}
        if name == "remove":
            for file in self._removed:
                gone = next(iter(before[file])) in done or not self.killed
                self.may[file] = {""} if gone else before[file] | {""}
                file.unlink()

    def look(self, name: str, point: str) -> None:
        """Open the index in a new process and compare it with what has to be there."""
        command = [sys.executable, SOAK, "look", str(self.index)]
        seen = subprocess.run(command, capture_output=True, text=True, check=False)
        self.looked += 1
        after = f"after {name} killed at {point}"
        if seen.returncode:
            self.wrong.append(f"{after}: {seen.stderr[-2000:]}")
            return
        report: dict[str, Any] = json.loads(seen.stdout)
        self.mended += len(report["notices"])
        documents: dict[str, str] = report["documents"]
        for file, ids in self.may.items():
            if (there := documents.pop(str(file), "")) not in ids:
                self.wrong.append(f"{after}: {file.name} is {there or 'missing'}, not {ids}")
            self.may[file] = {there}
        self.wrong += [f"{after}: {line}" for line in (*report["wrong"], *documents)]


def _told(output: str) -> tuple[dict[str, int], set[str]]:
    """What an operation printed before it ended: the lines it ran through, and what it has done."""
    lines: dict[str, int] = {}
    done: set[str] = set()
    for row in output.splitlines():
        if row.endswith("}"):  # else a kill cut it short
            told = json.loads(row)
            lines |= told.get("lines", {})
            done |= {told["done"]} if "done" in told else set()
    return lines, done


def _output(command: list[str], seconds: float | None) -> tuple[int, str]:
    """What a command ends with and prints; it is killed after so many seconds."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            output, _ = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            output, _ = child.communicate()
    return child.returncode, output


def operate(folder: Path, name: str, line: str, asked: list[str]) -> None:
    """What the process that is killed does; it prints what is done as soon as it is."""
    lines: Counter[str] = Counter()
    if line:
        _kill_at(line, lines)
    with Index.open(folder) as index:
        if name == "remove":
            for document in asked:
                index.remove(document)
                print(json.dumps({"done": document}), flush=True)
        elif name == "add":
            for event in index.add(map(Path, asked)):
                if event.status in (Status.ADDED, Status.REPLACED):
                    print(json.dumps({"done": str(event.file)}), flush=True)
        else:
            for _ in index.rebuild(vectors=name == "revector"):
                pass
    sys.settrace(None)
    print(json.dumps({"lines": lines}))


def _kill_at(point: str, lines: Counter[str]) -> None:
    """Kill this process when it comes to a line of ours for the nth time, or count all lines.

    point  "file:line:times", or "all"
    """
    wanted, _, often = ("", "", "0") if point == "all" else point.rpartition(":")

    def local(frame: Any, event: str, _: object) -> Any:
        if event == "line":
            place = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
            lines[place] += 1
            if place == wanted and lines[place] == int(often):
                os.kill(os.getpid(), signal.SIGKILL)
        return local

    sys.settrace(
        lambda frame, event, _: local if frame.f_code.co_filename.startswith(OURS) else None
    )
