"""The word lists of this package: text files beside the code, rows of words, # before a remark."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=32)
def words_in(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for row in _rows(name) for word in row.split())


@lru_cache(maxsize=32)
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each as its words."""
    return tuple(tuple(row.split()) for row in _rows(name))


@lru_cache(maxsize=32)
def pairs_in(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows of a list whose first word stands before a colon: it, and the words behind it."""
    pairs = (row.partition(":") for row in _rows(name))
    return tuple((head.strip(), tuple(rest.split())) for head, _, rest in pairs)


def _rows(name: str) -> list[str]:
    text = files(__name__.rpartition(".")[0]).joinpath(f"{name}.txt").read_text("utf-8")
    rows = (row.strip() for row in text.splitlines())
    return [row for row in rows if row and not row.startswith("#")]
