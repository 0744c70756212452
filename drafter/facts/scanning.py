"""Finds the first place of a text where a fact or gap is written, and which way it is.

The ways are tried one after the other, each compiled when something begins like it: together they
are most of what a start of drafter costs.
"""

import re

from drafter.facts.patterns import ANY_BEGINS, WAYS


def scan(text: str, start: int) -> re.Match[str] | None:
    """The first match at or behind a place; its last group has the name of the way."""
    for place in ANY_BEGINS.finditer(text, start):
        if found := scan_at(text, place.start()):
            return found
    return None


def scan_at(text: str, place: int = 0) -> re.Match[str] | None:
    """The match that begins at a place."""
    for way in WAYS:
        if found := way.match(text, place):
            return found
    return None
