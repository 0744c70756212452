"""The view of a file as notes: what `draft`, `check --notes` and `notes merge` read.

Every kind of file comes to the lines that `drafter.documents.notes` makes a brief of. What stands in
a file and is no note is told (`LeftOut`), never dropped in silence.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from drafter.documents.note_lines import (
    NoteLine,
    Role,
    bare_heading,
    breaks_off,
    opens_bullet,
    parted_line,
    text_lines,
    without_mark,
    wrap_of,
)
from drafter.documents.notes import brief_of
from drafter.documents.notes_front_matter import (
    FrontMatter,
    front_matter_of,
    known_field,
    labelled_lines,
    read_preface,
    title_fields,
)
from drafter.documents.report import Line, Place
from drafter.documents.report_reading import parse_report
from drafter.documents.source_lines import SET_APART, LeftOut, SourceLine
from drafter.documents.text_file import TextFile
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.chat import is_chat, notes_of_chat
from drafter.reading.files import ANY, FileKind, Opened, open_file
from drafter.reading.note_tables import fields_of_sheets, table_notes, workbook_notes
from drafter.reading.tables.grid import Grid
from drafter.reading.word import printed, table_rows
from drafter.records import Brief
from drafter.word.reading import WordFile

NOTES = ANY - {FileKind.DRAFT}
_MOST_TOLD, _LONGEST_TOLD = 12, 60  # parts of one reason; characters of a part
_NARROWEST = 24  # columns of a page that wraps its lines
_MOST_ABOVE = 5  # lines among which a title stands
_UNKNOWN_UNIT = "xx单位"
_NUMBERED = re.compile(r"^\s*\d{1,2}[.．、]\s*[^\d。；;，,：:]{2,15}$")
_CAPTION = re.compile(r"[^。；：，、\d]{0,20}(?:情况|表|统计|一览|明细|数据|指标|清单|台账|进度)")
_SIGNED_OFF = re.compile(r"发自我的.{1,20}|来自.{0,12}邮箱.*|Sent from my .{1,20}")
_FIGURE = re.compile(r"(?<![\d第])(?!(?:19|20)\d\d年)\d+(?![\d.．、])")
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
            notes = _paragraphs(opened, tuple(_with_asides(word)))
        case _:
            notes = _paragraphs(opened, tuple(_split_lines(opened.lines)))
    body, told = _usable(notes.body)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(notes, body=body, left_out=(*notes.left_out, *told), sha256=digest)


# --- text ---


def _text_notes(opened: Opened, file: TextFile, given: Mapping[str, str]) -> NotesFile:
    text = file.text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    try:
        preface = read_preface(text, opened.file)
    except InputError:
        if not given.get("organization"):
            raise
        preface = read_preface(f"---\n---\n{text}", opened.file)
        preface = replace(preface, first=1)
    left_out = [
        LeftOut(t("place.line", number=number), words, t("left_out.label"))
        for number, words in preface.left_out
    ]
    body, first = preface.body, preface.first
    rows = body.split("\n")
    if is_chat(rows):
        chat = notes_of_chat(rows, first)
        left_out += chat.left_out
        body = "\n".join(words for _, words in chat.notes)
    lines = _with_tables(text_lines(body, first), opened.file.name, left_out)
    return NotesFile(
        opened.file,
        opened.kind,
        preface.values,
        tuple(lines),
        tuple(left_out),
        opened.notices,
        lines=preface.lines,
        divisions=preface.divisions,
    )


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
    text, told = workbook_notes(opened.file, grids)
    preface = read_preface(text, opened.file)
    values = {name: value for name, value in preface.values.items() if "x" not in value}
    values |= fields_of_sheets(grids)
    lines = tuple(text_lines(preface.body, preface.first))
    return NotesFile(opened.file, opened.kind, values, lines, tuple(told))


# --- paragraphs: Word, PDF, web pages ---


def _with_asides(word: WordFile) -> Iterator[SourceLine]:
    """The paragraphs of a Word file, each text box after the one it hangs on."""
    boxes: dict[int, list[SourceLine]] = {}
    for aside in word.asides:
        if not aside.note:
            boxes.setdefault(aside.number, []).extend(aside.lines)
    for line in word.sources:
        yield from _split_lines([line])
        yield from _split_lines(boxes.get(line.number, ()))


def _split_lines(lines: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """Each line within a paragraph on its own."""
    for line in lines:
        texts = [text for text in line.seen.split("\n") if text.strip()]
        if len(texts) < 2:
            yield replace(line, text=line.seen, unseen=())
            continue
        for at, text in enumerate(texts):
            yield replace(line, text=text, unseen=(), auto="" if at else line.auto)


def _paragraphs(opened: Opened, lines: tuple[SourceLine, ...]) -> NotesFile:
    """Notes of a document: fields above, headings by style, number or type, a paragraph a note."""
    name = opened.file.name
    left_out = [*opened.left_out, *_unread(opened)]
    values, rest = _fields_above(lines, left_out, name)
    title, rest = _title_above(rest, left_out)
    report = parse_report(_unwrapped(rest, opened.kind), title=title or "-")
    rest = [line.source for line in report.lines]
    known = {id(line.source): line for line in report.lines}
    values = title_fields(title) | _signature(report.lines) | values
    body: list[NoteLine] = []
    parts = [list(p) for _, p in groupby(rest, lambda line: line.cell.table if line.cell else 0)]
    for at, paragraphs in enumerate(parts):
        if paragraphs[0].table:
            body += _table(paragraphs, name, left_out)
        else:
            more = at + 1 < len(parts)
            body += _document_lines(paragraphs, known, name, left_out, above_table=more)
    notices = tuple(text for text in opened.notices if text not in _counted(opened))
    return NotesFile(opened.file, opened.kind, values, tuple(body), tuple(left_out), notices)


def _counted(opened: Opened) -> tuple[str, ...]:
    """Notices that the list of what was left out says better: so many comments, boxes."""
    return opened.notices if isinstance(opened.holds, WordFile) else ()


def _unread(opened: Opened) -> Iterator[LeftOut]:
    """What of a Word file is no note: notes of the page, text that nobody sees."""
    if not isinstance(opened.holds, WordFile):
        return
    for aside in opened.holds.asides:
        if aside.note:
            text = "".join(line.seen for line in aside.lines).strip()
            place = t("place.paragraph", number=aside.number)
            yield LeftOut(place, text, t("left_out.aside.note"))
    for line in opened.holds.sources:
        for start, end in line.unseen:
            place = t("place.paragraph", number=line.number)
            yield LeftOut(place, line.text[start:end], t("left_out.unseen"))


def _fields_above(
    lines: Sequence[SourceLine], left_out: list[LeftOut], name: str
) -> tuple[dict[str, str], list[SourceLine]]:
    """The fields that lines or a table of two columns above the notes give, and the lines below."""
    filled = [line for line in lines if line.text.strip()]
    plain = [line for line in filled if not line.cell]
    labelled = labelled_lines([line.text for line in plain])
    above = {id(line) for line in plain[: labelled.end]}
    for number, text in labelled.left_out:
        place = t("place.paragraph", number=plain[number - 1].number)
        left_out.append(LeftOut(place, text, t("left_out.label")))
    if labelled.title:
        left_out.append(LeftOut("", labelled.title, t("left_out.title")))
    values = dict(labelled.values)
    if labelled.title:
        values = title_fields(labelled.title) | values
    first = [line for line in filled if line.cell and line.cell.table == 1]
    if first and not values:
        fields = _fields_of_rows(table_rows(first))
        if fields:
            values = fields
            above |= {id(line) for line in first}
    return values, [line for line in filled if id(line) not in above]


def _fields_of_rows(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The fields that a table of labels and values states; {} where it holds anything else."""
    values: dict[str, str] = {}
    for row in rows:
        texts = [text for text in row if text]
        for label, value in zip(texts[::2], texts[1::2], strict=False):
            if not known_field(label):
                return {}
            values[known_field(label)] = value
    return values


