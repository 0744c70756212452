"""GAP1xx: what the notes leave open stays open, as wide as it was, and is listed. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterator

from drafter.documents.draft_lines import lines
from drafter.documents.gaps import open_gaps
from drafter.facts.figures import read_gaps
from drafter.messages import t
from drafter.records import Draft, Finding, Severity


def altered_gaps(draft: Draft) -> Iterator[Finding]:
    """GAP101: a gap is not where it was, exactly as wide, once; GAP103: a mask stands where the notes have none."""
    shown: dict[str, list[str]] = {}
    for line in lines(draft):
        marked = [run for run in line.runs if run.mark.startswith("G")]
        read = [gap.text for gap in read_gaps(line.text)]
        for run in marked:
            kept = (
                run.text if run.text in read else ""
            )  # one x more beside it and the reader sees another mask
            shown.setdefault(run.mark, []).append(kept)
        for text in (Counter(read) - Counter(run.text for run in marked)).elements():
            yield Finding("GAP103", Severity.ERROR, t("gap103", text=text), line.section, text)
    for place in open_gaps(draft.brief):
        gap = place.gap
        if shown.get(gap.id) != [gap.text]:
            message = t("gap101", text=gap.text)
            yield Finding(
                "GAP101", Severity.ERROR, message, gap.id, gap.text, gap.span, place.line or None
            )


def empty_sections(draft: Draft) -> Iterator[Finding]:
    """GAP102: a section nobody wrote a note for, or a part that the kind promises and the notes leave out."""
    for section in draft.brief.all_sections():
        if section.hole:
            message = t("gap102", heading=section.heading)
            yield Finding(
                "GAP102",
                Severity.WARNING,
                message,
                section.id,
                section.heading,
                line=section.line or None,
            )
