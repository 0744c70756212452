"""The word lists of this package: text files beside the code, rows of words, # before a remark."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=32)
def words_in(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for row in lines_of(name) for word in row.split())


@lru_cache(maxsize=32)
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each as its words."""
    return tuple(tuple(row.split()) for row in lines_of(name))


@lru_cache(maxsize=32)
def pairs_in(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows of a list whose first word stands before a colon: it, and the words behind it."""
    pairs = (row.partition(":") for row in lines_of(name))
    return tuple((head.strip(), tuple(rest.split())) for head, _, rest in pairs)


@lru_cache(maxsize=32)
def named_words(name: str) -> dict[str, tuple[str, ...]]:
    """The rows of a list, each a name, a colon and its words; rows of one name are one."""
    named: dict[str, tuple[str, ...]] = {}
    for head, words in pairs_in(name):
        named[head] = (*named.get(head, ()), *words)
    return named


@lru_cache(maxsize=256)  # asked for every thing that could be a topic
def any_of(words: tuple[str, ...]) -> str:
    """An expression for any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=64)
def lines_of(name: str) -> tuple[str, ...]:
    """The lines of a list that are no remark."""
    text = files(__name__.rpartition(".")[0]).joinpath(f"{name}.txt").read_text("utf-8")
    rows = (row.strip() for row in text.splitlines())
    return tuple(row for row in rows if row and not row.startswith("#"))
