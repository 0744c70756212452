"""What an answer may add to its note, as lists of words beside this file.

A list is rows of words, # before a remark; deeds.txt has a verb a row, with the nouns it goes with,
synonyms.txt a row for words that mean the same. A folder of an office's own may hold lists of the
same names: their words count too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t
from drafter.settings import load_settings

_LISTS = (
    "function_words",
    "droppable",
    "head_nouns",
    "planning",
    "achieving",
    "done",
    "clause_openers",
    "lead_verbs",
    "tied_verbs",
    "lead_adverbs",
    "lead_nouns",
    "purposes",
    "qualifiers",
    "wholes",
    "which_words",
    "outcomes",
    "relations",
    "frame_words",
    "lead_frames",
    "leaning_openers",
    "leaning_words",
    "stocks",
)
_LONGEST = 14  # characters of a word that others may stand for
NAMES = (*_LISTS, "lead_phrases", "problems", "deeds", "heads", "unit_nouns", "synonyms")


@dataclass(frozen=True)
class Inventory:
    """The lists, read.

    lists     name → its words
    deeds     noun → the light verbs that go with it; "*" has those that go with any
    of_units  unit → the nouns that it implies
    heads     word of a note → the nouns that it implies
    synonyms  word → the words that may stand for it
    phrases   an expression for each set phrase, a group for each of its ～
    problems  the same for each way to name a problem, a group for what it is about
    """

    lists: dict[str, frozenset[str]]
    deeds: dict[str, tuple[str, ...]]
    of_units: dict[str, tuple[str, ...]]
    heads: dict[str, tuple[str, ...]]
    synonyms: dict[str, frozenset[str]]
    phrases: tuple[re.Pattern[str], ...]
    problems: tuple[re.Pattern[str], ...]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]

    def synonyms_in(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """The words of a text that others may stand for, each once, with these."""
        pieces = {
            text[at:end]
            for at in range(len(text))
            for end in range(at + 1, min(at + _LONGEST, len(text)) + 1)
        }
        for word in sorted(pieces & self.synonyms.keys()):
            yield word, self.synonyms[word]


def inventory() -> Inventory:
    """The shipped lists with those of the folder that the settings name.

    Raises InputError where the settings cannot be read, or a list is none of ours or no text.
    """
    return with_own(load_settings().word_folder)


@lru_cache(maxsize=8)
def with_own(own: Path | None) -> Inventory:
    """The shipped lists, with those of a folder of an office's own where there is one."""
    for file in own.glob("*.txt") if own and own.is_dir() else ():
        if file.stem not in NAMES:
            known = "、".join(sorted(f"{name}.txt" for name in NAMES))
            raise InputError(
                t("words.unknown"), file, remedy=t("words.unknown.remedy", known=known)
            )
    rows = {name: _rows(name, own) for name in NAMES}
    return Inventory(
        {name: frozenset(word for row in rows[name] for word in row.split()) for name in _LISTS},
        _turned(_pairs(rows["deeds"])),
        _pairs(rows["unit_nouns"]),
        _pairs(rows["heads"]),
        _synonyms(rows["synonyms"]),
        tuple(_phrase(word) for row in rows["lead_phrases"] for word in row.split()),
        tuple(
            _phrase(f"～{word.removeprefix('～')}")
            for row in rows["problems"]
            for word in row.split()
        ),
    )


def _rows(name: str, own: Path | None) -> list[str]:
    texts = [files(__name__).joinpath(f"{name}.txt").read_text("utf-8")]
    if own and (file := own / f"{name}.txt").is_file():
        texts.append(_own_text(file))
    rows = (row.strip() for text in texts for row in text.splitlines())
    return [row for row in rows if row and not row.startswith("#")]


def _own_text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(t("words.encoding"), file, remedy=t("words.encoding.remedy")) from error


def _turned(pairs: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    turned: dict[str, tuple[str, ...]] = {}
    for word, others in pairs.items():
        for other in others:
            turned[other] = (*turned.get(other, ()), word)
    return turned


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
