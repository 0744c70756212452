"""What became of each fact and gap: kept, changed, on another indicator, gone, new; a gap closed, and by what.

An indicator is what a figure measures: the place it takes among the words of its sentence. A place is the same in both
reports where the words beside it are; so a figure is followed by its place first and by its value second, and two
figures that changed places are seen although each of them still stands in the text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafter.checks.indicators import MEASURED, digits, pairs
from drafter.compare.alignment import Pair
from drafter.compare.fact_likeness import (
    MOST_RIVALS,
    NAMED,
    family,
    key_of,
    likeness,
    paired_slots,
    same_fact,
    unit_of,
)
from drafter.compare.version import Mention, Side, Statement
from drafter.records import Fact, FactKind, Gap

Both = tuple[Mention, Mention]
_ONCE = NAMED | {FactKind.ORDINAL}  # to say these once more or once less is no news

_BARE_YEAR = re.compile(
    r"(?:19|20)\d\d年(?:度|[上下]半年|第?[一二三四1-4]季度|全年|底|末|初|起|以来)?|[上下]半年|[一二三四]季度"
)

_SAME_WORDS = 0.3  # of the words beside two figures of one value, for the same indicator
_WITHIN = 0.6  # share of one sentence's pairs of characters that stand in another it was joined to
_ELSEWHERE = (
    0.7,
    3,
)  # in sentences that are not matched: how much alike, and how many pairs of characters at least
_OWN, _OTHER = (
    0.25,
    0.6,
)  # words of its own indicator at most, of another at least, for a figure that was moved
_LED, _APART = (
    0.85,
    0.15,
)  # clauses alike: at least those of another figure's, and by so much more than its own
_LEADING = 60  # characters before a figure in which its clause and the one before are looked for
_CLAUSE = re.compile("[，,、；;。：:]")
_FIGURE = re.compile(r"[\dxX×*]")  # or a gap
_TELLING = 3  # digits that make a figure one of a kind


@dataclass(frozen=True, slots=True)
class FactChanges:
    """The facts that differ, in reading order; each difference stands once.

    moved    the value of A's stands in B on another indicator
    changed  one indicator, two values
    """

    added: tuple[Mention, ...] = ()
    removed: tuple[Mention, ...] = ()
    changed: tuple[Both, ...] = ()
    moved: tuple[Both, ...] = ()

    def __len__(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed) + len(self.moved)


@dataclass(frozen=True, slots=True)
class GapChanges:
    """Gaps with the fact that stands in their place on the other side; None where nothing does."""

    opened: tuple[tuple[Mention, Mention | None], ...] = ()
    closed: tuple[tuple[Mention, Mention | None], ...] = ()

    def __len__(self) -> int:
        return len(self.opened) + len(self.closed)


def slot_changes(
    a: Side, b: Side, matched: Sequence[Pair], displaced: Iterable[Pair] = ()
) -> tuple[FactChanges, GapChanges]:
    """Compare all facts and gaps of two sides whose statements are matched.

    displaced  pairs that say another thing where they stand in B: their figures are on another indicator
    """
    ledger, elsewhere = _Ledger(a, b), set(displaced)
    for pair in matched:
        ledger.compare(pair, displaced=pair in elsewhere)
    ledger.look_elsewhere()
    ledger.find_moves()
    return ledger.facts(), ledger.gaps()


@dataclass
class _Ledger:
    """What is known so far: `left_*` have no like yet; `kept` are those of edited sentences that are the same."""

    a: Side
    b: Side
    left_a: list[Mention] = field(default_factory=list)
    left_b: list[Mention] = field(default_factory=list)
    kept: list[Both] = field(default_factory=list)
    changed: list[Both] = field(default_factory=list)
    moved: list[Both] = field(default_factory=list)
    closed: list[tuple[Mention, Mention | None]] = field(default_factory=list)
    opened: list[tuple[Mention, Mention | None]] = field(default_factory=list)
    matched: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    # --- within matched sentences ---

    def compare(self, pair: Pair, *, displaced: bool) -> None:
        """Match the slots of a pair of sentences: by their places, then by words and values."""
        said_a = [self.a.statements[i] for i in pair.a]
        said_b = [self.b.statements[k] for k in pair.b]
        self.matched[0].update(pair.a)
        self.matched[1].update(pair.b)
        if [statement.key for statement in said_a] == [statement.key for statement in said_b]:
            same = list(zip(_mentions(said_a), _mentions(said_b), strict=True))
        else:
            same = self._compare_edited(said_a, said_b)
            self.kept += same
        if displaced:
            self.moved += (both for both in same if _is_figure(both[0]))

    def _compare_edited(self, said_a: list[Statement], said_b: list[Statement]) -> list[Both]:
        """Enter the slots of sentences that differ; return those that are the same."""
        ours, theirs = _mentions(said_a), _mentions(said_b)
        found = sorted(paired_slots(said_a, said_b, ours, theirs))
        found_a, found_b = {i for i, _ in found}, {k for _, k in found}
        both = [(ours[i], theirs[k]) for i, k in found]
        same = [pair for pair in both if self._settle(*pair)]
        left_a = [mention for i, mention in enumerate(ours) if i not in found_a]
        left_b = [mention for k, mention in enumerate(theirs) if k not in found_b]
        self._match_names(said_a, said_b, left_a, left_b)
        self.left_a += left_a
        self.left_b += left_b
        return same

    def _settle(self, one: Mention, other: Mention) -> bool:
        """Enter two mentions that take the same place; whether they are the same."""
        match one.slot, other.slot:
            case Gap(), Fact():
                self.closed.append((one, other))
            case Fact(), Gap():
                self.opened.append((other, one))
            case Fact() as before, Fact() as after if not same_fact(before, after):
                self.changed.append((one, other))
            case _:
                return True
        return False

    def _match_names(
        self,
        said_a: list[Statement],
        said_b: list[Statement],
        left_a: list[Mention],
        left_b: list[Mention],
    ) -> None:
        """Of the names left over in two matched sentences, one and one are a name changed, wherever else they stand."""
        text_a, text_b = ("".join(one.view for one in said) for said in (said_a, said_b))
        for kind in (FactKind.NAME, FactKind.TITLE, FactKind.DOCUMENT, FactKind.CODE):
            gone = [m for m in left_a if _is(m, kind) and m.fact.text not in text_b]
            come = [m for m in left_b if _is(m, kind) and m.fact.text not in text_a]
            if len(gone) == len(come) == 1:
                left_a.remove(gone[0])
                left_b.remove(come[0])
                self._settle(gone[0], come[0])

    # --- in all that is left ---

    def look_elsewhere(self) -> None:
        """Match what is left wherever it stands.

        The same value among the same words first, then the same words alone.
        """
        self.left_a += [m for m in self.a.mentions if m.statement not in self.matched[0]]
        self.left_b += [m for m in self.b.mentions if m.statement not in self.matched[1]]
        self._match_left(key_of, self._same_matter)
        self._match_left(lambda slot: f"{family(slot)}{unit_of(slot)}", self._like_words)
        self.left_a = [mention for mention in self.left_a if self._is_news(mention, self.b)]
        self.left_b = [mention for mention in self.left_b if self._is_news(mention, self.a)]

    def _same_matter(self, one: Mention, other: Mention) -> float:
        """How sure it is that one value in two places is said of one matter: by the words beside it, or all around."""
        said, told = (
            pairs(side.statements[m.statement].view) for side, m in ((self.a, one), (self.b, other))
        )
        within = len(said & told) / min(len(said), len(told)) if said and told else 0.0
        return max(likeness(one, other), within if within >= _WITHIN else 0.0)

    def _like_words(self, one: Mention, other: Mention) -> float:
        """How sure it is that two values in sentences of their own are one indicator: done and planned are two."""
        alike, least = _ELSEWHERE
        score = likeness(one, other)
        if score < alike or len(one.words.all & other.words.all) < least:
            return 0.0
        return (
            score
            if self.a.line_of(one.statement).part is self.b.line_of(other.statement).part
            else 0.0
        )

    def _match_left(
        self, key: Callable[[Fact | Gap], str], score: Callable[[Mention, Mention], float]
    ) -> None:
        """Match what is left and has the same key, the best scores first."""
        scored = []
        for n, m, ours, theirs in self._rivals(key):
            worth = score(ours, theirs)
            if worth >= _SAME_WORDS:
                scored.append((-worth, n, m, ours, theirs))
        taken: set[int] = set()
        for *_, ours, theirs in sorted(scored, key=lambda s: s[:3]):
            if id(ours) not in taken and id(theirs) not in taken:
                taken |= {id(ours), id(theirs)}
                if self._settle(ours, theirs):
                    self.kept.append((ours, theirs))
        self._take(taken)

    def _rivals(
        self, key: Callable[[Fact | Gap], str]
    ) -> Iterator[tuple[int, int, Mention, Mention]]:
        """Pairs of what is left with the same key, each with its places among the left and its like."""
        waiting: dict[str, list[Mention]] = defaultdict(list)
        for theirs in self.left_b:
            waiting[key(theirs.slot)].append(theirs)
        for n, ours in enumerate(self.left_a):
            for m, theirs in enumerate(waiting.get(key(ours.slot), ())[:MOST_RIVALS]):
                yield n, m, ours, theirs

    def _take(self, taken: set[int]) -> None:
        """Take mentions, by their ids, from what is left."""
        self.left_a = [mention for mention in self.left_a if id(mention) not in taken]
        self.left_b = [mention for mention in self.left_b if id(mention) not in taken]

    def _is_news(self, mention: Mention, side: Side) -> bool:
        """Whether what has no like is worth a word.

        It is not where the other side states it all the same: a name, a year, said once more.
        """
        fact = mention.slot
        if isinstance(fact, Gap):
            return True
        bare_year = fact.kind is FactKind.DATE and _BARE_YEAR.fullmatch(fact.text)
        return not (fact.kind in _ONCE or bare_year) or not self._stands(fact, side)

    def _stands(self, fact: Fact, side: Side) -> bool:
        """Whether a name, title or year stands anywhere on a side, whatever its spelling there."""
        if fact.key in side.keys or fact.text.strip("“”‘’") in side.view:
            return True
        if fact.kind is FactKind.NAME:  # cut loosely: 在县医院 is 县医院
            texts = [fact.text[at:] for at in (1, 2) if len(fact.text) >= at + 3]
            return any(f"name:{text}" in side.keys for text in texts)
        return False

    # --- values on another indicator ---

    def find_moves(self) -> None:
        """Tell which values stand on another indicator now."""
        self._find_exchanges(_value)
        # 床位48张、资金320万元 became 床位320张、资金48万元
        self._find_exchanges(lambda fact: digits(fact) or _value(fact))
        self._find_left()
        self._find_reworded()

    def _find_exchanges(self, value: Callable[[Fact], str]) -> None:
        """Places that exchanged their values, two or more in a ring, are moves and no changes."""
        pool = [both for both in self.changed if all(map(_is_figure, both))]
        by_old: dict[str, list[int]] = defaultdict(list)
        for n, (before, _) in enumerate(pool):
            by_old[value(before.fact)].append(n)
        used: set[int] = set()
        for start in range(len(pool)):
            ring = _ring(pool, by_old, start, used, value)
            stay = [pool[n] for n in ring]
            if not ring or not _no_accident(stay):
                continue
            used |= set(ring)
            following = [*stay[1:], stay[0]]
            go = [(after[0], here[1]) for here, after in zip(stay, following, strict=True)]
            if not self._went_along(stay, go):
                self.moved += go
        gone = {id(pool[n]) for n in used}
        self.changed = [both for both in self.changed if id(both) not in gone]

    def _went_along(self, stay: list[Both], go: list[Both]) -> bool:
        """Whether it was the clauses that changed places, each with its figure: then nothing changed."""
        worth = [
            sum(likeness(*both) + self._clauses_alike(*both) for both in pairing)
            for pairing in (stay, go)
        ]
        return worth[0] < worth[1]

    def _clauses_alike(self, one: Mention, other: Mention) -> float:
        """0 to 1: how much the clauses that lead to two figures are the same."""
        a, b = self._clauses(self.a, one), self._clauses(self.b, other)
        return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0

    def _clauses(self, side: Side, mention: Mention) -> frozenset[str]:
        """The pairs of characters of a figure's own clause, as far as it, and of one before that has no figure."""
        start = mention.slot.span[0]
        said = side.statements[mention.statement].view[max(0, start - _LEADING) : start]
        *before, own = _CLAUSE.split(said)[-2:]
        return (
            pairs("，".join([*(clause for clause in before if not _FIGURE.search(clause)), own]))
            | mention.words.behind
        )

    def _find_left(self) -> None:
        """A figure that is gone here and new there was moved, where it is one of a kind.

        So was one that took another's place.
        """
        old = _by_key([*self.left_a, *(before for before, _ in self.changed)])
        gone_a, gone_b = {id(m) for m in self.left_a}, {id(m) for m in self.left_b}
        for theirs in [*self.left_b, *(after for _, after in self.changed)]:
            places = old.get(theirs.fact.key) if _is_figure(theirs) else None
            if not places:
                continue
            ours = _nearest(theirs, places, gone_a)
            gone = id(ours) in gone_a and id(theirs) in gone_b
            if _telling(theirs.fact) or (gone and self._rival(ours, theirs)):
                places.remove(ours)
                self.moved.append((ours, theirs))
        self._take(self._in_moves())

    def _in_moves(self) -> set[int]:
        """The ids of the mentions that were moved."""
        return {id(mention) for both in self.moved for mention in both}

    def _find_reworded(self) -> None:
        """A value kept in its sentence, but among words that were those of another indicator."""
        known = self._in_moves()
        for ours, theirs in self.kept:
            if not (_is_figure(ours) and _is_figure(theirs)) or id(ours) in known:
                continue
            if self._rival(ours, theirs):
                self.moved.append((ours, theirs))

    def _rival(self, ours: Mention, theirs: Mention) -> bool:
        """Whether what leads to B's figure led to another figure of A, much more than to its own."""
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

    def _near(self, one: Mention) -> Iterator[Mention]:
        """The other mentions of A's section."""
        for at in self.a.section_of(one.statement).own:
            yield from self.a.statements[at].mentions

    # --- what is told ---

    def facts(self) -> FactChanges:
        return FactChanges(
            _ordered(m for m in self.left_b if isinstance(m.slot, Fact)),
            _ordered(m for m in self.left_a if isinstance(m.slot, Fact)),
            tuple(sorted(self.changed, key=lambda both: _place(both[1]))),
            tuple(sorted(self.moved, key=lambda both: _place(both[1]))),
        )

    def gaps(self) -> GapChanges:
        opened = [*self.opened, *((m, None) for m in self.left_b if isinstance(m.slot, Gap))]
        closed = [*self.closed, *((m, None) for m in self.left_a if isinstance(m.slot, Gap))]
        return GapChanges(
            tuple(sorted(opened, key=lambda pair: _place(pair[0]))),
            tuple(sorted(closed, key=lambda pair: _place(pair[0]))),
        )


