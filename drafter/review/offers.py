"""Sections and sentences as they could read: written anew, or another draft's."""

from collections.abc import Sequence

from drafter.documents.draft_reviewed import reviewed
from drafter.documents.outline import lead_id
from drafter.errors import InputError
from drafter.messages import t
from drafter.records import Draft, Paragraph, Passage, Sentence, Taken
from drafter.review.decisions import By, take, taken_from
from drafter.review.page_parts import SectionView
from drafter.review.rendering import Offer, Their
from drafter.review.view import offered
from drafter.writing.replanned import restated

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


def their_sentences(
    draft: Draft, now: SectionView, bullets: Sequence[str], name: str, number: int, other: Draft
) -> Their:
    """What another draft has in the place of a sentence; without bullets, its lead.

    None of it reads as the section does now.
    """
    try:
        (taken,), passages = taken_from(draft, other, [now.id])
    except (InputError, ValueError):
        return Their(name, number, ())
    wanted = {one.id for one in _of(taken) if _is_like(one, now.id, bullets)}
    views = (view for row in offered(draft, taken, passages) for view in row)
    here = {view.plain for view in now.sentences}
    found = tuple(view for view in views if view.id in wanted and view.plain not in here)
    return Their(name, number, found)


def borrowed(
    draft: Draft, other: Draft, section: str, sentence: str, who: str
) -> tuple[Taken, tuple[Passage, ...]]:
    """The section with one sentence of another draft, and the passages that it names.

    Raises InputError where there is no such sentence, or a bullet would not stand once.
    """
    taken, passages = taken_from(draft, other, [section])
    found = [one for part in taken for one in _of(part) if one.id == sentence and one.text]
    if not found:
        raise InputError(t("review.unknown"), sentence)
    made = restated(draft, section, found[0], who)
    return made, tuple(passage for passage in passages if passage.id in found[0].passages)


def lead_of(draft: Draft, section: str) -> str:
    """How the lead of a section reads; "" where it has none."""
    leads = (one.text for one in reviewed(draft).all_sentences() if one.id == lead_id(section))
    return next(leads, "")


def _is_like(one: Sentence, section: str, bullets: Sequence[str]) -> bool:
    return bool(set(one.bullets) & set(bullets)) if bullets else one.id == lead_id(section)


def _of(taken: Taken) -> tuple[Sentence, ...]:
    rows: tuple[Paragraph, ...] = taken.paragraphs
    return tuple(one for row in rows for one in row.sentences)
