"""Rules on a report beside its notes: FIG1xx BUL1xx GAP1xx LEK1xx SEN1xx."""

from collections.abc import Iterator

from drafter.checks.against_notes import (
    bullets,
    earlier,
    filled,
    missing,
    moved,
    origin,
    repeated,
    spelling,
    unit,
    unread,
    unread_missing,
    words,
)
from drafter.checks.beside import Beside
from drafter.checks.rule import Rule
from drafter.records import Finding

NOTES_RULES: tuple[Rule[Beside], ...] = (
    origin.RULE,
    missing.RULE,
    repeated.RULE,
    moved.RULE,
    unit.RULE,
    spelling.RULE,
    earlier.RULE,
    filled.RULE,
    bullets.RULE,
    unread.RULE,
    unread_missing.RULE,
    words.RULE,
)


def check_beside(beside: Beside) -> Iterator[Finding]:
    """All findings on a report beside its notes, rule by rule."""
    for rule in NOTES_RULES:
        yield from rule.check(beside)
