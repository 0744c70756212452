"""Rules on a draft beside the notes it was made of, and on its text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from drafter.checks.draft.bullets import altered_notes, unplaced_bullets
from drafter.checks.draft.edits import altered_sense, new_names_of_edits
from drafter.checks.draft.facts import (
    misplaced_facts,
    unsupported_figures,
    unsupported_headings,
)
from drafter.checks.draft.gaps import altered_gaps, empty_sections, filled_whole
from drafter.checks.draft.leaks import passage_figures
from drafter.checks.draft.on_notes import (
    doubtful_notes,
    impossible_dates,
    personal_data,
    planted_instructions,
)
from drafter.checks.draft.personal import unwithheld_numbers
from drafter.checks.draft.rules import DRAFT_RULES
from drafter.checks.draft.unread import unread_notes, unread_sentences
from drafter.checks.sources import Cited, check_sources
from drafter.checks.text import check_report
from drafter.documents.draft_filled import unfilled
from drafter.documents.draft_lines import Line, lines
from drafter.documents.draft_reviewed import reviewed, standing
from drafter.documents.report_reading import parse_report
from drafter.documents.source_lines import SourceLine
from drafter.ports import Holdings
from drafter.records import Draft, Finding, Severity

__all__ = [
    "CHECKS",
    "DRAFT_RULES",
    "answerable",
    "at_sentence",
    "check_draft",
    "open_errors",
    "promise_findings",
    "still_so",
    "text_findings",
    "unanswered",
]

CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    unsupported_figures,
    unsupported_headings,
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
    unwithheld_numbers,
    unread_notes,
    unread_sentences,
    new_names_of_edits,
    altered_sense,
)

_PROMISED = {rule.code for rule in DRAFT_RULES}
# Names are cut loosely, and sense is told by words: a person may know better.
_JUDGED = {"FIG105", "EDT102"}

# What the rules of the promise say already, with the line of the notes: open gaps, impossible
# dates, personal data, instructions and doubts of a note.
_SAID = ("LFT101", "LFT102", "LFT107", "LFT108", "LFT109", "DAT101")


def check_draft(draft: Draft, holdings: Holdings | None = None) -> tuple[Finding, ...]:
    """All findings on a draft: those of the promise, then those on its text, each at its sentence
    or section.

    The promise is about what was drafted and edited; the text is the one a reader sees, with what
    was filled in.
    holdings  the documents against which its citations are checked
    """
    return (*promise_findings(draft), *text_findings(draft, holdings))


def promise_findings(draft: Draft) -> tuple[Finding, ...]:
    """What the draft does that its notes do not bear out, rule by rule."""
    written = reviewed(unfilled(draft))
    return tuple(still_so(draft, (finding for check in CHECKS for finding in check(written))))


def still_so(draft: Draft, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on a draft as it was written, without those of sections that were filled since.

    A section that has no notes is empty until a form fills it.
    """
    closed = filled_whole(draft)
    return (one for one in findings if not (one.code == "GAP102" and one.where in closed))


def answerable(finding: Finding) -> bool:
    """Whether a reviewer may answer for it with a reason.

    For a figure, date, title or bullet of the notes nobody can: it is mended, or it stays open.
    """
    promised = finding.severity is Severity.ERROR and finding.code in _PROMISED
    return not promised or finding.code in _JUDGED


def open_errors(draft: Draft) -> tuple[Finding, ...]:
    """The errors that no reviewer answers for; these and its gaps keep a draft from being final."""
    errors = (
        finding
        for finding in (*promise_findings(draft), *text_findings(draft))
        if finding.severity is Severity.ERROR
    )
    return tuple(unanswered(draft, errors))


def unanswered(draft: Draft, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Those of the findings on a draft, each at its sentence, for which no reviewer answers."""
    intended = standing(draft.review).intended
    return (
        finding
        for finding in findings
        if not (answerable(finding) and (finding.code, finding.where, finding.text) in intended)
    )


LONGEST = 20_000


def text_findings(draft: Draft, holdings: Holdings | None = None) -> Iterator[Finding]:
    """What the rules on texts find, each at its sentence; at its section where it is on a heading.

    A paragraph of more than LONGEST characters is not looked at: some rules take long over one.
    """
    rows = list(lines(draft))
    report = parse_report(
        SourceLine(n, row.text if len(row.text) <= LONGEST else "") for n, row in enumerate(rows, 1)
    )
    cited = check_sources(Cited(report, holdings)) if holdings else ()
    for finding in (*check_report(report), *cited):
        if not finding.code.startswith(_SAID):
            yield at_sentence(rows[(finding.line or 1) - 1], finding)


def at_sentence(row: Line, finding: Finding) -> Finding:
    """A finding on a line of a draft at its sentence; at its section where it is on a heading."""
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
