"""Numbers that the reader did not read: in the notes, and in a draft. Source: the promise (README)."""

from collections import defaultdict
from collections.abc import Iterator

from drafter.checks.draft.finding import finding, on_bullet
from drafter.facts.unread import Unread, unread_figures, unread_numbers, without_like
from drafter.records import Draft, Finding, Severity


def unread_notes(draft: Draft) -> Iterator[Finding]:
    """NOT105: a number of the notes that is printed as it stands, and proved by nobody."""
    places = [
        *((part.id, part.heading, part.line) for part in draft.brief.all_sections()),
        *((bullet.id, bullet.text, bullet.line) for bullet in draft.brief.all_bullets()),
    ]
    for where, text, line in places:
        for number in unread_figures(text):
            severity = Severity.WARNING
            yield finding("NOT105", number.words, where, number.span, line, severity=severity)


def unread_sentences(draft: Draft) -> Iterator[Finding]:
    """FIG108: a number nobody read that no note of its sentence has, letter by letter.

    FIG109: one of the notes that did not come into the draft as it was.
    """
    brief = draft.brief
    noted = {bullet.id: unread_numbers(bullet.text) for bullet in brief.all_bullets()}
    front = unread_numbers(f"{brief.title}，{brief.organization}，{brief.opening}")
    stated: dict[str, list[Unread]] = defaultdict(list)
    for sentence in draft.all_sentences():
        own = unread_numbers(sentence.text)
        given = [number for name in sentence.bullets for number in noted[name]] or front
        for name in sentence.bullets:
            stated[name] += own
        for number in without_like(own, given):
            yield finding("FIG108", number.words, sentence.id, number.span)
    for bullet in brief.all_bullets():
        for number in without_like(noted[bullet.id], stated[bullet.id]):
            yield on_bullet("FIG109", bullet, number.words, number.span)
