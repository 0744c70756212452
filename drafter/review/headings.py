"""A heading, or a part of the front, worded by a reviewer."""

from dataclasses import replace

from drafter.documents.draft_filled import with_values
from drafter.documents.draft_headings import headings_now, headings_of_notes
from drafter.documents.draft_reviewed import tidy
from drafter.documents.gaps import open_gaps
from drafter.errors import InputError
from drafter.messages import t
from drafter.records import Deed, Draft, Mark
from drafter.review.decisions import LONGEST, By, restore, with_decision
from drafter.review.edited_text import origins_of, placed_marks


def edit_heading(draft: Draft, name: str, text: str, by: By) -> Draft:
    """A heading, without its number, or a part of the front reads `text` from now on.

    name  id of the section, or one of FRONT_NAMES
    Raises InputError where there is none, or nothing would be left of it.
    """
    new = tidy(text)
    if not new or len(new) > LONGEST:
        raise InputError(t("review.heading"), name, value=new[:20])
    base = headings_of_notes(draft).get(name)
    if base is None:
        raise InputError(t("review.unknown"), name)
    now = headings_now(draft)[name]
    values = {fill.gap: fill.text for fill in draft.fills}
    places = [(mark.id, mark.span) for mark in base.marks]
    shown, spans = with_values(base.text, places, values)
    marks = tuple(Mark(mark.id, span) for mark, span in zip(base.marks, spans, strict=True))
    if new == shown:
        return restore(draft, (name,), by) if now != base else draft
    stand_now = placed_marks(replace(base, text=shown, marks=marks), new, {})
    masks = {place.gap.id: place.gap.text for place in open_gaps(draft.brief)}
    masked, at = with_values(new, [(mark.id, mark.span) for mark in stand_now], masks)
    kept = tuple(Mark(mark.id, span) for mark, span in zip(stand_now, at, strict=True))
    if (now.text, now.marks) == (masked, kept):
        return draft
    _, hand = origins_of(base, masked)
    return with_decision(draft, by, Deed.EDIT, where=(name,), text=masked, marks=kept, hand=hand)
