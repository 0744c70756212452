"""Values that stand on another indicator now: exchanged, moved elsewhere, or among other words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from drafter.checks.indicators import digits, pairs
from drafter.compare.fact_ledger import Both, Ledger, is_figure
from drafter.compare.fact_likeness import MOST_RIVALS, likeness
from drafter.compare.version import Mention, Side
from drafter.records import Fact

# Words of its own indicator at most, of another at least, for a figure that was moved.
_OWN, _OTHER = 0.25, 0.6
# Clauses alike: at least those of another figure's, and by so much more than its own.
_LED, _APART = 0.85, 0.15
_LEADING = 60  # characters before a figure in which its clause and the one before are looked for
_CLAUSE = re.compile("[，,、；;。：:]")
_FIGURE = re.compile(r"[\dxX×*]")  # or a gap
_TELLING = 3  # digits that make a figure one of a kind
_LONGEST_RING = 8  # places that exchange their values


def find_moves(ledger: Ledger) -> None:
    """Enter which values stand on another indicator now."""
    moves = _Moves(ledger)
    moves.find_exchanges(_value)
    # 床位48张、资金320万元 became 床位320张、资金48万元
    moves.find_exchanges(lambda fact: digits(fact) or _value(fact))
    moves.find_left()
    moves.find_reworded()


@dataclass
class _Moves:
    """Looks for moves among what is left, changed and kept in a ledger."""

    ledger: Ledger

    def find_exchanges(self, value: Callable[[Fact], str]) -> None:
        """Places that exchanged their values, two or more in a ring, are moves and no changes."""
        pool = [both for both in self.ledger.changed if all(map(is_figure, both))]
        exchanged: set[int] = set()
        for ring in _rings(pool, value):
            following = [*ring[1:], ring[0]]
            go = [(after[0], here[1]) for here, after in zip(ring, following, strict=True)]
            if not self._went_along(ring, go):
                self.ledger.moved += go
            exchanged |= set(map(id, ring))
        self.ledger.changed = [both for both in self.ledger.changed if id(both) not in exchanged]

    def _went_along(self, stay: list[Both], go: list[Both]) -> bool:
        """Whether the clauses changed places, each with its figure: then nothing changed."""
        return self._alike(stay) < self._alike(go)

    def _alike(self, pairing: list[Both]) -> float:
        return sum(likeness(*both) + self._clauses_alike(*both) for both in pairing)

    def _clauses_alike(self, ours: Mention, theirs: Mention) -> float:
        """0 to 1: how much the clauses that lead to two figures are the same."""
        a, b = self._clauses(self.ledger.a, ours), self._clauses(self.ledger.b, theirs)
        return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0

    def _clauses(self, side: Side, mention: Mention) -> frozenset[str]:
        """The pairs of characters that lead to a figure.

        Those of its own clause up to it, and of the clause before where that has no figure.
        """
        start = mention.slot.span[0]
        text = side.statements[mention.statement].view[max(0, start - _LEADING) : start]
        *before, own = _CLAUSE.split(text)[-2:]
        clauses = [*(clause for clause in before if not _FIGURE.search(clause)), own]
        return pairs("，".join(clauses)) | mention.words.behind

    def find_left(self) -> None:
        """A figure that is gone here and new there was moved, where it is one of a kind.

        So was one that took another's place.
        """
        old = _by_key([*self.ledger.left_a, *(before for before, _ in self.ledger.changed)])
        gone_a, gone_b = {id(m) for m in self.ledger.left_a}, {id(m) for m in self.ledger.left_b}
        for theirs in [*self.ledger.left_b, *(after for _, after in self.ledger.changed)]:
            places = old.get(theirs.fact.key) if is_figure(theirs) else None
            if not places:
                continue
            ours = _nearest(theirs, places, gone_a)
            gone = id(ours) in gone_a and id(theirs) in gone_b
            if _telling(theirs.fact) or (gone and self._rival(ours, theirs)):
                places.remove(ours)
                self.ledger.moved.append((ours, theirs))
        self.ledger.take(self._in_moves())

    def _in_moves(self) -> set[int]:
        """The ids of the mentions that were moved."""
        return {id(mention) for both in self.ledger.moved for mention in both}

    def find_reworded(self) -> None:
        """A value kept in its sentence, but among words that were those of another indicator."""
        known = self._in_moves()
        for ours, theirs in self.ledger.kept:
            if not (is_figure(ours) and is_figure(theirs)) or id(ours) in known:
                continue
            if self._rival(ours, theirs):
                self.ledger.moved.append((ours, theirs))

    def _rival(self, ours: Mention, theirs: Mention) -> bool:
        """Whether what leads to B's figure led to another figure of A much more than to its own."""
        own = self._clauses_alike(ours, theirs)
        if own >= _LED:
            return False
        rivals = [rival for rival in self._near(ours) if _rivals_for(rival, theirs)]
        least = max(_LED, own + _APART)
        if any(self._clauses_alike(rival, theirs) >= least for rival in rivals):
            return True
        words = theirs.words.before or theirs.words.behind
        if len(words) < 2 or len(words & ours.words.all) / len(words) > _OWN:
            return False
        return any(len(words & rival.words.all) / len(words) >= _OTHER for rival in rivals)

    def _near(self, mention: Mention) -> Iterator[Mention]:
        """All mentions of a section of A."""
        for at in self.ledger.a.section_of(mention.statement).own:
            yield from self.ledger.a.statements[at].mentions


