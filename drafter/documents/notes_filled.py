"""Notes with the values that divisions filled in: what a report made of them may state.

The notes themselves leave a hole there; a value came by a form, into the draft.
"""

from collections.abc import Mapping
from dataclasses import replace

from drafter.documents.draft_filled import with_values
from drafter.documents.note_text import compose
from drafter.documents.notes_reworded import Text, notes_reworded
from drafter.records import Brief, Fact, Gap


def notes_filled(brief: Brief, values: Mapping[str, str]) -> Brief:
    """The brief with the values of gaps, by their names, in the place of their masks.

    What is filled in is a fact of its note, and no gap any more; a filled text is in official
    spelling already.
    """

    def filled(text: str, facts: tuple[Fact, ...], gaps: tuple[Gap, ...]) -> Text:
        shown, spans = with_values(text, [(gap.id, gap.span) for gap in gaps], values)
        left = (
            replace(gap, span=span)
            for gap, span in zip(gaps, spans, strict=True)
            if gap.id not in values
        )
        return shown, facts if shown == text else compose(shown)[1], tuple(left)

    return notes_reworded(brief, filled)
