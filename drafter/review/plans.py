"""The plan of a section as reviewers see it."""

from drafter.documents.draft_reviewed import reviewed
from drafter.messages import worded
from drafter.records import Draft


def planner_of(draft: Draft, section: str) -> str:
    """Who planned a section: the name of a writer or of a reviewer; "" where it has no plan."""
    author = next((plan.author for plan in reviewed(draft).plans if plan.section == section), "")
    return worded("writer.name", author)
