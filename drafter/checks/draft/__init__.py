"""Rules on a draft beside the notes it was made of, and on its text: what `drafter draft` and its readers go by."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from drafter.checks.draft.bullets import altered_notes, unplaced_bullets
from drafter.checks.draft.facts import misplaced_facts, unsupported_figures
from drafter.checks.draft.gaps import altered_gaps, empty_sections
from drafter.checks.draft.leaks import passage_figures
from drafter.checks.draft.notes import doubtful_notes, impossible_dates, personal_data, planted_instructions
from drafter.checks.draft.rules import DRAFT_RULES
from drafter.checks.sources import Cited, check_sources
from drafter.checks.text import check_report
from drafter.filled import unfilled
from drafter.layout import Line, lines
from drafter.ports import Holdings
from drafter.records import Draft, Finding
from drafter.report import Source, parse_report

__all__ = ["CHECKS", "DRAFT_RULES", "check_draft", "promise_findings"]

CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    unsupported_figures,
    misplaced_facts,
    unplaced_bullets,
    altered_notes,
    altered_gaps,
    empty_sections,
    passage_figures,
    doubtful_notes,
    impossible_dates,
    personal_data,
    planted_instructions,
)

# What the rules of the promise say already, with the line of the notes: open gaps, impossible dates, personal data,
# instructions and doubts of a note.
_SAID = ("LFT101", "LFT102", "LFT107", "LFT108", "LFT109", "DAT101")


def check_draft(draft: Draft, holdings: Holdings | None = None) -> tuple[Finding, ...]:
    """All findings on a draft: those of the promise, then those on its text, each at its sentence or section.

    The promise is about what was drafted; the text is the one a reader sees, with what was filled in.
    holdings  the documents against which its citations are checked
    """
    return (*promise_findings(draft), *_text_findings(draft, holdings))


def promise_findings(draft: Draft) -> tuple[Finding, ...]:
    """What the draft does that its notes do not bear out, rule by rule."""
    drafted = unfilled(draft)
    return tuple(finding for check in CHECKS for finding in check(drafted))


def _text_findings(draft: Draft, holdings: Holdings | None) -> Iterator[Finding]:
    rows = list(lines(draft))
    report = parse_report(Source(n, row.text) for n, row in enumerate(rows, 1))
    cited = check_sources(Cited(report, holdings)) if holdings else ()
    for finding in (*check_report(report), *cited):
        if not finding.code.startswith(_SAID):
            yield _at(rows[(finding.line or 1) - 1], finding)


def _at(row: Line, finding: Finding) -> Finding:
    """The finding at its sentence, or at its section where it is about a heading."""
    at, begin, sentence = 0, 0, ""
    for run in row.runs:
        if run.sentence != sentence:
            begin, sentence = at, run.sentence
        at += len(run.text)
        if finding.span[0] < at:
            break
    start, end = finding.span
    if not sentence:
        return replace(finding, where=row.section, line=None, fix=())
    return replace(finding, where=sentence, span=(start - begin, end - begin), line=None, fix=())
