"""A unit's own words (drafter.toml): names in their one right form, dated phrases, its places."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase (提法) and how it is written wrongly.

    right        the one form
    wrong        known variants, each a literal text
    valid_from,  the days between which `right` is to be used; None for open
    valid_to
    note         what a person has to know to decide, in the user's language; source names where it
                 is laid down
    """

    right: str
    wrong: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """What a unit brings along; all of it may be empty.

    names    standard names of units, schools, projects: any other spelling near them is reported
    places   places of its own, which a report may name
    phrases  fixed phrases of its own, beside ours
    allowed  words that no rule of wording may report
    today    the day a report is judged by where it bears no date; None for the clock's
    """

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    allowed: frozenset[str] = frozenset()
    today: date | None = None
