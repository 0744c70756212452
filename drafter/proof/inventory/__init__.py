"""What an answer may add to its note, as lists of words beside this file.

A list is rows of words, # before a remark; deeds.txt has a verb a row, with the nouns it goes with,
synonyms.txt a row for words that mean the same. A folder of an office's own may hold lists of the
same names: their words count too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

_LISTS = (
    "function_words",
    "droppable",
    "head_nouns",
    "planning",
    "achieving",
    "done",
    "clause_openers",
    "lead_verbs",
    "lead_adverbs",
    "lead_nouns",
    "purposes",
    "problems",
    "qualifiers",
    "wholes",
    "which_words",
    "relations",
)
NAMES = (*_LISTS, "lead_phrases", "deeds", "unit_nouns", "synonyms")


@dataclass(frozen=True)
class Inventory:
    """The lists, read.

    lists     name → its words
    deeds     light verb → the nouns it goes with; "*" among them stands for any
    of_units  unit → the nouns that it implies
    synonyms  word → the words that may stand for it
    phrases   an expression for each set phrase, a group for each of its ～
    """

    lists: dict[str, frozenset[str]]
    deeds: dict[str, tuple[str, ...]]
    of_units: dict[str, tuple[str, ...]]
    synonyms: dict[str, frozenset[str]]
    phrases: tuple[re.Pattern[str], ...]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@lru_cache(maxsize=8)
def inventory(own: Path | None = None) -> Inventory:
    """The shipped lists, with those of a folder of an office's own."""
    rows = {name: _rows(name, own) for name in NAMES}
    return Inventory(
        {name: frozenset(word for row in rows[name] for word in row.split()) for name in _LISTS},
        _pairs(rows["deeds"]),
        _pairs(rows["unit_nouns"]),
        _synonyms(rows["synonyms"]),
        tuple(_phrase(word) for row in rows["lead_phrases"] for word in row.split()),
    )


def _rows(name: str, own: Path | None) -> list[str]:
    texts = [files(__name__).joinpath(f"{name}.txt").read_text("utf-8")]
    if own and (own / f"{name}.txt").is_file():
        texts.append((own / f"{name}.txt").read_text("utf-8"))
    rows = (row.strip() for text in texts for row in text.splitlines())
    return [row for row in rows if row and not row.startswith("#")]


def _pairs(rows: list[str]) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    for row in rows:
        word, _, others = row.replace("：", ":").partition(":")
        pairs[word.strip()] = (*pairs.get(word.strip(), ()), *others.split())
    return pairs


def _synonyms(rows: list[str]) -> dict[str, frozenset[str]]:
    synonyms: dict[str, frozenset[str]] = {}
    for row in rows:
        words = frozenset(row.split())
        for word in words:
            synonyms[word] = synonyms.get(word, frozenset()) | words - {word}
    return synonyms


def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile("(.{1,14}?)".join(map(re.escape, phrase.split("～"))))
