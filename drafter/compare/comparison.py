"""Two reports beside each other: the whole of what a reviewer is told, facts first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from drafter.compare.alignment import Alignment, Homes, Pair
from drafter.compare.facts import FactChanges, GapChanges, slot_changes
from drafter.compare.findings import FindingChanges, finding_changes
from drafter.compare.sections import (
    SectionMatches,
    SectionPair,
    Status,
    match_sections,
    moved_sections,
)
from drafter.compare.sequence import rising
from drafter.compare.version import Side
from drafter.compare.words import Words, word_changes
from drafter.records import Finding, Part


class Fate(StrEnum):
    """What became of a sentence; one that was both moved and edited is moved."""

    SAME = "same"
    EDITED = "edited"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and its like: statements of A, of B; one of both may be empty."""

    fate: Fate
    a: tuple[int, ...]
    b: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Comparison:
    """What differs between two reports.

    pairs     sentences matched, in the order of B
    rows      every sentence of both in the order of B, those that are gone where they stood
    sections  every section of both in the order of B
    """

    a: Side
    b: Side
    pairs: tuple[Pair, ...]
    rows: tuple[Row, ...]
    sections: tuple[SectionPair, ...]
    facts: FactChanges
    gaps: GapChanges
    findings: FindingChanges

    @property
    def agree(self) -> bool:
        """Whether both state the same facts and leave the same gaps."""
        return not self.facts and not self.gaps

    def words(self, row: Row) -> tuple[Words, ...]:
        """How the words of A's sentence become those of B's."""
        a, b = _text(self.a, row.a), _text(self.b, row.b)
        return word_changes(a, b, _slots(self.a, row.a), _slots(self.b, row.b))

    def reworded(self, row: Row) -> bool:
        """Whether more than the facts of a sentence differs."""
        said = (
            "".join(side.statements[at].template for at in row)
            for side, row in ((self.a, row.a), (self.b, row.b))
        )
        return len(set(said)) > 1

    @cached_property
    def counts(self) -> dict[Fate, int]:
        found = dict.fromkeys(Fate, 0)
        for row in self.rows:
            found[row.fate] += 1
        return found


def compare(
    a: Side, b: Side, findings: tuple[Sequence[Finding], Sequence[Finding]] = ((), ())
) -> Comparison:
    """Compare two sides; findings are those of the same rules on each."""
    alignment = Alignment(a, b)
    alignment.equal()
    alignment.alike()
    homes = match_sections(a, b, alignment.to_b).homes
    alignment.by_template(homes)
    alignment.between(homes)
    matches = match_sections(a, b, alignment.to_b)
    alignment.headings(matches.own)
    pairs = alignment.pairs()
    moved = _moved(a, b, pairs, matches.homes)
    rows = _rows(a, b, pairs, moved)
    facts, gaps = slot_changes(
        a, b, pairs, [pair for pair in moved if _says_otherwise(a, b, pair, matches.homes)]
    )
    return Comparison(
        a,
        b,
        pairs,
        rows,
        _section_pairs(a, b, matches, rows),
        facts,
        gaps,
        finding_changes(a, b, pairs, *findings),
    )


def _text(side: Side, places: tuple[int, ...]) -> str:
    return "".join(side.statements[at].text for at in places)


def _slots(side: Side, places: tuple[int, ...]) -> list[tuple[int, int]]:
    spans, start = [], 0
    for at in places:
        one = side.statements[at]
        spans += [(start + m.slot.span[0], start + m.slot.span[1]) for m in one.mentions]
        start += len(one.text)
    return spans


# --- sentences ---


def _rows(a: Side, b: Side, pairs: Sequence[Pair], moved: set[Pair]) -> tuple[Row, ...]:
    found: list[Row] = []
    told_a = {i for pair in pairs for i in pair.a}
    firsts = {pair.b[0]: pair for pair in pairs}
    told_b = {k for pair in pairs for k in pair.b}
    gone = _gone_behind(a, pairs, told_a)
    found += [Row(Fate.REMOVED, (i,), ()) for i in gone.get(-1, ())]
    for k in range(len(b.statements)):
        if pair := firsts.get(k):
            found.append(Row(_fate(a, b, pair, pair in moved), pair.a, pair.b))
            found += [Row(Fate.REMOVED, (i,), ()) for at in pair.a for i in gone.get(at, ())]
        elif k not in told_b:
            found.append(Row(Fate.ADDED, (), (k,)))
    return tuple(found)


