"""What is searched: the current snapshot, and in memory the passages that came since (the tail).

Whoever has the lock `.build` makes a snapshot aside and proves it; a transaction of the catalogue
makes it the current one. So a process may die at any moment: readers go on with the snapshot they
have. Whoever finds one that cannot be read makes it anew.
"""

import errno
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from itertools import chain as joined
from itertools import groupby, islice
from pathlib import Path
from shutil import disk_usage, rmtree
from typing import TYPE_CHECKING
from uuid import uuid4

from filelock import FileLock, Timeout

from drafter.errors import DiskFault, EnvironmentFault, IndexBroken, IndexBusy
from drafter.messages import t
from drafter.retrieval.backup import keep
from drafter.retrieval.catalogue import FILE, Catalogue
from drafter.retrieval.catalogue_reader import State
from drafter.retrieval.database import disk_fault
from drafter.retrieval.manifest import DAMAGED, Manifest, manifests, place_of
from drafter.retrieval.passages import search_text, word_text
from drafter.system import remove

if TYPE_CHECKING:
    from drafter.retrieval.embedder import Remembered
    from drafter.retrieval.pending import Tail
    from drafter.retrieval.snapshot import Row, Snapshot
    from drafter.retrieval.vector_store import VectorStore

SMALL = (
    1000  # passages best searched in memory: they are read in the time that Chroma takes to load
)
WHOLE = 0  # in the place of a snapshot to stand on
_BATCH = 500  # passages read at once
_LEVELS = 4  # snapshots that stand on one another, at most
_FULL = re.compile(r"disk is full|disk I/O|No space|File too large|requested and \d+ written")
_LITTLE = 2**20  # bytes that are as good as none
_WAIT = 8.0  # seconds that a search waits for a first snapshot that somebody else is making


