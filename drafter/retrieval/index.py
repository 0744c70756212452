"""The retrieval index: a folder that any number of processes may use at once.

catalogue.sqlite alone holds the truth. Most passages are searched in a snapshot made from it, those
that came since in memory (active_index.py). Files are read and embedded in preparing.py and kept by
adding.py; search.py finds.
"""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from drafter.errors import EnvironmentFault, IndexBusy, InputError
from drafter.files import private_folder
from drafter.messages import t
from drafter.ports import ANY, Filter
from drafter.reading.identity import plain_values
from drafter.records import Passage
from drafter.retrieval.active_index import SMALL, WHOLE, Current
from drafter.retrieval.adding import WORKING, Adder, AddEvent, Status, content_hash
from drafter.retrieval.backup import keep, opened
from drafter.retrieval.catalogue import file_name
from drafter.retrieval.catalogue_reader import IndexedDocument, Seen
from drafter.retrieval.database import WAIT_SECONDS
from drafter.retrieval.passages import search_text
from drafter.retrieval.preparing import Setting
from drafter.retrieval.search import Searcher

if TYPE_CHECKING:
    from drafter.ports import Embedder
    from drafter.retrieval.embedder import Remembered

__all__ = ["WORKING", "AddEvent", "Index", "Status"]


class Index:
    """Documents to search in; use as a context manager.

    notices  what a user should know: that something was found broken and made anew
    """

    def __init__(self, folder: Path, model: "Embedder | None", server: str, processes: int) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self._catalogue = opened(folder, self.notices)
        self._current = Current(folder, self._catalogue, server, self.notices)
        self._threads = threading.RLock()
        self._asked_model = model
        self._processes = processes
        self._embeddings: Remembered | None = None
        self._searcher = Searcher(self._catalogue, self._current, self._e5)

    @classmethod
    def open(
        cls, folder: Path, *, model: "Embedder | None" = None, server: str = "", processes: int = 1
    ) -> "Index":
        """Open the index in `folder`, made where there is none.

        model      the embedder; None for one of this process (see `own_embedder`)
        server     address of the store for the vectors (see `vector_store`); "" for files
        processes  how many read and embed what is added
        Raises IndexBusy, IndexBroken, EnvironmentFault. Neither embedder nor store is loaded before
        it is needed.
        """
        try:
            private_folder(folder)
        except OSError as error:
            raise EnvironmentFault(
                t("index.folder", folder=folder, reason=error.strerror or error)
            ) from error
        return cls(folder, model, server, processes)

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files. Closing twice is no error."""
        with self._threads:
            self._current.close()
            self._catalogue.close()

    def documents(self) -> list[IndexedDocument]:
        """What is in the index, by shelf and title."""
        return self._catalogue.documents()

    def add(self, paths: Iterable[Path]) -> Iterator[AddEvent]:
        """Add files, and the files of folders, yielding what becomes of each as it happens.

        A file that changed since it was read replaces what was read of it. No bad file stops the
        rest. Each file is in the index whole or not at all, also when the caller stops early.
        """
        news = False
        for event in Adder(self._catalogue, self._e5, self._setting, self._processes).add(paths):
            yield event
            if event.status in (Status.ADDED, Status.REPLACED):
                news = True
                if (base := self._current.due(adding=True)) is not None:
                    yield from self._building(base)
        if (base := self._current.due()) is not None:
            yield from self._building(base)
        elif news and self._catalogue.sizes()[1] < SMALL:
            keep(self._catalogue, self.folder)

    def search(self, query: str, *, limit: int = 5, only: Filter = ANY) -> list[Passage]:
        """The passages nearest in meaning and words, best first, of those `only` lets through.

        What the question names outright has a score of 1; see `fusion.fused` for the others'.
        No passages in the index, or no words in the query: no results.
        """
        with self._threads:
            return self._searcher.search(query, limit, only)

    def exhaustive(self, query: str, *, limit: int = 5, only: Filter = ANY) -> list[Passage]:
        """What `search` should find, by looking at every passage: slow, but for narrow filters."""
        with self._threads:
            return self._searcher.exhaustive(query, limit, only)

    def check(self) -> None:
        """See that embedder and server answer, as far as that is no work.

        Raises EnvironmentFault where they do not.
        """
        with self._threads:
            if self._catalogue.holds_passages():
                embeddings = self._e5()
                if self._current.address:
                    self._current.refresh(embeddings)

    def prepare(self, queries: Iterable[str]) -> None:
        """Embed the queries to come while Chroma is being loaded; each takes a second.

        Only a matter of speed: `search` finds the same without it.
        """
        from drafter.retrieval.embedder import embeddable

        asked = list(dict.fromkeys(filter(None, map(embeddable, queries))))
        with self._threads:
            if not asked or not self._catalogue.holds_passages():
                return
            embeddings = self._e5()
            with ThreadPoolExecutor(1) as beside:
                embedded = beside.submit(embeddings.queries, asked)
                self._current.refresh(embeddings)
            embedded.result()

    def remove(self, document: str) -> IndexedDocument:
        """Remove one document, named by id, file or title, from the index; its file stays.

        Raises InputError where none or several are so named, as the other methods do.
        """
        with self._threads:
            removed = self._named(document)
            self._catalogue.remove(removed.id)
            return removed

    def passages_of(self, document: str) -> tuple[IndexedDocument, list[Passage]]:
        """A document named by id, file or title, and its passages in order."""
        listed = self._named(document)
        return listed, self._catalogue.of_document(listed.id)

    def around(self, passage: str, reach: int) -> list[Passage]:
        """The passage with this id, with up to `reach` before and after it in its document."""
        return self._catalogue.around(passage, reach)

    def correct(self, document: str, values: Mapping[str, str]) -> IndexedDocument:
        """Say what a document is (fields of catalogue.CORRECTABLE); it is kept for its file."""
        listed = self._named(document)
        self._catalogue.correct(listed, plain_values(values))
        return self._catalogue.documents(listed.id)[0]

    def verify(self) -> list[str]:
        """What is wrong with the index, in the user's language.

        What can be mended is mended, and told in `notices`.
        """
        with self._threads:
            wrong: list[str] = []
            if fault := self._catalogue.check():
                wrong.append(t("index.verify.sqlite", reason=fault))
            if lacking := self._catalogue.lacking():
                wrong.append(t("index.verify.vectors", count=lacking))
            if not self._catalogue.holds_passages():
                return wrong
            self._current.refresh(self._e5())
            snapshot, tail = self._current.snapshot, self._current.tail
            assert tail is not None
            held = {passage.id for passage in self._catalogue.passages()}
            reached = {*tail.ids(), *(snapshot.ids() if snapshot else ())}
            if lost := held - reached:
                wrong.append(t("index.verify.lost", count=len(lost)))
            return wrong

    def outdated(self) -> list[tuple[str, bool]]:
        """The files that changed since they were read (False) or are gone (True); all are read."""
        outdated = []
        for name, sha256 in self._catalogue.files():
            file = Path(name)
            if not file.is_file():
                outdated.append((name, True))
            elif content_hash(file) != sha256:
                outdated.append((name, False))
                self._catalogue.see([Seen(name, "", sha256)])  # no signature: it is read again
        return outdated

    def rebuild(self, *, vectors: bool = False) -> Iterator[AddEvent]:
        """Make the snapshot anew from the catalogue, and all vectors where another embedder is set.

        vectors  compute them anew in any case
        May be interrupted: what was embedded is kept, and the index stays as it was until all is
        done. Raises IndexBusy where another process builds for long.
        """
        from drafter.retrieval.embedder import Remembered

        model, held = self._model(), self._catalogue.state().embedder
        space = _space(model.name, held, anew=vectors)
        embeddings = Remembered(model, self._catalogue, space)
        keys: dict[bytes, bytes] = {}
        if space != held:
            yield from self._embedded(embeddings, keys)
        after = self._catalogue.state().generation
        yield from self._building(WHOLE, embeddings=embeddings, keys=keys, wait=WAIT_SECONDS)
        self._embeddings = None
        if space != held:  # and what came in the meantime
            late: dict[bytes, bytes] = {}
            for _ in self._embedded(embeddings, late, after=after):
                pass
            self._catalogue.rekey(late)
            self._catalogue.forget_vectors()

    def stats(self) -> dict[str, int | str]:
        """Numbers about the index: documents, passages, bytes on disk and so on."""
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

    # -- parts

    def _model(self) -> "Embedder":
        from drafter.retrieval.embedder import own_embedder

        if self._asked_model is None:
            held = self._catalogue.state().embedder.partition("#")[0]
            self._asked_model = own_embedder(held=held)
        return self._asked_model

    def _e5(self) -> "Remembered":
        """The embedder. Raises EnvironmentFault where the index holds another's vectors."""
        from drafter.retrieval.embedder import Remembered

        if self._embeddings is None:
            model = self._model()
            held = self._catalogue.settle_embedder(model.name)
            if held.partition("#")[0] != model.name:
                raise EnvironmentFault(t("index.embedder", held=held, asked=model.name))
            self._embeddings = Remembered(model, self._catalogue, held)
        return self._embeddings

    def _setting(self) -> Setting:
        """What a process that prepares files has to know; the cores are shared among them."""
        return Setting(
            self.folder,
            self._model(),
            self._e5().space,
            max(1, (os.cpu_count() or 1) // self._processes),
        )

    def _embedded(
        self, embeddings: "Remembered", keys: dict[bytes, bytes], *, after: int = -1
    ) -> Iterator[AddEvent]:
        """Embed all passages that came after a generation; `keys` gets old key → new of each."""
        from drafter.retrieval.embedder import BATCH, vector_key

        held = list(self._catalogue.texts(after=after))
        for at in range(0, len(held), BATCH):
            batch = held[at : at + BATCH]
            some = [(key, search_text(path, text)) for key, path, text in batch]
            embeddings.passages([text for _, text in some])
            keys |= {key: vector_key(embeddings.space, text) for key, text in some}
            yield AddEvent(self.folder, Status.EMBEDDING, min(at + BATCH, len(held)), len(held))

    def _building(
        self,
        base: int,
        *,
        embeddings: "Remembered | None" = None,
        keys: Mapping[bytes, bytes] | None = None,
        wait: float | None = None,
    ) -> Iterator[AddEvent]:
        """Build a snapshot; where no `wait` is given, leave it to another process that is at it."""
        try:
            for done, total in self._current.build(
                embeddings or self._e5(), base, wait=wait or 0.0, keys=keys
            ):
                yield AddEvent(self.folder, Status.BUILDING, done, total)
        except IndexBusy:
            if wait is not None:
                raise

    def _named(self, document: str) -> IndexedDocument:
        """The document with this id, file or title. Raises InputError where it is not one."""
        listed = self.documents()
        names = {document, file_name(Path(document).absolute())}
        matches = [d for d in listed if d.id == document or d.file in names]
        matches = matches or [d for d in listed if d.title == document]
        if len(matches) == 1:
            return matches[0]
        if matches:
            ids = "、".join(d.id for d in matches)
            reason, remedy = t("index.twice"), t("index.twice.remedy", ids=ids)
        else:
            reason, remedy = t("index.unknown"), t("index.unknown.remedy")
        raise InputError(reason, self.folder, value=document, remedy=remedy)


def _space(model: str, held: str, *, anew: bool) -> str:
    """The name of the space to change over to; that which is held, where nothing is to change."""
    name, _, turn = held.partition("#")
    if name != model:
        return model
    return f"{model}#{int(turn or 1) + 1}" if anew else held
