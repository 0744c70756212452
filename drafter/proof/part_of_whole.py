"""Relations that an answer adds between figures, each proved by arithmetic or refused.

其中 and 包括 say that what follows is a part of what stands before; 其余 and 另有 that it is the
rest; 合计 that it is the sum.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.messages import t
from drafter.proof.clauses import HAN, Clause, holding, is_token, unpacked
from drafter.proof.word_reading import WordReading, tagged
from drafter.records import Fact, FactKind

_PART, _REST, _SUM = "其中|包括", "其余|另有", "合计|总计|共计"
_RELATION = re.compile(f"(?P<part>{_PART})|(?P<rest>{_REST})|(?P<sum>{_SUM})")
_HAVING = ("有", "拥有", "设有", "建有")
# First letters of the dictionary's tags: of things that are there; of words that say which of them.
_STOCK, _COUNTED = frozenset("nabl"), frozenset("vdab")


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
    at = pieces.index(own)
    if own.tokens[0] != part.token or not at or pieces[at - 1].mark not in "，：":
        return False
    said = _words(reading, own)
    return (
        is_token(own.text[0])
        or (
            said in reading.lists["outcomes"]
            and _words(reading, total) not in reading.lists["outcomes"]
        )
        or (_says_what(reading, total) and _says_which(reading, own))
    )


def _words(reading: WordReading, piece: Clause) -> str:
    return "".join(HAN.findall(reading.bare(piece.text)))


def _says_which(reading: WordReading, piece: Clause) -> bool:
    """Whether a clause has nothing but a word that tells which of the whole: 专职, 不合格."""
    run = HAN.search(reading.bare(piece.text))
    words = tagged(run[0]) if run else ()
    if not 0 < len(words) <= 3:
        return False
    word, tag = words[0]
    return word in reading.lists["which_words"] or (len(word) > 1 and tag[:1] in _COUNTED)


def _says_what(reading: WordReading, piece: Clause) -> bool:
    """Whether the whole is a stock, or came in by a deed of which others can be part."""
    run = HAN.search(reading.bare(piece.text))
    if not run or run[0] in reading.lists["outcomes"]:
        return False
    word, tag = tagged(run[0])[0]
    return word in reading.lists["wholes"] or tag[:1] in _STOCK or tag == "vn"
