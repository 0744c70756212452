"""Notes with each of their texts made anew: one walk, in reading order, for all that does so."""

from collections.abc import Callable
from dataclasses import replace

from drafter.records import Brief, Bullet, Fact, Gap, Section

Text = tuple[str, tuple[Fact, ...], tuple[Gap, ...]]
Reword = Callable[[str, tuple[Fact, ...], tuple[Gap, ...]], Text]
"""A text with its facts and gaps → the same as they are from now on."""


def notes_reworded(
    brief: Brief, reword: Reword, *, hole: Callable[[Gap], Gap] = lambda gap: gap
) -> Brief:
    """The notes with every text that can be printed made anew: front, headings, bullets.

    The front has no facts of its own.
    hole  what becomes of the gap that stands for a section without notes
    """

    def bullet(one: Bullet) -> Bullet:
        text, facts, gaps = reword(one.text, one.facts, one.gaps)
        children = tuple(map(bullet, one.children))
        return replace(one, text=text, facts=facts, gaps=gaps, children=children)

    def section(one: Section) -> Section:
        heading, facts, gaps = reword(one.heading, one.facts, one.gaps)
        return replace(
            one,
            heading=heading,
            facts=facts,
            gaps=gaps,
            hole=one.hole and hole(one.hole),
            bullets=tuple(map(bullet, one.bullets)),
            sections=tuple(map(section, one.sections)),
        )

    title, _, title_gaps = reword(brief.title, (), brief.title_gaps)
    recipient, _, recipient_gaps = reword(brief.recipient, (), brief.recipient_gaps)
    opening, _, opening_gaps = reword(brief.opening, (), brief.opening_gaps)
    organization, _, issuer_gaps = reword(brief.organization, (), brief.issuer_gaps)
    date, _, date_gaps = reword(brief.date, (), brief.date_gaps)
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
        preamble=tuple(map(bullet, brief.preamble)),
        sections=tuple(map(section, brief.sections)),
    )