def _title_above(lines: list[SourceLine], left_out: list[LeftOut]) -> tuple[str, list[SourceLine]]:
    """The title that stands above the notes, "" for none, and the lines below it.

    It is set as a title, or tells a unit and a period: 云岭县水务局2026年上半年工作总结.
    """
    for at, line in enumerate(lines[:_MOST_ABOVE]):
        title = line.text.strip()
        if line.cell or not (line.title or title_fields(title).get("kind")):
            continue
        above = lines[: at + 1]
        left_out += (
            LeftOut(
                t("place.paragraph", number=other.number), other.text.strip(), t("left_out.title")
            )
            for other in above
        )
        return title, lines[at + 1 :]
    return "", lines


def _unwrapped(lines: Sequence[SourceLine], kind: FileKind) -> list[SourceLine]:
    """The lines of a PDF with those joined that its page wrapped; others as they are."""
    if kind is not FileKind.PDF:
        return list(lines)
    texts = [line.text for line in lines]
    wrap = wrap_of(texts, shortest=_NARROWEST)
    joined: list[SourceLine] = []
    for line in lines:
        above = joined[-1] if joined else None
        last = above.text.split("\n")[-1] if above else ""
        wrapped = wrap.continues(last) or _ends_item(last, line.text)
        wrapped = wrapped and not line.level and not opens_bullet(line.text)
        if above and wrapped and not bare_heading(above.text):
            joined[-1] = replace(above, text=f"{above.text}\n{line.text}")
        else:
            joined.append(line)
    return [replace(line, text=line.text.replace("\n", "")) for line in joined]


def _ends_item(above: str, below: str) -> bool:
    """Whether a line is the end of the numbered item above it, which breaks off."""
    ends = below.rstrip().endswith(("。", "；")) and not bare_heading(below)
    return ends and opens_bullet(above) and breaks_off(above)


def _signature(lines: Sequence[Line]) -> dict[str, str]:
    """The unit and date with which a document is signed."""
    fields = {Place.ISSUER: "organization", Place.DATE: "date", Place.RECIPIENT: "recipient"}
    return {
        fields[line.place]: line.view.strip(" （）()：\u3000")
        for line in lines
        if line.place in fields
    }


