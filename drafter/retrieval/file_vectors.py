"""Vectors of some thousands of passages in one file: each question looks at every one of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from drafter.retrieval.manifest import SHELVES, Manifest
from drafter.retrieval.words import Scored, WordIndex

_FILE = "vectors.npy"


class FileStore:
    """Implements vector_store.VectorStore; the file lies in the snapshot's folder."""

    address = ""

    def build(
        self,
        place: Path,
        number: int,
        counts: Mapping[str, int],
        rows: Iterable[tuple[str, str, np.ndarray]],
    ) -> Iterator[None]:
        """Keep the vectors in the order of the rows."""
        np.save(place / _FILE, np.stack([vector for _, _, vector in rows]))
        yield

    def open(self, place: Path, manifest: Manifest, passages: WordIndex) -> "FileVectors":
        """Open the file. Raises OSError or ValueError where it is not whole."""
        return FileVectors(place / _FILE, passages)

    def clear(self, folder: Path, needed: Collection[int]) -> None:
        """Do nothing: the files are deleted with their folders."""


class FileVectors:
    """Implements vector_store.Vectors."""

    def __init__(self, file: Path, passages: WordIndex) -> None:
        self._rows = np.load(file, mmap_mode="r").view(np.ndarray)
        if self._rows.shape[:1] != (len(passages.own),) or self._rows.ndim != 2:
            raise ValueError(f"{self._rows.shape} vectors of {len(passages.own)} passages")
        self._ids = passages.own
        self._shelves = passages.shelves

    def search(self, vector: np.ndarray, limit: int, shelf: str) -> Scored:
        """(cosine distance, id) of the nearest passages, nearest first."""
        distances = 1 - self._rows @ vector
        if shelf:
            distances[self._shelves != SHELVES.index(shelf)] = np.inf
        best = np.arange(len(distances))
        if limit < len(distances):
            best = np.argpartition(distances, limit - 1)[:limit]
        near = ((float(distances[at]), self._ids[at].decode()) for at in best)
        return sorted(pair for pair in near if pair[0] < np.inf)

    def ids(self) -> set[str]:
        """The ids of all passages it holds."""
        return set(map(bytes.decode, self._ids.tolist()))

    def close(self) -> None:
        """Let go of the file."""
        del self._rows
