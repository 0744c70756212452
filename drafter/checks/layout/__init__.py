"""Rules on the Word file: DOC1xx, what a page looks like."""

from collections.abc import Iterator

from drafter.checks.layout import (
    bold,
    characters,
    colours,
    first_lines,
    line_pitch,
    margins,
    number_gap,
    number_missing,
    number_place,
    number_type,
    page_size,
    quotes,
    signature,
    spaces,
    title_centred,
    type_fonts,
    type_sizes,
)
from drafter.checks.layout.page import Page
from drafter.checks.rule import Rule
from drafter.records import Finding

__all__ = ["LAYOUT_RULES", "Page", "check_page"]

LAYOUT_RULES: tuple[Rule[Page], ...] = (
    page_size.RULE,
    margins.RULE,
    line_pitch.RULE,
    characters.RULE,
    type_fonts.RULE,
    type_sizes.RULE,
    title_centred.RULE,
    first_lines.RULE,
    spaces.RULE,
    colours.RULE,
    quotes.RULE,
    bold.RULE,
    signature.RULE,
    number_missing.RULE,
    number_place.RULE,
    number_type.RULE,
    number_gap.RULE,
)


def check_page(page: Page) -> Iterator[Finding]:
    """All findings on what a Word file looks like, rule by rule."""
    for rule in LAYOUT_RULES:
        yield from rule.check(page)
