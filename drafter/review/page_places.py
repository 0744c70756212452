"""Where on the page something stands, and the page as one reviewer has it."""

from dataclasses import replace

from drafter.documents.draft_reviewed import OPENING
from drafter.records import Draft
from drafter.review.page_parts import FRONT, Page, SectionView, SentenceView
from drafter.review.rendering import OPENING_AT
from drafter.review.undoing import redoable, undoable


def page_for(page: Page, draft: Draft, who: str) -> Page:
    """The page of one of several reviewers, who undoes what he did himself; "" for one alone."""
    if not who:
        return page
    return replace(page, undo=undoable(draft, who), redo=redoable(draft, who), several=True)


def parts_of(page: Page) -> dict[str, object]:
    """What is sent anew where it changed, by its address on the page."""
    sections = {section.id or OPENING_AT: section for section in page.sections}
    return {FRONT: page.front, **sections}


def section_at(page: Page, at: str) -> SectionView | None:
    """The section of that address, None where there is none."""
    name = OPENING if at == OPENING_AT else at
    sections = page.sections if at else ()
    return next((section for section in sections if section.id == name), None)


def home_of(page: Page, sentence: str) -> SectionView | None:
    """The section that the sentence stands in, None where it is not on the page."""
    for section in page.sections:
        if any(view.id == sentence for view in section.sentences):
            return section
    return None


def sentence_of(page: Page, sentence: str) -> SentenceView | None:
    """The sentence as the page shows it, None where it does not."""
    home = home_of(page, sentence)
    views = home.sentences if home else ()
    return next((view for view in views if view.id == sentence), None)
