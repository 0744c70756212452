"""Four processes that search an index and two that write it, all at once."""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from soak_index import SOAK, identity, keep_small, write

from drafter.retrieval.index import Index

LENGTH = 30  # characters of a question


def crowd(seconds: float) -> bool:
    """Let them work for so long; whether nothing was lost. How long each waited is told."""
    context = get_context("spawn")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "live").mkdir()
        queue: Any = context.Queue()
        ready: Any = context.Barrier(6)
        roles = [(writes, number) for number in range(2)]
        roles += [(reads, number) for number in range(4)]
        members = [
            context.Process(target=role, args=(folder, number, seconds, ready, queue))
            for role, number in roles
        ]
        for member in members:
            member.start()
        records = [queue.get(timeout=seconds + 120) for _ in members]
        for member in members:
            member.join()
        command = [sys.executable, SOAK, "look", str(folder / "index")]
        seen = subprocess.run(command, capture_output=True, text=True, check=False)
    wrong = [seen.stderr] if seen.returncode else json.loads(seen.stdout)["wrong"]
    times: dict[str, list[float]] = {}
    for record in records:
        wrong += record["wrong"]
        for name, taken in record["times"].items():
            times.setdefault(name, []).extend(taken)
    _tell(times, wrong, seconds)
    return not wrong


def _tell(times: dict[str, list[float]], wrong: list[str], seconds: float) -> None:
    operations = sum(map(len, times.values()))
    print(f"{operations} operations of 6 processes in {seconds:g} s, {len(wrong)} errors")
    for name, taken in sorted(times.items()):
        taken.sort()
        median, longest = taken[len(taken) // 2], taken[-1]
        print(f"  {len(taken):6} {name:15} median {median:6.3f} s, longest {longest:6.3f} s")
    for line in wrong[:20]:
        print(f"WRONG {line}")


class Record:
    """How long each operation took, and what went wrong."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.wrong: list[str] = []

    def take(self, name: str, act: Callable[[], Any]) -> Any:
        """Do something, timed; an error is noted."""
        begun = time.monotonic()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is noted
            self.wrong.append(f"{name}: {type(error).__name__}: {error}")
        finally:
            self.times.setdefault(name, []).append(time.monotonic() - begun)

    def put(self, queue: Any) -> None:
        queue.put({"times": self.times, "wrong": self.wrong})


def writes(folder: Path, number: int, seconds: float, ready: Any, queue: Any) -> None:
    """Add, replace and remove documents of one's own, and rebuild now and then."""
    keep_small()
    import chromadb  # noqa: F401

    chance, record, version = random.Random(number), Record(), 0
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
                paragraphs = write(file, version)
                record.take(name, lambda file=file: list(index.add([file])))
                fresh = folder / f"{file.stem}.new"
                text = f"{identity(file)}\n{chance.choice(paragraphs)}"
                fresh.write_text(text, encoding="utf-8")
                fresh.rename(mark)  # from now on it has to be found
    record.put(queue)


def reads(folder: Path, number: int, seconds: float, ready: Any, queue: Any) -> None:
    """Search for what is there, with a new `Index` now and then."""
    keep_small()
    import chromadb  # noqa: F401 - so that what is loaded once is not taken for waiting

    chance, record = random.Random(100 + number), Record()
    ready.wait()
    until = time.time() + seconds
    while time.time() < until:
        name = "open and search"
        with Index.open(folder / "index") as index:
            for mark in _chosen(folder / "live", chance, until):
                if _asked(index, name, mark, chance, record):
                    name = "search"
    record.put(queue)


def _chosen(live: Path, chance: random.Random, until: float) -> Iterator[Path]:
    """Forty documents at most that are there, or were a moment ago."""
    for _ in range(40):
        if time.time() >= until:
            return
        there = sorted(live.iterdir())
        if there:
            yield chance.choice(there)
        else:
            time.sleep(0.05)


def _asked(index: Index, name: str, mark: Path, chance: random.Random, record: Record) -> bool:
    """Ask for some characters of a document; whether it was there to be asked for."""
    before = _content(mark)
    if not before:
        return False
    document, text = before.split("\n")
    start = chance.randrange(len(text) - LENGTH)
    question = text[start : start + LENGTH]
    passages = record.take(name, lambda: index.search(question, limit=3)) or []
    ids = {passage.id.rpartition("-")[0] for passage in passages}
    if document not in ids and _content(mark) == before:
        record.wrong.append(f"search: {document} is not found by {question}")
    return True


def _content(mark: Path) -> str:
    try:
        return mark.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
