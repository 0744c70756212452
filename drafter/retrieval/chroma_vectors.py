"""Vectors in Chroma: its files in the snapshot's folder, or a server (`chroma run`).

Each shelf has a collection: a filter on metadata makes a query twenty times as slow as no filter.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np

from drafter.errors import IndexUnreachable
from drafter.messages import t
from drafter.retrieval.manifest import SHELVES, Manifest
from drafter.retrieval.words import Scored, WordIndex

SERVER_SECONDS = 30.0  # for one request
_GRAPH = {"space": "cosine", "ef_construction": 100, "max_neighbors": 24}
_LARGE = 20_000  # from here on a wider search is needed to find 99 % of what exact search finds
_BATCH = 1000  # rows at once; Chroma takes 5461 at most
_ON_DISK = 20_000  # rows after which Chroma writes its whole graph again

_T = TypeVar("_T")


class ChromaStore:
    """Implements vector_store.VectorStore with Chroma's files, or with a Chroma server.

    address  URL of the server; "" for files in the snapshot's folder
    owner    tells the indexes on one server apart
    """

    def __init__(self, address: str = "", owner: str = "") -> None:
        self.address = address
        self._owner = owner

    def build(
        self,
        place: Path,
        number: int,
        counts: Mapping[str, int],
        rows: Iterable[tuple[str, str, np.ndarray]],
    ) -> Iterator[None]:
        """Fill new collections with (id, shelf, vector), yielding after each batch.

        counts  how many rows of each shelf there are about to be: the graph is best written to disk
                right after the last
        """
        with closing(self._collections(place, number)) as collections:
            yield from collections.build(counts, rows)

    def open(self, place: Path, manifest: Manifest, passages: WordIndex) -> "Collections":
        """Open the collections. Raises ValueError or OSError where they are not whole."""
        collections = self._collections(place, manifest.number)
        try:
            collections.open(manifest)
        except BaseException:
            collections.close()
            raise
        return collections

    def clear(self, folder: Path, needed: Collection[int]) -> None:
        """Delete the collections on the server of all snapshots of this index but those needed."""
        if not self.address:
            return
        with closing(self._collections(folder, 0)) as collections:
            collections.drop(collections.numbers() - set(needed))

    def _collections(self, place: Path, number: int) -> "Collections":
        return Collections(place, number, self.address, self._owner)


class Collections:
    """The Chroma collections of one snapshot; implements vector_store.Vectors."""

    def __init__(self, place: Path, number: int, address: str, owner: str) -> None:
        """Open the client of `place`, or of a server, where names begin with the index's own."""
        self._number = number
        self._address = address
        self._owner = f"{owner}-" if address else ""
        self._collections: dict[str, Any] = {}
        self._client = self._asked(partial(_client, place / "vectors", address))

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def build(
        self, counts: Mapping[str, int], rows: Iterable[tuple[str, str, np.ndarray]]
    ) -> Iterator[None]:
        """See `ChromaStore.build`."""
        self.drop([self._number])
        batches = {shelf: self._create(shelf, counts.get(shelf, 0)) for shelf in SHELVES}
        waiting: dict[str, list[tuple[str, np.ndarray]]] = {shelf: [] for shelf in SHELVES}
        for identity, shelf, vector in rows:
            waiting[shelf].append((identity, vector))
            if len(waiting[shelf]) == batches[shelf]:
                self._flush(shelf, waiting)
                yield
        for shelf in SHELVES:
            self._flush(shelf, waiting)

    def _create(self, shelf: str, count: int) -> int:
        """Make the collection of a shelf with about so many rows; how many to add at once."""
        batch, threshold = _steps(count)
        graph = {
            **_GRAPH,
            "ef_search": 100 if count < _LARGE else 200,
            "batch_size": batch,
            "sync_threshold": threshold,
        }
        create = partial(self._client.create_collection, self._name(shelf), embedding_function=None)
        self._collections[shelf] = self._asked(partial(create, configuration={"hnsw": graph}))
        return batch

    def _flush(self, shelf: str, waiting: dict[str, list[tuple[str, np.ndarray]]]) -> None:
        batch, waiting[shelf] = waiting[shelf], []
        if batch:
            ids, vectors = [identity for identity, _ in batch], [vector for _, vector in batch]
            self._asked(partial(self._collections[shelf].add, ids, np.stack(vectors)))

    def open(self, manifest: Manifest) -> None:
        """Get the collections ready. Raises ValueError or OSError where they are not whole.

        Each is asked once with any vector: Chroma reads the graph on disk at the first query only.
        """
        sample = np.full(manifest.dimension, manifest.dimension**-0.5, dtype=np.float32)
        for shelf in SHELVES:
            get = partial(self._client.get_collection, self._name(shelf), embedding_function=None)
            collection, expected = self._asked(get), manifest.counts.get(shelf, 0)
            if (count := self._asked(collection.count)) != expected:
                raise ValueError(f"{count} of {expected} vectors in {shelf}")
            self._collections[shelf] = collection
            if expected and not self.search(sample, 1, shelf):
                raise ValueError(f"{shelf} answers nothing")

    def search(self, vector: np.ndarray, limit: int, shelf: str) -> Scored:
        """(cosine distance, id) of the nearest passages, nearest first."""
        near: Scored = []
        for name, collection in self._collections.items():
            if shelf in ("", name):
                ask = partial(
                    collection.query,
                    query_embeddings=[vector],
                    n_results=limit,
                    include=["distances"],
                )
                answer = self._asked(ask)
                near += zip(answer["distances"][0], answer["ids"][0], strict=True)
        return sorted(near)[:limit]

    def ids(self) -> set[str]:
        """The ids of all passages they hold."""
        ids: set[str] = set()
        for collection in self._collections.values():
            ids.update(self._asked(partial(collection.get, include=[]))["ids"])
        return ids

    def drop(self, numbers: Iterable[int]) -> None:
        """Delete the collections of these snapshots, where there are any."""
        unwanted = {self._name(shelf, number) for shelf in SHELVES for number in numbers}
        for name in unwanted & self._names():
            self._asked(partial(self._client.delete_collection, name))

    def numbers(self) -> set[int]:
        """Of which snapshots of this index there are collections."""
        pattern = re.compile(rf"{re.escape(self._owner)}(?:{'|'.join(SHELVES)})-(\d+)")
        return {int(match[1]) for match in map(pattern.fullmatch, self._names()) if match}

    def _names(self) -> set[str]:
        return {collection.name for collection in self._asked(self._client.list_collections)}

    def _name(self, shelf: str, number: int | None = None) -> str:
        return f"{self._owner}{shelf}-{self._number if number is None else number}"

    def _asked(self, call: Callable[[], _T]) -> _T:
        """What the client answers.

        Raises IndexUnreachable where a server does not answer, or not now; ValueError, and what
        Chroma raises besides its own errors, where the vectors are damaged.
        """
        from chromadb.errors import ChromaError, NotFoundError

        try:
            return call()
        except Exception as error:
            # of a server chromadb raises what httpx does, and bare Exception with what it said
            if self._address and not isinstance(error, NotFoundError):
                reason = " ".join(f"{error}".split())[:200]
                raise IndexUnreachable(
                    t("index.server", url=self._address, reason=reason)
                ) from error
            if isinstance(error, ChromaError):
                raise ValueError(f"{error}") from error
            raise


def _steps(count: int) -> tuple[int, int]:
    """(rows to add at once, rows after which Chroma writes its graph), for `count` rows in all.

    The last writing comes near the last row: whoever opens the files puts what came after it into
    the graph again, which is less than 1 % of `count`.
    """
    writings = -(-count // _ON_DISK) or 1
    adds = -(-count // (writings * _BATCH)) or 1
    batch = max(2, count // (writings * adds))
    return batch, batch * adds


def _client(folder: Path, address: str) -> Any:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    try:
        if not address:
            return chromadb.PersistentClient(str(folder), settings)
        url = urlsplit(address)
        secure = url.scheme == "https"
        client: Any = chromadb.HttpClient(
            url.hostname or "", url.port or (443 if secure else 8000), ssl=secure, settings=settings
        )
        client._server._session.timeout = SERVER_SECONDS  # it has none of its own
    except BaseException:
        SharedSystemClient.clear_system_cache()  # else the next attempt gets the half-made client
        raise
    return client
