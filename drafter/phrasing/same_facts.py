"""Which fact of an earlier sentence is about the same as one of a note."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.checks.indicators import pairs
from drafter.phrasing.archive import MaskedSentence
from drafter.proof.clauses import cut, is_token
from drafter.proof.token_kinds import kind_of
from drafter.records import Fact, FactKind, Gap

_BESIDE = 0.4  # of the pairs of characters beside a fact, beside its match too
_HEAD = 0.5  # what the same noun right before both facts is worth at least
_BARE = 0.3  # what a fact without words of its own is worth: its place has to tell
_NAMED = frozenset({FactKind.NAME, FactKind.TITLE, FactKind.DOCUMENT, FactKind.CODE})
_PEOPLE = frozenset("人 名 位".split())
_COMMA = "，"
DEPENDS = re.compile("其中|其余|同比|环比|[比较占均]|增[长加]|减少|下降|提高|降低|达标?|合格|优秀")
"""What a clause begins with that tells more of the figure before it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A fact or gap, with the words beside it up to the next ones."""

    token: str
    slot: Fact | Gap
    unit: str
    text: str

    @property
    def words(self) -> frozenset[str]:
        return pairs(self.text)

    @property
    def head(self) -> str:
        """The two characters right before it."""
        return self.text.partition(_COMMA)[0][-2:]

    @property
    def signs(self) -> frozenset[str]:
        return frozenset(self.text) - {_COMMA}


def same_facts(note: MaskedSentence, earlier: MaskedSentence) -> dict[str, str]:
    """Token of the note → token of the earlier sentence, the likest pairs first.

    A fact without words of its own has to follow the same fact in both.
    """
    here, there = list(_places(note)), list(_places(earlier))
    scored = sorted(
        (
            (-score, abs(at - to), at, to)
            for at, own in enumerate(here)
            for to, other in enumerate(there)
            if (score := _likeness(own, other))
        )
    )
    match: dict[str, str] = {}
    for _, _, at, to in scored:
        if here[at].token not in match and there[to].token not in match.values():
            match[here[at].token] = there[to].token
    return _in_step(here, there, match)


def _places(sentence: MaskedSentence) -> Iterator[_Place]:
    for piece in cut(sentence.text):
        at = [-1, *(i for i, sign in enumerate(piece.text) if is_token(sign)), len(piece.text)]
        for before, here, behind in zip(at, at[1:], at[2:], strict=False):
            token = piece.text[here]
            unit = sentence.units.get(token, "")
            lead = piece.text[before + 1 : here]
            if before >= 0:
                lead = lead.removeprefix(sentence.units.get(piece.text[before], ""))
            rest = piece.text[here + 1 : behind].removeprefix(unit)
            yield _Place(token, sentence.slots[token], unit, f"{lead}{_COMMA}{rest}")


def _likeness(own: _Place, other: _Place) -> float:
    """How much two facts are about the same; 0 where they cannot be."""
    if not _of_one_kind(own, other):
        return 0.0
    if isinstance(own.slot, Fact) and own.slot.kind in _NAMED and _same_name(own, other):
        return 2.0
    if own.words and other.words:
        share = len(own.words & other.words) / min(len(own.words), len(other.words))
        if own.head == other.head and own.head:
            share = max(share, _HEAD)
        return share if share >= _BESIDE else 0.0
    return _BARE if not own.signs or not other.signs or own.signs & other.signs else 0.0


def _same_name(own: _Place, other: _Place) -> bool:
    return isinstance(other.slot, Fact) and own.slot.text == other.slot.text


def _of_one_kind(own: _Place, other: _Place) -> bool:
    """Whether two facts are of one kind and unit, a school's name never a place's."""
    kind = own.slot.fact_kind
    if kind is not other.slot.fact_kind:
        return False
    if kind in _NAMED:
        return kind_of(own.slot) == kind_of(other.slot)
    if kind is FactKind.QUANTITY:
        return own.unit == other.unit or {own.unit, other.unit} <= _PEOPLE
    return True


def _in_step(
    here: Sequence[_Place], there: Sequence[_Place], match: Mapping[str, str]
) -> dict[str, str]:
    order = {place.token: at for at, place in enumerate(there)}
    lost = {
        own.token
        for before, own in pairwise(here)
        if own.token in match
        and (not own.words or DEPENDS.match(own.text))
        and (before.token not in match or order[match[own.token]] != order[match[before.token]] + 1)
    }
    return {token: other for token, other in match.items() if token not in lost}
