"""Notes with the values that divisions filled in: what a report made of them may state.

The notes themselves leave a hole there; a value came by a form, into the draft.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from drafter.documents.draft_filled import with_values
from drafter.documents.note_text import compose
from drafter.documents.notes_reworded import Text, notes_reworded
from drafter.facts.punctuation import SENTENCE_END, without_end
from drafter.records import Brief, Bullet, Fact, Gap, Section


def notes_filled(brief: Brief, values: Mapping[str, str]) -> Brief:
    """The brief with the values of gaps, by their names, in the place of their masks.

    What is filled in is a fact of its note, and no gap any more; a filled text is in official
    spelling already. A section that nobody wrote a note of and that was filled in whole has a note
    for each sentence of what it was filled with.
    """

    def filled(text: str, facts: tuple[Fact, ...], gaps: tuple[Gap, ...]) -> Text:
        shown, spans = with_values(text, [(gap.id, gap.span) for gap in gaps], values)
        left = (
            replace(gap, span=span)
            for gap, span in zip(gaps, spans, strict=True)
            if gap.id not in values
        )
        return shown, facts if shown == text else compose(shown)[1], tuple(left)

    known = notes_reworded(brief, filled)
    return replace(known, sections=tuple(_section(one, values) for one in known.sections))


def _section(section: Section, values: Mapping[str, str]) -> Section:
    hole = section.hole
    if hole is None or hole.id not in values:
        below = tuple(_section(one, values) for one in section.sections)
        return replace(section, sections=below)
    return replace(section, hole=None, bullets=tuple(_notes(section, hole, values[hole.id])))


def _notes(section: Section, hole: Gap, text: str) -> Iterator[Bullet]:
    """The notes that a section has of what it was filled with."""
    ends = [*(stop.end() for stop in SENTENCE_END.finditer(text)), len(text)]
    for number, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True), 1):
        if source := without_end(text[start:end].strip()):
            shown, facts, gaps = compose(source)
            yield Bullet(f"{hole.id}-{number}", shown, source, section.line, facts, gaps)
