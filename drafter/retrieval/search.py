"""Finds the passages that answer a question.

What the question names outright (naming.py) comes first. Below that two rankings, by meaning and by
words, are fused (fusion.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.ports import ANY, Filter
from drafter.records import Passage
from drafter.retrieval.active_index import Current
from drafter.retrieval.catalogue import Catalogue, document_of
from drafter.retrieval.manifest import DAMAGED

if TYPE_CHECKING:
    import numpy as np

    from drafter.retrieval.embedder import Remembered
    from drafter.retrieval.naming import Named, Names
    from drafter.retrieval.pending import Tail
    from drafter.retrieval.words import Scored

    Find = Callable[[str, "np.ndarray", int, Filter], "Scored"]

_SCANNED = 2000  # passages that a filter leaves: so few are better looked at one by one
_NAMED = 3  # passages that come first because their document is named


class Searcher:
    """Answers questions from a catalogue and the current snapshot; one thread at a time."""

    def __init__(
        self, catalogue: Catalogue, current: Current, embeddings: "Callable[[], Remembered]"
    ) -> None:
        self._catalogue = catalogue
        self._current = current
        self._embeddings = embeddings
        self._names: tuple[int, Names] | None = None  # as of which generation
        # the last passages that were looked through, as of which generation
        self._scan: tuple[tuple[int, Filter], Tail] | None = None

    def search(self, query: str, limit: int, only: Filter) -> list[Passage]:
        """See `Index.search`."""
        if only.narrow and self._catalogue.few(only, _SCANNED):
            return self.exhaustive(query, limit, only)
        try:
            return self._answers(query, limit, only, self._found)
        except DAMAGED:  # Chroma's files are read late, and damage shows only then
            self._current.mend(self._embeddings())
            return self._answers(query, limit, only, self._found)

    def exhaustive(self, query: str, limit: int, only: Filter) -> list[Passage]:
        """See `Index.exhaustive`."""
        return self._answers(query, limit, only, self._scanned)

    def _answers(self, query: str, limit: int, only: Filter, find: "Find") -> list[Passage]:
        """What the query names, then what `find` finds for it."""
        from drafter.retrieval.embedder import embeddable

        asked = embeddable(query)
        if limit < 1 or not asked or not self._catalogue.holds_passages():
            return []
        named = self._known_names().named(query)
        ranking = find(asked, self._embeddings().queries([asked])[0], limit, only)
        first = self._named_outright(named, [identity for _, identity in ranking], only)
        scores = dict.fromkeys(first, 1.0)
        for score, identity in ranking[: limit + len(first)]:
            scores.setdefault(identity, score)
        held = self._catalogue.get(list(scores), only)
        return [replace(held[i], score=score) for i, score in scores.items() if i in held][:limit]

    def _found(self, asked: str, vector: "np.ndarray", limit: int, only: Filter) -> "Scored":
        """Search snapshot and tail, wider where passages that are gone take places of others."""
        from drafter.retrieval.fusion import CANDIDATES
        from drafter.retrieval.words import words

        self._current.refresh(self._embeddings())
        snapshot, tail = self._current.snapshot, self._current.tail
        assert tail is not None
        spoken = words(asked)
        held = len(tail) + (snapshot.size(only.shelf) if snapshot else 0)
        wide = max(CANDIDATES, 4 * limit)
        while True:
            near = tail.near(vector, wide, only.shelf)
            worded = tail.speaking(spoken, wide, only.shelf)
            if snapshot:
                near += snapshot.near(vector, wide, only.shelf)
                worded += snapshot.speaking(spoken, wide, only.shelf)
                near, worded = sorted(near)[:wide], sorted(worded, reverse=True)[:wide]
            ranking = self._fused(near, worded, only)
            if len(ranking) >= limit or wide >= held:
                return ranking
            wide = min(8 * wide, held)

    def _scanned(self, asked: str, vector: "np.ndarray", limit: int, only: Filter) -> "Scored":
        """Look at every passage that `only` lets through."""
        from drafter.retrieval.fusion import CANDIDATES
        from drafter.retrieval.pending import Tail
        from drafter.retrieval.words import words

        among = only if only.narrow else ANY  # else words would weigh as they do on one shelf
        now = self._catalogue.state().generation, among
        if self._scan is None or self._scan[0] != now:
            looked_at = Tail(self._embeddings())
            looked_at.extend(self._catalogue.passages(among))
            self._scan = now, looked_at
        looked_at, wide = self._scan[1], max(CANDIDATES, 4 * limit)
        near = looked_at.near(vector, wide, only.shelf)
        return self._fused(near, looked_at.speaking(words(asked), wide, only.shelf), only)

    def _fused(self, near: "Scored", worded: "Scored", only: Filter) -> "Scored":
        """Both rankings as one, without what the catalogue no longer holds or `only` excludes."""
        from drafter.retrieval.fusion import fused

        held = self._catalogue.held({identity for _, identity in (*near, *worded)}, only)
        near, worded = ([pair for pair in pairs if pair[1] in held] for pairs in (near, worded))
        return fused(near, worded)

    def _named_outright(self, named: "Named", ranking: Sequence[str], only: Filter) -> list[str]:
        """Ids of the passages that a question names: articles, and passages of documents.

        Of a document they are what was found for the question; else its beginning.
        """
        articles = self._articles(named, ranking, only)
        answered = set(map(document_of, articles))
        left = [document for document in named.documents if document not in answered]
        found = [] if named.alone else [i for i in ranking if document_of(i) in left]
        best = {document_of(identity): identity for identity in reversed(found)}
        leading = [best.get(document, f"{document}-0") for document in left]
        return list(dict.fromkeys((*articles, *leading, *found[:_NAMED])))

    def _articles(self, named: "Named", ranking: Sequence[str], only: Filter) -> list[str]:
        """Ids of the passages of the articles that a question names."""
        articles: list[str] = []
        for document, number in named.articles:
            articles += self._catalogue.of_article(number, only, document=document)
        if named.documents:
            return articles
        # 第二十六条 of whatever document: a few, those found first
        order = {identity: at for at, identity in enumerate(ranking)}
        return sorted(articles, key=lambda identity: order.get(identity, len(order)))[:_NAMED]

    def _known_names(self) -> "Names":
        """What the documents are called, as of now."""
        from drafter.retrieval.naming import Called, Names

        generation = self._catalogue.state().generation
        if self._names is None or self._names[0] != generation:
            self._names = generation, Names(Called(*row) for row in self._catalogue.names())
        return self._names[1]
