"""What is said of a sentence right after an edit: no more than what was proved of it."""

from drafter.checks.draft import DRAFT_RULES
from drafter.checks.draft.edits import is_judged
from drafter.facts.unread import unread_numbers
from drafter.messages import t
from drafter.records import Draft
from drafter.review.page_parts import SentenceView

_PROMISED = {rule.code for rule in DRAFT_RULES}


def told_of_edit(draft: Draft, name: str, view: SentenceView | None) -> str:
    """Its findings; where there are none, whether its words were judged or its facts alone."""
    noted = [each for each in view.findings if each.finding.code in _PROMISED] if view else []
    left = [each.finding for each in noted if each.open]
    if left:
        return t("page.done.edit.found", count=len(left), first=left[0].message)
    if view is None or view.gone:
        return t("page.done.edit.gone")
    if noted:
        return t("page.done.edit.intended")
    if unread_numbers(view.plain):
        return t("page.done.edit.unread")
    return t("page.done.edit" if is_judged(draft, name) else "page.done.edit.facts")
