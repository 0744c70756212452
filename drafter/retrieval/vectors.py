"""Nearest vectors: Chroma collections, one a shelf, of a snapshot that never changes once it is made.

A collection each because a filter on metadata makes a query twenty times as slow as no filter.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError

from drafter.retrieval.words import Scored

SHELVES = ("report", "policy")
BROKEN = (ChromaError, ValueError, OSError, RuntimeError)  # what opening and asking damaged collections raises
_SPACE: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200, "max_neighbors": 24}}
_BATCH = 1000  # Chroma takes 5461 at most


class Vectors:
    """The collections of one snapshot, in a folder of their own."""

    def __init__(self, folder: Path, number: int) -> None:
        self._number = number
        try:
            self._client: Any = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        except BaseException:
            SharedSystemClient.clear_system_cache()  # else the half-made client is what the next attempt is given
            raise
        self._collections: dict[str, Any] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def build(self, rows: Iterable[tuple[str, str, np.ndarray]]) -> Iterable[int]:
        """Fill new collections with (id, shelf, vector), yielding how many are done."""
        self.drop()
        for shelf in SHELVES:
            self._collections[shelf] = self._client.create_collection(
                self._name(shelf), embedding_function=None, configuration=_SPACE
            )
        waiting: dict[str, list[tuple[str, np.ndarray]]] = {shelf: [] for shelf in SHELVES}
        done = 0
        for identity, shelf, vector in rows:
            waiting[shelf].append((identity, vector))
            if len(waiting[shelf]) == _BATCH:
                done += self._flush(shelf, waiting)
                yield done
        for shelf in SHELVES:
            done += self._flush(shelf, waiting)
        yield done

    def _flush(self, shelf: str, waiting: dict[str, list[tuple[str, np.ndarray]]]) -> int:
        batch, waiting[shelf] = waiting[shelf], []
        if batch:
            self._collections[shelf].add([identity for identity, _ in batch], np.stack([v for _, v in batch]))
        return len(batch)

    def open(self, counts: Mapping[str, int], sample: np.ndarray) -> None:
        """Get the collections ready. Raises ValueError, or chromadb's errors, where they do not hold what they should.

        sample  any vector: the graph on disk is read at the first query, not before
        """
        for shelf in SHELVES:
            collection = self._client.get_collection(self._name(shelf), embedding_function=None)
            if collection.count() != counts.get(shelf, 0):
                raise ValueError(f"{collection.count()} of {counts.get(shelf, 0)} vectors in {shelf}")
            self._collections[shelf] = collection
            if counts.get(shelf, 0) and not self.search(sample, 1, shelf):
                raise ValueError(f"{shelf} answers nothing")

    def search(self, vector: np.ndarray, limit: int, shelf: str) -> Scored:
        """(cosine distance, id) of the nearest passages, nearest first."""
        near: Scored = []
        for name, collection in self._collections.items():
            if shelf in ("", name):
                found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
                near += zip(found["distances"][0], found["ids"][0], strict=True)
        return sorted(near)[:limit]

    def ids(self) -> set[str]:
        """All that it holds."""
        return {identity for collection in self._collections.values() for identity in collection.get(include=[])["ids"]}

    def drop(self) -> None:
        """Delete the collections, where there are any."""
        there = {collection.name for collection in self._client.list_collections()}
        for shelf in SHELVES:
            if self._name(shelf) in there:
                self._client.delete_collection(self._name(shelf))

    def _name(self, shelf: str) -> str:
        return f"{shelf}-{self._number}"