def due(levels: Sequence[Manifest], tail: int, gone: int, *, adding: bool = False) -> int | None:
    """The number of the snapshot that the next one is to stand on, or WHOLE; None if none is due.

    levels  the current snapshot, and those it stands on
    tail    passages that came since
    gone    passages of the snapshots that are no longer held
    adding  more is to come: a larger tail can wait

    A new one takes in all above the first that is twice as large, so that no passage is taken in
    often.
    """
    if gone > max(SMALL, sum(level.size for level in levels) // 3):
        return WHOLE
    if tail < (2 * SMALL if adding else SMALL):
        return None
    new, kept = tail, list(levels)
    while kept and (kept[0].size < 2 * new or len(kept) >= _LEVELS):
        new += kept.pop(0).size
    return kept[0].number if kept else WHOLE


class Current:
    """The current snapshot, kept open, and the tail.

    address  of the store that has the vectors (see `vector_store`); "" for files of our own
    notices  takes what a user should know: that something was found broken and made anew
    """

    def __init__(
        self, folder: Path, catalogue: Catalogue, address: str, notices: list[str]
    ) -> None:
        self.snapshot: Snapshot | None = None
        self.tail: Tail | None = None
        self._folder = folder
        self._catalogue = catalogue
        self.address = address
        self._notices = notices
        self._seen: State | None = None

    def close(self) -> None:
        """Let go of the files."""
        if self.snapshot is not None:
            self.snapshot.close()
        self.snapshot = self.tail = self._seen = None

    def refresh(self, embeddings: "Remembered") -> None:
        """Have the current snapshot open and the tail complete."""
        state, seen = self._catalogue.state(), self._seen
        if state == seen:
            return
        if state.embedder != embeddings.space:  # another process has changed over
            raise EnvironmentFault(t("index.embedder", held=state.embedder, asked=embeddings.space))
        if state.covered < 0:
            self._make_first(embeddings)
            state = self._catalogue.state()
        if (
            self.tail is None
            or seen is None
            or (state.snapshot, state.covered) != (seen.snapshot, seen.covered)
        ):
            state, after = self._reopen(state, embeddings)
        else:
            after = seen.generation
        assert self.tail is not None
        self.tail.extend(self._catalogue.passages(after=after))
        self._seen = state

    def _reopen(self, state: State, embeddings: "Remembered") -> tuple[State, int]:
        """Open the current snapshot and begin the tail anew.

        Returns the state that the snapshot is of, and the generation that it reaches to.
        """
        from drafter.retrieval.pending import Tail

        before = self.snapshot
        self.snapshot, state = self._opened(state, embeddings)
        if before is not None:
            before.close(but=self.snapshot)
        self.tail = Tail(embeddings, self.snapshot.words if self.snapshot else None)
        return state, self.snapshot.manifest.covered if self.snapshot else -1

    def mend(self, embeddings: "Remembered") -> None:
        """Replace what is open and damaged: by the newer one where there is one, else anew."""
        if self._seen is not None and self._catalogue.state().snapshot == self._seen.snapshot:
            self._distrust(self._seen.snapshot, embeddings)
        self.close()
        self.refresh(embeddings)

    def due(self, *, adding: bool = False) -> int | None:
        """See `due`: what is to be built now."""
        state = self._catalogue.state()
        tail = self._catalogue.tail(state.covered)
        if state.covered < 0 or (adding and tail < SMALL):  # asked after each file
            return due([], tail, 0, adding=adding)
        levels = manifests(self._folder, state.snapshot)
        gone = sum(level.size for level in levels) - self._catalogue.found(state.covered)
        return due(levels, tail, gone, adding=adding)

    def build(
        self,
        embeddings: "Remembered",
        base: int = WHOLE,
        *,
        wait: float = 0.0,
        first: bool = False,
        keys: Mapping[bytes, bytes] | None = None,
    ) -> Iterator[tuple[int, int]]:
        """Make a snapshot and make it the current one, yielding (done, of).

        base   number of the snapshot it shall stand on
        wait   seconds to wait for another process that is building
        first  only where there is none to rely on
        keys   with the embedder that takes over: the old key of each passage's vector → the new one
        Raises IndexBusy where another process builds for longer, DiskFault where there is no room,
        IndexBroken where what was made is not whole; then all is as before.
        """
        try:
            with FileLock(self._folder / ".build", timeout=wait):
                state = self._catalogue.state()
                if first and state.covered >= 0:
                    return
                store = self._store(state)
                self._clear(state, store)
                try:
                    yield from self._build(embeddings, base, state, store, keys)
                except BaseException:
                    with suppress(EnvironmentFault):
                        self._clear(state, store)
                    raise
        except Timeout as error:
            raise IndexBusy(t("index.busy", seconds=f"{wait:g}")) from error

    def _build(
        self,
        embeddings: "Remembered",
        number: int,
        state: State,
        store: "VectorStore",
        keys: Mapping[bytes, bytes] | None,
    ) -> Iterator[tuple[int, int]]:
        from drafter.retrieval import snapshot

        base = self._base(number, state, store)
        with closing(Catalogue(self._folder / FILE)) as reading:
            try:
                after = base.manifest.covered if base else -1
                rows = self._rows(embeddings, reading, after)
                first = next(rows, None)
                if first is None:
                    if base is None:
                        self._catalogue.distrust(state.snapshot)
                    return
                counts = self._catalogue.counts(after)
                made = snapshot.build(
                    self._folder, joined([first], rows), number=state.snapshot + 1,
                    covered=state.generation, counts=counts, base=base, store=store,
                )  # fmt: skip
                for done, _ in groupby(made):
                    yield done, max(done, sum(counts.values()))
            except DAMAGED as error:
                raise _fault(self._folder, error) from error
            finally:
                if base is not None:
                    base.close(but=self.snapshot)
        self._catalogue.published(
            state.snapshot + 1, state.generation, embeddings.space, keys or {}
        )
        if base is None:
            keep(self._catalogue, self._folder)

    def _rows(self, embeddings: "Remembered", reading: Catalogue, after: int) -> Iterator["Row"]:
        """Yield the passages that came after this generation, as a snapshot takes them."""
        from drafter.retrieval.embedder import embeddable
        from drafter.retrieval.snapshot import Row

        passages = reading.passages(after=after)
        while some := list(islice(passages, _BATCH)):
            vectors = embeddings.passages(
                [search_text(passage.heading_path, passage.text) for passage in some]
            )
            for passage, vector in zip(some, vectors, strict=True):
                text = word_text(passage.document, passage.heading_path, passage.text)
                yield Row(passage.id, passage.shelf, embeddable(text), vector)

    def _base(self, number: int, state: State, store: "VectorStore") -> "Snapshot | None":
        """The snapshot to stand on, opened; None for none, or for one that cannot be relied on."""
        if number == WHOLE or state.covered < 0:
            return None
        try:
            return self._open(number, store)
        except DAMAGED:
            return None

    def _open(self, number: int, store: "VectorStore") -> "Snapshot":
        """Open a snapshot. Raises one of DAMAGED, also where another process died of opening it.

        Chroma's native code can end the process over a damaged file. A lock file marks that a
        snapshot is being opened; one that nobody holds is of a process that died.
        """
        from drafter.retrieval.snapshot import Snapshot

        if self._killed_somebody(number):
            raise ValueError(f"a process died when it opened snapshot {number}")
        if self._catalogue.only_read:
            return Snapshot.open(self._folder, number, store, self.snapshot)
        mark = FileLock(self._folder / f"opening-{number}-{uuid4().hex}")
        try:
            with mark:
                return Snapshot.open(self._folder, number, store, self.snapshot)
        finally:
            remove(Path(mark.lock_file))

    def _make_first(self, embeddings: "Remembered") -> None:
        """Make a snapshot where there is none to rely on.

        Few passages are searched in memory, and all where there is no room.
        """
        if (passages := self._catalogue.tail(-1)) < SMALL or self._catalogue.only_read:
            return
        wait = _WAIT if passages > 5 * SMALL else 0.0
        try:
            for _ in self.build(embeddings, wait=wait, first=True):
                pass
        except IndexBusy:
            return
        except DiskFault as error:
            self._say_in_memory(error)

    def _say_in_memory(self, error: EnvironmentFault) -> None:
        self._notices.append(t("index.unbuilt", reason=str(error).splitlines()[0]))

    def _opened(self, state: State, embeddings: "Remembered") -> "tuple[Snapshot | None, State]":
        """The current snapshot, and the state it is of; one that is damaged is made anew.

        None where there is none to rely on, or none can be opened for want of room: Chroma writes
        when it opens.
        """
        while state.covered >= 0:
            try:
                return self._open(state.snapshot, self._store(state)), state
            except DAMAGED as error:
                reason = _fault(self._folder, error)
            if self._catalogue.only_read:
                self._say_in_memory(EnvironmentFault(t("index.only_read", folder=self._folder)))
                return None, state
            if isinstance(reason, DiskFault):
                self._say_in_memory(reason)
                return None, state
            if self._catalogue.state().snapshot == state.snapshot:  # else it was replaced meanwhile
                self._distrust(state.snapshot, embeddings)
            state = self._catalogue.state()
        return None, state

    def _distrust(self, snapshot: int, embeddings: "Remembered") -> None:
        """Rely no more on a snapshot, and make another."""
        self._catalogue.distrust(snapshot)
        self._make_first(embeddings)
        self._notices.append(t("index.rebuilt", passages=self._catalogue.sizes()[1]))

    def _killed_somebody(self, snapshot: int) -> bool:
        """Whether a process died while it opened this snapshot."""
        died = False
        for mark in self._folder.glob(f"opening-{snapshot}-*"):
            try:
                with FileLock(mark, blocking=False):
                    died = True
            except Timeout:
                continue
            remove(mark)
        return died

    def _store(self, state: State) -> "VectorStore":
        from drafter.retrieval.vector_store import store_at

        return store_at(self.address, state.identity)

    def _clear(self, state: State, store: "VectorStore") -> None:
        """Delete what is neither the current snapshot nor one that it stands on."""
        needed = {
            state.snapshot,
            *(level.number for level in manifests(self._folder, state.snapshot)),
        }
        for place in self._folder.glob("snapshot-*"):
            if place not in {place_of(self._folder, number) for number in needed}:
                rmtree(place, ignore_errors=True)
        store.clear(self._folder, needed)


def _fault(folder: Path, error: Exception) -> EnvironmentFault:
    """Why no snapshot could be made: no room, which Chroma does not always say, or damage."""
    full = getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
    if full or _FULL.search(f"{error}") or disk_usage(folder).free < _LITTLE:
        return disk_fault(folder, error)
    return IndexBroken(t("index.broken", folder=folder, reason=error))
