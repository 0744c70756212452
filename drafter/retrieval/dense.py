"""The vector index: a Chroma collection a shelf, embedded in this process.

A collection each because a filter on metadata makes a query twenty times as slow as no filter. Adding goes through
LangChain's Chroma; searching asks the collection itself, because importing langchain_chroma takes another second.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from langchain_core.embeddings import Embeddings

if TYPE_CHECKING:
    from langchain_chroma import Chroma

SHELVES = ("report", "policy")
_SPACE: Any = {"hnsw": {"space": "cosine", "ef_search": 200}}  # the space of a collection cannot be changed later
_ANY: Any = [[1.0, *(0.0 for _ in range(383))]]
_BATCH = 1000  # Chroma takes 5461 at most


class Dense:
    """The vectors of all passages; raises chromadb's errors where the folder cannot be read."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        try:
            self._client: Any = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        except Exception:
            SharedSystemClient.clear_system_cache()  # else the half-made client is what the next attempt is given
            raise
        self._collections = {
            shelf: self._client.get_or_create_collection(shelf, embedding_function=None, configuration=_SPACE)
            for shelf in SHELVES
        }
        self._stores: dict[str, Chroma] = {}

    def close(self) -> None:
        """Let go of the files: a client kept open would not see what other processes write."""
        self._client.close()

    def whole(self, counts: Mapping[str, int]) -> bool:
        """Whether each shelf holds as many passages as it should; raises chromadb's errors if it answers no query."""
        for shelf, collection in self._collections.items():
            if collection.count() != counts.get(shelf, 0):
                return False
            if counts.get(shelf, 0):  # the graph on disk is read at the first query, not before
                collection.query(query_embeddings=_ANY, n_results=1, include=[])
        return True

    def add(self, shelf: str, ids: Sequence[str], texts: Sequence[str]) -> None:
        """Add or overwrite passages; their vectors come from the embeddings given."""
        for at in range(0, len(ids), _BATCH):
            self._store(shelf).add_texts(texts[at : at + _BATCH], ids=list(ids[at : at + _BATCH]))

    def remove(self, ids: Sequence[str]) -> None:
        """Delete passages, wherever they are; unknown ids are no error."""
        for at in range(0, len(ids), _BATCH):
            for collection in self._collections.values():
                collection.delete(ids=list(ids[at : at + _BATCH]))

    def search(self, query: str, *, limit: int, shelf: str | None) -> list[str]:
        """Ids of the nearest passages, nearest first."""
        vector: Any = [self._embeddings.embed_query(query)]
        near: list[tuple[float, str]] = []
        for name, collection in self._collections.items():
            if shelf in (None, name):
                found = collection.query(query_embeddings=vector, n_results=limit, include=["distances"])
                distances = found["distances"]
                assert distances is not None, "asked for"
                near += zip(distances[0], found["ids"][0], strict=True)
        return [identity for _, identity in sorted(near)[:limit]]

    def _store(self, shelf: str) -> "Chroma":
        from langchain_chroma import Chroma

        if shelf not in self._stores:
            self._stores[shelf] = Chroma(shelf, self._embeddings, client=self._client, collection_configuration=_SPACE)
        return self._stores[shelf]
