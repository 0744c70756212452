"""What stands beside the bullets as a model may see it: no value of any fact of the notes is in it.

Headings, remarks and passages are masked by their own reading. A name that is read in a bullet and
not where it stands alone would pass, so the values of the notes are taken out as well.
"""

from collections.abc import Iterator, Sequence

from drafter.proof.masked_passages import mask_text
from drafter.records import Brief, Fact

_MASK = "某某"
_SHORTEST = 2  # characters: a single one tells nothing, and is part of other words


def values_of(brief: Brief) -> tuple[str, ...]:
    """The values of all facts of the notes, longest first, as they may stand in other words."""
    facts = [fact for bullet in brief.all_bullets() for fact in bullet.facts]
    facts += (fact for section in brief.all_sections() for fact in section.facts)
    values = {value for fact in facts for value in _spellings(fact) if len(value) >= _SHORTEST}
    return tuple(sorted(values, key=len, reverse=True))


def masked_without(text: str, values: Sequence[str]) -> str:
    """Any text, masked and without the values."""
    return without_values(mask_text(text), values)


def without_values(masked: str, values: Sequence[str]) -> str:
    """A text that is masked already, without the values."""
    for value in values:
        masked = masked.replace(value, _MASK)
    return masked


def _spellings(fact: Fact) -> Iterator[str]:
    """What a draft prints, and what the notes have, without the unit and without quotes."""
    yield fact.text.removesuffix(fact.tail).strip("“”‘’《》")
    yield fact.quote.removesuffix(fact.tail).strip("“”‘’《》\"'")
