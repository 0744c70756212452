"""Words and how much they tell: BM25 over pairs of characters, which need no dictionary and found as much as words did.

What is on disk and what is held in memory is scored by one formula (Lucene's); what words weigh is asked of all there
is. Scores are shares of what a passage would score that says nothing but the question, so that they compare from one
question to another, and beside nearness in meaning.
"""

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from drafter.retrieval.manifest import SHELVES

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


def word_keys(words: Sequence[str]) -> np.ndarray:
    """Words as numbers, to be looked up on disk; that two of a million are one number has a chance of 1 in 10^7."""
    digests = (hashlib.blake2b(word.encode(), digest_size=8).digest() for word in words)
    return np.frombuffer(b"".join(digests), dtype=np.uint64)


def weight_of(frequency: int, passages: int) -> float:
    """How much a word tells that stands in so many of the passages; a passage scores no more by it."""
    return math.log(1 + max(passages - frequency + 0.5, 0.5) / (frequency + 0.5))


class WordIndex:
    """The words of a snapshot's passages, on disk (made by `inverting.py`), and those of the snapshot it stands on.

    own, shelves  ids, as bytes, and shelves, as places in SHELVES, of the snapshot's own passages, in their order
    size          how many there are, those of `base` too; length is how many words they have on average
    """

    def __init__(self, folder: Path, base: "WordIndex | None" = None) -> None:
        """Open what was made in `folder`. Raises OSError, ValueError and their like where it cannot be read."""
        self._base = base
        self.own, self.shelves = _mapped(folder / "ids.npy"), np.load(folder / "shelves.npy")
        self._words, self._starts = (np.load(folder / name) for name in ("words.npy", "starts.npy"))
        self._passages, self._told = _mapped(folder / "passages.npy"), _mapped(folder / "told.npy")
        counts = json.loads((folder / "counts.json").read_bytes())
        if not len(self.own) == len(self.shelves) == counts["passages"]:
            raise ValueError(f"{len(self.own)} ids of {counts['passages']} passages")
        if len(self._starts) != len(self._words) + 1 or len(self._passages) < self._starts[-1]:
            raise ValueError(f"{len(self._passages)} postings of {len(self._words)} words")
        self.size: int = len(self.own) + (base.size if base else 0)
        self.length: float = (
            counts["words"] + (base.length * base.size if base else 0.0)
        ) / self.size

    def ids(self) -> set[str]:
        """All that it holds."""
        return {*map(bytes.decode, self.own.tolist()), *(self._base.ids() if self._base else ())}

    def frequency(self, word: str) -> int:
        """In how many passages a word stands."""
        return int(self.frequencies(word_keys([word]))[0])

    def frequencies(self, keys: np.ndarray) -> np.ndarray:
        """In how many passages each word stands, by its key."""
        at = self._places(keys)
        own = np.where(at < 0, 0, self._starts[at + 1] - self._starts[at])
        return own + self._base.frequencies(keys) if self._base else own

    def _places(self, keys: np.ndarray) -> np.ndarray:
        """Where each word stands among the words; -1 for one that does not."""
        at = np.searchsorted(self._words, keys)
        there = np.take(self._words, at, mode="clip") == keys if len(self._words) else at < 0
        return np.where(there, at, -1)

    def search(self, asked: Sequence[str], limit: int, shelf: str) -> Scored:
        """(share, id) of the passages that cover most of the question, most first; none that shares no word with it."""
        keys = word_keys(list(dict.fromkeys(asked)))
        if not len(keys):
            return []
        weights = np.array(
            [weight_of(frequency, self.size) for frequency in self.frequencies(keys).tolist()]
        )
        return self._covering(keys, weights / weights.sum(), limit, shelf)

    def _covering(self, keys: np.ndarray, weights: np.ndarray, limit: int, shelf: str) -> Scored:
        """(share, id) of the best passages, best first, by words and how much of the question each of them is."""
        scores = np.zeros(len(self.own), dtype=np.float32)
        for at, weight in zip(self._places(keys), weights.astype(np.float32), strict=True):
            some = slice(*self._starts[at : at + 2]) if at >= 0 else slice(0)
            scores[self._passages[some]] += (
                weight * self._told[some]
            )  # a passage stands once among those of a word
        if shelf:
            scores[self.shelves != SHELVES.index(shelf)] = 0
        best = (
            np.argpartition(-scores, limit - 1)[:limit]
            if limit < len(scores)
            else np.arange(len(scores))
        )
        found = [(float(scores[at]), self.own[at].decode()) for at in best if scores[at] > 0]
        if self._base:
            found += self._base._covering(keys, weights, limit, shelf)
        return sorted(found, reverse=True)[:limit]


def _mapped(file: Path) -> np.ndarray:
    """An array on disk, read where it is asked."""
    array: np.ndarray = np.load(file, mmap_mode="r").view(np.ndarray)
    return array


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
            tells = weight_of(
                len(where) + (self._base.frequency(word) if self._base else 0), self._size
            )
            whole += tells
            for identity, count in where:
                told = count / (count + K1 * (1 - B + B * self._lengths[identity] / mean))
                scores[identity] = scores.get(identity, 0.0) + tells * told
        return sorted(
            ((score / whole, identity) for identity, score in scores.items()), reverse=True
        )
