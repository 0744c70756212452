"""Lists beside this file, in words/: rows of words, # before a remark."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each as its words: rows("statutes")."""
    text = files("drafter.checks.wording").joinpath("words", f"{name}.txt").read_text("utf-8")
    return tuple(tuple(row.split()) for row in text.splitlines() if not row.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list: words("phrases")."""
    return frozenset(word for row in rows(name) for word in row)
