"""Nearest vectors of one snapshot: in Chroma collections, one a shelf, or for a few thousand by looking at each.

Chroma keeps its files in the snapshot's folder, or is asked over HTTP (`chroma run`). A collection a shelf because a
filter on metadata makes a query twenty times as slow as no filter. What is built never changes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np

from drafter.errors import IndexUnreachable
from drafter.messages import t
from drafter.retrieval.manifest import SHELVES, Server
from drafter.retrieval.words import Scored

SERVER_SECONDS = 30.0  # for one request
_GRAPH = {"space": "cosine", "ef_construction": 100, "max_neighbors": 24}
_LARGE = 20_000  # from here on a wider search is needed to find 99 % of what exact search finds
_BATCH = 1000  # rows at once; Chroma takes 5461 at most
_ON_DISK = 20_000  # rows after which Chroma writes its whole graph again

_T = TypeVar("_T")


class Exact:
    """Vectors in one file, each looked at by every question: the quickest way for some thousands."""

    def __init__(self, place: Path, ids: np.ndarray, shelves: np.ndarray) -> None:
        """Open the file of `build`; ids and shelves as a `WordIndex` has them.

        Raises OSError and ValueError where it does not hold what it should.
        """
        self._rows = np.load(place / "vectors.npy", mmap_mode="r").view(np.ndarray)
        if self._rows.shape[:1] != (len(ids),) or self._rows.ndim != 2:
            raise ValueError(f"{self._rows.shape} vectors of {len(ids)} passages")
        self._ids = ids
        self._shelves = shelves

    @classmethod
    def build(cls, place: Path, rows: Iterable[np.ndarray]) -> None:
        """Keep vectors in their order."""
        np.save(place / "vectors.npy", np.stack(list(rows)))

    def search(self, vector: np.ndarray, limit: int, shelf: str) -> Scored:
        """(cosine distance, id) of the nearest passages, nearest first."""
        distances = 1 - self._rows @ vector
        if shelf:
            distances[self._shelves != SHELVES.index(shelf)] = np.inf
        best = (
            np.argpartition(distances, limit - 1)[:limit]
            if limit < len(distances)
            else np.arange(len(distances))
        )
        return sorted(
            (float(distances[at]), self._ids[at].decode()) for at in best if distances[at] < np.inf
        )

    def ids(self) -> set[str]:
        """All that it holds."""
        return set(map(bytes.decode, self._ids.tolist()))

    def close(self) -> None:
        """Let go of the file."""
        del self._rows


class Graph:
    """The Chroma collections of one snapshot."""

    def __init__(self, place: Path, number: int, server: Server) -> None:
        """Open the client: of `place`, or of a server, where names begin with the index they are of."""
        self._number = number
        self._server = server.url
        self._owner = f"{server.owner}-" if server.url else ""
        self._collections: dict[str, Any] = {}
        self._client = self._asked(partial(_client, place / "vectors", server.url))

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def build(
        self, counts: Mapping[str, int], rows: Iterable[tuple[str, str, np.ndarray]]
    ) -> Iterator[None]:
        """Fill new collections with (id, shelf, vector), yielding after each batch.

        counts  how many there are about to be on each shelf: the graph is best written to disk right after the last
        """
        self.drop([self._number])
        waiting: dict[str, list[tuple[str, np.ndarray]]] = {shelf: [] for shelf in SHELVES}
        batches: dict[str, int] = {}
        for shelf in SHELVES:
            batch, threshold = _steps(counts.get(shelf, 0))
            wide = 100 if counts.get(shelf, 0) < _LARGE else 200
            graph = {**_GRAPH, "ef_search": wide, "batch_size": batch, "sync_threshold": threshold}
            batches[shelf] = batch
            new = partial(
                self._client.create_collection, self._name(shelf), embedding_function=None
            )
            self._collections[shelf] = self._asked(partial(new, configuration={"hnsw": graph}))
        for identity, shelf, vector in rows:
            waiting[shelf].append((identity, vector))
            if len(waiting[shelf]) == batches[shelf]:
                self._flush(shelf, waiting)
                yield
        for shelf in SHELVES:
            self._flush(shelf, waiting)

    def _flush(self, shelf: str, waiting: dict[str, list[tuple[str, np.ndarray]]]) -> None:
        batch, waiting[shelf] = waiting[shelf], []
        if batch:
            ids, vectors = (
                [identity for identity, _ in batch],
                np.stack([vector for _, vector in batch]),
            )
            self._asked(partial(self._collections[shelf].add, ids, vectors))

    def open(self, counts: Mapping[str, int], sample: np.ndarray) -> None:
        """Get the collections ready. Raises ValueError, or chromadb's errors, where they do not hold what they should.

        sample  any vector: the graph on disk is read at the first query, not before
        """
        for shelf in SHELVES:
            collection = self._asked(
                partial(self._client.get_collection, self._name(shelf), embedding_function=None)
            )
            if (there := self._asked(collection.count)) != counts.get(shelf, 0):
                raise ValueError(f"{there} of {counts.get(shelf, 0)} vectors in {shelf}")
            self._collections[shelf] = collection
            if counts.get(shelf, 0) and not self.search(sample, 1, shelf):
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
                found = self._asked(ask)
                near += zip(found["distances"][0], found["ids"][0], strict=True)
        return sorted(near)[:limit]

    def ids(self) -> set[str]:
        """All that it holds."""
        held = (
            self._asked(partial(collection.get, include=[]))
            for collection in self._collections.values()
        )
        return {identity for some in held for identity in some["ids"]}

    def drop(self, numbers: Iterable[int]) -> None:
        """Delete the collections of these snapshots, where there are any."""
        unwanted = {self._name(shelf, number) for shelf in SHELVES for number in numbers}
        for name in unwanted & self._names():
            self._asked(partial(self._client.delete_collection, name))

    def numbers(self) -> set[int]:
        """Of which snapshots of this index there are collections."""
        own = (
            name.removeprefix(self._owner) for name in self._names() if name.startswith(self._owner)
        )
        parts = (name.partition("-") for name in own)
        return {
            int(number) for shelf, _, number in parts if shelf in SHELVES and number.isdecimal()
        }

    def _names(self) -> set[str]:
        return {collection.name for collection in self._asked(self._client.list_collections)}

    def _name(self, shelf: str, number: int | None = None) -> str:
        return f"{self._owner}{shelf}-{self._number if number is None else number}"

    def _asked(self, call: Callable[[], _T]) -> _T:
        """What the client answers. Raises IndexUnreachable where a server does not answer, or not now."""
        if not self._server:
            return call()
        from chromadb.errors import NotFoundError

        try:
            return call()
        except NotFoundError:
            raise
        except (
            Exception
        ) as error:  # chromadb raises what httpx does, and bare Exception with what a server said
            raise IndexUnreachable(
                t("index.server", url=self._server, reason=" ".join(f"{error}".split())[:200])
            ) from error


def broken() -> tuple[type[Exception], ...]:
    """What opening and asking damaged vectors raises."""
    from chromadb.errors import ChromaError

    return (ChromaError, ValueError, OSError, RuntimeError)


def _steps(count: int) -> tuple[int, int]:
    """(rows to add at once, rows after which Chroma shall write its graph), so that the last of them end with `count`.

    What comes after the last writing is put into the graph again by everyone who opens it: less than 1 % of `count`.
    """
    writings = -(-count // _ON_DISK) or 1
    adds = -(-count // (writings * _BATCH)) or 1
    batch = max(2, count // (writings * adds))
    return batch, batch * adds


def _client(folder: Path, server: str) -> Any:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    try:
        if not server:
            return chromadb.PersistentClient(str(folder), settings)
        url = urlsplit(server)
        secure = url.scheme == "https"
        client: Any = chromadb.HttpClient(
            url.hostname or "", url.port or (443 if secure else 8000), ssl=secure, settings=settings
        )
        client._server._session.timeout = SERVER_SECONDS  # it has none of its own
    except BaseException:
        SharedSystemClient.clear_system_cache()  # else the half-made client is what the next attempt is given
        raise
    return client
