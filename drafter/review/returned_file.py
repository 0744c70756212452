"""A Word file that was handed out, as it came back: paragraphs, comments, whose hand it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from drafter.documents.report_reading import parse_report
from drafter.documents.source_lines import SourceLine
from drafter.documents.word_page import WordFile
from drafter.facts.numbering import level_and_mark
from drafter.reading.files import word_copy
from drafter.records import Span
from drafter.word.accepted_text import Final
from drafter.word.hands import Hand, Remark, Touch, hands_in
from drafter.word.package import open_parts
from drafter.word.reading import read_word
from drafter.word.styles import Styles


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as its reader sees it, a number that Word prints included.

    number   of the paragraph in the file
    heading  whether it is a heading alone on its line
    """

    number: int
    text: str
    heading: bool = False
    touches: tuple[Touch, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in no paragraph of the text: a table, a text box, a note.

    number  of the paragraph that it stands behind, or hangs on
    """

    kind: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """All that may have been changed in a file; last is who saved it last."""

    name: str
    rows: tuple[Row, ...]
    asides: tuple[Aside, ...]
    remarks: tuple[Remark, ...]
    last: Hand


def read_returned(path: Path) -> ReturnedFile:
    """Read a Word file of any format. Raises InputError where it is none or is damaged."""
    with word_copy(path) as copy:
        word, parts = read_word(copy), open_parts(copy)
    hands = hands_in(parts, Final(parts.body, Styles(parts)))
    text = [line for line in word.sources if not line.table]
    headings = {
        line.number for line in parse_report(text).lines if line.heading[1] == len(line.text)
    }
    rows = tuple(
        _row(line, line.number in headings, hands.touches.get(line.number, ()))
        for line in text
        if line.text.strip()
    )
    auto = {line.number: len(_number(line)) for line in text}
    remarks = (
        replace(one, span=_shifted(one.span, auto.get(one.paragraph, 0))) for one in hands.remarks
    )
    return ReturnedFile(path.name, rows, tuple(_asides(word)), tuple(remarks), hands.last)


def _row(line: SourceLine, heading: bool, touches: tuple[Touch, ...]) -> Row:
    auto = _number(line)
    moved = tuple(Touch(_shifted(one.span, len(auto)), one.hand, one.gone) for one in touches)
    return Row(line.number, auto + line.text, heading, moved)


def _number(line: SourceLine) -> str:
    """The number that Word prints before a paragraph; a bullet sign is no text."""
    return line.auto if level_and_mark(line.auto)[0] else ""


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _asides(word: WordFile) -> Iterator[Aside]:
    before = 0
    for table, lines in groupby(word.sources, lambda line: line.cell and line.cell.table):
        given = list(lines)
        if table:
            yield Aside("table", before, _table_text(given))
        before = given[-1].number
    for aside in word.asides:
        text = "\n".join(line.text.strip() for line in aside.lines if line.text.strip())
        if text:
            yield Aside("note" if aside.note else "box", aside.number, text)


def _table_text(lines: Iterable[SourceLine]) -> str:
    rows = groupby(lines, lambda line: line.cell and line.cell.row)
    return "\n".join("｜".join(line.text.strip() for line in row) for _, row in rows)
