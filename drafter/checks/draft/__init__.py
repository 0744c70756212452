"""Rules on a draft beside the notes it was made of: each a pure function from a draft to findings."""

from collections.abc import Callable, Iterator

from drafter.checks.draft.bullets import altered_notes, unplaced_bullets
from drafter.checks.draft.facts import misplaced_facts, unsupported_figures
from drafter.checks.draft.form import wrong_numbers, wrong_punctuation
from drafter.checks.draft.gaps import altered_gaps, empty_sections
from drafter.checks.draft.leaks import passage_figures
from drafter.checks.draft.notes import doubtful_notes, impossible_dates, personal_data, planted_instructions
from drafter.records import Draft, Finding

CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    unsupported_figures,
    misplaced_facts,
    unplaced_bullets,
    altered_notes,
    altered_gaps,
    empty_sections,
    passage_figures,
    wrong_numbers,
    wrong_punctuation,
    doubtful_notes,
    impossible_dates,
    personal_data,
    planted_instructions,
)


def check_draft(draft: Draft) -> tuple[Finding, ...]:
    """All findings on a draft, rule by rule."""
    return tuple(finding for check in CHECKS for finding in check(draft))
