"""A finished index of many passages, made aside, verified and never changed: Chroma for meaning, BM25 for words.

`snapshot-7/` holds both and a manifest, which is written last. Readers keep the one they have while the next is made.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import rmtree

import numpy as np

from drafter.retrieval.vectors import BROKEN, SHELVES, Vectors
from drafter.retrieval.words import WordIndex

DAMAGED = (*BROKEN, KeyError, EOFError)  # what opening and asking a damaged snapshot raises
_KNOWN = 20  # passages that a new snapshot is asked for
_SAME = 1e-3  # cosine distance of equal vectors, with Chroma's rounding

Row = tuple[str, str, str, np.ndarray]  # id, shelf, text, vector


class Snapshot:
    """An opened snapshot.

    counts  shelf → passages
    """

    def __init__(self, number: int, counts: Mapping[str, int], words: WordIndex, vectors: Vectors) -> None:
        self.number = number
        self.counts = counts
        self.words = words
        self.vectors = vectors

    @classmethod
    def open(cls, folder: Path, number: int) -> "Snapshot":
        """Open snapshot `number` of the index in `folder`. Raises one of DAMAGED where it is not whole."""
        place = place_of(folder, number)
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        counts = {shelf: int(manifest["counts"][shelf]) for shelf in SHELVES}
        words = WordIndex.load(place / "words")
        if words.size != sum(counts.values()):
            raise ValueError(f"{words.size} of {sum(counts.values())} passages among the words")
        vectors = Vectors(place / "vectors", number)
        try:
            vectors.open(counts, np.full(manifest["dimension"], manifest["dimension"] ** -0.5, dtype=np.float32))
        except BaseException:
            vectors.close()
            raise
        return cls(number, counts, words, vectors)

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()

    def size(self, shelf: str) -> int:
        """How many passages it has; "" is both shelves."""
        return self.counts[shelf] if shelf else sum(self.counts.values())


def place_of(folder: Path, number: int) -> Path:
    """Where a snapshot lies."""
    return folder / f"snapshot-{number}"


def build(folder: Path, number: int, rows: Sequence[Row]) -> Iterator[int]:
    """Make a snapshot of `rows` (one at least) and prove it, yielding how many are done.

    Raises one of DAMAGED where what was made does not hold or does not find what it should.
    """
    place = place_of(folder, number)
    rmtree(place, ignore_errors=True)
    place.mkdir()
    WordIndex.build(place / "words", ((identity, shelf, text) for identity, shelf, text, _ in rows))
    vectors = Vectors(place / "vectors", number)
    try:
        yield from vectors.build((identity, shelf, vector) for identity, shelf, _, vector in rows)
    finally:
        vectors.close()
    counts = {shelf: sum(row[1] == shelf for row in rows) for shelf in SHELVES}
    manifest = {"counts": counts, "dimension": len(rows[0][3])}
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    made = Snapshot.open(folder, number)
    try:
        _prove(made, rows)
    finally:
        made.close()


def _prove(made: Snapshot, rows: Sequence[Row]) -> None:
    """Ask for some passages by their own vectors."""
    for identity, shelf, _, vector in rows[:: max(1, len(rows) // _KNOWN)]:
        found = made.vectors.search(vector, 1, shelf)
        if not found or (found[0][1] != identity and found[0][0] > _SAME):
            raise ValueError(f"{identity} is not found by its own vector")
