"""The word index: BM25 over pairs of characters, which need no dictionary and found as much as words did."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import bm25s
import numpy as np

_RUNS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")


def words(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters; Latin words and numbers whole, in lower case."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        if run[0] < "\u3400" or len(run) == 1:
            found.append(run.lower())
        else:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
    return found


class Sparse:
    """BM25 scores of all passages for a query; ids and shelves are in the order of the passages."""

    def __init__(self, bm25: bm25s.BM25, ids: Iterable[str], shelves: Iterable[str]) -> None:
        self._bm25 = bm25
        self._ids = list(ids)
        self._shelves = np.array(list(shelves))

    @classmethod
    def build(cls, folder: Path, generation: int, passages: Iterable[tuple[str, str, str]]) -> "Sparse":
        """Index (id, shelf, text) and keep it in `folder`, stamped with the catalogue's generation."""
        rows = list(passages)
        bm25 = bm25s.BM25(backend="numpy")
        bm25.index([words(text) for _, _, text in rows], show_progress=False)
        shutil.rmtree(folder, ignore_errors=True)
        bm25.save(folder, show_progress=False)
        lines = [f"{identity}\t{shelf}\n" for identity, shelf, _ in rows]
        (folder / "ids.tsv").write_text("".join(lines), encoding="utf-8")
        (folder / "generation").write_text(str(generation), encoding="utf-8")  # last: what lacks it is unfinished
        return cls(bm25, [row[0] for row in rows], [row[1] for row in rows])

    @classmethod
    def load(cls, folder: Path, generation: int) -> "Sparse | None":
        """What `build` kept for this generation; None where there is none or it cannot be read."""
        try:
            if (folder / "generation").read_text(encoding="utf-8") != str(generation):
                return None
            rows = [line.split("\t") for line in (folder / "ids.tsv").read_text(encoding="utf-8").splitlines()]
            bm25 = bm25s.BM25.load(folder, mmap=False, show_progress=False)
            return cls(bm25, [row[0] for row in rows], [row[1] for row in rows])
        except (OSError, ValueError, KeyError, TypeError, IndexError, UnicodeDecodeError):
            return None

    def search(self, query: str, *, limit: int, shelf: str | None) -> list[str]:
        """Ids of the best passages, best first; none that shares no word with the query."""
        known = list(dict.fromkeys(self._bm25.get_tokens_ids(words(query))))
        if not known:
            return []
        scores = self._bm25.get_scores_from_ids(known)
        if shelf is not None:
            scores = np.where(self._shelves == shelf, scores, 0)
        best = np.argsort(-scores, kind="stable")[:limit]
        return [self._ids[i] for i in best if scores[i] > 0]