def _mentions(statements: Iterable[Statement]) -> list[Mention]:
    return [mention for statement in statements for mention in statement.mentions]


def _nearest(mention: Mention, places: list[Mention], gone: set[int]) -> Mention:
    """Of several places, one that is gone, and there the one among the most like words."""
    return max(places, key=lambda place: (id(place) in gone, likeness(place, mention)))


def _rivals_for(rival: Mention, mention: Mention) -> bool:
    """Whether a mention is another figure of the same unit."""
    if not _is_figure(rival) or rival.slot.unit != mention.slot.unit:
        return False
    return rival.fact.key != mention.fact.key


def _is(mention: Mention, kind: FactKind) -> bool:
    return isinstance(mention.slot, Fact) and mention.slot.kind is kind


def _is_figure(mention: Mention) -> bool:
    return isinstance(mention.slot, Fact) and mention.slot.kind in MEASURED


def _telling(fact: Fact) -> bool:
    """Whether a figure is one of a kind: 1286.5万元, not 3个 or 100%."""
    return len(digits(fact).replace(".", "").strip("0")) >= _TELLING


def _value(fact: Fact) -> str:
    """The number alone: 118名 and 118个 are one value."""
    return fact.key if fact.value is None else f"{fact.value}..{fact.upper}"


def _ring(
    pool: list[Both],
    by_old: dict[str, list[int]],
    start: int,
    used: set[int],
    value: Callable[[Fact], str],
) -> list[int]:
    """Changes each of which has the value that the next one lost, back to the first; [] for none."""
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


_LONGEST_RING = 8


def _no_accident(ring: list[Both]) -> bool:
    """Whether figures changed places in earnest: within a sentence, of one unit, or each one of a kind."""
    statements = {one.statement for one, _ in ring}
    units = {one.fact.unit for one, _ in ring} | {other.fact.unit for _, other in ring}
    return len(statements) == 1 or len(units) == 1 or all(_telling(one.fact) for one, _ in ring)


def _by_key(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if _is_figure(mention):
            found[mention.fact.key].append(mention)
    return found


def _place(mention: Mention) -> tuple[int, int]:
    return mention.statement, mention.slot.span[0]


def _ordered(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=_place))
