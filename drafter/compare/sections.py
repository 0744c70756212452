"""Each section of one report matched with its like in the other, by its text, then its heading."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from drafter.checks.indicators import pairs
from drafter.compare.alignment import Homes
from drafter.compare.sequence import rising
from drafter.compare.version import Section, Side

_LEAST = 0.3  # of the score below, for a match
_TAKEN = 0.5  # share of its own text that a section has from another it is a part of
_COMMON = 30  # headings that a pair of characters may stand in and still tell something


class Status(StrEnum):
    """What became of a section, the most telling first."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section of A and its like in B, None where there is none.

    statuses  all that hold, the most telling first
    """

    a: int | None
    b: int | None
    statuses: tuple[Status, ...] = ()

    @property
    def status(self) -> Status:
        """The most telling; only another number is no change."""
        first = self.statuses[0] if self.statuses else Status.SAME
        return Status.SAME if first is Status.RENUMBERED else first


@dataclass(frozen=True, slots=True)
class SectionMatches:
    """Matches of sections of A with sections of B.

    own     each with its like
    parted  a section of A with a further one of B that has most of its text from it
    joined  a section of A with the one of B, another's like, that most of its text went to
    """

    own: dict[int, int]
    parted: tuple[tuple[int, int], ...] = ()
    joined: tuple[tuple[int, int], ...] = ()

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        return (*self.own.items(), *self.parted, *self.joined)

    @property
    def homes(self) -> Homes:
        """By section of A, those of B that hold what it held."""
        homes: dict[int, set[int]] = defaultdict(set)
        for i, k in self.pairs:
            homes[i].add(k)
        return {i: frozenset(ks) for i, ks in homes.items()}


def match_sections(a: Side, b: Side, matched: Mapping[int, int]) -> SectionMatches:
    """Match sections, given which statements of A are matched with which of B."""
    own = _overlaps(a, b, matched)
    likes: dict[int, int] = {}
    back: dict[int, int] = {}
    for _, i, k in sorted(_scored(a, b, own), key=lambda c: (-c[0], c[1], c[2])):
        if i not in likes and k not in back:
            likes[i], back[k] = k, i
    parted = _parted(((k, i, taken) for (i, k), taken in own.items()), _sizes(b), back, likes)
    joined = _parted(((i, k, taken) for (i, k), taken in own.items()), _sizes(a), likes, back)
    return SectionMatches(likes, tuple((i, k) for k, i in parted.items()), tuple(joined.items()))


def _overlaps(a: Side, b: Side, matched: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """Characters of text that two sections have in common, headings aside."""
    overlaps: dict[tuple[int, int], int] = defaultdict(int)
    for i, k in matched.items():
        before, after = a.statements[i], b.statements[k]
        if not before.heading and not after.heading:
            overlaps[before.section, after.section] += min(len(before.key), len(after.key))
    return dict(overlaps)


def _sizes(side: Side) -> list[int]:
    """Characters of each section's own text, its heading aside."""
    texts = ((side.statements[at] for at in section.own) for section in side.sections)
    return [sum(len(statement.key) for statement in own if not statement.heading) for own in texts]


def _above(side: Side, at: int) -> Iterator[int]:
    """A section and those it stands in."""
    while at >= 0:
        yield at
        at = side.sections[at].parent


def _scored(
    a: Side, b: Side, own: Mapping[tuple[int, int], int]
) -> Iterator[tuple[float, int, int]]:
    """Pairs of sections that may be one, each with its score; own is what `_overlaps` gives."""
    scores = _Scores(a, b, own)
    for i, k in scores.whole.keys() | set(_like_headings(a, b)):
        before, after = a.sections[i], b.sections[k]
        if before.kind or after.kind:
            if before.kind == after.kind:
                yield 9.0, i, k
        elif score := scores.of(before, after):
            yield score, i, k


