"""Checks files, whatever they are: reads each, runs the rules that can judge it, keeps what the settings want."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.checks.settings import CheckSettings
from drafter.checks.text import check_report, heeded
from drafter.documents.draft_lines import lines
from drafter.documents.report import Report
from drafter.documents.text_file import agreeing, edited, read_text_file
from drafter.documents.word_page import Sheet
from drafter.errors import InputError
from drafter.files import write_whole
from drafter.messages import t
from drafter.ports import Holdings
from drafter.reading.files import TEXTS, FileKind, kind_of, word_copy
from drafter.reading.reports import ReportFile, read_report
from drafter.records import Brief, Draft, Finding, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, what was found in it, and what a reader has to be told about how it was read."""

    file: Path
    report: Report
    findings: tuple[Finding, ...]
    notices: tuple[str, ...] = ()
    kind: FileKind = FileKind.TEXT

    def column(self, finding: Finding) -> int:
        """Where a finding begins in its line of the file, 1-based."""
        return self.report.column(finding.line or 0, finding.span[0]) + 1

    def count(self, severity: Severity) -> int:
        return sum(1 for finding in self.findings if finding.severity == severity)


def check_file(
    path: Path,
    settings: CheckSettings,
    *,
    notes: Brief | None = None,
    earlier: Sequence[str] = (),
    holdings: Holdings | None = None,
) -> Checked:
    """Read one file and judge it. Raises InputError where it cannot be read.

    notes     what it was made of; earlier are the texts of older documents, for the origin of a figure
    holdings  the documents against which its citations are checked
    """
    file = read_report(path, settings.house)
    known = None
    if notes:
        from drafter.checks.filled_notes import filled_notes

        known = filled_notes(path, notes, file.draft)
    beside = _Beside(known.brief if known else None, tuple(earlier), holdings)
    if file.draft:
        return _check_draft(file, file.draft, settings, beside)
    findings = _beside_findings(file.report, beside)
    if file.page:
        findings += _page_findings(file.report, file.page, settings)
    notices = (*file.notices, known.notice) if known and known.notice else file.notices
    return Checked(path, file.report, settings.judged(findings, path), notices, file.kind)


def read_earlier(paths: Sequence[Path]) -> tuple[str, ...]:
    """The texts of earlier documents, against which a figure's origin is judged."""
    if not paths:
        return ()
    from drafter.reading.document import read_document

    return tuple("\n".join(block.text for block in read_document(path).blocks) for path in paths)


def notes_of(path: Path | None, tell: Callable[[str], object]) -> Brief | None:
    """The notes to judge a report beside; `tell` is told what of the file is no note."""
    if path is None:
        return None
    from drafter.reading.notes import open_notes

    file = open_notes(path)
    for text in file.told():
        tell(text)
    return file.brief()


def mend_file(checked: Checked, output: Path) -> tuple[Finding, ...]:
    """Write a copy with every certain mend made, a Word file's as tracked changes.

    Return what was not mended. Raises InputError for a draft, whose notes are the place to mend,
    and for what cannot be written back: PDF, web pages.
    """
    path = checked.file
    if checked.kind is FileKind.DRAFT:
        raise InputError(t("check.fix.draft"), path, remedy=t("check.fix.draft.remedy"))
    if output.exists() and output.samefile(path):
        raise InputError(t("check.fix.over"), output, remedy=t("check.fix.over.remedy"))
    kind_of(path, {FileKind.WORD, *TEXTS})
    fixable = [finding for finding in checked.findings if finding.fix]
    if checked.kind is FileKind.WORD:
        from drafter.word.mending import write_mended

        with word_copy(path) as copy:
            return write_mended(copy, output, fixable)
    file = read_text_file(path)
    edits = agreeing(finding.fix for finding in fixable)
    rows, left = edited(file.rows, edits, checked.report.column)
    write_whole(output, file.encoded(rows))
    made = set(edits) - set(left)
    return tuple(finding for finding in fixable if not made.issuperset(finding.fix))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a report is judged beside; see `check_file`."""

    notes: Brief | None
    earlier: tuple[str, ...]
    holdings: Holdings | None


def text_findings(
    report: Report,
    notes: Brief | None,
    earlier: Sequence[str] = (),
    holdings: Holdings | None = None,
) -> list[Finding]:
    """What the rules on texts find in a report; with notes, those on a report beside its notes, and so on."""
    found = list(check_report(report))
    if notes:
        from drafter.checks.against_notes import check_beside
        from drafter.checks.beside import Beside

        found += heeded(report, check_beside(Beside(report, notes, tuple(earlier))))
    if holdings:
        from drafter.checks.sources import Cited, check_sources

        found += heeded(report, check_sources(Cited(report, holdings)))
    return found


def _beside_findings(report: Report, beside: _Beside) -> list[Finding]:
    return text_findings(report, beside.notes, beside.earlier, beside.holdings)


def _page_findings(report: Report, page: Sheet, settings: CheckSettings) -> list[Finding]:
    """What the rules on the look of a Word file find."""
    from drafter.checks.layout import Page, check_page
    from drafter.documents.house_style import GB9704
    from drafter.documents.house_style_file import read_profile

    profile = read_profile(settings.profile) if settings.profile else GB9704
    return list(heeded(report, check_page(Page(report, page, profile))))


def _check_draft(
    file: ReportFile, draft: Draft, settings: CheckSettings, beside: _Beside
) -> Checked:
    from drafter.checks.draft import at_sentence, promise_findings, unanswered

    rows = list(lines(draft))
    findings = [
        finding
        for finding in _beside_findings(file.report, beside)
        if any(unanswered(draft, [at_sentence(rows[(finding.line or 1) - 1], finding)]))
    ]
    findings += (_placed(finding, draft) for finding in unanswered(draft, promise_findings(draft)))
    judged = settings.judged(findings, file.file)
    return Checked(file.file, file.report, judged, file.notices, file.kind)


def _placed(finding: Finding, draft: Draft) -> Finding:
    """A finding on a sentence, section or bullet of a draft, put on its line of the printed text."""
    wanted = {finding.where} | {s.id for s in draft.all_sentences() if finding.where in s.bullets}
    for number, line in enumerate(lines(draft), 1):
        at = 0
        for run in line.runs:
            if run.sentence in wanted:
                start = at + finding.span[0] if run.sentence == finding.where else at
                found = line.text.find(finding.text, start) if finding.text else -1
                begin = found if found >= 0 else at
                return replace(
                    finding,
                    line=number,
                    span=(begin, begin + (len(finding.text) if found >= 0 else 0)),
                )
            at += len(run.text)
        if line.section in wanted:
            return replace(finding, line=number, span=(0, 0))
    return replace(finding, line=1, span=(0, 0))
