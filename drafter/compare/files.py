"""Compares two files, whatever they are: drafts, Word files edited by hand, Markdown or text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from drafter.checks.files import text_findings
from drafter.checks.filled_notes import filled_notes
from drafter.checks.settings import CheckSettings
from drafter.compare.comparison import Comparison, compare
from drafter.compare.findings import places
from drafter.compare.page_edges import edges_told
from drafter.compare.version import Mention, Side, Statement, parted, side_of
from drafter.documents.draft_lines import Line, lines
from drafter.documents.draft_reviewed import standing
from drafter.documents.house_words import House
from drafter.documents.report import Report
from drafter.errors import InputError
from drafter.files import write_whole
from drafter.messages import t
from drafter.reading.files import FileKind, word_copy
from drafter.reading.reports import read_report, report_of_draft
from drafter.records import Brief, Draft, Finding, Severity, Span

if TYPE_CHECKING:
    from drafter.compare.redline import Remark

AUTHOR = "drafter"  # of tracked changes and comments


@dataclass(frozen=True, eq=False)
class Version:
    """One of the two files as read.

    draft  the draft it holds; None where it is no draft
    """

    file: Path
    report: Report
    side: Side
    draft: Draft | None = None
    notices: tuple[str, ...] = ()
    kind: FileKind = FileKind.TEXT


@dataclass(frozen=True, eq=False)
class Compared:
    """Two versions and what differs between them."""

    a: Version
    b: Version
    comparison: Comparison


def compare_files(
    a: Path, b: Path, settings: CheckSettings, notes: Brief | None = None
) -> Compared:
    """Read two files and compare them. Raises InputError where one cannot be read.

    Each is checked beside its notes: those given, those in the draft, or those in the draft it is
    compared with; so what somebody wrote into a Word file is judged by the notes its draft was made
    of, with the values that forms brought.
    """
    one, other = read_version(a, settings.house), read_version(b, settings.house)
    if one.kind is other.kind is FileKind.WORD:
        other = replace(other, notices=(*other.notices, *edges_told(a, b)))
    found = _findings(one, other, settings, notes), _findings(other, one, settings, notes)
    return Compared(one, other, compare(one.side, other.side, found))


def read_version(path: Path, house: House | None = None) -> Version:
    """Read one file of any kind. Raises InputError where it cannot be."""
    file = read_report(path, house, parted=parted, unescaped=_unescaped)
    if file.draft:
        return draft_version(file.draft, path, house)
    return Version(path, file.report, side_of(file.report), None, file.notices, file.kind)


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def _unescaped(text: str) -> str:
    """Markdown's 1\\. as 1.; stars and underscores stay as they are, for they may be gaps."""
    return _ESCAPED.sub(r"\1", text)


def draft_version(draft: Draft, path: Path, house: House | None = None) -> Version:
    """A draft as it is printed, each sentence with the bullets it was made of."""
    rows = list(lines(draft))
    report = report_of_draft(draft, house, str(path))
    side = side_of(report)
    bullets = {sentence.id: sentence.bullets for sentence in draft.all_sentences()}
    origins = {number: list(_origins(row, bullets)) for number, row in enumerate(rows, 1)}
    own = tuple(
        tuple(
            dict.fromkeys(
                bullet
                for span, made_of in origins[side.line_of(one.at).number]
                if span[0] < one.span[1] and one.span[0] < span[1]
                for bullet in made_of
            )
        )
        for one in side.statements
    )
    return Version(path, report, replace(side, bullets=own), draft, kind=FileKind.DRAFT)


