"""An earlier sentence with this year's facts in the place of its own.

Facts are matched by kind, unit and the words beside them (`same_facts`). Clauses of the note whose
facts all have a match take the words of the earlier clauses; others stay as they are. A clause of
the earlier sentence whose facts are not this year's is cut off, and so is what follows the last
fact: nobody says that it came about this year too. Nothing here is trusted: the proof judges each
text like any other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.checks.indicators import pairs
from drafter.phrasing.archive import MaskedSentence
from drafter.phrasing.same_facts import same_facts
from drafter.phrasing.word_lists import words_in
from drafter.phrasing.words_of_both import lists, repeats, ways
from drafter.proof.clauses import HAN, Clause, cut, is_token, tokens_of, unpacked
from drafter.records import Fact

_MOST = 14  # facts of a note
# What goes on from the clause before it; it cannot begin a sentence, nor follow another.
_GOES_ON = re.compile("^(?:并且?|同时|也|还|又|另|再|从而|进而|此外)")


@dataclass(frozen=True, slots=True)
class Refilled:
    """A text of a note, tokens in place; stated are those that stand in earlier words."""

    text: str
    stated: frozenset[str]


def refilled(note: MaskedSentence, earlier: MaskedSentence, *, whole: bool) -> Iterator[Refilled]:
    """The texts that an earlier sentence makes of a note, those with most of its words first.

    whole  every fact of the note has to have its place in the earlier sentence
    """
    own, old = list(cut(note.text)), list(cut(earlier.text))
    if not 0 < len(note.slots) <= _MOST:
        return
    told = _parts_of_a_sum(note, own)
    same = {a: b for a, b in same_facts(note, earlier).items() if a not in told}
    match = _fitting(same, own, old, earlier)
    if not match or (whole and len(match) < len(note.slots)):
        return
    kept = [_filled(piece, match, note, earlier) for piece in _kept(note, old, match, earlier)]
    kept = _in_order(kept, tokens_of(note.text))
    seen = {note.text}
    for pieces in ways(kept, own):
        text = _put_in(own, pieces, match)
        if text not in seen and _is_fit(text, note.text, earlier.text):
            yield Refilled(unpacked(text), frozenset(match))
        seen.add(text)


# --- which clauses fit ---


def _parts_of_a_sum(note: MaskedSentence, own: Sequence[Clause]) -> set[str]:
    """Facts of a list that add up to one before it: 受理2618件，投诉1902件、举报716件."""
    parts: set[str] = set()
    for listed in lists(own):
        tokens = [token for piece in listed for token in piece.tokens]
        facts = [note.slots[token] for token in tokens]
        values = [fact.value for fact in facts if isinstance(fact, Fact) and fact.value is not None]
        if len(values) == len(tokens) > 1 and sum(values) in _before_all(note, tokens):
            parts |= set(tokens)
    return parts


def _before_all(note: MaskedSentence, tokens: Sequence[str]) -> set[Decimal]:
    unit = note.units[tokens[0]]
    earlier = (token for token in note.slots if token < tokens[0] and note.units[token] == unit)
    facts = (note.slots[token] for token in earlier)
    return {fact.value for fact in facts if isinstance(fact, Fact) and fact.value is not None}


def _fitting(
    match: Mapping[str, str], own: Sequence[Clause], old: Sequence[Clause], earlier: MaskedSentence
) -> dict[str, str]:
    """The matches of clauses all of whose facts have one, in both sentences."""
    fitting = dict(match)
    while True:
        lost = {
            token
            for piece in own
            if set(piece.tokens) & fitting.keys() and not set(piece.tokens) <= fitting.keys()
            for token in piece.tokens
        }
        wanted = set(fitting.values())
        foreign = {
            token
            for piece in old
            if set(piece.tokens) & wanted and _without_date(piece, wanted, earlier) is None
            for token in piece.tokens
        }
        left = {a: b for a, b in fitting.items() if a not in lost and b not in foreign}
        if left == fitting:
            return left
        fitting = left


def _without_date(piece: Clause, wanted: set[str], earlier: MaskedSentence) -> Clause | None:
    """The clause without a fact of last year at its start; None where another one is foreign."""
    foreign = [token for token in piece.tokens if token not in wanted]
    if not foreign:
        return piece
    if foreign != [piece.text[:1]]:
        return None
    text = piece.text[1:].removeprefix(earlier.units.get(foreign[0], ""))
    return replace(piece, text=text, tokens=tokens_of(text))


def _kept(
    note: MaskedSentence, old: Sequence[Clause], match: Mapping[str, str], earlier: MaskedSentence
) -> Iterator[Clause]:
    """The clauses of the earlier sentence that state facts of the note, and what leads to them."""
    wanted = set(match.values())
    words = pairs(note.text)
    waiting: list[Clause] = []  # without facts: they stay where a fact follows
    for piece in old:
        if not piece.tokens:
            waiting += [piece] if pairs(piece.text) & words else []
        elif set(piece.tokens) & wanted:
            yield from waiting
            whole = _without_date(piece, wanted, earlier)
            yield whole or piece
            waiting = []
        else:
            waiting = []


def _filled(
    piece: Clause, match: Mapping[str, str], note: MaskedSentence, earlier: MaskedSentence
) -> Clause:
    """The clause with the note's tokens and units."""
    own = {there: here for here, there in match.items()}
    text, at = "", 0
    while at < len(piece.text):
        sign = piece.text[at]
        at += 1
        if is_token(sign):
            unit = earlier.units.get(sign, "")
            at += len(unit) if piece.text.startswith(unit, at) else 0
            text += own[sign] + note.units.get(own[sign], "")
        else:
            text += sign
    return replace(piece, text=text, tokens=tokens_of(text))


