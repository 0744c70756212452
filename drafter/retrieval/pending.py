"""Passages in memory, each looked at: those that no snapshot holds yet, or that a filter leaves."""

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from drafter.records import Passage
from drafter.retrieval.embedder import Remembered, embeddable
from drafter.retrieval.passages import search_text, word_text
from drafter.retrieval.words import Postings, Scored, WordIndex


class Tail:
    """Passages in memory, found exactly; words weigh as if they stood in `base` too."""

    def __init__(self, embedder: Remembered, base: WordIndex | None = None) -> None:
        self._embedder = embedder
        self._words = Postings(base)
        self._shelf: dict[str, str] = {}
        self._matrix = np.zeros((0, 0), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._shelf)

    def ids(self) -> Iterable[str]:
        """All that it holds."""
        return self._shelf.keys()

    def extend(self, passages: Iterable[Passage]) -> None:
        """Hold these too; one that is held already may have come to another shelf."""
        new = []
        for passage in passages:
            if passage.id not in self._shelf:
                new.append(passage)
            self._shelf[passage.id] = passage.shelf
        if not new:
            return
        texts = [search_text(passage.heading_path, passage.text) for passage in new]
        rows = self._embedder.passages(texts)
        self._matrix = np.concatenate([self._matrix, rows]) if len(self._matrix) else rows
        for passage in new:
            self._words.add(
                passage.id,
                embeddable(word_text(passage.document, passage.heading_path, passage.text)),
            )

    def near(self, vector: np.ndarray, limit: int, shelf: str) -> Scored:
        """(cosine distance, id) of the nearest, nearest first."""
        if not self._shelf:
            return []
        distances, ids = 1 - self._matrix @ vector, list(self._shelf)
        nearest = (int(at) for at in np.argsort(distances))
        on = (at for at in nearest if shelf in ("", self._shelf[ids[at]]))
        return sorted((float(distances[at]), ids[at]) for at in islice(on, limit))

    def speaking(self, asked: Sequence[str], limit: int, shelf: str) -> Scored:
        """(share, id) of those that cover most of the question's words, most first."""
        pairs = self._words.search(asked)
        return [pair for pair in pairs if shelf in ("", self._shelf[pair[1]])][:limit]
