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


def begun_alike(character: str) -> frozenset[str]:
    """Those whose syllables begin with the same sound.

    Both syllables end in a nasal, or neither does: 职 and 责, not 战 and 资.
    """
    onsets, groups = _onsets()
    return groups.get(onsets.get(character, ""), frozenset())


@cache
def _onsets() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """The onset of each character, and the characters of each onset."""
    groups: dict[str, set[str]] = defaultdict(set)
    for heard, group in _sounds().items():
        groups[heard[0] + "n" * heard.endswith("n")] |= group
    onsets = {character: onset for onset, group in groups.items() for character in group}
    return onsets, {onset: frozenset(group) for onset, group in groups.items()}


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
