"""GAP1xx: what the notes leave open stays open, as wide as it was, and is listed.

Source: the promise (README).
"""

from collections import Counter
from collections.abc import Iterator

from drafter.checks.draft.finding import finding
from drafter.documents.draft_lines import lines
from drafter.documents.draft_reviewed import changed_sentences
from drafter.documents.gaps import open_gaps
from drafter.facts.figures import read_gaps
from drafter.records import Draft, Finding, GapKind, Severity


def altered_gaps(draft: Draft) -> Iterator[Finding]:
    """GAP101: a gap is not where it was, exactly as wide, once.

    GAP103: a mask stands where the notes have none. A reviewer may take out the mark of a number
    that is withheld, with the words around it: nothing is missing then.
    """
    shown: dict[str, list[str]] = {}
    for line in lines(draft):
        marked = [run for run in line.runs if run.mark.startswith("G")]
        masks = [gap.text for gap in read_gaps(line.text)]
        for run in marked:
            # one x more beside it and the reader sees another mask
            shown.setdefault(run.mark, []).append(run.text if run.text in masks else "")
        strange = Counter(masks) - Counter(run.text for run in marked)
        for text in strange.elements():
            yield finding("GAP103", text, line.section)
    edited = _edited_bullets(draft)
    for place in open_gaps(draft.brief):
        gap = place.gap
        if gap.kind is GapKind.PERSONAL and gap.id not in shown and place.bullet in edited:
            continue
        if shown.get(gap.id) != [gap.text]:
            yield finding("GAP101", gap.text, gap.id, gap.span, place.line or None)


def _edited_bullets(draft: Draft) -> set[str]:
    edited = changed_sentences(draft)
    return {id for one in draft.all_sentences() if one.id in edited for id in one.bullets}


def empty_sections(draft: Draft) -> Iterator[Finding]:
    """GAP102: a section without notes, or a part that the kind promises and the notes lack."""
    for section in draft.brief.all_sections():
        if section.hole:
            yield finding(
                "GAP102",
                section.heading,
                section.id,
                line=section.line or None,
                severity=Severity.WARNING,
                heading=section.heading,
            )


def filled_whole(draft: Draft) -> frozenset[str]:
    """Ids of the sections without notes that a form filled: they are empty no more."""
    closed = {fill.gap for fill in draft.fills}
    return frozenset(
        section.id
        for section in draft.brief.all_sections()
        if section.hole and section.hole.id in closed
    )
