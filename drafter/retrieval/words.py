"""Words and how much they tell: BM25 over pairs of characters, which need no dictionary and found as much as words did.

What a snapshot holds has its scores on disk; what is held in memory is scored by the same formula (Lucene's) with the
snapshot's counts, so that the scores of both compare.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

_RUNS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
K1, B = 1.5, 0.75

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


def weight_of(frequency: int, passages: int) -> float:
    """How much a word tells that stands in so many of the passages."""
    return math.log(1 + max(passages - frequency + 0.5, 0.5) / (frequency + 0.5))


class WordIndex:
    """The words of a snapshot's passages, on disk (made by `inverting.py`), and those of the snapshot it stands on.

    own, shelves  ids and shelves of the snapshot's own passages, in their order
    size          how many there are, those of `base` too; length is how many words they have on average
    """

    def __init__(self, folder: Path, base: "WordIndex | None" = None) -> None:
        """Open what was made in `folder`. Raises OSError, ValueError and their like where it cannot be read."""
        rows = [line.split("\t", 1) for line in (folder / "ids.tsv").read_text(encoding="utf-8").splitlines()]
        self.own, self.shelves = [row[0] for row in rows], [row[-1] for row in rows]
        self._base = base
        self._vocabulary: dict[str, int] = json.loads((folder / "vocabulary.json").read_bytes())
        self._starts = np.load(folder / "starts.npy")
        self._passages, self._scores = (
            np.load(folder / name, mmap_mode="r") for name in ("passages.npy", "scores.npy")
        )
        self._on = {shelf: np.array([held == shelf for held in self.shelves]) for shelf in set(self.shelves)}
        counts = json.loads((folder / "counts.json").read_bytes())
        if len(rows) != counts["passages"]:
            raise ValueError(f"{len(rows)} ids of {counts['passages']} passages")
        if len(self._starts) != len(self._vocabulary) + 1 or len(self._passages) < self._starts[-1]:
            raise ValueError(f"{len(self._passages)} postings of {len(self._vocabulary)} words")
        self.size: int = len(rows) + (base.size if base else 0)
        self.length: float = (counts["words"] + (base.length * base.size if base else 0.0)) / self.size

    def ids(self) -> set[str]:
        """All that it holds."""
        return {*self.own, *(self._base.ids() if self._base else ())}

    def frequency(self, word: str) -> int:
        """In how many passages a word stands."""
        at = self._vocabulary.get(word)
        own = 0 if at is None else int(self._starts[at + 1] - self._starts[at])
        return own + (self._base.frequency(word) if self._base else 0)

    def search(self, asked: Sequence[str], limit: int, shelf: str) -> Scored:
        """(score, id) of the best passages, best first; none that shares no word with the question."""
        scores = np.zeros(len(self.own), dtype=np.float32)
        known = [at for word in dict.fromkeys(asked) if (at := self._vocabulary.get(word)) is not None]
        for at in known:
            some = slice(*self._starts[at : at + 2])
            scores[self._passages[some]] += self._scores[some]  # a passage stands once among those of a word
        if shelf:
            scores[~self._on[shelf] if shelf in self._on else slice(None)] = 0
        best = np.argpartition(-scores, limit - 1)[:limit] if limit < len(scores) else np.arange(len(scores))
        found = [(float(scores[at]), self.own[at]) for at in best if scores[at] > 0]
        if self._base:
            found += self._base.search(asked, limit, shelf)
        return sorted(found, reverse=True)[:limit]


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
        """(score, id) of all passages that share a word with the question, best first."""
        scores: dict[str, float] = {}
        mean = self._whole / self._size if self._whole else 1.0
        for word in dict.fromkeys(asked):
            where = self._where.get(word, ())
            frequency = len(where) + (self._base.frequency(word) if self._base else 0)
            weight = weight_of(frequency, self._size)
            for identity, count in where:
                share = K1 * (1 - B + B * self._lengths[identity] / mean)
                scores[identity] = scores.get(identity, 0.0) + weight * count / (count + share)
        return sorted(((score, identity) for identity, score in scores.items()), reverse=True)
