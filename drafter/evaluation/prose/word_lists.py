"""The words by which sentences are measured, from the lists beside this file."""

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rjieba

# The lists whose words are no other's parts, with the tags of the dictionary; a later list wins.
_TAGS = {"manners": "t", "adverbs": "d", "nouns": "n", "deeds": "vn", "verbs": "v"}
_LONGEST = 6  # characters of a word


@lru_cache(maxsize=16)
def words(name: str) -> frozenset[str]:
    """The words of one list; # opens a remark."""
    text = files("drafter.evaluation.prose").joinpath("words", f"{name}.txt").read_text("utf-8")
    rows = (row for row in text.splitlines() if not row.startswith("#"))
    return frozenset(word for row in rows for word in row.split())


def opens_with(name: str, text: str) -> str:
    """The longest word of a list that a text opens with; "" for none."""
    known = words(name)
    lengths = range(min(_LONGEST, len(text)), 0, -1)
    return next((text[:length] for length in lengths if text[:length] in known), "")


@lru_cache(maxsize=1)
def segmenter() -> "rjieba.Jieba":
    """What parts a clause into words with their parts of speech; our lists overrule its own."""
    import rjieba  # 0.1 s

    made = rjieba.Jieba()
    for name, tag in _TAGS.items():
        for word in words(name):
            if len(word) > 1:
                made.add_word(word, None, tag)
    return made
