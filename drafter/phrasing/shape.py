"""A note's text with one character for every fact, so that a pattern can ask what stands where.

The characters are private ones, a range for each kind; that of a figure has its unit in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.facts.units import OCCASIONS
from drafter.phrasing.note import Note
from drafter.proof.clauses import HAN
from drafter.proof.tokens import TOKEN, slots, tail
from drafter.proof.word_reading import words_of
from drafter.records import Fact, FactKind, Gap

_SIZE = 0x100  # facts of one kind in one note
_FIRST = {kind: 0xE000 + place * _SIZE for place, kind in enumerate("BEASNPFOLGU")}
_ALL_OF = {"D": "BEAS", "Q": "FOLGU"}
_NAMES = {FactKind.NAME, FactKind.CODE, FactKind.ORDINAL, FactKind.PERSONAL}
_PAPERS = {FactKind.TITLE, FactKind.DOCUMENT}
_ENDS = {"B": re.compile("前$"), "E": re.compile("[底末]$"), "S": re.compile("(?:起|开始)$")}
_BOUNDS = {
    "L": re.compile("(?:以内|以下|之内)$"),
    "U": re.compile("^(?:不超过?|不高于|不多于|低于|至多|最多)"),
    "G": re.compile("^(?:约|大约|近|不|至少|超过|高于|突破|达)"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A text, and what its characters for facts stand for.

    tokens  character → token, the unit of a figure included
    values  character → the fact as the note states it
    """

    text: str
    tokens: Mapping[str, str]
    values: Mapping[str, str]

    def written(self, text: str) -> str:
        """A text of such characters with its tokens written out again."""
        return "".join(self.tokens.get(sign, sign) for sign in text)

    def read(self, text: str) -> str:
        """A text of such characters with the facts in their places."""
        return "".join(self.values.get(sign, sign) for sign in text)

    def word_ends(self) -> frozenset[int]:
        """Where no word of the text goes on, as the dictionary cuts it."""
        ends = set(range(len(self.text) + 1))
        for run in HAN.finditer(self.text):
            at = run.start()
            for word in words_of(run[0]):
                ends -= set(range(at + 1, at + len(word)))
                at += len(word)
        return frozenset(ends)


def pattern(text: str) -> re.Pattern[str]:
    """An expression in which <BA> stands for a fact of these kinds.

    B a deadline (6月底前), E an end (6月底), S a beginning (7月1日起), A another date, D any date
    N a name, P a title or document number
    O how often (12期), L a figure at most (3%以内), U one with 不超过 before it, G one with 不少于
    or 约; F another figure, Q any of these
    ~ a Chinese character, a name or what joins words
    """
    text = text.replace("~", "(?:[一-龥“”、]|<N>)")
    return re.compile(re.sub("<([A-Z]+)>", lambda found: _signs(found[1]), text))


def _signs(kinds: str) -> str:
    each = "".join(_ALL_OF.get(kind, kind) for kind in kinds)
    ranges = (f"{chr(_FIRST[kind])}-{chr(_FIRST[kind] + _SIZE - 1)}" for kind in each)
    return f"[{''.join(ranges)}]"


def shape_of(note: Note) -> Shape:
    """The note's text as it reads so far."""
    facts = slots(note.bullet)
    units = {token.name: token.unit for token in note.base.tokens}
    tokens: dict[str, str] = {}
    values: dict[str, str] = {}
    text = note.text
    for found in TOKEN.finditer(note.text):
        place, name = int(found[1]) - 1, found[0]
        kind = _kind(facts[place])
        sign = chr(_FIRST[kind] + place % _SIZE)
        whole = name + units[name] if kind in _ALL_OF["Q"] else name
        tokens[sign], values[sign] = whole, facts[place].text
        text = text.replace(whole, sign)
    return Shape(text, tokens, values)


def _kind(slot: Fact | Gap) -> str:
    """The letter of `pattern` for a fact or gap."""
    kind, text = slot.fact_kind, slot.text
    if kind is FactKind.DATE:
        return next((kind for kind, end in _ENDS.items() if end.search(text)), "A")
    if kind in _NAMES or kind in _PAPERS:
        return "N" if kind in _NAMES else "P"
    plain = "O" if tail(slot) in OCCASIONS else "F"
    return next((kind for kind, bound in _BOUNDS.items() if bound.search(text)), plain)
