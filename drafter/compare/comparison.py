"""Two reports beside each other: the whole of what a reviewer is told, facts first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
        sides = ((self.a, row.a), (self.b, row.b))
        templates = ("".join(side.statements[k].template for k in at) for side, at in sides)
        return len(set(templates)) > 1

    @cached_property
    def counts(self) -> dict[Fate, int]:
        counts = dict.fromkeys(Fate, 0)
        for row in self.rows:
            counts[row.fate] += 1
        return counts


def compare(
    a: Side, b: Side, findings: tuple[Sequence[Finding], Sequence[Finding]] = ((), ())
) -> Comparison:
    """Compare two sides; findings are those of the same rules on each."""
    alignment = Alignment(a, b)
    alignment.cells()
    alignment.equal()
    alignment.alike()
    homes = match_sections(a, b, alignment.to_b).homes
    alignment.by_template(homes)
    alignment.between(homes)
    alignment.left_cells()
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
        statement = side.statements[at]
        spans += [(start + m.slot.span[0], start + m.slot.span[1]) for m in statement.mentions]
        start += len(statement.text)
    return spans


# --- sentences ---


def _rows(a: Side, b: Side, pairs: Sequence[Pair], moved: set[Pair]) -> tuple[Row, ...]:
    rows: list[Row] = []
    firsts = {pair.b[0]: pair for pair in pairs}
    matched = {k for pair in pairs for k in pair.b}
    gone = _gone_behind(a, {i for pair in pairs for i in pair.a})
    rows += _removed(gone, -1)
    for k in range(len(b.statements)):
        if pair := firsts.get(k):
            rows.append(Row(_fate(a, b, pair, pair in moved), pair.a, pair.b))
            rows += _removed(gone, *pair.a)
        elif k not in matched:
            rows.append(Row(Fate.ADDED, (), (k,)))
    return tuple(rows)


def _removed(gone: Mapping[int, Sequence[int]], *places: int) -> list[Row]:
    """A row for each statement that is gone behind one of these."""
    return [Row(Fate.REMOVED, (i,), ()) for at in places for i in gone.get(at, ())]


def _fate(a: Side, b: Side, pair: Pair, moved: bool) -> Fate:
    if moved:
        return Fate.MOVED
    one_to_one = len(pair.a) == len(pair.b) == 1
    same = one_to_one and _solid(_text(a, pair.a)) == _solid(_text(b, pair.b))
    return Fate.SAME if same else Fate.EDITED


def _solid(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def _gone_behind(a: Side, matched: set[int]) -> dict[int, list[int]]:
    """The statements of A without a like, by the matched one they follow, -1 for none."""
    gone: dict[int, list[int]] = defaultdict(list)
    last = -1
    for statement in a.statements:
        if statement.at in matched:
            last = statement.at
        else:
            gone[last].append(statement.at)
    return gone


def _moved(a: Side, b: Side, pairs: Sequence[Pair], homes: Homes) -> set[Pair]:
    """Pairs that stand in sections that do not belong together, or in another order within one."""
    moved: set[Pair] = set()
    within: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        before, after = a.statements[pair.a[0]], b.statements[pair.b[0]]
        if before.heading or after.heading:
            continue
        if after.section in homes.get(before.section, ()):
            within[before.section, after.section].append(pair)
        else:
            moved.add(pair)
    for group in within.values():
        weights = [1.0 + len(_text(a, pair.a)) for pair in group]
        stay = set(rising([pair.a[0] for pair in group], weights))
        moved |= {pair for n, pair in enumerate(group) if n not in stay}
    return moved


_THIN = 5  # Chinese characters beside its figures: of so few, the heading says what it is about


def _says_otherwise(a: Side, b: Side, pair: Pair, homes: Homes) -> bool:
    """Whether a sentence that was moved says another thing there.

    It is planned there, not done, or so short that its heading says what it is about.
    """
    before, after = a.statements[pair.a[0]], b.statements[pair.b[0]]
    if after.section in homes.get(before.section, ()):
        return False
    parts = {a.line_of(before.at).part, b.line_of(after.at).part}
    template = "".join(a.statements[at].template for at in pair.a)
    han = sum("\u4e00" <= char <= "\u9fff" for char in template)
    return parts == {Part.DONE, Part.PLANNED} or han <= _THIN


# --- sections ---


def _section_pairs(
    a: Side, b: Side, matches: SectionMatches, rows: Sequence[Row]
) -> tuple[SectionPair, ...]:
    statuses = _Statuses(a, b, matches, rows)
    likes: dict[int, list[int]] = defaultdict(list)
    for i, k in matches.pairs:
        likes[k].append(i)
    pairs: list[SectionPair] = []
    for section in b.sections:
        if section.kind:
            continue
        pairs += [SectionPair(i, section.at, statuses.of(i, section.at)) for i in likes[section.at]]
        if not likes[section.at]:
            pairs.append(SectionPair(None, section.at, (Status.ADDED,)))
    for i in _unliked(a, matches):
        later = (n for n, pair in enumerate(pairs) if pair.a is not None and pair.a > i)
        pairs.insert(next(later, len(pairs)), SectionPair(i, None, (Status.REMOVED,)))
    return tuple(pairs)


def _unliked(a: Side, matches: SectionMatches) -> list[int]:
    """The sections of A without a like."""
    liked = {i for i, _ in matches.pairs}
    return [section.at for section in a.sections if not section.kind and section.at not in liked]


class _Statuses:
    """Tells what became of a section of A in one of B."""

    def __init__(self, a: Side, b: Side, matches: SectionMatches, rows: Sequence[Row]) -> None:
        self._a, self._b, self._own = a.sections, b.sections, matches.own
        self._moved = moved_sections(a, b, matches)
        self._changed_a, self._changed_b = _changed(a, b, rows)
        self._split = {i for i, _ in matches.parted}
        self._merged = {k for _, k in matches.joined}

    def of(self, i: int, k: int) -> tuple[Status, ...]:
        """All that hold, the most telling first."""
        before, after = self._a[i], self._b[k]
        like = self._own.get(i) == k
        statuses = {
            Status.SPLIT: i in self._split,
            Status.MERGED: k in self._merged,
            Status.MOVED: like and i in self._moved,
            Status.RENAMED: like and before.heading != after.heading,
            Status.CHANGED: i in self._changed_a or k in self._changed_b,
            Status.RENUMBERED: like and before.number.strip() != after.number.strip(),
        }
        return tuple(status for status, holds in statuses.items() if holds) or (Status.SAME,)


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
