"""What the index holds, as the rules on citations ask for it."""

from collections.abc import Sequence

from drafter.ports import Held
from drafter.retrieval.index import Index
from drafter.retrieval.passages import article_number


class IndexHoldings:
    """Implements ports.Holdings; neither embedder nor Chroma is loaded for it."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def documents(self) -> Sequence[Held]:
        """All documents of the index."""
        return [Held(d.id, d.title, d.number, d.date, d.led_by) for d in self._index.documents()]

    def passages(self, document: str) -> Sequence[tuple[int | None, str]]:
        """The passages of a document, by its id."""
        return [
            (article_number(p.heading_path), p.text) for p in self._index.passages_of(document)[1]
        ]
