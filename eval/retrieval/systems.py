"""The ways of ranking that ours is measured against, over the same documents.

All but plain Chroma look at everything. Those that carry `-500` cut files as tutorials do: 500
characters a piece, wherever that falls, without headings. The others rank our passages.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import chromadb
import numpy as np
import rjieba
from chromadb.config import Settings

from drafter.retrieval.embedder import embeddable
from drafter.retrieval.fusion import CANDIDATES, fused
from drafter.retrieval.words import Scored, weight_of, words
from eval.retrieval.judgements import Query
from eval.retrieval.scores import DEPTH, Hit

PIECE = 500  # characters
_RRF = 60  # the usual constant of reciprocal rank fusion

# A query and its vector → (anything, number of a piece), best first.
Ranking = Callable[[Query, np.ndarray], Scored]
System = Callable[[Query, np.ndarray], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a system ranks: of each piece where it stands, its shelf, its text and its vector."""

    hits: Sequence[Hit]
    shelves: Sequence[str]
    texts: Sequence[str]
    vectors: np.ndarray

    def system(self, ranking: Ranking) -> System:
        """What a ranking of these pieces shows."""
        return lambda query, vector: [
            self.hits[int(number)] for _, number in ranking(query, vector)[:DEPTH]
        ]


def cut_words(text: str) -> list[str]:
    """The words of a text by the dictionary of rjieba, without punctuation."""
    return [word.lower() for word in rjieba.cut(text) if re.search(r"\w", word)]


def chunks(letters: str) -> Iterator[tuple[int, int]]:
    """The spans of pieces of 500 characters."""
    for start in range(0, len(letters), PIECE):
        yield start, min(start + PIECE, len(letters))


class Meaning:
    """Cosine distance, of every piece."""

    def __init__(self, pieces: Pieces) -> None:
        self._vectors = pieces.vectors
        self._shelves = np.array(pieces.shelves)

    def __call__(self, query: Query, vector: np.ndarray) -> Scored:
        distances = 1 - self._vectors @ vector
        if query.shelf:
            distances = np.where(self._shelves == query.shelf, distances, np.inf)
        return [
            (float(distances[i]), str(i))
            for i in np.argsort(distances)[:CANDIDATES]
            if np.isfinite(distances[i])
        ]


class Words:
    """BM25 over some kind of words, as the share of a question that is covered."""

    def __init__(self, pieces: Pieces, tokens: Callable[[str], list[str]]) -> None:
        self._tokens = tokens
        self._shelves = np.array(pieces.shelves)
        documents = [tokens(embeddable(text)) for text in pieces.texts]
        self._bm25 = bm25s.BM25(k1=1.5, b=0.75)
        self._bm25.index(documents, show_progress=False)
        self._frequency = Counter(word for document in documents for word in set(document))

    def __call__(self, query: Query, vector: np.ndarray) -> Scored:
        asked = list(dict.fromkeys(self._tokens(embeddable(query.ask))))
        known = self._bm25.get_tokens_ids(asked)
        if not known:
            return []
        scores = self._bm25.get_scores_from_ids(known)
        if query.shelf:
            scores = np.where(self._shelves == query.shelf, scores, 0)
        whole = sum(weight_of(self._frequency[word], len(scores)) for word in asked)
        best = np.argsort(-scores, kind="stable")[:CANDIDATES]
        return [(float(scores[i]) / whole, str(i)) for i in best if scores[i] > 0]


class Chroma:
    """A collection as tutorials make it, with Chroma's own settings but for the distance."""

    def __init__(self, pieces: Pieces, folder: Path) -> None:
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        if "plain" in {collection.name for collection in client.list_collections()}:
            client.delete_collection("plain")
        self._collection = client.create_collection(
            "plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        size = client.get_max_batch_size()
        for at in range(0, len(pieces.hits), size):
            numbers = range(at, min(at + size, len(pieces.hits)))
            self._collection.add(
                ids=list(map(str, numbers)),
                embeddings=pieces.vectors[at : at + size],
                metadatas=[{"shelf": pieces.shelves[number]} for number in numbers],
            )

    def __call__(self, query: Query, vector: np.ndarray) -> Scored:
        where: Any = {"shelf": query.shelf} if query.shelf else None
        nearest = self._collection.query(
            query_embeddings=[vector], n_results=DEPTH, where=where, include=["distances"]
        )
        assert nearest["distances"]
        return list(zip(nearest["distances"][0], nearest["ids"][0], strict=True))


def by_rank(*rankings: Ranking) -> Ranking:
    """Reciprocal rank fusion."""

    def ranked(query: Query, vector: np.ndarray) -> Scored:
        scores: dict[str, float] = {}
        for ranking in rankings:
            for rank, (_, number) in enumerate(ranking(query, vector)):
                scores[number] = scores.get(number, 0.0) + 1 / (_RRF + 1 + rank)
        return sorted(((score, number) for number, score in scores.items()), reverse=True)

    return ranked


def by_deviation(meaning: Ranking, *others: Ranking) -> Ranking:
    """The sum of z-scores over the candidates of each."""

    def ranked(query: Query, vector: np.ndarray) -> Scored:
        scores: dict[str, float] = {}
        for sign, ranking in ((-1, meaning), *((1, among) for among in others)):
            candidates = ranking(query, vector)
            values = np.array([sign * value for value, _ in candidates] or [0.0])
            deviations = (values - values.mean()) / (values.std() or 1.0)
            for deviation, (_, number) in zip(deviations, candidates, strict=False):
                scores[number] = scores.get(number, 0.0) + float(deviation)
        return sorted(((score, number) for number, score in scores.items()), reverse=True)

    return ranked


def by_cover(meaning: Ranking, letters: Ranking) -> Ranking:
    """Ours, without what a question names."""
    return lambda query, vector: fused(meaning(query, vector), letters(query, vector))


def reranked(first: Ranking, heads: Sequence[str]) -> Ranking:
    """The first ranking, candidates moved up by how much of the question their headings cover."""
    known = [set(words(embeddable(head))) for head in heads]

    def ranked(query: Query, vector: np.ndarray) -> Scored:
        asked = set(words(embeddable(query.ask)))
        moved = (
            (score + len(asked & known[int(number)]) / max(len(asked), 1), number)
            for score, number in first(query, vector)
        )
        return sorted(moved, reverse=True)

    return ranked
