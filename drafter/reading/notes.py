"""The view of a file as notes: what `draft`, `check --notes` and `notes merge` read.

Every kind of file comes to the lines that `drafter.documents.notes` makes a brief of. What stands
in a file and is no note is told (`LeftOut`), never dropped in silence.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from drafter.documents.note_labels import is_contact, title_fields
from drafter.documents.note_lines import NoteLine, Role, text_lines
from drafter.documents.notes import brief_of
from drafter.documents.notes_front_matter import FrontMatter, Preface, front_matter_of, read_preface
from drafter.documents.report_reading import parse_report
from drafter.documents.source_lines import LeftOut, SourceLine
from drafter.documents.text_file import TextFile
from drafter.documents.word_page import WordFile
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.chat import is_chat, notes_of_chat
from drafter.reading.chat_talk import is_plain_talk
from drafter.reading.files import ANY, FileKind, Opened, open_file
from drafter.reading.note_paragraphs import document_notes, signature, unread
from drafter.reading.note_tables import fields_of_sheets, table_notes, workbook_notes
from drafter.reading.note_top import split_lines, top_of, with_boxes
from drafter.reading.tables.grid import Grid
from drafter.records import Brief

NOTES = ANY - {FileKind.DRAFT}
_MOST_TOLD, _LONGEST_TOLD = 12, 60  # parts of one reason; characters of a part
_UNKNOWN_UNIT = "xx单位"
_NOTHING = re.compile(
    r"\s*[（(]?\s*(?:空|无|暂无|略|同上|同前|〃|待补充|待定|待填|待报|/|／|—+|-+|\\)\s*[）)]?\s*[。；]?\s*"
)
_SHEET_ERROR = re.compile(
    r"#(?:DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)|#{3,}|=[A-Z]{2,}\([^()]*\)"
)
_SERIAL = re.compile(r"(?<=日期|时间)[\s：:]*(?:4[0-9]\d{3}|5\d{4})(?![\d.])")


@dataclass(frozen=True)
class NotesFile:
    """A file as notes.

    values    the fields of the front matter as the file gives them; lines says where each stands
    body      the headings and bullets
    left_out  what stands in the file and is no note
    """

    file: Path
    kind: FileKind
    values: Mapping[str, str]
    body: tuple[NoteLine, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()
    sha256: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    divisions: tuple[tuple[str, str], ...] = ()

    def front(self, given: Mapping[str, str] | None = None) -> FrontMatter:
        """The front matter; `given` are fields that somebody stated outside of the file.

        Raises InputError. Where nothing says whose notes they are, the unit is a placeholder.
        """
        stated = {name: text for name, text in (given or {}).items() if text}
        values = {**self.values, **stated}
        if values.get("organization") != self.values.get("organization"):
            values.pop("title", None)  # it names another unit
        values.setdefault("organization", _UNKNOWN_UNIT)
        return replace(front_matter_of(values, self.file, self.lines), divisions=self.divisions)

    def brief(self, given: Mapping[str, str] | None = None) -> Brief:
        """The brief. Raises InputError where there are no notes."""
        return brief_of(self.front(given), self.body, self.file, self.sha256)

    def told(self) -> list[str]:
        """What a person has to be told of how the file was read."""
        reasons: dict[str, list[str]] = {}
        for part in self.left_out:
            text = f"“{part.text[:_LONGEST_TOLD]}”" if part.text else ""
            reasons.setdefault(part.reason, []).append(part.place + text)
        return [*self.notices, *(_told(reason, parts) for reason, parts in reasons.items())]


def _told(reason: str, parts: Sequence[str]) -> str:
    """What was left out for one reason, in one line."""
    parts = list(dict.fromkeys(parts))
    more = t("notes.left_out.more", count=len(parts)) if len(parts) > _MOST_TOLD else ""
    return t("notes.left_out", reason=reason, parts="；".join(parts[:_MOST_TOLD]), more=more)


def read_notes(path: Path) -> Brief:
    """Read a file of notes of any kind. Raises InputError where it cannot be read or used."""
    return open_notes(path).brief()


def open_notes(path: Path, given: Mapping[str, str] | None = None) -> NotesFile:
    """Read a file of any kind as notes; `given` are fields of the front matter said elsewhere.

    Raises InputError.
    """
    opened = open_file(path, NOTES)
    match opened.holds:
        case TextFile() as file:
            notes = _text_notes(opened, file, given or {})
        case tuple() as grids:
            notes = _workbook(opened, grids)
        case WordFile() as word:
            notes = _paragraphs(opened, with_boxes(word))
        case _:
            notes = _paragraphs(opened, split_lines(opened.lines))
    body, told = _usable(notes.body)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(notes, body=body, left_out=(*notes.left_out, *told), sha256=digest)


# --- text ---


def _text_notes(opened: Opened, file: TextFile, given: Mapping[str, str]) -> NotesFile:
    text = file.text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    preface = _preface(text, opened.file, given)
    place, about = "place.line", t("left_out.label")
    told = [LeftOut(t(place, number=number), words, about) for number, words in preface.left_out]
    told += [LeftOut("", title, t("left_out.title")) for title in (preface.title,) if title]
    body, rows = preface.body, preface.body.split("\n")
    chat = notes_of_chat(rows, preface.first) if is_chat(rows) else None
    if chat:
        told += chat.left_out
        body = "\n".join(words for _, words in chat.notes)
    lines = text_lines(body, preface.first, wrapped=not chat)
    body_lines = list(_with_tables(lines, opened.file.name, told))  # tells what it leaves out
    return NotesFile(
        opened.file,
        opened.kind,
        title_fields(preface.title) | preface.values,
        tuple(body_lines),
        tuple(told),
        opened.notices,
        lines=preface.lines,
        divisions=preface.divisions,
    )


def _preface(text: str, path: Path, given: Mapping[str, str]) -> Preface:
    """The front matter; none where the unit is said elsewhere and the text has none."""
    try:
        return read_preface(text, path)
    except InputError:
        if not given.get("organization"):
            raise
        return Preface({}, {}, (), text, 1)


def _with_tables(
    lines: Iterable[NoteLine], name: str, left_out: list[LeftOut]
) -> Iterator[NoteLine]:
    """The lines with the rows of each table as bullets; what a table holds besides is told."""
    for role, group in groupby(lines, lambda line: line.role is Role.ROW):
        if not role:
            yield from group
            continue
        rows = {line.number: line.cells for line in group}
        notes, told = table_notes(name, rows)
        left_out += told
        yield from notes


# --- workbooks ---


def _workbook(opened: Opened, grids: Sequence[Grid]) -> NotesFile:
    preface, told = workbook_notes(opened.file, grids)
    values = {name: value for name, value in preface.values.items() if "x" not in value}
    values |= fields_of_sheets(grids)
    lines = tuple(text_lines(preface.body, preface.first))
    return NotesFile(opened.file, opened.kind, values, lines, tuple(told))


# --- paragraphs: Word, PDF, web pages ---


def _paragraphs(opened: Opened, lines: Iterable[SourceLine]) -> NotesFile:
    """Notes of a document: fields and title above, then headings, paragraphs and tables."""
    top = top_of(lines)
    report = parse_report(top.below, title=top.title or "-")
    body, told = document_notes(report.lines, opened.file.name)
    values = title_fields(top.title) | signature(report.lines) | top.values
    # the list of what was left out says better than notices how many comments, boxes there are
    word = isinstance(opened.holds, WordFile)
    left_out = (*opened.left_out, *unread(opened.holds), *top.left_out, *told)
    notices = () if word else opened.notices
    return NotesFile(opened.file, opened.kind, values, tuple(body), left_out, notices)


# --- what is no note whatever the file ---


def _usable(lines: Iterable[NoteLine]) -> tuple[tuple[NoteLine, ...], list[LeftOut]]:
    """The lines without those that say nothing, errors of a spreadsheet as placeholders."""
    kept: list[NoteLine] = []
    told: list[LeftOut] = []
    for line in lines:
        place = t("place.line", number=line.number)
        if reason := _unusable(line):
            told.append(LeftOut(place, line.text, t(reason)))
            continue
        for pattern in (_SHEET_ERROR, _SERIAL):
            for match in pattern.finditer(line.text):
                told.append(LeftOut(place, match[0], t("left_out.sheet_error")))
            line = replace(line, text=pattern.sub("xx", line.text))
        kept.append(line)
    return tuple(kept), told


def _unusable(line: NoteLine) -> str:
    """Why a line is no note in any kind of file, as the name of a message; "" for a note."""
    if line.role not in {Role.BULLET, Role.PLAIN}:
        return ""
    if _NOTHING.fullmatch(line.text):
        return "left_out.template"
    if is_contact(line.text):
        return "left_out.label"
    return "left_out.chat.talk" if is_plain_talk(line.text) else ""