def _in_order(kept: list[Clause], order: Sequence[str]) -> list[Clause]:
    """The clauses in the order in which the note has their facts; then nothing leads to them."""
    stated = [piece for piece in kept if piece.tokens]
    as_noted = sorted(stated, key=lambda piece: order.index(piece.tokens[0]))
    return kept if as_noted == stated else [replace(piece, mark="，") for piece in as_noted]


# --- what becomes of the note ---


def _put_in(own: Sequence[Clause], kept: Sequence[Clause], match: Mapping[str, str]) -> str:
    """The note with the earlier clauses in the place of those that they state."""
    replaced = [bool(piece.tokens) and set(piece.tokens) <= match.keys() for piece in own]
    first, last = replaced.index(True), len(replaced) - replaced[::-1].index(True) - 1
    leads = [piece for piece in kept if not piece.tokens]
    rest = list(kept)
    pieces: list[Clause] = []
    for at, piece in enumerate(own):
        if at == first:
            pieces += [*rest[:-1], replace(rest[-1], mark=own[last].mark)]
        elif replaced[at]:
            continue
        elif lead := next((lead for lead in leads if _is_told(piece, lead)), None):
            if at < first and lead in rest:
                pieces.append(lead)
                rest.remove(lead)
        else:
            pieces.append(piece)
    return _sentence(pieces)


def _is_told(piece: Clause, lead: Clause) -> bool:
    """Whether a clause without facts is said in an earlier one."""
    words = pairs(piece.text)
    return not piece.tokens and bool(words) and words <= pairs(lead.text)


def _sentence(pieces: Sequence[Clause]) -> str:
    """The clauses as a sentence without end mark."""
    text = ""
    for at, piece in enumerate(pieces):
        words = piece.text if at else _GOES_ON.sub("", piece.text)
        text += words + (piece.mark or "，")
    return text.rstrip("，；：、。")


def _is_fit(text: str, note: str, earlier: str) -> bool:
    """Whether a text says a word more than the note, says none twice, and relates as the note."""
    return (
        bool(_signs(text) - _signs(note))
        and not repeats(text, note, earlier)
        and all(text.count(word) <= note.count(word) for word in words_in("not_lent"))
        and all(text.count(word) >= note.count(word) for word in ("其中", "其余", "包括"))
        and _keeps_order(text, note)
    )


def _signs(text: str) -> Counter[str]:
    return Counter("".join(HAN.findall(text))) - Counter("的了")


def _keeps_order(text: str, note: str) -> bool:
    """Whether facts, and what is said of them without a figure, follow each other as in the note.

    同比持平 is of the figure before it.
    """
    return tokens_of(text) == tokens_of(note) and all(
        _before(text, piece.text) in ("?", _before(note, piece.text))
        for piece in cut(note)
        if piece.text and not piece.tokens
    )


def _before(text: str, words: str) -> str:
    """The fact before some words; "" for none, "?" where they do not stand there."""
    at = text.find(words)
    return "".join(tokens_of(text[:at])[-1:]) if at >= 0 else "?"