def _table(
    paragraphs: Sequence[SourceLine], name: str, left_out: list[LeftOut]
) -> Iterator[NoteLine]:
    number = paragraphs[0].cell.table if paragraphs[0].cell else 1
    rows = dict(enumerate((tuple(row) for row in table_rows(paragraphs)), 1))
    notes, told = table_notes(name, rows, t("place.table", number=number))
    left_out += told
    yield from notes


_NO_NOTES = {
    Place.TITLE: "left_out.title",
    Place.RECIPIENT: "left_out.label",
    Place.ISSUER: "left_out.label",
    Place.DATE: "left_out.label",
    Place.FURNITURE: "left_out.page",
}


def _document_lines(
    paragraphs: Sequence[SourceLine],
    known: Mapping[int, Line],
    name: str,
    left_out: list[LeftOut],
    above_table: bool,
) -> Iterator[NoteLine]:
    led = False  # whether the items of a list belong to the paragraph above them
    number = 0  # of the last item that opened with one
    for at, source in enumerate(paragraphs):
        line = known.get(id(source))
        place = t("place.paragraph", number=source.number)
        if _SIGNED_OFF.fullmatch(source.text.strip()):
            left_out.append(LeftOut(place, source.text.strip(), t("left_out.page")))
            continue
        if line and line.place in _NO_NOTES:
            left_out.append(LeftOut(place, source.text.strip(), t(_NO_NOTES[line.place])))
            continue
        below = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        origin = f"{name}｜{place}"
        heading = _heading(source, line, below, above_table)
        if heading:
            led = False
            yield from _under_heading(heading, source, line, origin)
            continue
        listed = source.depth is not None
        depth = 2 * (source.depth or 0) + (2 if listed and led else 0)
        text, number = _without_number(source.text, number)
        note = NoteLine(Role.BULLET, source.number, text, depth, (), origin)
        yield from parted_line(note, source.text.strip())
        if not listed:
            led = source.text.rstrip().endswith(("：", ":"))


def _without_number(text: str, last: int) -> tuple[str, int]:
    """A note without the number it opens with, and that number; 2.9月底前 is number 2 after 1."""
    following = f"{last + 1}."
    if last and text.strip().startswith(following):
        return text.strip().removeprefix(following), last + 1
    number = re.match(r"\s*(\d{1,2})[.．、]", text)
    bare = without_mark(text)
    return bare, int(number[1]) if number and bare != text.strip() else 0


def _heading(
    source: SourceLine, line: Line | None, below: SourceLine | None, captioned: bool
) -> int:
    """The depth of a heading, by style, by its number or by its type; 0 for none.

    below      the paragraph below it, None for the last one above a table or the end
    captioned  whether a table stands below it
    """
    text = printed(source).strip()
    numbered = bare_heading(text)
    if numbered:
        return numbered
    if 0 < source.level <= 6:
        return source.level
    if below is None and captioned and _CAPTION.fullmatch(text):
        return 4
    if source.level == SET_APART and not _FIGURE.search(text):
        return 3 if _NUMBERED.match(text) else 6
    if line and line.heading != (0, 0) and line.level in {1, 2} and line.place is Place.BODY:
        return line.level
    if line and line.place is Place.HEADING and line.level in {1, 2}:
        return line.level
    goes_on = below is not None and not _is_item(printed(below)) and not below.level
    return 3 if _NUMBERED.match(text) and goes_on and source.depth is None else 0


def _is_item(text: str) -> bool:
    return opens_bullet(text) or re.match(r"\s*\d{1,2}[.．、]", text) is not None


def _under_heading(
    depth: int, source: SourceLine, line: Line | None, origin: str
) -> Iterator[NoteLine]:
    """A heading, and the note that goes on behind it in the same paragraph."""
    rest = ""
    heading = source.text.strip()
    if line and line.heading != (0, 0) and line.place is Place.BODY:
        heading = source.text[slice(*line.heading)].strip()
        rest = source.text[line.heading[1] :].lstrip("。：: ")
    yield NoteLine(Role.HEADING, source.number, heading, depth)
    if rest:
        yield NoteLine(Role.BULLET, source.number, rest, 0, (), origin)


# --- what is no note whatever the file ---


def _usable(lines: Iterable[NoteLine]) -> tuple[tuple[NoteLine, ...], list[LeftOut]]:
    """The lines without those that say nothing, errors of a spreadsheet as placeholders."""
    kept: list[NoteLine] = []
    told: list[LeftOut] = []
    for line in lines:
        place = t("place.line", number=line.number)
        if line.role in {Role.BULLET, Role.PLAIN} and _NOTHING.fullmatch(line.text):
            told.append(LeftOut(place, line.text, t("left_out.template")))
            continue
        for pattern in (_SHEET_ERROR, _SERIAL):
            for match in pattern.finditer(line.text):
                told.append(LeftOut(place, match[0], t("left_out.sheet_error")))
            line = replace(line, text=pattern.sub("xx", line.text))
        kept.append(line)
    return tuple(kept), told
