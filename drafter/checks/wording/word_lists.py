"""Lists beside this file, in words/: a row a line, # before a remark."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each as its words: rows("statutes")."""
    text = files("drafter.checks.wording").joinpath("words", f"{name}.txt").read_text("utf-8")
    return tuple(tuple(row.split()) for row in text.splitlines() if not row.startswith("#"))
