"""The rules a draft is judged by: each a pure function from a draft to findings. CHECKS is the whole list."""

from collections.abc import Callable, Iterator

from drafter.checks.bullets import altered_notes, unplaced_bullets
from drafter.checks.facts import misplaced_facts, unsupported_figures
from drafter.checks.form import wrong_numbers, wrong_punctuation
from drafter.checks.gaps import altered_gaps, empty_sections
from drafter.checks.leaks import passage_figures
from drafter.checks.notes import doubtful_notes, impossible_dates, personal_data, planted_instructions
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
