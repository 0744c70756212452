"""What a scorer judges: one text that somebody made of one case's notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from drafter.checks.against_notes import check_beside
from drafter.checks.beside import Beside
from drafter.documents.draft_lines import lines
from drafter.documents.report import Report
from drafter.documents.report_reading import parse_report
from drafter.documents.source_lines import SourceLine
from drafter.evaluation.cases import Case
from drafter.evaluation.prose.measures import Prose, prose
from drafter.evaluation.score import Evidence
from drafter.records import Brief, Draft, Finding


@dataclass(frozen=True)
class Subject:
    """A text beside the notes it was made of.

    draft     with its provenance, where drafter wrote it; None for a text alone
    page      findings on its Word file; None where there is none
    passages  what its writer was shown of earlier documents
    measures  the manner of the corpus: feature → (mean, deviation)
    """

    case: Case
    brief: Brief
    report: Report
    draft: Draft | None = None
    page: tuple[Finding, ...] | None = None
    passages: tuple[str, ...] = ()
    measures: dict[str, tuple[float, float]] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """All of it, a line a paragraph."""
        return "\n".join(line.text for line in self.report.lines)

    @cached_property
    def notes(self) -> str:
        """All that the notes state."""
        brief = self.brief
        front = (brief.title, brief.organization, brief.recipient, brief.opening, brief.date)
        heads = (section.heading for section in brief.all_sections())
        return "\n".join((*front, *heads, *(bullet.text for bullet in brief.all_bullets())))

    @cached_property
    def prose(self) -> Prose:
        """How it is written, as the measures see it."""
        return prose(self.report, self.brief)

    @cached_property
    def beside(self) -> tuple[Finding, ...]:
        """What the rules find on the text beside its notes."""
        return tuple(check_beside(Beside(self.report, self.brief, self.passages)))

    def sentences_of(self, line: int) -> tuple[str, ...]:
        """The sentences that the bullet on a line of the notes became; () where that is unknown."""
        if self.draft is None:
            return ()
        wanted = {bullet.id for bullet in self.brief.all_bullets() if bullet.line == line}
        return tuple(s.text for s in self.draft.all_sentences() if wanted & set(s.bullets))


def report_of(draft: Draft) -> Report:
    """A draft as the rules on finished reports see it."""
    numbered = enumerate(lines(draft), 1)
    return parse_report(SourceLine(number, line.text) for number, line in numbered)


def evidence(findings: Iterable[Finding], *codes: str) -> tuple[Evidence, ...]:
    """The places of the findings whose codes begin with one of these; of all without any."""
    return tuple(
        Evidence(finding.text, f"{finding.code} {finding.message}", finding.line)
        for finding in findings
        if not codes or finding.code.startswith(codes)
    )
