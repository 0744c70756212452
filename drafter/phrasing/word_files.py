"""The word lists of this package: files of text beside it, # before a remark."""

from functools import lru_cache
from importlib.resources import files

_VERBS = "finish start event run act works paper fund target hold duty".split()


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[str, ...]:
    """The lines of a list that are no remark."""
    text = files(__package__).joinpath(name).read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=32)
def named_words(name: str) -> dict[str, tuple[str, ...]]:
    """The rows of a list, each a name, a colon and its words; rows of one name are one."""
    named: dict[str, tuple[str, ...]] = {}
    for row in rows(name):
        head, _, words = row.partition(":")
        named[head.strip()] = (*named.get(head.strip(), ()), *words.split())
    return named


def any_of(words: tuple[str, ...]) -> str:
    """An expression for any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def verbs() -> tuple[str, ...]:
    """Every verb of plan_verbs.txt that tells what is to be done."""
    listed = named_words("plan_verbs.txt")
    return tuple(word for kind in _VERBS for word in listed[kind])


def opens_with_verb(text: str) -> bool:
    """Whether a text begins with one of these verbs."""
    return text.startswith(verbs())
