"""GAP1xx: what the notes leave open stays open, as wide as it was, and is listed.

Source: the promise (README).
"""

from collections import Counter
from collections.abc import Iterator

from drafter.checks.draft.finding import finding
from drafter.documents.draft_lines import lines
from drafter.documents.gaps import open_gaps
from drafter.facts.figures import read_gaps
from drafter.records import Draft, Finding, Severity


def altered_gaps(draft: Draft) -> Iterator[Finding]:
    """GAP101: a gap is not where it was, exactly as wide, once.

    GAP103: a mask stands where the notes have none.
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
    for place in open_gaps(draft.brief):
        gap = place.gap
        if shown.get(gap.id) != [gap.text]:
            yield finding("GAP101", gap.text, gap.id, gap.span, place.line or None)


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
