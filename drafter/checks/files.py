"""Checks files, whatever they are: reads each, runs the rules that can judge it, keeps what the settings want."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.checks.against_notes import check_beside
from drafter.checks.beside import Beside
from drafter.checks.settings import CheckSettings
from drafter.checks.sources import Cited, check_sources
from drafter.checks.text import check_report, heeded
from drafter.documents.notes import read_notes
from drafter.documents.report import Report, Source, parse_report, read_text
from drafter.errors import InputError
from drafter.files import write_whole
from drafter.messages import t
from drafter.ports import Holdings
from drafter.records import Brief, Draft, Finding, Severity
from drafter.textfile import edited, read_text_file

SUFFIXES = (".docx", ".md", ".markdown", ".txt", ".json")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, what was found in it, and what a reader has to be told about how it was read."""

    file: Path
    report: Report
    findings: tuple[Finding, ...]
    notices: tuple[str, ...] = ()

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
    beside = _Beside(notes, tuple(earlier), holdings)
    match path.suffix.lower():
        case ".json":
            return _check_draft(path, settings, beside)
        case ".docx":
            return _check_word(path, settings, beside)
        case ".md" | ".markdown" | ".txt":
            markdown = path.suffix.lower() != ".txt"
            text = read_text_file(path).text
            report = read_text(text, markdown=markdown, house=settings.house, file=str(path))
            return Checked(path, report, settings.judged(_beside_findings(report, beside), path))
        case ".doc" | ".wps":
            raise InputError(t("check.old_word"), path, remedy=t("check.old_word.remedy"))
        case suffix:
            raise InputError(
                t("check.suffix", suffix=suffix or path.name, known="、".join(SUFFIXES)), path
            )


def read_earlier(paths: Sequence[Path]) -> tuple[str, ...]:
    """The texts of earlier documents, against which a figure's origin is judged."""
    from drafter.reading.document import read_document

    return tuple("\n".join(block.text for block in read_document(path).blocks) for path in paths)


def notes_of(path: Path | None) -> Brief | None:
    return read_notes(path) if path else None


def mend_file(checked: Checked, output: Path) -> tuple[Finding, ...]:
    """Write a copy with every certain mend made, a Word file's as tracked changes; return what was not mended.

    Raises InputError for a draft's JSON: its text is made from notes, which are the place to mend.
    """
    path = checked.file
    if path.suffix.lower() == ".json":
        raise InputError(t("check.fix.draft"), path, remedy=t("check.fix.draft.remedy"))
    if output.exists() and output.samefile(path):
        raise InputError(t("check.fix.over"), output, remedy=t("check.fix.over.remedy"))
    fixable = [finding for finding in checked.findings if finding.fix]
    if path.suffix.lower() == ".docx":
        from drafter.word.mending import write_mended

        return write_mended(path, output, fixable)
    file = read_text_file(path)
    edits = (edit for finding in fixable for edit in finding.fix)
    rows, left = edited(file.rows, edits, checked.report.column)
    write_whole(output, file.encoded(rows))
    return tuple(finding for finding in fixable if set(finding.fix) & set(left))


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
        found += heeded(report, check_beside(Beside(report, notes, tuple(earlier))))
    if holdings:
        found += heeded(report, check_sources(Cited(report, holdings)))
    return found


def _beside_findings(report: Report, beside: _Beside) -> list[Finding]:
    return text_findings(report, beside.notes, beside.earlier, beside.holdings)


def _check_word(path: Path, settings: CheckSettings, beside: _Beside) -> Checked:
    from drafter.checks.layout import Page, check_page
    from drafter.documents.house_style import GB9704, read_profile
    from drafter.word.reading import read_word

    file = read_word(path)
    report = parse_report(file.sources, house=settings.house, file=str(path))
    profile = read_profile(settings.profile) if settings.profile else GB9704
    found = _beside_findings(report, beside)
    found += heeded(report, check_page(Page(report, file.sheet, profile)))
    return Checked(path, report, settings.judged(found, path), file.notices)


def _check_draft(path: Path, settings: CheckSettings, beside: _Beside) -> Checked:
    from drafter.checks.draft import at_sentence, promise_findings, unanswered
    from drafter.documents.draft_file import read_draft
    from drafter.documents.draft_lines import lines

    draft = read_draft(path)
    rows = list(lines(draft))
    sources = (Source(n, line.text) for n, line in enumerate(rows, 1))
    report = parse_report(sources, house=settings.house, file=str(path))
    found = [
        finding
        for finding in _beside_findings(report, beside)
        if any(unanswered(draft, [at_sentence(rows[(finding.line or 1) - 1], finding)]))
    ]
    found += (_placed(finding, draft) for finding in unanswered(draft, promise_findings(draft)))
    return Checked(path, report, settings.judged(found, path))


def _placed(finding: Finding, draft: Draft) -> Finding:
    """A finding on a sentence, section or bullet of a draft, put on its line of the printed text."""
    from drafter.documents.draft_lines import lines

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
