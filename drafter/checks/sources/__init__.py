"""Rules on a report beside the documents that are held: SRC1xx, whether these say what it cites."""

from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources import (
    article,
    full_title,
    number,
    quoted,
    spelling,
    stated,
    unheld,
    version,
)
from drafter.checks.sources.cited import Cited
from drafter.records import Finding

__all__ = ["SOURCE_RULES", "Cited", "check_sources"]

SOURCE_RULES: tuple[Rule[Cited], ...] = (
    unheld.RULE,
    article.RULE,
    quoted.RULE,
    spelling.RULE,
    version.RULE,
    stated.RULE,
    number.RULE,
    full_title.RULE,
)


def check_sources(cited: Cited) -> Iterator[Finding]:
    """All findings on what a report cites, rule by rule; none where nothing is held."""
    for rule in SOURCE_RULES:
        yield from rule.check(cited)
