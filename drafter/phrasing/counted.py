"""The clauses of a note on its way, and where each has its first figure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from drafter.phrasing.note import Note, Step
from drafter.ports import TaskBullet
from drafter.proof.clauses import Clause, cut, is_token, packed, unpacked
from drafter.proof.tokens import slots
from drafter.records import Bullet, Fact, FactKind

_MOST = 16  # clauses of a note that are looked at
FIGURES = frozenset({FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS})


@dataclass(frozen=True, slots=True)
class Counted:
    """A clause that holds a figure.

    place   of the clause among those of its note
    lead    what stands before its first figure, tokens as single characters
    token   the figure, as a single character
    unit    what follows the figure and belongs to it
    rest    what stands behind the unit
    kind    of the figure
    """

    place: int
    lead: str
    token: str
    unit: str
    rest: str
    kind: FactKind

    def led_by(self, lead: str) -> str:
        """The clause with another lead."""
        return lead + self.figure + self.rest

    @property
    def figure(self) -> str:
        """The figure with its unit."""
        return self.token + self.unit


def clauses_of(note: Note) -> "Clauses":
    """The clauses of a note as it reads now."""
    return _read(note.text, note.base, note.bullet)


def each_clause(step: Callable[[int, Note], Iterator[str]]) -> tuple[Step, ...]:
    """A step for each clause of a note, in order: what one offers stands or falls by itself."""

    def at(place: int) -> Step:
        return lambda note: step(place, note) if place < len(clauses_of(note).pieces) else ()

    return tuple(map(at, range(_MOST)))


class Clauses:
    """The clauses of a note as it reads now.

    pieces  in order, empty ones too: together they are the note's text
    """

    def __init__(self, text: str, base: TaskBullet, bullet: Bullet) -> None:
        self.pieces: Sequence[Clause] = tuple(cut(packed(text)))
        self.tokens = {packed(token.name): token for token in base.tokens}
        facts = {
            packed(f"【F{n}】"): slot
            for n, slot in enumerate(slots(bullet), 1)
            if isinstance(slot, Fact)
        }
        self._values = {token: fact.value for token, fact in facts.items()}
        self._printed = {token: fact.text for token, fact in facts.items()}
        self._depths = tuple(self._nested())

    def counted(self) -> Iterator[Counted]:
        """Those with a figure, but for what stands in brackets."""
        for place in range(len(self.pieces)):
            clause = self.at(place)
            if clause:
                yield clause

    def at(self, place: int) -> Counted | None:
        """The clause at a place; None where it has no figure or stands in brackets."""
        if not 0 <= place < len(self.pieces) or self._depths[place]:
            return None
        text = self.pieces[place].text
        figures = [at for at, sign in enumerate(text) if self._is_figure(sign)]
        if len(figures) > 1 and self._is_bound(text, figures[0]):
            del figures[0]  # 65岁以上老年人管理率73.4%
        return self._counted(place, text, figures[0]) if figures else None

    def bounded(self, lead: str) -> tuple[str, str, str]:
        """What a lead has before a bound, the bound, and behind it: 收入 50万元以上 村."""
        for at, sign in enumerate(lead):
            if self._is_figure(sign) and self._is_bound(lead, at):
                end = at + 1 + len(self.tokens[sign].unit)
                return lead[:at], lead[at:end], lead[end:].removeprefix("的")
        return "", "", ""

    def _is_figure(self, sign: str) -> bool:
        return is_token(sign) and self.tokens[sign].kind in FIGURES

    def _is_bound(self, text: str, at: int) -> bool:
        """Whether a figure only says of which things the next one is."""
        unit = self.tokens[text[at]].unit
        return unit.endswith(("以上", "以下", "以内")) and text.startswith(unit, at + 1)

    def _counted(self, place: int, text: str, at: int) -> Counted:
        token = self.tokens[text[at]]
        unit = token.unit if text.startswith(token.unit, at + 1) else ""
        rest = text[at + 1 + len(unit) :]
        return Counted(place, text[:at], text[at], unit, rest, token.kind)

    def mark_before(self, place: int) -> str:
        """What ends the clause before a place; "" for the first."""
        return self.pieces[place - 1].mark if place else ""

    def head_of_row(self, place: int) -> int:
        """Where the list begins that the clause at a place is in; the place itself in none."""
        while self.mark_before(place) == "、":
            place -= 1
        return place

    def row_before(self, place: int) -> Counted | None:
        """What governs the list before a clause: 种植早稻 in 种植早稻3.2万亩、晚稻3.6万亩，."""
        return self.at(self.head_of_row(place - 1)) if self.mark_before(place) == "，" else None

    def text(self, changed: dict[int, str], marks: dict[int, str] | None = None) -> str:
        """The note with other clauses, and other marks behind clauses, at some places."""
        pieces = (
            replace(
                piece,
                text=changed.get(place, piece.text),
                mark=(marks or {}).get(place, piece.mark),
            )
            for place, piece in enumerate(self.pieces)
        )
        return unpacked("".join(piece.text + piece.mark for piece in pieces))

    def joined(self, first: int, last: int, text: str) -> str:
        """The note with one text for the clauses from one place to another."""
        before = self.pieces[:first]
        rest = (replace(self.pieces[last], text=text), *self.pieces[last + 1 :])
        return unpacked("".join(piece.text + piece.mark for piece in (*before, *rest)))

    def value(self, token: str) -> Decimal | None:
        """The number that a token stands for; None where it is none, or not known."""
        return self._values.get(token)

    def printed(self, token: str) -> str:
        """What a token stands for, as a draft prints it; "" for a gap."""
        return self._printed.get(token, "")

    def _nested(self) -> Iterator[int]:
        depth = 0
        for piece in self.pieces:
            yield depth
            depth += {"（": 1, "）": -1}.get(piece.mark, 0)


@lru_cache(maxsize=8)
def _read(text: str, base: TaskBullet, bullet: Bullet) -> Clauses:
    return Clauses(text, base, bullet)
