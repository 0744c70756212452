"""Set phrases, and a run of Chinese in which one may stand with a slip.

A place is looked at only where the segmenter leaves a character alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise

from drafter.checks.wording.cutting import Piece, cut_words
from drafter.checks.wording.lexicon import PHRASES
from drafter.checks.wording.word_lists import words
from drafter.documents.house_words import House
from drafter.records import Span

SHORTEST, LONGEST = 4, 10  # characters of a phrase
LONG = 6  # characters of a phrase that has few honest neighbours
QUOTED = re.compile(r"“([\u4e00-\u9fff]{2,8})”")
_LINES = 1024  # of a text that are kept cut
_AROUND = 6  # characters outside a phrase that its ends may belong to
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
# What is a word of its own or part of none: alone it is no sign of a slip.
STANDING = frozenset(
    "的了在和与及为是对于被把将并已以而其该从由至向等有会能可要就到让使比按地着也都又再还不之所者"
    "很更最一二三四五六七八九十百千万亿两个项次名人年月日元号家"
)


ByPair = dict[str, list[str]]  # phrases by their first or last two characters


@dataclass(frozen=True)
class Phrases:
    """What is right, and what can follow or precede a character in it.

    firm    the phrases that a character of the same initial alone may stand in (党政同职 for 同责)
    quoted  the terms that stand in quotes
    """

    right: frozenset[str]
    firm: frozenset[str]
    quoted: frozenset[str]

    @cached_property
    def long(self) -> frozenset[str]:
        return frozenset(phrase for phrase in self.right if len(phrase) >= LONG)

    @cached_property
    def heads(self) -> ByPair:
        return _by_pair(self.firm, slice(0, 2))

    @cached_property
    def tails(self) -> ByPair:
        return _by_pair(self.firm, slice(-2, None))

    @cached_property
    def lacking(self) -> ByPair:
        """The firm and the long ones by what they begin with, whole and without their second."""
        left: ByPair = defaultdict(list)
        for phrase in self.firm | self.long:
            if len(phrase) >= SHORTEST:
                for pair in {phrase[:2], phrase[0] + phrase[2]}:
                    left[pair].append(phrase)
        return left

    @cached_property
    def starts(self) -> frozenset[str]:
        return frozenset(phrase[:2] for phrase in self.right)

    @cached_property
    def ends(self) -> frozenset[str]:
        return frozenset(phrase[-2:] for phrase in self.right)

    def windows(self, text: str, at: int) -> Iterator[Span]:
        """Stretches around a character, the longest first, that begin and end as a phrase does.

        It is told as far as the character itself, which is in doubt, has no part in it.
        """
        for size in range(min(LONGEST, len(text)), SHORTEST - 1, -1):
            for start in range(max(0, at - size + 1), min(at, len(text) - size) + 1):
                end = start + size
                if at > start + 1 and text[start : start + 2] not in self.starts:
                    continue
                if at >= end - 2 or text[end - 2 : end] in self.ends:
                    yield start, end

    @cached_property
    def pairs(self) -> set[tuple[str, str]]:
        """All that stand beside each other in one."""
        return set(chain.from_iterable(map(pairwise, self.right)))

    @cached_property
    def behind(self) -> dict[str, set[str]]:
        return _neighbours(self.pairs)

    @cached_property
    def before(self) -> dict[str, set[str]]:
        return _neighbours((behind, before) for before, behind in self.pairs)


@dataclass(frozen=True)
class Stretch:
    """A run of Chinese as the segmenter cuts it; places count in the run."""

    text: str
    cut: tuple[Piece, ...]

    @cached_property
    def owners(self) -> list[Piece]:
        """For each character the word it is cut into."""
        return [piece for piece in self.cut for _ in piece[0]]

    @cached_property
    def edges(self) -> frozenset[int]:
        """Where words begin and end, those that a long one is made of too: 事故|隐患."""
        inner = (
            start + at
            for word, start, _ in self.cut
            for at in range(2, len(word) - 1)
            if is_word(word[:at]) and is_word(word[at:])
        )
        return frozenset((0, *(end for _, _, end in self.cut), *inner))

    def alone(self, at: int) -> bool:
        return len(self.owners[at][0]) == 1 and self.text[at] not in STANDING

    def holds(self, span: Span, at: int) -> bool:
        """Whether a place begins and ends where words do, or within that of one of its characters."""
        _, first, last = self.owners[at]
        start, end = span
        if start not in self.edges and not first < start < last:
            return False
        return end in self.edges or first < end < last

    def doubtful(self) -> Iterator[int]:
        """Characters that stand alone, and those of a short word beside one."""
        for before, piece, behind in _threes(self.cut):
            start = piece[1]
            if len(piece[0]) == 1:
                yield from (start,) * self.alone(start)
            elif len(piece[0]) == 2 and any(
                len(other[0]) == 1 and self.alone(other[1]) for other in (before, behind)
            ):
                yield from (start, start + 1)

    def windows(self, at: int, size: int) -> Iterator[Span]:
        """Stretches of a size around a character that begin and end where words do, or in its own."""
        for start in range(max(0, at - size + 1), min(at, len(self.text) - size) + 1):
            if self.holds((start, start + size), at):
                yield start, start + size


def stands(stretch: Stretch, doubted: Span, span: Span, known: Phrases) -> bool:
    """Whether what stands there is right after all.

    The doubted characters are part of another phrase (师德师风 before 问题), or an end of the span makes a word
    with its neighbour outside (文旅合 before 作).
    """
    text, (start, end) = stretch.text, span
    if {text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]} & words("new_words"):
        return True
    first = cut_words(text[max(0, start - _AROUND) : start + 1])[-1]
    last = cut_words(text[end - 1 : end + _AROUND])[0]
    if len(first[0]) > 1 or len(last[0]) > 1:
        return True
    if text[start:end] in known.quoted:
        return True
    return any(
        text[begin : begin + size] in known.right
        for size in range(SHORTEST, LONGEST + 1)
        for begin in range(max(0, doubted[1] - size), doubted[0] + 1)
    )


@lru_cache(maxsize=_LINES)
def stretches(text: str) -> tuple[tuple[int, Stretch], ...]:
    """The runs of Chinese, each with where it starts; several rules look at a line one after another."""
    return tuple((run.start(), Stretch(run[0], cut_words(run[0]))) for run in _RUN.finditer(text))


@cache
def known_phrases(house: House) -> Phrases:
    own = (*(phrase.right for phrase in (*PHRASES, *house.phrases)), *house.names)
    rights = {part for phrase in own for part in _RUN.findall(phrase) if len(part) >= SHORTEST}
    quoted = {part for phrase in own for part in QUOTED.findall(phrase)} | words("quoted_terms")
    firm = words("set_phrases") | rights
    right = words("phrases") | words("idioms") | words("collocations") | firm
    return Phrases(right, firm, frozenset(quoted))


def _by_pair(phrases: frozenset[str], pair: slice) -> ByPair:
    by_pair: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        if len(phrase) >= SHORTEST:
            by_pair[phrase[pair]].append(phrase)
    return by_pair


def is_word(text: str) -> bool:
    import rjieba  # 0.1 s to load: only where there is a word to judge

    return rjieba.has_word(text)


@cache
def frequency(word: str) -> int:
    """How often a word is met; of what is none, how often its parts meet by chance."""
    import rjieba  # 0.1 s to load: only where there is a word to judge

    return int(rjieba.suggest_freq(word))


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for known, neighbour in pairs:
        beside[known].add(neighbour)
    return beside


def _threes(cut: tuple[Piece, ...]) -> Iterator[tuple[Piece, Piece, Piece]]:
    """Each word with the one before and behind it; the ends have a blank one there."""
    blank = ("", 0, 0)
    yield from zip((blank, *cut), cut, (*cut[1:], blank), strict=False)
