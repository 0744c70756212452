"""Which bullets the sentences of a report state: told by the facts they share, else by the words.

What belongs together makes one statement: a bullet in two sentences, two bullets in one.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from drafter.checks.beside import Beside, Origin
from drafter.checks.indicators import pairs, words_around
from drafter.documents.report import Line
from drafter.proof.tokens import slots, tail
from drafter.records import Bullet, Fact, FactKind, Gap, Span

_PIECE = re.compile("[^。；！？]+[。；！？]?")
# Shares of the pairs of characters: of a piece that one bullet has, of a bullet that one piece has.
_OF_PIECE, _OF_BULLET = 0.5, 0.34


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two marks that end a clause for good, without the number of a line."""

    line: Line
    span: Span

    @property
    def text(self) -> str:
        return self.line.view[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact or gap where it stands; place is the index of its piece or its bullet.

    key    equal for what may stand for it
    words  beside it
    """

    place: int
    key: str
    slot: Fact | Gap
    words: frozenset[str]

    @property
    def span(self) -> Span:
        """In the text of its line or its bullet."""
        return self.slot.span


@dataclass(frozen=True)
class Statement:
    """Pieces of a report and the bullets that they state.

    shared  the facts and gaps that both have: of the report → of the bullets
    """

    pieces: tuple[int, ...]
    bullets: tuple[int, ...]
    shared: dict[Slot, Slot] = field(default_factory=dict)


@dataclass(frozen=True)
class Statements:
    """A report beside its notes, piece by piece and bullet by bullet."""

    beside: Beside

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The body in reading order, and headings that state a fact of a bullet."""
        return tuple(
            Piece(line, span)
            for line in self.beside.report.text_lines
            for span in (*([line.heading] if self.is_stated(line) else ()), *_spans(line))
        )

    def is_stated(self, heading: Line) -> bool:
        """Whether a heading states a fact of a bullet: （一）检查企业48家。"""
        facts = (fact for fact in heading.facts if fact.span[1] <= heading.heading[1])
        return any(fact.key in self.beside.noted for fact in facts)

    @cached_property
    def bullets(self) -> tuple[Bullet, ...]:
        return tuple(self.beside.brief.all_bullets())

    @cached_property
    def all(self) -> tuple[Statement, ...]:
        """The statements in the order of the report; a bullet that is not used is in none."""
        groups = _Groups(len(self.pieces))
        for stated, noted in self._shared.items():
            groups.join(stated.place, len(self.pieces) + noted.place)
        for piece, bullet in (*self._pieces_by_words, *self._bullets_by_words):
            groups.join(piece, len(self.pieces) + bullet)
        return tuple(self._statement(members) for members in groups.all())

    def _statement(self, members: list[int]) -> Statement:
        size = len(self.pieces)
        pieces = tuple(one for one in members if one < size)
        shared = {one: self._shared[one] for place in pieces for one in self._of_piece[place]}
        return Statement(pieces, tuple(one - size for one in members if one >= size), shared)

    # --- by the facts they share ---

    @cached_property
    def _shared(self) -> dict[Slot, Slot]:
        """Facts and gaps of the report, each with the one of the notes that it is."""
        noted = defaultdict(list)
        for slot in self._noted:
            noted[slot.key].append(slot)
        stated = defaultdict(list)
        for slot in self._stated:
            if slot.key in noted:
                stated[slot.key].append(slot)
        return {
            one: other for key in stated for one, other in self._pairs_of(stated[key], noted[key])
        }

    def _pairs_of(self, stated: list[Slot], noted: list[Slot]) -> Iterator[tuple[Slot, Slot]]:
        """Each with the one whose words are most alike, and that stands nearest."""
        ranked = sorted(
            (-self._likeness(one, other), self._distance(one.place, other.place), at, to)
            for at, one in enumerate(stated)
            for to, other in enumerate(noted)
        )
        taken: set[int] = set()
        given: set[int] = set()
        for *_, at, to in ranked:
            if at not in taken and to not in given:
                taken.add(at)
                given.add(to)
                yield stated[at], noted[to]

    def _likeness(self, one: Slot, other: Slot) -> int:
        around = 2 * len(one.words & other.words)
        return around + len(self._grams[one.place] & self._bullet_grams[other.place])

    def _distance(self, piece: int, bullet: int) -> float:
        return abs(piece / len(self.pieces) - bullet / len(self.bullets))

    @cached_property
    def _stated(self) -> list[Slot]:
        places = defaultdict(list)
        for at, piece in enumerate(self.pieces):
            places[piece.line.number].append((piece.span, at))
        return [
            Slot(at, key, slot, _words(line.view, slot.span))
            for line, key, slot in self._keys
            for (start, end), at in places.get(line.number, ())
            if start <= slot.span[0] < end
        ]

    @property
    def _keys(self) -> Iterator[tuple[Line, str, Fact | Gap]]:
        """What the report states, by the key of what the notes have in its place."""
        for stated in self.beside.stated:
            if stated.fact.key in self.beside.noted:
                yield stated.line, stated.fact.key, stated.fact
        for traced in self.beside.traced:
            key = f"gap:{traced.instead}" if traced.origin is Origin.GAP else traced.key
            yield traced.stated.line, key, traced.stated.fact
        for line in self.beside.report.lines:
            for slot in line.slots:
                if isinstance(slot, Gap):
                    yield line, _key(slot), slot

    @cached_property
    def _noted(self) -> list[Slot]:
        return [
            Slot(at, _key(slot), slot, _words(bullet.text, slot.span))
            for at, bullet in enumerate(self.bullets)
            for slot in counted(bullet)
        ]

    @cached_property
    def _of_piece(self) -> dict[int, list[Slot]]:
        shared = defaultdict(list)
        for slot in self._shared:
            shared[slot.place].append(slot)
        return defaultdict(list, {at: sorted(row, key=_span) for at, row in shared.items()})

    # --- by their words ---

    @cached_property
    def _grams(self) -> list[frozenset[str]]:
        return [pairs(piece.text) for piece in self.pieces]

    @cached_property
    def _bullet_grams(self) -> list[frozenset[str]]:
        return [pairs(bullet.text) for bullet in self.bullets]

    @property
    def _pieces_by_words(self) -> Iterator[tuple[int, int]]:
        """Pieces without a fact of the notes, each with the bullet that has most of its words."""
        index = _index(self._bullet_grams)
        for at, grams in enumerate(self._grams):
            if not self._of_piece.get(at) and grams:
                home = self._best(grams, index, _OF_PIECE, _expected(self._bullet_of, at))
                yield from () if home is None else ((at, home),)

    @property
    def _bullets_by_words(self) -> Iterator[tuple[int, int]]:
        """Bullets, and sentences of them, none of whose facts is found, by their words."""
        index = _index(self._grams)
        found = {(slot.place, slot.span) for slot in self._shared.values()}
        for at, bullet in enumerate(self.bullets):
            near = _expected(self._of_bullet, at)
            for part in _PIECE.finditer(bullet.text):
                start, end = part.span()
                if any(place == at and start <= span[0] < end for place, span in found):
                    continue
                home = self._best(pairs(part[0]), index, _OF_BULLET, near)
                yield from () if home is None else ((home, at),)

    @staticmethod
    def _best(
        grams: frozenset[str], index: dict[str, list[int]], least: float, near: int
    ) -> int | None:
        hits = Counter(at for gram in grams for at in index.get(gram, ()))
        best = max(hits, key=lambda at: (hits[at], -abs(at - near)), default=None)
        return best if best is not None and hits[best] / len(grams) >= least else None

    @cached_property
    def _of_bullet(self) -> dict[int, int]:
        """Bullets in order, each with a piece that states a fact of it."""
        return dict(sorted((other.place, one.place) for one, other in self._shared.items()))

    @cached_property
    def _bullet_of(self) -> dict[int, int]:
        """Pieces in order, each with a bullet of which it states a fact."""
        return dict(sorted((one.place, other.place) for one, other in self._shared.items()))


def counted(bullet: Bullet) -> list[Fact | Gap]:
    """The facts and gaps of a bullet but for names, whose letters are words like others."""
    return [
        slot for slot in slots(bullet) if isinstance(slot, Gap) or slot.kind is not FactKind.NAME
    ]


def _key(slot: Fact | Gap) -> str:
    return f"gap:{slot.text}{tail(slot)}" if isinstance(slot, Gap) else slot.key


def _words(text: str, span: Span) -> frozenset[str]:
    return words_around(text, span).all


def _span(slot: Slot) -> Span:
    return slot.span


def _spans(line: Line) -> Iterator[Span]:
    """The pieces of a line of the body, behind a heading that opens it."""
    start, end = line.body
    for piece in _PIECE.finditer(line.view, start, end):
        if piece[0].strip("。；：，、 \u3000"):
            yield piece.span()


def _index(of_places: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    index = defaultdict(list)
    for at, grams in enumerate(of_places):
        for gram in grams:
            index[gram].append(at)
    return index


def _expected(known: dict[int, int], at: int) -> int:
    """What is known of a number or of the next one, else of the last; known is in order."""
    places = list(known)
    return known[places[min(bisect_left(places, at), len(places) - 1)]] if places else 0


class _Groups:
    """Numbers that belong together."""

    def __init__(self, pieces: int) -> None:
        self._head: dict[int, int] = {at: at for at in range(pieces)}

    def join(self, one: int, other: int) -> None:
        self._head[self._top(other)] = self._top(one)

    def _top(self, one: int) -> int:
        self._head.setdefault(one, one)
        while self._head[one] != one:
            self._head[one] = one = self._head[self._head[one]]
        return one

    def all(self) -> list[list[int]]:
        groups = defaultdict(list)
        for one in sorted(self._head):
            groups[self._top(one)].append(one)
        return list(groups.values())
