"""Where the vectors of snapshots are kept: what a store has to do, and the stores there are.

To add a store, write a class that does what `VectorStore` says, and enter it in STORES under the
scheme of its addresses. Everything else knows stores by that protocol only.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from drafter.retrieval.chroma_vectors import ChromaStore
from drafter.retrieval.file_vectors import FileStore
from drafter.retrieval.manifest import Manifest

if TYPE_CHECKING:
    import numpy as np

    from drafter.retrieval.words import Scored, WordIndex

_FEW = 5000  # passages of a snapshot on another: looking at each takes less than asking Chroma


class Vectors(Protocol):
    """The vectors of one snapshot, opened."""

    def search(self, vector: "np.ndarray", limit: int, shelf: str) -> "Scored":
        """(cosine distance, id) of the nearest passages, nearest first; "" is both shelves."""
        ...

    def ids(self) -> set[str]:
        """The ids of all passages it holds."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class VectorStore(Protocol):
    """Keeps the vectors of snapshots, which are built once and never changed.

    address  where it is, as the setting [index] chroma and a snapshot's manifest have it; "" where
             the vectors lie in the snapshot's folder
    Methods raise IndexUnreachable where a server does not answer, and one of manifest.DAMAGED where
    the vectors are not whole.
    """

    address: str

    def build(
        self,
        place: Path,
        number: int,
        counts: Mapping[str, int],
        rows: Iterable[tuple[str, str, "np.ndarray"]],
    ) -> Iterator[None]:
        """Keep the (id, shelf, vector) of snapshot `number`, yielding now and then.

        place   the snapshot's folder
        counts  how many rows of each shelf there are about to be
        """
        ...

    def open(self, place: Path, manifest: Manifest, passages: "WordIndex") -> Vectors:
        """Open the vectors of a snapshot, and see that they answer; `passages` are its ids."""
        ...

    def clear(self, folder: Path, needed: Collection[int]) -> None:
        """Delete the vectors of all snapshots of the index in `folder` but those needed.

        What lies in the snapshots' folders is deleted with them.
        """
        ...


# scheme of an address → the store there; made of the address and the identity of the index
STORES: Mapping[str, Callable[[str, str], VectorStore]] = {
    "": ChromaStore,
    "http": ChromaStore,
    "https": ChromaStore,
}


def store_at(address: str, owner: str) -> VectorStore:
    """The store at an address; `owner` tells the indexes in one store apart.

    Files of our own where Chroma is not installed, as on Intel macs: each question then looks at
    every passage.
    """
    if not address and find_spec("chromadb") is None:
        return FileStore()
    return STORES[address.partition("://")[0]](address, owner)


def is_address(text: str) -> bool:
    """Whether a text is the address of a store, as far as its form tells."""
    scheme, _, place = text.partition("://")
    return scheme in STORES and place[:1] not in ("", "/")


def store_for(passages: int, chosen: VectorStore, *, on_another: bool) -> VectorStore:
    """The store for a new snapshot: a file for a few passages on another snapshot."""
    return FileStore() if on_another and passages < _FEW else chosen


def store_of(manifest: Manifest, chosen: VectorStore) -> VectorStore:
    """The store that has a snapshot's vectors. Raises ValueError where it is no longer chosen."""
    if manifest.exact:
        return FileStore()
    if manifest.server != chosen.address or isinstance(chosen, FileStore):
        raise ValueError(f"its vectors are at {manifest.server or 'its own folder'}")
    return chosen
