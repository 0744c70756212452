"""Where a figure that no note states may come from; one answer a figure, so that it is reported once."""

import re
from enum import Enum, auto

from drafter.checks.notes.beside import Beside, Stated, digits, pairs
from drafter.records import Fact, FactKind


class Origin(Enum):
    NONE = auto()
    UNIT = auto()
    EARLIER = auto()
    GAP = auto()


def origin(beside: Beside, one: Stated) -> Origin:
    """UNIT the notes have its digits with another unit; GAP a note on this matter leaves it open; EARLIER an older
    document states it; else NONE."""
    if same_digits(beside, one) is not one.fact:
        return Origin.UNIT
    if gap_of(beside, one):
        return Origin.GAP
    return Origin.EARLIER if one.fact.key in beside.old else Origin.NONE


def same_digits(beside: Beside, one: Stated) -> Fact:
    """The fact of the notes with the same digits and another unit, said of the same matter; the fact itself if none."""
    own = digits(one.fact)
    said = pairs(one.line.view[slice(*one.sentence)])
    if own and one.fact.kind is not FactKind.DATE:
        for places in beside.noted.values():
            for bullet, fact in places:
                changed = fact.unit != one.fact.unit or fact.tail != one.fact.tail
                if digits(fact) == own and changed and len(said & beside.grams[bullet.id]) >= 2:
                    return fact
    return one.fact


def gap_of(beside: Beside, one: Stated) -> str:
    """The placeholder that a note on this matter has where the report has a value; "" for none."""
    lead = re.split(r"[，,；;。：:、]", one.line.view[max(0, one.fact.span[0] - 16) : one.fact.span[0]])[-1]
    said = pairs(lead)
    for bullet in beside.brief.all_bullets():
        for gap in bullet.gaps:
            about = pairs(gap.about)
            if said & about and one.fact.tail.endswith(gap.unit):
                return gap.text + gap.unit
    return ""
