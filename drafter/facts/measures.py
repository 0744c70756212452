"""Whether a line states a measure: 招聘教师118名; a date, a number of issue or a code is none."""

from drafter.facts.figures import read_slots
from drafter.records import Fact, FactKind, GapKind

_MEASURES = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS}
_MASKED = {GapKind.COUNT, GapKind.MONEY, GapKind.PERCENT, GapKind.POINTS}


def states_measure(text: str) -> bool:
    """Whether a text has a quantity with its unit, money or a share, be it masked."""
    return any(
        slot.kind in _MEASURES and bool(slot.unit or slot.kind is not FactKind.QUANTITY)
        if isinstance(slot, Fact)
        else slot.kind in _MASKED
        for slot in read_slots(text)
    )
