"""What two statements become in one list or clause: neither takes the other's deed or things.

Behind 新建学校【F1】所 a list goes on with what was built too, and in one clause without a mark the
second figure is of the first one's things. A comma between them says nothing of the kind.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.messages import t
from drafter.proof.clauses import (
    ANY_TOKEN,
    HAN,
    Clause,
    clause,
    clauses,
    holding,
    is_token,
    unpacked,
)
from drafter.proof.light_verbs import light_verbs
from drafter.proof.word_reading import WordReading, tagged
from drafter.records import FactKind

_STOP = re.compile("[，；：。（）]")
_AND = re.compile("[、和与及并]")
_ANEW = re.compile("[新续扩改重][建办增开设购]")
_BEING = frozenset({"有", "现有", "共有", "设有", "建有", "拥有", "达", "达到", "为", "占", "共"})


def lent_deeds(reading: WordReading) -> Iterator[str]:
    """Figures that stand under the deed of another statement, or among its things."""
    for first, second in _neighbours(reading.answer):
        parts = [*holding(reading.note_clauses, [first]), *holding(reading.note_clauses, [second])]
        if len(parts) != 2 or parts[0] == parts[1]:
            continue
        start, end = reading.answer.index(first), reading.answer.index(second)
        between = reading.answer[start + 1 : end].removeprefix(reading.units.get(first, ""))
        if _is_crossed(reading, parts, between, _head(reading.answer[:start]), second):
            yield t("proof.crossed", token=unpacked(second), other=unpacked(first))


def lent_subjects(reading: WordReading) -> Iterator[str]:
    """Figures of one note that stand behind the date or the name with which another one opens.

    A stop or a semicolon ends what such an opening reaches; what opens so itself it does not reach.
    """
    if not reading.joint:
        return
    for run in re.split("[；。]", reading.answer):
        opening = ""
        for piece in clauses(run):
            head = _opening(reading, piece.text)
            opening = head or opening
            lent = (token for token in piece.tokens if _is_of_another(reading, opening, token))
            yield from (
                t("proof.crossed", token=unpacked(token), other=unpacked(opening)) for token in lent
            )


def _opening(reading: WordReading, text: str) -> str:
    """The date or name with which a clause opens, as what comes before it has no verb; else ""."""
    found = re.match(f"(?:截至|自|于|从|在)?({ANY_TOKEN})", text)
    slot = reading.slots.get(found[1]) if found else None
    is_one = slot is not None and slot.fact_kind in (FactKind.DATE, FactKind.NAME)
    return found[1] if found and is_one else ""


def _is_of_another(reading: WordReading, opening: str, token: str) -> bool:
    """Whether two tokens are of two notes."""
    if not opening:
        return False
    first, second = sorted((reading.note.index(opening), reading.note.index(token)))
    return reading.joint in reading.note[first:second]


def moved_dates(reading: WordReading) -> Iterator[str]:
    """Dates that stand in the clause of another deed than in the note."""
    for part in reading.note_clauses:
        others = [token for token in part.tokens if not _is_date(reading, token)]
        for date in part.tokens if others else ():
            here = holding(reading.answer_clauses, [date])[0]
            strangers = [token for token in here.tokens if not _is_date(reading, token)]
            if _is_date(reading, date) and strangers and not set(strangers) & set(others):
                yield t("proof.crossed", token=unpacked(date), other=unpacked(strangers[0]))


def _is_date(reading: WordReading, token: str) -> bool:
    return token in reading.slots and reading.slots[token].fact_kind is FactKind.DATE


def _neighbours(answer: str) -> Iterator[tuple[str, str]]:
    """The tokens that follow each other with no mark between them but 、."""
    for run in _STOP.split(answer):
        yield from pairwise(sign for sign in run if is_token(sign))


def _head(text: str) -> str:
    """The words with which the list opens that a text ends with."""
    runs = HAN.findall(_STOP.split(text)[-1])
    return runs[0] if runs else ""


def _is_crossed(
    reading: WordReading, parts: list[Clause], between: str, head: str, second: str
) -> bool:
    marks = _marks_between(reading, parts)
    joint = _AND.match(between) or _AND.search(between)
    apart = bool(reading.joint) and reading.joint in marks
    if not joint:
        return apart
    own = between[joint.end() :]
    verb = _deed(head)
    if not verb or _deed(own) or not set(marks) & set("，；"):
        return False
    if verb in reading.note:  # of one note the comma may be that of a list
        return apart and not reading.said(parts[1]).startswith(verb)
    return verb not in light_verbs(reading, clause(own + second))


def _marks_between(reading: WordReading, parts: list[Clause]) -> str:
    pieces = reading.note_clauses
    start, end = sorted(pieces.index(part) for part in parts)
    return "".join(piece.mark for piece in pieces[start:end])


def _deed(text: str) -> str:
    """The verb that a text opens with; "" where it opens with a thing, or tells what there is."""
    run = HAN.match(text)
    words = tagged(run[0]) if run else ()
    if not words or words[0][0] in _BEING:
        return ""
    return words[0][0] if words[0][1] == "v" or _ANEW.match(words[0][0]) else ""
