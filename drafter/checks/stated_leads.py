"""The sentences of a report that lead a section: judged by the notes and headings of that section.

Such a sentence states no note. It stands first below its heading, and passes what the lead of a
writer has to pass (`proof.lead`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafter.checks.stated_bullets import Piece, Statements
from drafter.facts.punctuation import without_end
from drafter.proof.lead import lead_complaints
from drafter.proof.tokens import mask_bullet
from drafter.records import Brief, Section


def leads(statements: Statements) -> frozenset[int]:
    """The pieces of a report that lead a section, by their places."""
    brief = statements.beside.brief
    return frozenset(
        at
        for at, piece, section in _first_pieces(statements, brief)
        if piece.text.endswith("。") and _is_lead(piece, section, brief)
    )


def _first_pieces(statements: Statements, brief: Brief) -> Iterator[tuple[int, Piece, Section]]:
    """What stands first below each heading that the notes have too."""
    sections: dict[str, list[Section]] = defaultdict(list)
    for section in brief.all_sections():
        sections[section.heading].append(section)
    headings = [line for line in statements.beside.report.lines if line.title]
    numbers: dict[int, Section] = {}
    for line in headings:
        if rest := sections[line.title]:
            numbers[line.number] = rest.pop(0)
    below: Section | None = None
    seen = 0
    for at, piece in enumerate(statements.pieces):
        above = [line.number for line in headings if seen < line.number <= piece.line.number]
        if above:
            seen = above[-1]
            below = numbers.get(seen)
        if below and piece.span != piece.line.heading:
            yield at, piece, below
            below = None


def _is_lead(piece: Piece, section: Section, brief: Brief) -> bool:
    notes = [(bullet, mask_bullet(bullet)) for top in section.bullets for bullet in top.walk()]
    known = " ".join((*_headings(section, brief), brief.organization, brief.title))
    return not lead_complaints(without_end(piece.text), notes, section.part, known)


def _headings(section: Section, brief: Brief) -> Sequence[str]:
    """The headings down to a section, and those right below it."""
    above = [one.heading for top in brief.sections for one in _down_to(section, top)]
    return (*above, *(child.heading for child in section.sections))


def _down_to(section: Section, top: Section) -> list[Section]:
    if top.id == section.id:
        return [top]
    paths = (_down_to(section, child) for child in top.sections)
    path = next((path for path in paths if path), [])
    return [top, *path] if path else []
