"""What people did to a draft, as far as drafting anew has to know of it."""

from dataclasses import replace

from drafter.documents.draft_reviewed import reviewed
from drafter.records import Draft, Review


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