def _nearest(mention: Mention, places: list[Mention], gone: set[int]) -> Mention:
    """Of several places, one that is gone, and there the one among the most like words."""
    return max(places, key=lambda place: (id(place) in gone, likeness(place, mention)))


def _rivals_for(rival: Mention, mention: Mention) -> bool:
    """Whether a mention is another figure of the same unit."""
    if not is_figure(rival) or rival.slot.unit != mention.slot.unit:
        return False
    return rival.fact.key != mention.fact.key


def _telling(fact: Fact) -> bool:
    """Whether a figure is one of a kind: 1286.5万元, not 3个 or 100%."""
    return len(digits(fact).replace(".", "").strip("0")) >= _TELLING


def _value(fact: Fact) -> str:
    """The number alone: 118名 and 118个 are one value."""
    return fact.key if fact.value is None else f"{fact.value}..{fact.upper}"


def _rings(pool: list[Both], value: Callable[[Fact], str]) -> Iterator[list[Both]]:
    """The changes that exchanged their values in earnest, ring by ring."""
    by_old: dict[str, list[int]] = defaultdict(list)
    for n, (before, _) in enumerate(pool):
        by_old[value(before.fact)].append(n)
    used: set[int] = set()
    for start in range(len(pool)):
        places = _ring(pool, by_old, start, used, value)
        ring = [pool[n] for n in places]
        if ring and _no_accident(ring):
            used |= set(places)
            yield ring


def _ring(
    pool: list[Both],
    by_old: dict[str, list[int]],
    start: int,
    used: set[int],
    value: Callable[[Fact], str],
) -> list[int]:
    """Changes each of which has the value that the next one lost, and the last that of the first.

    Empty for none.
    """
    ring, at = [start], start
    if start in used or value(pool[start][0].fact) == value(pool[start][1].fact):
        return []
    while len(ring) <= _LONGEST_RING:
        following = by_old.get(value(pool[at][1].fact), ())
        if start in following and len(ring) > 1:
            return ring
        here = pool[at][0].statement
        free = [n for n in following[:MOST_RIVALS] if n not in used and n not in ring]
        if not free:
            return []
        at = min(free, key=lambda n: abs(pool[n][0].statement - here))
        ring.append(at)
    return []


def _no_accident(ring: list[Both]) -> bool:
    """Whether figures changed places in earnest.

    They did within one sentence, with one unit, or where each is one of a kind.
    """
    statements = {before.statement for before, _ in ring}
    units = {mention.fact.unit for both in ring for mention in both}
    telling = all(_telling(before.fact) for before, _ in ring)
    return len(statements) == 1 or len(units) == 1 or telling


def _by_key(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    by_key: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if is_figure(mention):
            by_key[mention.fact.key].append(mention)
    return by_key
