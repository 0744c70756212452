"""Characters that are taken for each other: by sound, in any tone and in the accents of most, or by shape."""

from collections import defaultdict
from functools import cache

from drafter.checks.wording.word_lists import rows, words

_FLAT = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache
def alike() -> dict[str, frozenset[str]]:
    """Every character with those it is taken for."""
    others: dict[str, set[str]] = defaultdict(set)
    for group in _sounds().values():
        for character in group:
            others[character] |= group
    for pair in words("shapes"):
        one, other = pair[0], pair[1]
        others[one].add(other)
        others[other].add(one)
    return {one: frozenset(some - {one}) for one, some in others.items()}


def begin_alike(one: str, other: str) -> bool:
    """Whether two characters are taken for each other, or their syllables begin with the same sound.

    Both syllables end in a nasal, or neither does: 职 and 责, not 战 and 资.
    """
    onsets = _onsets()
    return other in alike().get(one, ()) or onsets.get(one, "1") == onsets.get(other, "2")


@cache
def _onsets() -> dict[str, str]:
    return {
        character: heard[0] + "n" * heard.endswith("n")
        for heard, group in _sounds().items()
        for character in group
    }


def _sounds() -> dict[str, set[str]]:
    """The characters by their syllables, 张 with 脏 and 经 with 今."""
    sounds: dict[str, set[str]] = defaultdict(set)
    for syllable, characters in rows("sounds"):
        sounds[_heard(syllable)] |= set(characters)
    return sounds


def _heard(syllable: str) -> str:
    for spelt, heard in _FLAT:
        if syllable.startswith(spelt):
            syllable = heard + syllable[len(spelt) :]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable
