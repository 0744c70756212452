"""Words and how much they tell: BM25 over pairs of characters, which need no dictionary and found as much as words did.

What a snapshot holds is scored by bm25s; what is held in memory by the same formula (Lucene's) with the snapshot's
counts. Scores are shares of what a passage would score that says nothing but the question, so that they compare from
one question to another, and beside nearness in meaning.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import bm25s
import numpy as np

_RUNS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
_K1, _B = 1.5, 0.75

Scored = list[tuple[float, str]]


def words(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters; Latin words and numbers whole, in lower case."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if run[0] < "\u3400" or len(run) == 1:
            found.append(run.lower())
        else:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
    return found


class WordIndex:
    """The words of a snapshot's passages, on disk; ids and shelves are in the order of the passages."""

    def __init__(self, bm25: bm25s.BM25, ids: Sequence[str], shelves: Sequence[str], length: float) -> None:
        self._bm25 = bm25
        self.ids = ids
        self._on = {shelf: np.array([held == shelf for held in shelves]) for shelf in set(shelves)}
        self._frequency = np.diff(bm25.scores["indptr"])
        self.size = len(ids)
        self.length = length

    @classmethod
    def build(cls, folder: Path, rows: Iterable[tuple[str, str, str]]) -> None:
        """Index (id, shelf, text) and keep it in `folder`; at least one row."""
        ids, tokens = [], []
        for identity, shelf, text in rows:
            ids.append(f"{identity}\t{shelf}\n")
            tokens.append(words(text))
        bm25 = bm25s.BM25(k1=_K1, b=_B, backend="numpy")
        bm25.index(tokens, show_progress=False)
        bm25.save(folder, show_progress=False)
        (folder / "ids.tsv").write_text("".join(ids), encoding="utf-8")
        (folder / "length").write_text(str(sum(map(len, tokens)) / len(tokens)), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "WordIndex":
        """What `build` kept. Raises OSError, ValueError and their like where it cannot be read."""
        rows = [line.split("\t") for line in (folder / "ids.tsv").read_text(encoding="utf-8").splitlines()]
        bm25 = bm25s.BM25.load(folder, mmap=False, show_progress=False)
        if bm25.scores["num_docs"] != len(rows):
            raise ValueError(f"{len(rows)} ids for {bm25.scores['num_docs']} passages")
        length = float((folder / "length").read_text(encoding="utf-8"))
        return cls(bm25, [row[0] for row in rows], [row[1] for row in rows], length)

    def frequency(self, word: str) -> int:
        """In how many passages a word stands."""
        at = self._bm25.vocab_dict.get(word)
        return 0 if at is None or at >= len(self._frequency) else int(self._frequency[at])

    def search(self, asked: Sequence[str], limit: int, shelf: str) -> Scored:
        """(share, id) of the passages that cover most of the question, most first; none that shares no word with it."""
        known = list(dict.fromkeys(self._bm25.get_tokens_ids(list(asked))))
        if not known:
            return []
        scores = self._bm25.get_scores_from_ids(known)
        if shelf:
            scores = np.where(self._on.get(shelf, False), scores, 0)
        whole = sum(weight(self.frequency(word), self.size) for word in dict.fromkeys(asked))
        best = np.argpartition(-scores, limit - 1)[:limit] if limit < len(scores) else np.arange(len(scores))
        return sorted(((float(scores[i]) / whole, self.ids[i]) for i in best if scores[i] > 0), reverse=True)


class Postings:
    """The words of passages held in memory, scored as if they stood in `base` too."""

    def __init__(self, base: WordIndex | None) -> None:
        self._base = base
        self._where: dict[str, list[tuple[str, int]]] = {}
        self._lengths: dict[str, int] = {}
        self._size = base.size if base else 0
        self._whole = base.length * base.size if base else 0.0

    def add(self, identity: str, text: str) -> None:
        """Hold one more passage."""
        tokens = words(text)
        self._lengths[identity] = len(tokens)
        self._size += 1
        self._whole += len(tokens)
        for word, count in Counter(tokens).items():
            self._where.setdefault(word, []).append((identity, count))

    def search(self, asked: Sequence[str]) -> Scored:
        """(share, id) of all passages that share a word with the question, those that cover most of it first."""
        scores: dict[str, float] = {}
        mean = self._whole / self._size if self._whole else 1.0
        whole = 0.0
        for word in dict.fromkeys(asked):
            where = self._where.get(word, ())
            tells = weight(len(where) + (self._base.frequency(word) if self._base else 0), self._size)
            whole += tells
            for identity, count in where:
                share = _K1 * (1 - _B + _B * self._lengths[identity] / mean)
                scores[identity] = scores.get(identity, 0.0) + tells * count / (count + share)
        return sorted(((score / whole, identity) for identity, score in scores.items()), reverse=True)


def weight(frequency: int, size: int) -> float:
    """How much a word tells that stands in so many of `size` passages; a passage scores no more by it."""
    return math.log(1 + max(size - frequency + 0.5, 0.5) / (frequency + 0.5))
