"""Whether the index holds what it is said to hold: processes killed at any moment, and many at it at once.

    python bench/soak.py kills [--times 100] [--seed N]    kill -9 while adding, removing and rebuilding, then look
    python bench/soak.py crowd [--seconds 60]              4 processes search, 2 write; every search knows what is there

Exits with 1 where a passage is lost or doubled, a process fails, or somebody waits for longer than 10 s.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from made_up import speaker

from drafter.retrieval import active_index
from drafter.retrieval.adding import content_hash
from drafter.retrieval.catalogue import document_id
from drafter.retrieval.index import Index, Status

SMALL = 20  # so that snapshots are built all the time
PASSAGES = 3  # of each document
LONGEST = 10.0  # seconds that anybody may wait
OURS = str(Path(active_index.__file__).parent)
KILLED = -signal.SIGKILL


def write(file: Path, version: int) -> list[str]:
    """Write a document of which no other version shares a sentence; its paragraphs."""
    say = speaker(random.Random(f"{file.name} {version}").getrandbits(32))
    paragraphs = [
        say(90) for _ in range(PASSAGES)
    ]  # too long to share a passage, too short to be parted
    file.write_text(f"{file.stem}工作总结\n" + "\n".join(paragraphs), encoding="utf-8")
    return paragraphs


def identity(file: Path) -> str:
    """The id under which the index has a file's content."""
    return document_id(content_hash(file))


# -- kills


def kills(times: int, seed: int) -> bool:
    """Kill a process `times` times, half of them at a line of our code, half at a moment; look after each."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(Path(scratch), chance)
        started = time.monotonic()
        died: Counter[str] = Counter()
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
    print(
        f"{sum(died.values())} kills, {trial.looked} recoveries in {time.monotonic() - started:.0f} s (seed {seed})"
    )
    for name, count in sorted(died.items()):
        print(f"  {count:3} while {name}")
    print(
        f"  {sum(map(len, trial.counted.values()))} lines of ours to choose from, {trial.mended} snapshots made anew"
    )
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
        command = [sys.executable, __file__, "operate", str(self.index), name, line, *asked]
        begun = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            try:
                said, _ = child.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                said, _ = child.communicate()
        self.killed = child.returncode == KILLED
        if not self.killed and child.returncode:
            self.wrong.append(f"{name} ended with {child.returncode} (killed at {self.point})")
        told = [json.loads(row) for row in said.splitlines() if row.endswith("}")]
        self._lines = next((row["lines"] for row in told if "lines" in row), {})
        if not self.killed and line == "all":
            self.took[name] = time.monotonic() - begun
        self._expect(name, before, {row["done"] for row in told if "done" in row})

    def _prepared(self, name: str) -> list[str]:
        """Change files for an operation; what it is given to do."""
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
        """What may be in the index after an operation that said of some files that they are done."""
        if name == "add":
            for file in self.archive.iterdir():
                new = identity(file)
                self.may[file] = (
                    {new}
                    if str(file) in done or not self.killed
                    else before.get(file, {""}) | {new}
                )
        if name == "remove":
            for file in self._removed:
                gone = next(iter(before[file])) in done or not self.killed
                self.may[file] = {""} if gone else before[file] | {""}
                file.unlink()

    def look(self, name: str, point: str) -> None:
        """Open the index in a new process and compare it with what has to be there."""
        command = [sys.executable, __file__, "look", str(self.index)]
        seen = subprocess.run(command, capture_output=True, text=True, check=False)
        self.looked += 1
        if seen.returncode:
            self.wrong.append(f"after {name} killed at {point}: {seen.stderr[-2000:]}")
            return
        told: dict[str, Any] = json.loads(seen.stdout)
        self.mended += len(told["notices"])
        held: dict[str, str] = told["documents"]
        for file, ids in self.may.items():
            if (there := held.pop(str(file), "")) not in ids:
                self.wrong.append(
                    f"after {name} killed at {point}: {file.name} is {there or 'missing'}, not {ids}"
                )
            self.may[file] = {there}
        self.wrong += [
            f"after {name} killed at {point}: {line}" for line in (*told["wrong"], *held)
        ]


OPERATIONS = ("add", "remove", "rebuild", "revector")


def operate(folder: Path, name: str, line: str, asked: list[str]) -> None:
    """What the process that is killed does; it says what is done as soon as it is."""
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
    """Kill this process when it comes to a line of ours for so manyth time ("file:line:times"), or count them all."""
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


def look(folder: Path) -> None:
    """What is in an index: its documents, and what is wrong with their passages."""
    with Index.open(folder) as index:
        wrong = index.verify()
        documents = index.documents()
        wrong += [
            f"{d.title} has {d.passages} passages" for d in documents if d.passages != PASSAGES
        ]
        wrong += [f"{d.title} is led by {d.led_by}" for d in documents if d.led_by]
        ids = {f"{document.id}-{number}" for document in documents for number in range(PASSAGES)}
        found = Counter(passage.id for passage in index.search("工作", limit=2 * len(ids) + 9))
        wrong += [f"{passage} is not found" for passage in ids - found.keys()]
        wrong += [
            f"{passage} is found {count} times" for passage, count in found.items() if count > 1
        ]
        wrong += [f"{passage} is found, but there is none" for passage in found.keys() - ids]
        held = {document.file: document.id for document in documents}
        print(json.dumps({"documents": held, "wrong": wrong, "notices": index.notices}))


# -- crowd


def crowd(seconds: float) -> bool:
    """4 processes search and 2 write for so long."""
    context = get_context("spawn")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "live").mkdir()
        told: Any = context.Queue()
        ready: Any = context.Barrier(6)
        roles: list[tuple[Callable[..., None], int]] = [(writes, n) for n in range(2)] + [
            (reads, n) for n in range(4)
        ]
        members = [
            context.Process(target=role, args=(folder, number, seconds, ready, told))
            for role, number in roles
        ]
        for member in members:
            member.start()
        said = [told.get(timeout=seconds + 120) for _ in members]
        for member in members:
            member.join()
        look_at = subprocess.run(
            [sys.executable, __file__, "look", str(folder / "index")],
            capture_output=True,
            text=True,
        )
    wrong = [line for report in said for line in report["wrong"]]
    wrong += json.loads(look_at.stdout)["wrong"] if not look_at.returncode else [look_at.stderr]
    times: dict[str, list[float]] = {}
    for report in said:
        for name, some in report["times"].items():
            times.setdefault(name, []).extend(some)
    longest = max(max(some) for some in times.values())
    print(
        f"{sum(map(len, times.values()))} operations of 6 processes in {seconds:g} s, {len(wrong)} errors"
    )
    for name, some in sorted(times.items()):
        some.sort()
        print(
            f"  {len(some):6} {name:15} median {some[len(some) // 2]:6.3f} s, longest {some[-1]:6.3f} s"
        )
    for line in wrong[:20]:
        print(f"WRONG {line}")
    return not wrong and longest <= LONGEST


class Times:
    """How long what took, and what went wrong, to be told at the end."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.wrong: list[str] = []

    def take(self, name: str, act: Callable[[], Any]) -> Any:
        """Do something, timed; an error is noted."""
        begun = time.monotonic()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            self.wrong.append(f"{name}: {type(error).__name__}: {error}")
        finally:
            self.times.setdefault(name, []).append(time.monotonic() - begun)


