"""How long a draft is beside how long it is wanted, section by section. Nothing is ever padded.

The rule: every note has the same room. A section's share of the length that is wanted is its share
of the notes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drafter.documents.draft_lines import Role, lines
from drafter.filling.questions import Question
from drafter.records import Draft

_TEXT = {Role.BODY, Role.H1, Role.H2, Role.H3, Role.H4}  # no title, recipient, issuer, date
_SHORT = 0.8  # of its share: a section below it is called short


@dataclass(frozen=True, slots=True)
class SectionLength:
    """A section with notes of its own; questions are what would fill it."""

    id: str
    number: str
    heading: str
    characters: int
    share: int
    questions: tuple[Question, ...] = ()

    @property
    def missing(self) -> int:
        return max(0, self.share - self.characters)

    @property
    def is_short(self) -> bool:
        return self.characters < _SHORT * self.share


@dataclass(frozen=True, slots=True)
class Length:
    """Characters of the text without title and signature, blanks not counted."""

    characters: int
    wanted: int
    sections: tuple[SectionLength, ...]

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.characters)

    @property
    def short(self) -> list[SectionLength]:
        """The sections below their share, the shortest of it first; () where nothing is missing."""
        below = [section for section in self.sections if section.is_short and self.missing]
        return sorted(below, key=lambda section: -section.missing)


def length_of(draft: Draft, wanted: int, questions: Sequence[Question]) -> Length:
    """The length of a draft beside the one that is wanted."""
    counts = _characters(draft)
    notes = {
        section.id: sum(1 for bullet in section.bullets for _ in bullet.walk())
        for section in draft.brief.all_sections()
    }
    every = sum(notes.values()) or 1
    sections = tuple(
        SectionLength(
            section.id,
            section.number,
            section.heading,
            counts[section.id],
            round(wanted * notes[section.id] / every),
            tuple(question for question in questions if question.section == section.id),
        )
        for top in draft.sections
        for section in top.walk()
        if notes.get(section.id)
    )
    return Length(sum(counts.values()), wanted, sections)


def _characters(draft: Draft) -> Counter[str]:
    """Characters by section; "" for what stands above the first."""
    counts: Counter[str] = Counter()
    for line in lines(draft):
        if line.role in _TEXT:
            counts[line.section] += len("".join(line.text.split()))
    return counts


def length_contract(length: Length) -> dict[str, Any]:
    """The length as `drafter draft --length N --json` writes it."""
    return {
        "characters": length.characters,
        "wanted": length.wanted,
        "missing": length.missing,
        "sections": [
            {
                "id": section.id,
                "heading": section.heading,
                "characters": section.characters,
                "share": section.share,
                "short": section.is_short,
                "questions": [question.id for question in section.questions],
            }
            for section in length.sections
        ],
    }
