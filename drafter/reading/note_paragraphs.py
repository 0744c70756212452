"""Paragraphs and tables of a document as lines of notes: headings by style, number or type."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafter.documents.note_lines import (
    NoteLine,
    Role,
    below_leads,
    parted_line,
)
from drafter.documents.note_marks import (
    Marked,
    bare_heading,
    marked,
    numbered_in_order,
    opens_bullet,
)
from drafter.documents.report import Line, Place
from drafter.documents.source_lines import SET_APART, LeftOut, SourceLine
from drafter.documents.word_page import WordFile
from drafter.messages import t
from drafter.reading.note_tables import table_notes
from drafter.reading.word import printed, table_rows

_NUMBERED = re.compile(r"^\s*\d{1,2}[.．、]\s*[^\d。；;，,：:]{2,15}$")
_CAPTION = re.compile(r"[^。；：，、\d]{0,20}(?:情况|表|统计|一览|明细|数据|指标|清单|台账|进度)")
_SIGNED_OFF = re.compile(r"发自我的.{1,20}|来自.{0,12}邮箱.*|Sent from my .{1,20}")
_FIGURE = re.compile(r"(?<![\d第])(?!(?:19|20)\d\d年)\d+(?![\d.．、])")
_NO_NOTES = {
    Place.TITLE: "left_out.title",
    Place.RECIPIENT: "left_out.label",
    Place.ISSUER: "left_out.label",
    Place.DATE: "left_out.label",
    Place.FURNITURE: "left_out.page",
}
_SIGNED = {Place.ISSUER: "organization", Place.DATE: "date", Place.RECIPIENT: "recipient"}


def document_notes(lines: Sequence[Line], name: str) -> tuple[list[NoteLine], list[LeftOut]]:
    """The notes of the lines of a report, and what is none; `name` is that of the file."""
    body: list[NoteLine] = []
    left_out: list[LeftOut] = []
    parts = [list(part) for _, part in groupby(lines, lambda line: _table(line.source))]
    for at, part in enumerate(parts):
        if number := _table(part[0].source):
            rows = table_rows([line.source for line in part])
            texts = dict(enumerate(map(tuple, rows), 1))
            notes, told = table_notes(name, texts, t("place.table", number=number))
        else:
            notes, told = _paragraph_notes(part, name, captioned=at + 1 < len(parts))
        body += notes
        left_out += told
    return body, left_out


def _table(source: SourceLine) -> int:
    return source.cell.table if source.cell else 0


def signature(lines: Sequence[Line]) -> dict[str, str]:
    """The unit and date with which a document is signed."""
    signed = [line for line in lines if line.place in _SIGNED]
    return {_SIGNED[line.place]: line.view.strip(" （）()：\u3000") for line in signed}


def unread(file: object) -> Iterator[LeftOut]:
    """What of a Word file is no note: notes of the page, text that nobody sees."""
    if not isinstance(file, WordFile):
        return
    for aside in file.asides:
        if aside.note:
            text = "".join(line.seen for line in aside.lines).strip()
            yield _left_out(aside.number, text, "left_out.aside.note")
    for line in file.sources:
        for start, end in line.unseen:
            yield _left_out(line.number, line.text[start:end], "left_out.unseen")


def _left_out(number: int, text: str, reason: str) -> LeftOut:
    return LeftOut(t("place.paragraph", number=number), text, t(reason))


# --- paragraphs ---


def _paragraph_notes(
    lines: Sequence[Line], name: str, *, captioned: bool
) -> tuple[list[NoteLine], list[LeftOut]]:
    """The notes of paragraphs in a row; `captioned` says whether a table stands below them."""
    told: list[LeftOut] = []
    kept: list[Line] = []
    for line in lines:
        if reason := _no_note(line):
            told.append(_left_out(line.source.number, line.source.text.strip(), reason))
        else:
            kept.append(line)
    notes = below_leads(_marked_lines(kept, name, captioned))
    return [part for note in notes for part in parted_line(note)], told


def _no_note(line: Line) -> str:
    """Why a paragraph is no note, as the name of a message; "" for a note."""
    if _SIGNED_OFF.fullmatch(line.source.text.strip()):
        return "left_out.page"
    return _NO_NOTES.get(line.place, "")


def _marked_lines(lines: Sequence[Line], name: str, captioned: bool) -> Iterator[NoteLine]:
    """Each paragraph as a heading or a note by its marks."""
    numbered = numbered_in_order(["#" if line.source.level else line.source.text for line in lines])
    for at, line in enumerate(lines):
        origin = f"{name}｜{t('place.paragraph', number=line.source.number)}"
        below = lines[at + 1].source if at + 1 < len(lines) else None
        if depth := _heading(line, below, captioned):
            yield from _under_heading(line, depth, origin)
        else:
            yield _note(line.source, numbered.get(at), origin)


def _note(source: SourceLine, numbered: Marked | None, origin: str) -> NoteLine:
    item = numbered or marked(source.text)
    listed = source.depth is not None
    return NoteLine(
        Role.BULLET,
        source.number,
        item.text if item else source.text.strip(),
        2 * (source.depth or 0),
        origin=origin,
        mark=item.mark if item else source.auto,
        list_id=f"list {source.list_id}" if listed else "",
    )


def _heading(line: Line, below: SourceLine | None, captioned: bool) -> int:
    """The depth of a heading, by style, by its number or by its type; 0 for none.

    below      the paragraph below it, None for the last one above a table or the end
    captioned  whether a table stands below it
    """
    source, text = line.source, printed(line.source).strip()
    captions = below is None and captioned and _CAPTION.fullmatch(text)
    depths = (
        bare_heading(text),
        source.level if source.level <= 6 else 0,
        4 if captions else 0,
        _by_type(source, text),
        _by_place(line),
        _by_number(source, text, below),
    )
    return next(filter(None, depths), 0)


def _by_type(source: SourceLine, text: str) -> int:
    if source.level != SET_APART or _FIGURE.search(text):
        return 0
    return 3 if _NUMBERED.match(text) else 6


def _by_place(line: Line) -> int:
    """As the reader of reports tells it; a heading within its paragraph (run in) too."""
    runs_in = line.heading != (0, 0) and line.place is Place.BODY
    headed = runs_in or line.place is Place.HEADING
    return line.level if headed and line.level in {1, 2} else 0


def _by_number(source: SourceLine, text: str, below: SourceLine | None) -> int:
    """1.… is a heading where the paragraph below it is no item of the same list."""
    if not _NUMBERED.match(text) or source.depth is not None or below is None or below.level:
        return 0
    if bare_heading(printed(below)):
        return 0  # nothing stands under it: the last item before 二、
    item = opens_bullet(printed(below)) or re.match(r"\s*\d{1,2}[.．、]", printed(below))
    return 0 if item else 3


def _under_heading(line: Line, depth: int, origin: str) -> Iterable[NoteLine]:
    """A heading, and the note that goes on behind it in the same paragraph."""
    source, (start, end) = line.source, line.heading
    if line.heading == (0, 0) or line.place is not Place.BODY:
        return [NoteLine(Role.HEADING, source.number, source.text.strip(), depth)]
    heading = NoteLine(Role.HEADING, source.number, source.text[start:end].strip(), depth)
    rest = source.text[end:].lstrip("。：: ")
    note = NoteLine(Role.BULLET, source.number, rest, 0, (), origin)
    return [heading, note] if rest else [heading]
