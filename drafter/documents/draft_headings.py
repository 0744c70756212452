"""What stands over and around the sentences of a draft: its front and its headings, as edited."""

from collections.abc import Iterator
from dataclasses import replace

from drafter.documents.draft_reviewed import HAND, standing
from drafter.records import Brief, Draft, Gap, Mark, Sentence

_FRONT = {
    "title": ("title", "title_gaps"),
    "recipient": ("recipient", "recipient_gaps"),
    "issuer": ("organization", "issuer_gaps"),
    "date": ("date", "date_gaps"),
}
FRONT_NAMES = tuple(_FRONT)  # by which decisions name the parts of the front


def headings_of_notes(draft: Draft) -> dict[str, Sentence]:
    """Each part of the front, by its name, and each heading, by its section, as the notes have it.

    A text without its number, its gaps as masks.
    """
    return dict(_texts(draft))


def headings_now(draft: Draft) -> dict[str, Sentence]:
    """The same as reviewers left it."""
    edits = standing(draft.review).edits
    found = headings_of_notes(draft)
    for name in found.keys() & edits.keys():
        edit = edits[name]
        found[name] = replace(found[name], text=edit.text, marks=edit.marks, hand=edit.hand)
    return found


def front_now(draft: Draft) -> Brief:
    """The notes with their front as reviewers left it: for what prints, never for what proves."""
    edits = standing(draft.review).edits
    values: dict[str, object] = {}
    for name in edits.keys() & _FRONT.keys():
        edit, (text, gaps) = edits[name], _FRONT[name]
        spans = {mark.id: mark.span for mark in edit.marks}
        known: tuple[Gap, ...] = getattr(draft.brief, gaps)
        left = tuple(replace(gap, span=spans[gap.id]) for gap in known if gap.id in spans)
        values |= {text: edit.text, gaps: left}
    return replace(draft.brief, **values)  # type: ignore[arg-type]


def _texts(draft: Draft) -> Iterator[tuple[str, Sentence]]:
    for name, (text, gaps) in _FRONT.items():
        marks = tuple(Mark(gap.id, gap.span) for gap in getattr(draft.brief, gaps))
        yield name, Sentence(name, getattr(draft.brief, text), (), HAND, marks=marks)
    noted = {section.id: section for section in draft.brief.all_sections()}
    for drafted in draft.all_sections():
        text, marks = drafted.heading, drafted.marks
        if section := noted.get(drafted.id):  # the draft may be a view, with what was edited
            facts = (Mark(fact.id, fact.span) for fact in section.facts)
            marks = (*facts, *(Mark(gap.id, gap.span) for gap in section.gaps))
            text = section.heading
        yield drafted.id, Sentence(drafted.id, text, (), HAND, marks=marks)
