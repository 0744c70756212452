"""Relations that an answer adds between figures, each proved by arithmetic or refused.

其中 and 包括 say that what follows is a part of what stands before; 其余 and 另有 that it is the
rest; 合计 that it is the sum.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.messages import t
from drafter.proof.clauses import Clause, holding, is_token, unpacked
from drafter.proof.word_reading import WordReading, tagged
from drafter.records import Fact, FactKind

_PART, _REST, _SUM = "其中|包括", "其余|另有", "合计|总计|共计"
_RELATION = re.compile(f"(?P<part>{_PART})|(?P<rest>{_REST})|(?P<sum>{_SUM})")
_HAVING = ("有", "拥有", "设有", "建有")
_STOCK = frozenset("nabl")  # first letters of the dictionary's tags: of things that are there
_ANEW = re.compile("[新续改扩重复][建办增开设修装购植聘]")  # deeds that it takes for places


@dataclass(frozen=True, slots=True)
class _Figure:
    token: str
    at: int
    fact: Fact
    value: Decimal


def unproved_relations(reading: WordReading) -> Iterator[str]:
    """The relations of the answer that the note does not state and its figures do not prove."""
    yield from (t("proof.word.relation", words=unpacked(words)) for words in _had(reading))
    figures = list(_figures(reading))
    for relation in _RELATION.finditer(reading.answer):
        if relation[0] in reading.note:
            continue
        before = [figure for figure in figures if figure.at < relation.start()]
        stop = re.search("[；。]", reading.answer[relation.end() :])
        end = relation.end() + stop.start() if stop else len(reading.answer)
        behind = [figure for figure in figures if relation.end() <= figure.at < end]
        if not behind or not _is_proved(reading, relation, before, behind):
            yield t("proof.word.relation", words=relation[0])


def _had(reading: WordReading) -> Iterator[str]:
    """等级民宿2家有床位10张: what the answer says that counted things have, and the note does not.

    A name may have something: 某镇建有油茶基地.
    """
    for token, unit in reading.units.items():
        for had in (f"{token}{unit}{word}" for word in _HAVING) if unit else ():
            if had in reading.answer and had not in reading.note:
                yield had


def _figures(reading: WordReading) -> Iterator[_Figure]:
    for at, sign in enumerate(reading.answer):
        fact = reading.slots.get(sign) if is_token(sign) else None
        if isinstance(fact, Fact) and fact.value is not None and fact.upper is None:
            yield _Figure(sign, at, fact, fact.value)


def _is_proved(
    reading: WordReading,
    relation: re.Match[str],
    before: Sequence[_Figure],
    behind: Sequence[_Figure],
) -> bool:
    unit = behind[0].fact.unit
    alike = [figure for figure in before if figure.fact.unit == unit]
    if not alike:
        return False
    if relation["sum"]:
        return _adds_up([figure.value for figure in alike], behind[0].value)
    parts = [figure.value for figure in behind if figure.fact.unit == unit]
    if relation["rest"]:
        return _is_rest(alike, behind[0].value)
    whole = alike[-1]
    if _are_other_deeds(reading, whole, behind[0]):
        return False
    return (
        (len(parts) > 1 and any(sum(parts[:n]) == whole.value for n in range(2, len(parts) + 1)))
        or _is_share(whole, behind)
        or _is_some_of(reading, whole, behind[0])
    )


def _adds_up(values: Sequence[Decimal], total: Decimal) -> bool:
    return any(sum(values[at:]) == total for at in range(len(values) - 1))


def _is_rest(alike: Sequence[_Figure], rest: Decimal) -> bool:
    """Whether one of the figures is the sum of those behind it and of the rest."""
    values = [figure.value for figure in alike]
    return any(values[at] == sum(values[at + 1 :]) + rest for at in range(len(values) - 1))


def _is_share(whole: _Figure, behind: Sequence[_Figure]) -> bool:
    """Whether the figure behind the first is the percentage that the first is of the whole."""
    if len(behind) < 2 or behind[1].fact.kind is not FactKind.PERCENT or not whole.value:
        return False
    stated = behind[1].value
    place = Decimal(1).scaleb(-_decimals(stated))
    return abs(behind[0].value / whole.value * 100 - stated) <= place


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _is_some_of(reading: WordReading, whole: _Figure, part: _Figure) -> bool:
    """受理投诉10件，办结8件: fewer of the same, and the note's words say which of them, not what.

    Never of money, nor where two deeds stand side by side (新建3所，改造2所).
    """
    if whole.fact.kind is not FactKind.QUANTITY or part.value > whole.value:
        return False
    pieces = reading.note_clauses
    (own,), (total,) = (holding(pieces, [figure.token])[:1] for figure in (part, whole))
    at, said = pieces.index(own), _said_of(reading, total)
    if own.tokens[0] != part.token or not at or pieces[at - 1].mark not in "，：":
        return False
    return is_token(own.text[0]) or (_says_what(reading, said) and _says_which(reading, own, said))


def _said_of(reading: WordReading, total: Clause) -> str:
    """The words of a whole; those before it where it is told in two units: 监测户6户、20人."""
    pieces = reading.note_clauses
    at = pieces.index(total)
    while at and not reading.said(pieces[at]) and pieces[at - 1].mark == "、":
        at -= 1
    return reading.said(pieces[at])


def _are_other_deeds(reading: WordReading, whole: _Figure, part: _Figure) -> bool:
    """Whether two clauses tell of one thing what two deeds made of it: 新建5所，改造3所."""
    (total,), (own,) = (holding(reading.note_clauses, [one.token])[:1] for one in (whole, part))
    (deed, thing), (other, same) = (_deed_and_thing(reading, piece) for piece in (total, own))
    return bool(deed and other) and deed != other and thing == same


def _deed_and_thing(reading: WordReading, piece: Clause) -> tuple[str, str]:
    """The verb that a clause opens with, and what is behind it; "" for a verb that tells which."""
    said = reading.said(piece)
    word, tag = tagged(said)[0] if said else ("", "")
    lists = reading.lists
    told = lists["outcomes"] | lists["which_words"] | lists["wholes"]
    is_deed = (tag == "v" or _ANEW.match(said)) and not {word, said} & told
    return (word if is_deed else ""), said.removeprefix(word)


def _says_which(reading: WordReading, piece: Clause, whole: str) -> bool:
    """Whether a clause says no more than what came of some, or which: 办结, 专职, 专职教师.

    The noun behind a word that says which has to be one of the whole.
    """
    said = reading.said(piece)
    heads = (said[:size] for size in range(len(said), 0, -1))
    which = next((head for head in heads if head in reading.lists["which_words"]), "")
    return said in reading.lists["outcomes"] or (bool(which) and said.removeprefix(which) in whole)


def _says_what(reading: WordReading, whole: str) -> bool:
    """Whether the whole is a stock, or came in by a deed of which others can be part.

    What one deed made is no part of what another did: 新建3所，改造2所.
    """
    if not whole or whole in reading.lists["outcomes"]:
        return False
    words = tagged(whole)
    return any(word in reading.lists["wholes"] for word, _ in words) or (
        (words[0][1][:1] in _STOCK or words[0][1] == "vn") and not _ANEW.match(whole)
    )
