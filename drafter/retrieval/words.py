"""Words and how much they tell: BM25 over pairs of characters.

Pairs need no dictionary and found as much as words did. What is on disk and what is held in memory
is scored by one formula (Lucene's); a word's weight is counted over all passages. A score is a
share of what a passage would score that says nothing but the question, so that scores compare from
one question to another, and with nearness in meaning.
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
    words: list[str] = []
    for run in _RUNS.findall(text):
        if run[0] < "\u3400" or len(run) == 1:
            words.append(run.lower())
        else:
            words += [run[i : i + 2] for i in range(len(run) - 1)]
    return words


def word_keys(words: Sequence[str]) -> np.ndarray:
    """Words as numbers, to be looked up on disk.

    That any two of a million words have one number has a chance of 1 in 10^7.
    """
    digests = (hashlib.blake2b(word.encode(), digest_size=8).digest() for word in words)
    return np.frombuffer(b"".join(digests), dtype=np.uint64)


def weight_of(frequency: int, passages: int) -> float:
    """How much a word tells that stands in so many of the passages: the most it can score."""
    return math.log(1 + max(passages - frequency + 0.5, 0.5) / (frequency + 0.5))


class WordIndex:
    """The words of a snapshot's passages, on disk, and those of the snapshot it stands on.

    own      ids of the snapshot's own passages, in order, as bytes
    shelves  their shelves, as places in SHELVES
    size     how many passages there are, those of `base` too
    length   how many words these have on average
    """

    def __init__(self, folder: Path, base: "WordIndex | None" = None) -> None:
        """Open what an `Inverter` made in `folder`. Raises one of DAMAGED if it cannot be read."""
        self._base = base
        self.own, self.shelves = _mapped(folder / "ids.npy"), np.load(folder / "shelves.npy")
        self._words, self._starts = (np.load(folder / name) for name in ("words.npy", "starts.npy"))
        self._passages, self._shares = (
            _mapped(folder / "passages.npy"),
            _mapped(folder / "told.npy"),
        )
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
        """(share, id) of the passages that cover most of the question, most first."""
        keys = word_keys(list(dict.fromkeys(asked)))
        if not len(keys):
            return []
        weights = np.array(
            [weight_of(frequency, self.size) for frequency in self.frequencies(keys).tolist()]
        )
        return self._covering(keys, weights / weights.sum(), limit, shelf)

    def _covering(self, keys: np.ndarray, weights: np.ndarray, limit: int, shelf: str) -> Scored:
        """(share, id) of the best passages, best first; weights are shares of the question."""
        scores = np.zeros(len(self.own), dtype=np.float32)
        for at, weight in zip(self._places(keys), weights.astype(np.float32), strict=True):
            some = slice(*self._starts[at : at + 2]) if at >= 0 else slice(0)
            # a passage stands once among those of a word
            scores[self._passages[some]] += weight * self._shares[some]
        if shelf:
            scores[self.shelves != SHELVES.index(shelf)] = 0
        best = (
            np.argpartition(-scores, limit - 1)[:limit]
            if limit < len(scores)
            else np.arange(len(scores))
        )
        pairs = [(float(scores[at]), self.own[at].decode()) for at in best if scores[at] > 0]
        if self._base:
            pairs += self._base._covering(keys, weights, limit, shelf)
        return sorted(pairs, reverse=True)[:limit]


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
        """(share, id) of all passages that share a word with the question, most first."""
        scores: dict[str, float] = {}
        mean = self._whole / self._size if self._whole else 1.0
        whole = 0.0
        for word in dict.fromkeys(asked):
            where = self._where.get(word, ())
            weight = weight_of(
                len(where) + (self._base.frequency(word) if self._base else 0), self._size
            )
            whole += weight
            for identity, count in where:
                share = count / (count + K1 * (1 - B + B * self._lengths[identity] / mean))
                scores[identity] = scores.get(identity, 0.0) + weight * share
        return sorted(
            ((score / whole, identity) for identity, score in scores.items()), reverse=True
        )
