"""What people did to a draft, as far as drafting anew has to know of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from drafter.documents.draft_reviewed import in_force, reviewed
from drafter.messages import t
from drafter.records import (
    Change,
    Deed,
    Draft,
    Fill,
    Paragraph,
    Proposal,
    Review,
    Sentence,
    Unplaced,
)


def has_work(draft: Draft) -> bool:
    """Whether anybody filled in, decided or left anything in a draft."""
    review = draft.review
    return bool(draft.fills or review.decisions or review.proposals or draft.unplaced)


def without_empty(review: Review) -> Review:
    """The decisions that are about nothing any more are no longer in force; they keep their ids."""
    change = review.revision + 1
    decisions = tuple(
        one if one.where or one.taken or one.undone else replace(one, undone=change)
        for one in review.decisions
    )
    if decisions == review.decisions:
        return review
    return replace(review, decisions=decisions, revision=change)


def headings_of(draft: Draft) -> dict[str, str]:
    """Each section and each sentence → the heading over it."""
    found: dict[str, str] = {}
    for section in reviewed(draft, gone_too=True).all_sections():
        inside = (one.id for row in section.paragraphs for one in row.sentences)
        found |= dict.fromkeys((section.id, *inside), section.heading)
    return found


def sentences_in(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """Yield the sentences of paragraphs, in reading order."""
    return (one for paragraph in paragraphs for one in paragraph.sentences)


def open_unplaced(draft: Draft) -> tuple[Unplaced, ...]:
    """What had no place in the draft, and nobody has put anywhere or dismissed since."""
    settled = {one.proposal for one in in_force(draft.review)}
    return tuple(one for one in draft.unplaced if one.id not in settled)


def with_ids(unplaced: Iterable[Unplaced], known: Iterable[str] = ()) -> tuple[Unplaced, ...]:
    """Each under an id of its own; known are ids that were given before."""
    every = tuple(dict.fromkeys(unplaced))
    ids = (*known, *(one.id for one in every))
    taken = (int(id[1:]) for id in ids if id[:1] == "U" and id[1:].isdecimal())
    fresh = count(1 + max(taken, default=0))
    return tuple(one if one.id else replace(one, id=f"U{next(fresh)}") for one in every)


def unplaced_proposal(one: Proposal, where: str, why: str) -> Unplaced:
    """A change of a returned file about which nobody decided, and whose place is no more."""
    deeds = {Change.FILLED: Deed.FILL, Change.ADDED: Deed.ADD}
    fill = Fill("", one.text, one.text, one.source) if one.change is Change.FILLED else None
    said, gone = one.text or t("carry.taken_out"), not one.text
    deed = deeds.get(one.change, Deed.EDIT)
    return Unplaced(deed, where, said, why, one.who, one.when, fill, gone)
