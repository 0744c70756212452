"""What nobody read, as a comparison sees it: a figure that is the same letter by letter only."""

from collections.abc import Iterator

from drafter.documents.report import Line
from drafter.facts.unread import unread_numbers
from drafter.records import Fact, FactKind, Gap, Span


def slots_within(line: Line, span: Span) -> list[Fact | Gap]:
    """The facts and gaps in a stretch of a line, and its unread numbers in their place.

    So a number that changed, went or came is told like any figure, though its value is not known.
    """
    unread = list(_unread(line))
    whole = (slot for slot in line.slots if not any(_meet(slot.span, fact.span) for fact in unread))
    slots: list[Fact | Gap] = [*whole, *unread]
    within = (slot for slot in slots if span[0] <= slot.span[0] and slot.span[1] <= span[1])
    return sorted(within, key=lambda slot: slot.span)


def _unread(line: Line) -> Iterator[Fact]:
    for number in unread_numbers(line.view):
        words = number.words
        yield Fact("", FactKind.QUANTITY, f"unread:{words}", words, words, number.span)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
