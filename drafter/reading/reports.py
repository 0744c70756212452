"""The view of a file as a finished report: what `check`, `compare`, `mask` and `eval gate` read."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from drafter.documents.draft_lines import lines
from drafter.documents.house_words import House
from drafter.documents.report import Report
from drafter.documents.report_reading import parse_report
from drafter.documents.report_text import read_text
from drafter.documents.source_lines import SourceLine
from drafter.documents.text_file import TextFile
from drafter.documents.word_page import Sheet
from drafter.reading.files import ANY, TABLES, FileKind, Opened, open_file
from drafter.records import Draft
from drafter.word.reading import WordFile

REPORTS: frozenset[FileKind] = ANY - TABLES
Parting = Callable[[Iterable[SourceLine]], Iterable[SourceLine]]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file as a report.

    draft  the draft it holds; None where it is no draft
    page   what a Word file looks like; None for every other kind
    text   of a text file, as it stands
    """

    file: Path
    kind: FileKind
    report: Report
    draft: Draft | None = None
    page: Sheet | None = None
    text: TextFile | None = None
    notices: tuple[str, ...] = ()


def read_report(
    path: Path,
    house: House | None = None,
    *,
    accept: Collection[FileKind] = REPORTS,
    parted: Parting = tuple,
    unescaped: Callable[[str], str] = str,
) -> ReportFile:
    """Read a file of any kind as a report. Raises InputError where it cannot be.

    parted     what parts the paragraphs of a Word file further
    unescaped  what is done to the text of a Markdown file first
    """
    return report_of(open_file(path, accept), house, parted=parted, unescaped=unescaped)


def report_of(
    opened: Opened,
    house: House | None = None,
    *,
    parted: Parting = tuple,
    unescaped: Callable[[str], str] = str,
) -> ReportFile:
    """An opened file as a report; see `read_report`."""
    path, name = opened.file, str(opened.file)
    match opened.holds:
        case Draft() as draft:
            report = report_of_draft(draft, house, name)
            return ReportFile(path, opened.kind, report, draft=draft)
        case TextFile() as file:
            markdown = opened.kind is FileKind.MARKDOWN
            text = unescaped(file.text) if markdown else file.text
            report = read_text(text, markdown=markdown, house=house, file=name)
            return ReportFile(path, opened.kind, report, text=file, notices=opened.notices)
        case WordFile() as word:
            report = parse_report(parted(word.sources), house=house, file=name)
            return ReportFile(path, opened.kind, report, page=word.sheet, notices=opened.notices)
        case _:
            report = parse_report(opened.lines, house=house, file=name)
            return ReportFile(path, opened.kind, report, notices=opened.notices)


def report_of_draft(draft: Draft, house: House | None = None, file: str = "") -> Report:
    """A draft as it is printed."""
    sources = (SourceLine(number, row.text) for number, row in enumerate(lines(draft), 1))
    return parse_report(sources, house=house, file=file)
