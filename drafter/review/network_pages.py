"""The page of entry, and the line that says who else is there."""

from collections.abc import Sequence

from drafter.messages import t
from drafter.review.page_parts import FRONT, Page
from drafter.review.page_places import home_of, section_at
from drafter.review.presence import Present
from drafter.review.rendering import heading_of, render_part


def entry(wrong: str = "") -> str:
    """Where a pass is shown. It says nothing of the draft.

    wrong  why the last one did not do: "wrong", "tries"; "" for none
    """
    return render_part("enter", wrong=wrong)


def present(page: Page, who: str, others: Sequence[Present]) -> str:
    """The line of reviewers: who asks, and the others with the section each is in."""
    rows = [(one, _heading(page, one.at)) for one in others]
    return render_part("present", who=who, others=rows)


def _heading(page: Page, at: str) -> str:
    """ "" where the page has no such place."""
    if at == FRONT:
        return t("page.front")
    section = section_at(page, at) or home_of(page, at)
    return heading_of(section) if section else ""