def _origins(
    row: Line, bullets: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The stretches of a line, each with the ids of the bullets that its sentence was made of."""
    at = 0
    for run in row.runs:
        yield (at, at + len(run.text)), bullets.get(run.sentence, ())
        at += len(run.text)


def _findings(
    one: Version, other: Version, settings: CheckSettings, notes: Brief | None
) -> tuple[Finding, ...]:
    own = [version.draft.brief for version in (one, other) if version.draft]
    brief = notes or (own[0] if own else None)
    if brief is None:
        return settings.judged(text_findings(one.report, None), one.file)
    known = filled_notes(one.file, brief, one.draft)
    if not known.notice and other.draft and not one.draft:
        known = filled_notes(other.file, brief, other.draft)
    return settings.judged(text_findings(one.report, known.brief), one.file)


def write_redline(
    compared: Compared, output: Path, *, author: str = AUTHOR, date: datetime | None = None
) -> None:
    """Write A's Word file with the changes that make it B as tracked changes.

    A comment stands at each changed fact. Where A is no Word file, it is set as one. Raises
    InputError where A has no text, or the file cannot be written.
    """
    write_whole(output, redline(compared, author=author, date=date))


def redline(compared: Compared, *, author: str = AUTHOR, date: datetime | None = None) -> bytes:
    """What `write_redline` writes; open comments of reviewers keep their authors."""
    from drafter.compare.redline import redline_bytes

    if not compared.a.report.lines:
        raise InputError(t("compare.empty"), compared.a.file, remedy=t("compare.empty.remedy"))
    with TemporaryDirectory() as folder:
        base = Path(folder) / "a.docx"
        base.write_bytes(_base(compared.a))
        comparison = compare(read_version(base, compared.a.report.house).side, compared.b.side)
        remarks = [
            *_fact_remarks(comparison),
            *_finding_remarks(compared),
            *_reviewer_remarks(compared.b),
        ]
        return redline_bytes(base, comparison, remarks, author=author, date=date)


def _base(version: Version) -> bytes:
    if version.kind is FileKind.WORD:
        from drafter.compare.redline import settled

        with word_copy(version.file) as copy:
            return settled(copy)
    from drafter.word.typeset import draft_docx, report_docx

    return draft_docx(version.draft) if version.draft else report_docx(version.report)


def _fact_remarks(one: Comparison) -> "Iterator[Remark]":
    from drafter.compare.redline import Remark

    def said(name: str, mention: Mention, **values: str) -> Remark:
        return Remark(t(f"compare.remark.{name}", **values), mention.statement, mention.slot.span)

    for before, after in one.facts.changed:
        yield said("changed", after, before=before.slot.text, after=after.slot.text)
    for before, after in one.facts.moved:
        sentence = one.a.statements[before.statement].text
        yield said("moved", after, text=before.slot.text, sentence=sentence[:_MOST_SAID])
    for gap, fact in one.gaps.closed:
        if fact:
            yield said("closed", fact, before=gap.slot.text, after=fact.slot.text)
    for gap, fact in one.gaps.opened:
        if fact:
            yield said("opened", gap, before=fact.slot.text)


def _reviewer_remarks(version: Version) -> "Iterator[Remark]":
    """The comments of reviewers, each at its sentence or heading, or at the first of all."""
    from drafter.compare.redline import Remark

    if version.draft is None or not version.side.statements:
        return
    rows = dict(enumerate(lines(version.draft), 1))
    places = [
        (one.at, rows[version.side.line_of(one.at).number], one) for one in version.side.statements
    ]
    for said in standing(version.draft.review).open_comments:
        there = (
            at for at, row, one in places if said.where[0] and said.where[0] in _names(row, one)
        )
        at = next(there, 0)
        span = (0, len(version.side.statements[at].text))
        yield Remark(
            said.text, at, span, said.who, datetime.fromisoformat(said.when) if said.when else None
        )


def _names(row: Line, one: Statement) -> set[str]:
    """Ids of the sentences that a statement is of, or of the section whose heading it is."""
    found, at = set(), 0
    for run in row.runs:
        if at < one.span[1] and one.span[0] < at + len(run.text):
            found.add(run.sentence or row.section)
        at += len(run.text)
    return found


_MOST_SAID = 60  # characters of a sentence in a comment


def _finding_remarks(compared: Compared) -> "Iterator[Remark]":
    from drafter.compare.redline import Remark

    for finding, statement, span in places(compared.b.side, compared.comparison.findings.new):
        if finding.severity is not Severity.INFO:
            severity = t(f"severity.{finding.severity}")
            yield Remark(f"{finding.code} {severity} {finding.message}", statement, span)