class _Scores:
    """How much alike sections are, by the text below them first, then by their headings.

    whole  characters in common by pair of sections, those of the sections within them included
    """

    def __init__(self, a: Side, b: Side, own: Mapping[tuple[int, int], int]) -> None:
        self._a, self._b, self._own = a, b, own
        self._sizes = _whole_sizes(a), _whole_sizes(b)
        self._headings = (
            Counter(s.heading for s in a.sections),
            Counter(s.heading for s in b.sections),
        )
        self.whole: dict[tuple[int, int], int] = defaultdict(int)
        for (i, k), taken in own.items():
            for above in product(_above(a, i), _above(b, k)):
                self.whole[above] += taken

    def of(self, before: Section, after: Section) -> float:
        """The score of two sections; 0 where they are too little alike to be one."""
        pair = before.at, after.at
        size = self._sizes[0][before.at] + self._sizes[1][after.at]
        shared = 2 * self.whole.get(pair, 0) / size if size else 1.0
        alike = _likeness(before.heading, after.heading)
        score = 0.55 * shared + 0.45 * alike
        if score < _LEAST:
            return 0.0
        level = before.level == after.level
        under = _heading_above(self._a, before) == _heading_above(self._b, after)
        kept = self._own.get(pair, 0) > 0
        own_name = alike == 1 and self._headings[0][before.heading] == 1
        own_name = own_name and self._headings[1][after.heading] == 1
        return score + 0.1 * level + 0.1 * under + 0.05 * kept + 0.5 * own_name


def _whole_sizes(side: Side) -> list[int]:
    own = _sizes(side)
    sizes = [0] * len(own)
    for at, size in enumerate(own):
        for above in _above(side, at):
            sizes[above] += size
    return sizes


def _heading_above(side: Side, section: Section) -> str:
    return side.sections[section.parent].heading if section.parent >= 0 else ""


def _likeness(before: str, after: str) -> float:
    if before == after:
        return 1.0
    a, b = _grams(before), _grams(after)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _grams(heading: str) -> frozenset[str]:
    return pairs(heading) or frozenset(heading)


def _like_headings(a: Side, b: Side) -> Iterator[tuple[int, int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for there in b.sections:
        for gram in {there.heading, *_grams(there.heading)}:
            index[gram].append(there.at)
    for section in a.sections:
        for gram in {section.heading, *_grams(section.heading)}:
            if len(index.get(gram, ())) <= _COMMON:
                yield from ((section.at, k) for k in index.get(gram, ()))
        if section.kind:
            yield from (
                (section.at, there.at) for there in b.sections if there.kind == section.kind
            )


def _parted(
    overlaps: Iterable[tuple[int, int, int]],
    sizes: list[int],
    matched: Mapping[int, int],
    back: Mapping[int, int],
) -> dict[int, int]:
    """Sections without a like, whose text stands for the most part in one that has one."""
    best: dict[int, tuple[int, int]] = {}
    for part, whole, taken in overlaps:
        if part not in matched and whole in back:
            best[part] = max(best.get(part, (0, -1)), (taken, whole))
    return {part: whole for part, (taken, whole) in best.items() if taken >= _TAKEN * sizes[part]}


def moved_sections(a: Side, b: Side, matches: SectionMatches) -> frozenset[int]:
    """Sections of A that stand in another place among their neighbours, or in another section."""
    homes = matches.homes
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    moved: set[int] = set()
    for i, k in sorted(matches.own.items()):
        if a.sections[i].kind or b.sections[k].kind:
            continue
        above, over = a.sections[i].parent, b.sections[k].parent
        if above == over == -1 or over in homes.get(above, ()):
            groups[above, over].append((i, k))
        elif not _only_nested(matches.own, i, k):
            moved.add(i)
    sizes = _whole_sizes(a)
    for group in groups.values():
        moved |= _out_of_order(group, sizes)
    return frozenset(moved)


def _out_of_order(group: Sequence[tuple[int, int]], sizes: Sequence[int]) -> set[int]:
    """Sections of A that do not stand in the same order in B, as little text of them as can be."""
    stay = rising([k for _, k in group], [1.0 + sizes[i] for i, _ in group])
    return {i for i, _ in group} - {group[n][0] for n in stay}


def _only_nested(own: Mapping[int, int], i: int, k: int) -> bool:
    """Whether a section stands where it stood, one level up or down.

    The section before it is the like of the section before its like, or has none.

    A chapter that was parted in two, or lost its heading, moves nothing.
    """
    return own.get(i - 1) == k - 1 or k - 1 not in own.values() or i - 1 not in own
