"""The dictionary of general Chinese with our own words, which parts text into words with tags."""

from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.facts import lexicon
from drafter.facts.lexicon.gazetteer import CITIES, PROVINCES

if TYPE_CHECKING:
    import rjieba

PLACES = frozenset(
    (*lexicon.words("regions"), *PROVINCES, *CITIES, *lexicon.words("cities_and_words"))
)
FIRMS = frozenset(lexicon.words("firms"))
ORDINARY = frozenset(lexicon.words("ordinary_words"))
ORDINARY_CHARACTERS = frozenset(lexicon.words("ordinary_characters"))


@lru_cache(maxsize=1)
def dictionary() -> "rjieba.Jieba":
    """What parts text into words with their tags; our own lists are in it."""
    import rjieba  # 0.1 s

    words = rjieba.Jieba()
    for word in ORDINARY | PLACES | FIRMS:
        words.add_word(word, None, "n")
    return words
