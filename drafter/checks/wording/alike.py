"""Characters that are taken for each other: by sound, in any tone and in the accents of most, or by shape."""

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cache

from drafter.checks.wording.word_lists import rows, words

_FLAT = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache
def alike(character: str) -> frozenset[str]:
    """Those that a character is taken for."""
    return frozenset().union(*_groups().get(character, ())) - {character}


def are_alike(one: str, other: str) -> bool:
    """Whether one character is taken for another."""
    return any(other in group for group in _groups().get(one, ()))


@cache
def sound_alike(one: str, other: str) -> bool:
    """Whether two characters share a syllable."""
    return any(one in group and other in group for group in _sounds().values())


@cache
def look_alike(one: str, other: str) -> bool:
    """Whether two characters share a part or a shape."""
    return any(other in group for group in _looks().get(one, ()))


def nearest(character: str, among: Set[str]) -> set[str]:
    """Those of some characters that one is taken for, or whose syllables begin like its own."""
    return set(_near(character) & among)


@cache
def _near(character: str) -> frozenset[str]:
    groups = (*_groups().get(character, ()), *_onsets().get(character, ()))
    return frozenset().union(*groups) - {character}


def begin_alike(one: str, other: str) -> bool:
    """Whether the syllables of two characters begin with the same sound.

    Both syllables end in a nasal, or neither does: 职 and 责, not 战 and 资.
    """
    return any(other in group for group in _onsets().get(one, ()))


@cache
def _groups() -> dict[str, list[frozenset[str]]]:
    """For each character the groups that it is in: of one syllable, of one part, of one shape."""
    looks = map(frozenset, (*words("families"), *words("shapes")))
    return _by_member((*map(frozenset, _sounds().values()), *looks))


@cache
def _looks() -> dict[str, list[frozenset[str]]]:
    """The same of one part and of one shape only."""
    return _by_member(map(frozenset, (*words("families"), *words("shapes"))))


@cache
def _onsets() -> dict[str, list[frozenset[str]]]:
    """For each character the characters of its onsets."""
    groups: dict[str, set[str]] = defaultdict(set)
    for heard, group in _sounds().items():
        groups[heard[0] + "n" * heard.endswith("n")] |= group
    return _by_member(map(frozenset, groups.values()))


def _by_member(groups: Iterable[frozenset[str]]) -> dict[str, list[frozenset[str]]]:
    of: dict[str, list[frozenset[str]]] = defaultdict(list)
    for group in groups:
        for character in group:
            of[character].append(group)
    return dict(of)


@cache
def _sounds() -> dict[str, frozenset[str]]:
    """The characters by their syllables, 张 with 脏 and 经 with 今."""
    sounds: dict[str, set[str]] = defaultdict(set)
    for syllable, characters in rows("sounds"):
        sounds[_heard(syllable)] |= set(characters)
    return {heard: frozenset(group) for heard, group in sounds.items()}


def _heard(syllable: str) -> str:
    for spelt, heard in _FLAT:
        if syllable.startswith(spelt):
            syllable = heard + syllable[len(spelt) :]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable
