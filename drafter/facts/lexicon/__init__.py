"""Lists of words beside this file: rows of words in .txt, # before a remark."""

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list, in its order: words("cities")."""
    text = files(__name__).joinpath(f"{name}.txt").read_text("utf-8")
    rows = (row for row in text.splitlines() if not row.startswith("#"))
    return tuple(word for row in rows for word in row.split())
