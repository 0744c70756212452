"""The view of a file as a finished report: what `check`, `compare`, `mask` and `eval gate` read."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from drafter.documents.draft_lines import lines
from drafter.documents.house_words import House
from drafter.documents.report import Line, Place, Report
from drafter.documents.report_reading import parse_report
from drafter.documents.report_text import read_text
from drafter.documents.source_lines import SourceLine
from drafter.documents.text_file import TextFile
from drafter.documents.word_page import Sheet, WordFile
from drafter.messages import t
from drafter.reading.blocks import CELLS
from drafter.reading.files import ANY, TABLES, FileKind, Opened, open_file
from drafter.reading.lines_above_title import are_told
from drafter.records import Draft

REPORTS: frozenset[FileKind] = ANY - TABLES
_SHOWN = 30  # characters of a line that is no text
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
            notices = (*opened.notices, *_around(report))
            return ReportFile(path, opened.kind, report, text=file, notices=notices)
        case WordFile() as word:
            report = parse_report(parted(word.sources), house=house, file=name)
            notices = (*opened.notices, *_around(report))
            return ReportFile(path, opened.kind, report, page=word.sheet, notices=notices)
        case _:
            report = parse_report(opened.lines, house=house, file=name)
            notices = (*opened.notices, *_around(report))
            return ReportFile(path, opened.kind, report, notices=notices)


def _around(report: Report) -> Iterator[str]:
    """What a person has to be told of the lines above the title and below the signature."""
    around = [line for line in report.lines if line.place is Place.FURNITURE]
    tables = groupby(around, lambda line: line.source.cell and line.source.cell.table)
    if told := are_told([text for table, lines in tables for text in _texts(table, lines)]):
        yield t("file.around", count=len(told), text=told[0][:_SHOWN])


def _texts(table: int | None, lines: Iterable[Line]) -> Iterator[str]:
    """The lines, those of a table as one text of its rows."""
    if table is None:
        yield from (line.text.strip() for line in lines)
        return
    rows = groupby(lines, lambda line: line.source.cell and line.source.cell.row)
    yield "\n".join(CELLS.join(line.text.strip() for line in row) for _, row in rows)


def report_of_draft(draft: Draft, house: House | None = None, file: str = "") -> Report:
    """A draft as it is printed."""
    sources = (SourceLine(number, row.text) for number, row in enumerate(lines(draft), 1))
    return parse_report(sources, house=house, file=file)
