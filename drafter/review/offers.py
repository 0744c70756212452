"""Sections as they could read: written anew, or another draft's."""

from collections.abc import Sequence

from drafter.errors import InputError
from drafter.records import Draft, Passage, Taken
from drafter.review.decisions import By, take, taken_from
from drafter.review.page_parts import SectionView
from drafter.review.rendering import Offer
from drafter.review.view import offered

_ANYBODY = By("", "")


def offer_of(
    draft: Draft, now: SectionView, name: str, taken: Taken, passages: Sequence[Passage]
) -> Offer:
    """A section as it would read, beside how it reads now."""
    paragraphs = offered(draft, taken, passages)
    plain = {view.id: view.plain for view in now.sentences}
    views = (view for paragraph in paragraphs for view in paragraph)
    other = frozenset(view.id for view in views if plain.get(view.id) != view.plain)
    return Offer(name, paragraphs, other)


def theirs(draft: Draft, now: SectionView, name: str, other: Draft) -> Offer:
    """A section as another draft has it; without paragraphs where it does not fit."""
    try:
        taken, passages = taken_from(draft, other, [now.id])
        take(draft, taken, _ANYBODY, passages=passages)
        return offer_of(draft, now, name, taken[0], passages)
    except (InputError, IndexError):
        return Offer(name, None)
