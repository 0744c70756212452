"""Notes with the values that divisions filled in: what a report made of them may state.

The notes themselves leave a hole there; a value came by a form, into the draft.
"""

from collections.abc import Mapping
from dataclasses import replace

from drafter.documents.draft_filled import with_values
from drafter.documents.note_text import compose
from drafter.records import Brief, Bullet, Fact, Gap, Section


def notes_filled(brief: Brief, values: Mapping[str, str]) -> Brief:
    """The brief with the values of gaps, by their names, in the place of their masks.

    What is filled in is a fact of its note, and no gap any more.
    """
    title, title_gaps = _filled(brief.title, brief.title_gaps, values)
    recipient, recipient_gaps = _filled(brief.recipient, brief.recipient_gaps, values)
    opening, opening_gaps = _filled(brief.opening, brief.opening_gaps, values)
    organization, issuer_gaps = _filled(brief.organization, brief.issuer_gaps, values)
    date, date_gaps = _filled(brief.date, brief.date_gaps, values)
    return replace(
        brief,
        title=title,
        title_gaps=title_gaps,
        recipient=recipient,
        recipient_gaps=recipient_gaps,
        opening=opening,
        opening_gaps=opening_gaps,
        organization=organization,
        issuer_gaps=issuer_gaps,
        date=date,
        date_gaps=date_gaps,
        preamble=tuple(_bullet(bullet, values) for bullet in brief.preamble),
        sections=tuple(_section(section, values) for section in brief.sections),
    )


def _section(section: Section, values: Mapping[str, str]) -> Section:
    heading, gaps = _filled(section.heading, section.gaps, values)
    facts = _facts(heading) if heading != section.heading else section.facts
    return replace(
        section,
        heading=heading,
        gaps=gaps,
        facts=facts,
        bullets=tuple(_bullet(bullet, values) for bullet in section.bullets),
        sections=tuple(_section(child, values) for child in section.sections),
    )


def _bullet(bullet: Bullet, values: Mapping[str, str]) -> Bullet:
    children = tuple(_bullet(child, values) for child in bullet.children)
    text, gaps = _filled(bullet.text, bullet.gaps, values)
    if text == bullet.text:
        return replace(bullet, children=children)
    return replace(bullet, text=text, gaps=gaps, facts=_facts(text), children=children)


def _facts(text: str) -> tuple[Fact, ...]:
    """The facts of a filled text, which is in official spelling already."""
    return compose(text)[1]


def _filled(
    text: str, gaps: tuple[Gap, ...], values: Mapping[str, str]
) -> tuple[str, tuple[Gap, ...]]:
    shown, spans = with_values(text, [(gap.id, gap.span) for gap in gaps], values)
    left = (
        replace(gap, span=span)
        for gap, span in zip(gaps, spans, strict=True)
        if gap.id not in values
    )
    return shown, tuple(left)