def _fate(a: Side, b: Side, pair: Pair, moved: bool) -> Fate:
    if moved:
        return Fate.MOVED
    same = len(pair.a) == len(pair.b) == 1 and "".join(_text(a, pair.a).split()) == "".join(
        _text(b, pair.b).split()
    )
    return Fate.SAME if same else Fate.EDITED


def _gone_behind(a: Side, pairs: Sequence[Pair], told: set[int]) -> dict[int, list[int]]:
    """The statements of A without a like, by the matched one they follow; -1 where they follow none."""
    found: dict[int, list[int]] = defaultdict(list)
    last = -1
    for one in a.statements:
        if one.at in told:
            last = one.at
        else:
            found[last].append(one.at)
    return found


def _moved(a: Side, b: Side, pairs: Sequence[Pair], homes: Homes) -> set[Pair]:
    """Pairs that stand in sections that do not belong together, or in another order within one."""
    moved: set[Pair] = set()
    within: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        one, other = a.statements[pair.a[0]], b.statements[pair.b[0]]
        if one.heading or other.heading:
            continue
        if other.section in homes.get(one.section, ()):
            within[one.section, other.section].append(pair)
        else:
            moved.add(pair)
    for group in within.values():
        weights = [1.0 + len(_text(a, pair.a)) for pair in group]
        stay = set(rising([pair.a[0] for pair in group], weights))
        moved |= {pair for n, pair in enumerate(group) if n not in stay}
    return moved


_THIN = 5  # Chinese characters: a sentence of so few beside its figures says not what it is about, its heading does


def _says_otherwise(a: Side, b: Side, pair: Pair, homes: Homes) -> bool:
    """Whether a sentence that was moved says another thing there: planned, not done; of what another heading names."""
    one, other = a.statements[pair.a[0]], b.statements[pair.b[0]]
    if other.section in homes.get(one.section, ()):
        return False
    parts = {a.line_of(one.at).part, b.line_of(other.at).part}
    words = sum(
        1 for at in pair.a for char in a.statements[at].template if "\u4e00" <= char <= "\u9fff"
    )
    return parts == {Part.DONE, Part.PLANNED} or words <= _THIN


# --- sections ---


def _section_pairs(
    a: Side, b: Side, matches: SectionMatches, rows: Sequence[Row]
) -> tuple[SectionPair, ...]:
    moved = moved_sections(a, b, matches)
    changed_a, changed_b = _changed(a, b, rows)
    by_b: dict[int, list[int]] = defaultdict(list)
    for i, k in matches.pairs:
        by_b[k].append(i)
    split, merged = {i for i, _ in matches.parted}, {k for _, k in matches.joined}
    found: list[SectionPair] = []
    liked = {i for i, _ in matches.pairs}
    gone = [s.at for s in a.sections if not s.kind and s.at not in liked]
    for section in b.sections:
        if section.kind:
            continue
        for i in by_b.get(section.at, ()):
            one, like = a.sections[i], matches.own.get(i) == section.at
            statuses = {
                Status.SPLIT: i in split,
                Status.MERGED: section.at in merged,
                Status.MOVED: like and i in moved,
                Status.RENAMED: like and one.heading != section.heading,
                Status.CHANGED: i in changed_a or section.at in changed_b,
                Status.RENUMBERED: like and one.number.strip() != section.number.strip(),
            }
            held = tuple(status for status, holds in statuses.items() if holds)
            found.append(SectionPair(i, section.at, held or (Status.SAME,)))
        if section.at not in by_b:
            found.append(SectionPair(None, section.at, (Status.ADDED,)))
    for i in gone:
        place = next(
            (n for n, pair in enumerate(found) if pair.a is not None and pair.a > i), len(found)
        )
        found.insert(place, SectionPair(i, None, (Status.REMOVED,)))
    return tuple(found)


def _changed(a: Side, b: Side, rows: Sequence[Row]) -> tuple[set[int], set[int]]:
    """Sections in whose own text anything differs, headings aside."""
    changed_a: set[int] = set()
    changed_b: set[int] = set()
    for row in rows:
        headings = [a.statements[i].heading for i in row.a] + [
            b.statements[k].heading for k in row.b
        ]
        if row.fate is not Fate.SAME and not any(headings):
            changed_a |= {a.statements[i].section for i in row.a}
            changed_b |= {b.statements[k].section for k in row.b}
    return changed_a, changed_b
