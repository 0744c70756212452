"""A finished index of many passages: their vectors and their words.

It is made aside, proved and never changed. `snapshot-7/` holds both parts (vectors may be on a
server) and a manifest, which is written last. A snapshot may stand on another, and then holds only
what came after it. Readers keep the one they have open while the next is made.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain as joined
from pathlib import Path
from shutil import rmtree

import numpy as np

from drafter.retrieval.file_vectors import FileStore
from drafter.retrieval.manifest import (
    SHELVES,
    Manifest,
    place_of,
    prove_sums,
    read_manifest,
    sums_of,
    write_manifest,
)
from drafter.retrieval.vector_store import Vectors, VectorStore, store_for, store_of
from drafter.retrieval.word_index_builder import Inverter
from drafter.retrieval.words import Scored, WordIndex
from drafter.system import to_disk

_KNOWN = 20  # passages that a new snapshot is asked for
_SAME = 1e-3  # cosine distance of equal vectors, with Chroma's rounding


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as a snapshot takes it; text is what its words are counted in."""

    id: str
    shelf: str
    text: str
    vector: np.ndarray


class Snapshot:
    """An opened snapshot, and the one it stands on."""

    def __init__(
        self, manifest: Manifest, words: WordIndex, vectors: Vectors, base: "Snapshot | None"
    ) -> None:
        self.manifest = manifest
        self.base = base
        self._words = words
        self._vectors = vectors

    @classmethod
    def open(
        cls, folder: Path, number: int, store: VectorStore, held: "Snapshot | None" = None
    ) -> "Snapshot":
        """Open a snapshot of the index in `folder`. Raises one of DAMAGED if it is not whole.

        held  one that is open already: what both stand on is not opened twice
        """
        manifest = read_manifest(folder, number)
        opened = (level for level in chain(held) if level.manifest.number == manifest.base)
        base = next(opened, None)
        if manifest.base and base is None:
            base = cls.open(folder, manifest.base, store, held)
        try:
            return cls(manifest, *_parts(place_of(folder, number), manifest, store, base), base)
        except BaseException:
            if base is not None:
                base.close(but=held)
            raise

    def close(self, but: "Snapshot | None" = None) -> None:
        """Let go of the files, except of those that `but` needs."""
        needed = list(chain(but))
        for level in chain(self):
            if level not in needed:
                level._vectors.close()

    @property
    def words(self) -> WordIndex:
        """Its words and those of what it stands on."""
        return self._words

    def size(self, shelf: str) -> int:
        """How many passages it has; "" is both shelves."""
        levels = [level.manifest for level in chain(self)]
        return sum(level.counts[shelf] if shelf else level.size for level in levels)

    def near(self, vector: np.ndarray, limit: int, shelf: str) -> Scored:
        """(cosine distance, id) of the nearest, nearest first."""
        near = (level._vectors.search(vector, limit, shelf) for level in chain(self))
        return sorted(joined.from_iterable(near))[:limit]

    def speaking(self, asked: Iterable[str], limit: int, shelf: str) -> Scored:
        """(score, id) of those that share most words with the question, best first."""
        return self._words.search(list(asked), limit, shelf)

    def ids(self) -> set[str]:
        """All that can be reached both ways."""
        near: set[str] = set().union(*(level._vectors.ids() for level in chain(self)))
        return near & self._words.ids()


def _parts(
    place: Path, manifest: Manifest, store: VectorStore, base: Snapshot | None
) -> tuple[WordIndex, Vectors]:
    """Its own words and vectors, opened."""
    prove_sums(place, manifest)
    store = store_of(manifest, store)
    words = WordIndex(place / "words", base.words if base else None)
    if len(words.own) != manifest.size:
        raise ValueError(f"{len(words.own)} of {manifest.size} passages among the words")
    return words, store.open(place, manifest, words)


def chain(snapshot: Snapshot | None) -> Iterator[Snapshot]:
    """Yield a snapshot and all it stands on."""
    while snapshot is not None:
        yield snapshot
        snapshot = snapshot.base


def build(
    folder: Path,
    rows: Iterable[Row],
    *,
    number: int,
    covered: int,
    counts: Mapping[str, int],
    base: Snapshot | None,
    store: VectorStore,
) -> Iterator[int]:
    """Make a snapshot of `rows` (one at least) and prove it, yielding how many are done.

    counts  how many rows of each shelf there will be, as far as is known
    store   where the vectors go, unless they are few
    Raises one of DAMAGED where what was made is not whole or does not find what it should.
    """
    place = place_of(folder, number)
    rmtree(place, ignore_errors=True)
    place.mkdir()
    about = sum(counts.values())
    inverter = Inverter(place / "words", base.words if base else None)
    known: list[Row] = []
    done = dict.fromkeys(SHELVES, 0)

    def taken() -> Iterator[tuple[str, str, np.ndarray]]:
        for at, row in enumerate(rows):
            inverter.add(row.id, row.shelf, row.text)
            done[row.shelf] += 1
            if at % max(1, about // _KNOWN) == 0:
                known.append(row)
            yield row.id, row.shelf, row.vector

    used = store_for(about, store, on_another=base is not None)
    for _ in used.build(place, number, counts, taken()):
        yield len(inverter)
    yield len(inverter)
    inverter.finish()
    manifest = Manifest(
        number, covered, base.manifest.number if base else 0, done, len(known[0].vector),
        server=used.address, exact=isinstance(used, FileStore), sums=sums_of(place),
    )  # fmt: skip
    write_manifest(folder, manifest)
    to_disk(place)
    made = Snapshot.open(folder, number, store, base)
    try:
        _prove(made, known)
    finally:
        made.close(but=base)


def _prove(made: Snapshot, known: Iterable[Row]) -> None:
    """Ask for some passages by their own vectors."""
    for row in known:
        near = made.near(row.vector, 1, row.shelf)
        if not near or (near[0][1] != row.id and near[0][0] > _SAME):
            raise ValueError(f"{row.id} is not found by its own vector")
