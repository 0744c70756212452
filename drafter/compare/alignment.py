"""Each sentence of one report matched with its like in the other, wherever it stands.

Equal sentences come first; then those that share rare pairs of characters, found through an index;
then, between sentences already matched, what is left over; last, sentences that were parted or
joined. The time is near linear in the length of the text.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, log

from drafter.checks.indicators import pairs
from drafter.compare.table_cells import cells_between, cells_in_place
from drafter.compare.version import Side, Statement
from drafter.records import Fact

_COMMON = 40  # a pair of characters in more sentences tells nothing
_LOOKED_UP = 16  # rarest pairs of a sentence that are looked up
_CANDIDATES = 6
# How much alike: anywhere, with neighbours alike, alone between neighbours.
_SURE, _SUPPORTED, _LAST = 0.45, 0.28, 0.15
_MOST_CELLS = 400  # of pairs of sentences between two matched neighbours
_WITHIN = 0.6  # share of a sentence that another has to hold for it to be a part of that


@dataclass(frozen=True, slots=True)
class Pair:
    """Statements that say the same: one and one, or one on one side and its parts on the other."""

    a: tuple[int, ...]
    b: tuple[int, ...]


Homes = Mapping[int, frozenset[int]]  # sections of A → those of B that hold what they hold


class Alignment:
    """The matches found so far; each step finds more among what is left."""

    def __init__(self, a: Side, b: Side) -> None:
        self.a, self.b = a.statements, b.statements
        self._sides = a, b
        self.to_b: dict[int, int] = {}
        self.to_a: dict[int, int] = {}
        self._features = (
            [pairs(statement.view) for statement in self.a],
            [pairs(statement.view) for statement in self.b],
        )
        counts = Counter(f for side in self._features for features in side for f in features)
        total = len(self.a) + len(self.b)
        self._weight = {feature: log(1 + total / count) for feature, count in counts.items()}
        self._mass = tuple([self._sum(features) for features in side] for side in self._features)

    def cells(self) -> None:
        """Match the cells of tables that were edited in place, whatever they say now."""
        for i, k in cells_in_place(*self._sides):
            self._match(i, k)

    def left_cells(self) -> None:
        """Match what is left of tables between matched cells."""
        for i, k in list(cells_between(*self._sides, self.to_b)):
            self._match(i, k)

    def equal(self) -> None:
        """Match equal sentences: those that stand once, their neighbours, then the rest in order.

        The rest is matched below equal headings first.
        """
        once_a, once_b = _once(self._left_a()), _once(self._left_b())
        for same in once_a.keys() & once_b.keys():
            self._match(once_a[same], once_b[same])
        self._extend()
        headings = [[section.heading for section in side.sections] for side in self._sides]
        self._in_order(lambda side, statement: (headings[side][statement.section], statement.key))
        self._extend()
        self._in_order(lambda side, statement: statement.key)
        self._extend()

    def alike(self) -> None:
        """Match sentences that share most of their rarer pairs of characters, best first."""
        candidates = sorted(self._candidates(), key=lambda c: (-c[0], c[1], c[2]))
        for score, i, k in candidates:
            if (
                i not in self.to_b
                and k not in self.to_a
                and (score >= _SURE or self._supported(i, k))
            ):
                self._match(i, k)

    def between(self, homes: Homes) -> None:
        """Match what is left between matched neighbours of sections that belong together."""
        for left, right in self._windows(homes):
            scored = [
                (self.likeness(i, k), -abs(n - m), i, k)
                for n, i in enumerate(left)
                for m, k in enumerate(right)
                if self._same_kind(i, k)
            ]
            for score, _, i, k in sorted(scored, reverse=True):
                if score >= _LAST and i not in self.to_b and k not in self.to_a:
                    self._match(i, k)

    def by_template(self, homes: Homes) -> None:
        """Give sentences that are alike but for their figures back to the sections they belong to.

        招生1200人 under 普通高中, 招生800人 under 职业高中: where the figures changed places, each
        sentence stands word for word under the other heading, and still belongs to its own.
        """
        places = _by_template(self.b)
        for here in self.a:
            k = self.to_b.get(here.at, -1)
            if k < 0 or not here.mentions or self._at_home(k, homes):
                continue
            own = sorted(homes.get(here.section, ()))
            likes = [n for home in own for n in places.get((home, here.template), ())]
            free = [n for n in likes if not self._at_home(n, homes)]
            if free:
                self._exchange(here.at, free[0])

    def _at_home(self, k: int, homes: Homes) -> bool:
        i = self.to_a.get(k, -1)
        return i >= 0 and self.b[k].section in homes.get(self.a[i].section, ())

    def _exchange(self, i: int, k: int) -> None:
        """Match two statements; their former likes become a pair, if there are two."""
        before, behind = self.to_b.pop(i), self.to_a.pop(k, -1)
        del self.to_a[before]
        self._match(i, k)
        if behind >= 0:
            self._match(behind, before)

    def headings(self, sections: Mapping[int, int]) -> None:
        """Match the headings of matched sections: one was renamed."""
        for here, there in sections.items():
            a, b = self._sides[0].sections[here], self._sides[1].sections[there]
            if not a.kind and a.own.start not in self.to_b and b.own.start not in self.to_a:
                self._match(a.own.start, b.own.start)

    def pairs(self) -> tuple[Pair, ...]:
        """All matches, those of parted and joined sentences included, in the order of B."""
        parts_a, parts_b = self._parts(), self._parts(turned=True)
        pairs = []
        for i, k in self.to_b.items():
            joined = sorted({i, *parts_a.get(i, ())})
            parted = [k] if len(joined) > 1 else sorted({k, *parts_b.get(k, ())})
            pairs.append(Pair(tuple(joined), tuple(parted)))
        return tuple(sorted(pairs, key=lambda pair: (pair.b, pair.a)))

    def likeness(self, i: int, k: int) -> float:
        """0 to 1: the share of their rarer pairs of characters that two sentences have in common.

        Figures in common count for sentences that have little else, never against words: where two
        sentences are alike but for the name of a village, the name decides, or figures that changed
        places would not be seen.
        """
        mass = self._mass[0][i] + self._mass[1][k]
        words = 2 * self._sum(self._features[0][i] & self._features[1][k]) / mass if mass else 0.0
        return max(words, min(_SURE, words + _sharing(self.a[i], self.b[k])))

    # --- steps ---

    def _sum(self, features: Iterable[str]) -> float:
        return fsum(
            self._weight[feature] for feature in features
        )  # the same in whatever order a set gives them

    def _match(self, i: int, k: int) -> None:
        self.to_b[i], self.to_a[k] = k, i

    def _left_a(self) -> Iterator[Statement]:
        return (statement for statement in self.a if statement.at not in self.to_b)

    def _left_b(self) -> Iterator[Statement]:
        return (statement for statement in self.b if statement.at not in self.to_a)

    def _in_order(self, key: Callable[[int, Statement], object]) -> None:
        waiting: dict[object, list[int]] = defaultdict(list)
        for statement in self._left_b():
            waiting[key(1, statement)].append(statement.at)
        for places in waiting.values():
            places.reverse()
        for statement in list(self._left_a()):
            if waiting[key(0, statement)]:
                self._match(statement.at, waiting[key(0, statement)].pop())

    def _extend(self) -> None:
        """Match equal neighbours of what is matched."""
        for step in (1, -1):
            for i in sorted(self.to_b, reverse=step < 0):
                i, k = i + step, self.to_b[i] + step
                while (
                    0 <= i < len(self.a)
                    and 0 <= k < len(self.b)
                    and i not in self.to_b
                    and k not in self.to_a
                    and self.a[i].key == self.b[k].key
                ):
                    self._match(i, k)
                    i, k = i + step, k + step

    def _candidates(self) -> Iterator[tuple[float, int, int]]:
        """Sentences left over that may be alike, each with its score."""
        index: dict[str, list[int]] = defaultdict(list)
        for there in self._left_b():
            for feature in self._features[1][there.at]:
                index[feature].append(there.at)
        for here in self._left_a():
            for k in self._sharing_rare(here.at, index):
                alike = self.likeness(here.at, k) if self._same_kind(here.at, k) else 0.0
                if alike >= _SUPPORTED:
                    yield alike + self._nearness(here.at, k), here.at, k

    def _sharing_rare(self, i: int, index: Mapping[str, list[int]]) -> list[int]:
        """Sentences of B that share rare pairs of characters with one of A, the best first."""
        known = [f for f in self._features[0][i] if 0 < len(index.get(f, ())) <= _COMMON]
        shared: dict[int, float] = defaultdict(float)
        for feature in sorted(known, key=lambda f: (len(index[f]), f))[:_LOOKED_UP]:
            for k in index[feature]:
                shared[k] += self._weight[feature]
        return sorted(shared, key=lambda k: (-shared[k], abs(i - k)))[:_CANDIDATES]

    def _same_kind(self, i: int, k: int) -> bool:
        """Whether both are headings, or both text; and both in the same third of the page."""
        a, b = self.a[i], self.b[k]
        kinds = self._sides[0].sections[a.section].kind, self._sides[1].sections[b.section].kind
        return a.heading == b.heading and (kinds[0] == kinds[1] or self.likeness(i, k) >= _SURE)

    def _nearness(self, i: int, k: int) -> float:
        """What tells like sentences apart: the same place, neighbours and figures."""
        place = 1 - abs(i / len(self.a) - k / len(self.b))
        figures = len(_keys(self.a[i]) & _keys(self.b[k]))
        return 0.04 * place + 0.04 * self._supported(i, k) + 0.005 * min(figures, 3)

    def _supported(self, i: int, k: int) -> bool:
        """Whether a neighbour is matched with a neighbour, or both stand under the same heading."""
        if self.to_b.get(i - 1, -2) == k - 1 or self.to_b.get(i + 1, -2) == k + 1:
            return True
        a, b = self._sides
        return a.sections[self.a[i].section].heading == b.sections[self.b[k].section].heading != ""

    def _windows(self, homes: Homes) -> Iterator[tuple[list[int], list[int]]]:
        """What is left of both sides between neighbours that are matched with one another."""
        for section, others in homes.items():
            a = self._sides[0].sections[section].own
            for home in others:
                b = self._sides[1].sections[home].own
                inner = [(i, self.to_b[i]) for i in a if self.to_b.get(i, -1) in b]
                edges = [(a.start - 1, b.start - 1), *inner, (a.stop, b.stop)]
                for (i, k), (m, n) in pairwise(edges):
                    left = [at for at in range(i + 1, m) if at not in self.to_b]
                    right = [at for at in range(k + 1, n) if at not in self.to_a]
                    if 0 < len(left) * len(right) <= _MOST_CELLS:
                        yield left, right

    def _parts(self, *, turned: bool = False) -> dict[int, list[int]]:
        """By matched statement, its neighbours left over whose words stand in its like.

        It was parted there, or joined; turned looks at B's statements.
        """
        here = self.b if turned else self.a
        matched = self.to_a if turned else self.to_b
        parts: dict[int, list[int]] = defaultdict(list)
        homes: dict[int, int] = {}
        for step in (1, -1):
            for at in range(len(here))[::step]:
                home = homes.get(at - step, at - step)
                if at in matched or at in homes or home not in matched:
                    continue
                if self._is_part(at, home, matched[home], turned=turned):
                    homes[at] = home
                    parts[home].append(at)
        return parts

    def _is_part(self, at: int, home: int, like: int, *, turned: bool) -> bool:
        """Whether the words of a statement stand in the like of another of its section."""
        here, there = (self.b, self.a) if turned else (self.a, self.b)
        mine, theirs = self._features[::-1] if turned else self._features
        mass = self._mass[turned][at]
        if not mass or here[at].heading or there[like].heading:
            return False
        if here[at].section != here[home].section:
            return False
        if here[at].key in there[like].key and here[at].key not in here[home].key:
            return True
        shared = mine[at] & theirs[like]
        share, own = self._sum(shared) / mass, self._sum(shared - mine[home]) / mass
        return share >= _WITHIN and own >= _WITHIN / 2


def _by_template(statements: Iterable[Statement]) -> dict[tuple[int, str], list[int]]:
    """The statements with figures by their section and their words without these."""
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for statement in statements:
        if statement.mentions and not statement.heading:
            places[statement.section, statement.template].append(statement.at)
    return places


def _keys(statement: Statement) -> frozenset[str]:
    return frozenset(
        mention.slot.key for mention in statement.mentions if isinstance(mention.slot, Fact)
    )


def _sharing(a: Statement, b: Statement) -> float:
    """What figures of more than one digit that two sentences share are worth."""
    shared = _keys(a) & _keys(b)
    return 0.1 * min(3, sum(1 for key in shared if sum(c.isdigit() for c in key) > 1))


def _once(statements: Iterable[Statement]) -> dict[str, int]:
    """The statements whose words stand once, by their key."""
    places_of: dict[str, list[int]] = defaultdict(list)
    for statement in statements:
        places_of[statement.key].append(statement.at)
    return {key: places[0] for key, places in places_of.items() if len(places) == 1}
