"""Makes the word index of a snapshot: the passages each word stands in, and what it weighs there.

Passages come one by one and are held in runs of bounded size; finished runs wait on disk, sorted by
word, until all counts are known. Memory is that of a run, of the vocabulary and of a few bytes a
passage.
"""

import json
from array import array
from collections import Counter
from pathlib import Path

import numpy as np

from drafter.retrieval.manifest import SHELVES
from drafter.retrieval.words import K1, B, WordIndex, word_keys, words
from drafter.system import remove, take_room

_RUN = 1_000_000  # postings


class Inverter:
    """Takes passages, then writes the index into `folder`.

    base  the words below it: the mean length of a passage counts theirs too
    """

    def __init__(self, folder: Path, base: WordIndex | None = None) -> None:
        folder.mkdir()
        self._folder = folder
        self._base = base
        self._vocabulary: dict[str, int] = {}
        self._ids: list[bytes] = []
        self._shelves = bytearray()
        self._lengths = array("I")
        self._runs: list[Path] = []
        self._held = 0  # passages in finished runs
        self._clear()

    def _clear(self) -> None:
        self._words, self._counts, self._distinct = array("I"), array("I"), array("I")

    def add(self, identity: str, shelf: str, text: str) -> None:
        """Take one more passage."""
        tokens = words(text)
        counts = Counter(tokens)
        vocabulary = self._vocabulary
        self._words.extend([vocabulary.setdefault(word, len(vocabulary)) for word in counts])
        self._counts.extend(counts.values())
        self._distinct.append(len(counts))
        self._ids.append(identity.encode())
        self._shelves.append(SHELVES.index(shelf))
        self._lengths.append(len(tokens))
        if len(self._words) >= _RUN:
            self._end_run()

    def __len__(self) -> int:
        return len(self._ids)

    def finish(self) -> None:
        """Write what `WordIndex` opens; there is one passage at least."""
        self._end_run()
        lengths = np.asarray(self._lengths, dtype=np.float64)
        base = self._base
        size = len(lengths) + (base.size if base else 0)
        mean = (lengths.sum() + (base.length * base.size if base else 0.0)) / size or 1.0
        frequency = np.zeros(len(self._vocabulary), dtype=np.int64)
        for run in self._runs:
            frequency += np.bincount(np.load(run)[0], minlength=len(frequency))
        keys = word_keys(list(self._vocabulary))
        order = np.argsort(keys)
        starts = np.concatenate([[0], np.cumsum(frequency[order])])
        passages = self._file("passages.npy", np.uint32, starts[-1])
        shares = self._file("told.npy", np.float32, starts[-1])
        free = np.empty_like(frequency)  # where the next posting of each word goes
        free[order] = starts[:-1]
        for run in self._runs:
            word, passage, count = np.load(run)
            there, first, number = np.unique(word, return_index=True, return_counts=True)
            place = free[word] + np.arange(len(word)) - np.repeat(first, number)
            free[there] += number
            passages[place] = passage
            shares[place] = count / (count + K1 * (1 - B + B * lengths[passage] / mean))
            remove(run)
        passages.flush()
        shares.flush()
        np.save(self._folder / "starts.npy", starts)
        np.save(self._folder / "words.npy", keys[order])
        np.save(self._folder / "ids.npy", np.array(self._ids))
        np.save(self._folder / "shelves.npy", np.frombuffer(self._shelves, dtype=np.uint8))
        counts = {"passages": len(lengths), "words": int(lengths.sum())}
        (self._folder / "counts.json").write_bytes(json.dumps(counts).encode())

    def _file(self, name: str, kind: type, length: int) -> np.memmap:
        shape = (max(1, int(length)),)  # no file is mapped that holds nothing
        mapped = np.lib.format.open_memmap(self._folder / name, mode="w+", dtype=kind, shape=shape)
        with (self._folder / name).open("r+b") as file:
            take_room(file.fileno(), file.seek(0, 2))
        return mapped

    def _end_run(self) -> None:
        if not self._distinct:
            return
        passage = np.repeat(
            np.arange(self._held, len(self._ids), dtype=np.uint32), np.asarray(self._distinct)
        )
        order = np.argsort(np.asarray(self._words), kind="stable")
        run = self._folder / f"run-{len(self._runs)}.npy"
        columns = np.asarray(self._words), passage, np.asarray(self._counts)
        np.save(run, np.stack([column[order] for column in columns]))
        self._runs.append(run)
        self._held = len(self._ids)
        self._clear()