def writes(folder: Path, number: int, seconds: float, ready: Any, told: Any) -> None:
    """Add, replace and remove documents of one's own, and rebuild now and then."""
    active_index.SMALL = SMALL
    import chromadb  # noqa: F401

    chance, record, version = random.Random(number), Times(), 0
    library = folder / f"library-{number}"
    library.mkdir()
    ready.wait()
    until = time.time() + seconds
    with Index.open(folder / "index") as index:
        while time.time() < until:
            version += 1
            file = library / f"{number}-{chance.randrange(20)}号单位.txt"
            mark = folder / "live" / file.stem
            mark.unlink(missing_ok=True)  # from now on it may be missing
            if file.exists() and chance.random() < 0.3:
                record.take("remove", lambda file=file: index.remove(str(file)))
                file.unlink()
            elif chance.random() < 0.03:
                record.take("rebuild", lambda: list(index.rebuild()))
            else:
                name = "replace" if file.exists() else "add"
                said = write(file, version)
                record.take(name, lambda file=file: list(index.add([file])))
                fresh = folder / f"{file.stem}.new"
                fresh.write_text(f"{identity(file)}\n{chance.choice(said)}", encoding="utf-8")
                fresh.rename(mark)  # from now on it has to be found
    told.put({"times": record.times, "wrong": record.wrong})


def reads(folder: Path, number: int, seconds: float, ready: Any, told: Any) -> None:
    """Search for what is there, with a new `Index` now and then."""
    active_index.SMALL = SMALL
    import chromadb  # noqa: F401 - so that what is loaded once is not taken for waiting

    chance, record = random.Random(100 + number), Times()
    ready.wait()
    until = time.time() + seconds
    while time.time() < until:
        used = False
        with Index.open(folder / "index") as index:
            for _ in range(40):
                if time.time() >= until:
                    break
                for mark in _chosen(folder / "live", chance):
                    before = _content(mark)
                    if not before:
                        continue
                    document, text = before.split("\n")
                    start = chance.randrange(len(text) - 30)
                    name, text = "search" if used else "open and search", text[start : start + 30]
                    found = record.take(name, lambda text=text: index.search(text, limit=3)) or []
                    used = True
                    if (
                        document not in {passage.id.rpartition("-")[0] for passage in found}
                        and _content(mark) == before
                    ):
                        record.wrong.append(f"search: {document} is not found by {text}")
    told.put({"times": record.times, "wrong": record.wrong})


def _chosen(live: Path, chance: random.Random) -> Iterator[Path]:
    there = sorted(live.iterdir())
    if there:
        yield chance.choice(there)
    else:
        time.sleep(0.05)


def _content(mark: Path) -> str:
    try:
        return mark.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def main() -> int:
    """Run what the command line asks for."""
    if sys.argv[1:2] == ["operate"]:
        active_index.SMALL = SMALL
        operate(Path(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:])
        return 0
    if sys.argv[1:2] == ["look"]:
        active_index.SMALL = SMALL
        look(Path(sys.argv[2]))
        return 0
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["kills", "crowd"])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    good = kills(asked.times, asked.seed) if asked.what == "kills" else crowd(asked.seconds)
    print("nothing lost" if good else "NOT AS IT SHOULD BE")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
