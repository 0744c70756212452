"""A Word file → its lines, what they look like, what hangs on them, and what is left out.

The file is read with all tracked changes accepted. Tables, text boxes and notes are read too; which
of them counts is for those who use the lines to decide.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.documents.source_lines import SET_APART, Cell, LeftOut, SourceLine
from drafter.documents.text_file import MAX_CHARACTERS
from drafter.documents.word_page import Aside, Setting, Stretch, WordFile
from drafter.errors import InputError
from drafter.facts.punctuation import INVISIBLE
from drafter.messages import t
from drafter.records import Span
from drafter.word.accepted_text import Final, Paragraph, changes
from drafter.word.autonumber import Numbering, list_place, printed_marks
from drafter.word.headings import Looks
from drafter.word.hidden_text import largest_page, out_of_sight, unseen
from drafter.word.package import VAL, Parts, open_parts, w
from drafter.word.page_setup import sheet_of
from drafter.word.paragraph_marks import Marks
from drafter.word.styles import Styles

_REMARK = re.compile(r"drafter\s*[:：]\s*(ignore-file|ignore)(?![\w-])\s*([A-Z0-9,，、\s]*)")
_MOST_REMARKS = 500
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = w("txbxContent")
_SPAN = 60  # columns of a table that one cell may take


def read_word(path: Path) -> WordFile:
    """Read a Word file. Raises InputError on what is none, is damaged, or was made to harm.

    A comment that says `drafter: ignore FIG201` switches rules off in the paragraphs it is anchored
    to, `drafter: ignore-file` everywhere.
    """
    parts = open_parts(path)
    reader = _Reader(parts, path)
    sources = tuple(reader.lines(reader.final, parts.body))
    sheet = sheet_of(parts, reader.styles, reader.settings)
    notices = tuple(_notices(parts, reader.final))
    left_out = (*reader.left_out, *_comments(parts))
    return WordFile(sources, sheet, notices, tuple(reader.asides), left_out)


class _Reader:
    """Reads the paragraphs of a file in their order, so that automatic numbers count as in Word."""

    def __init__(self, parts: Parts, path: Path) -> None:
        self.styles = Styles(parts)
        self.settings: dict[int, Setting] = {}
        self.asides: list[Aside] = []
        self.left_out: list[LeftOut] = []
        remarks, everywhere = _remarks(parts.comments)
        self._remarks = remarks
        # many paragraphs have the same comments
        self._ignored: dict[frozenset[str], frozenset[str]] = {frozenset(): everywhere}
        self._numbering = Numbering(parts.numbering, self.styles)
        self.final = Final(parts.body, self.styles, remarks)
        length = sum(len(p.text) for paragraph in self.final.paragraphs for p in paragraph.pieces)
        if length > MAX_CHARACTERS:
            raise InputError(t("check.large", count=length, limit=MAX_CHARACTERS), path)
        self._page = largest_page(parts.body)
        self._looks = Looks(self.final.paragraphs)
        roots = (parts.footnotes, parts.endnotes)
        self._notes = [_by_id(root) for root in roots]

    def lines(self, final: Final, container: Any, of: int = 0) -> Iterator[SourceLine]:
        """The paragraphs of a body, box or note; `of` is the paragraph it hangs on, 0 the body."""
        cells = _Cells(container)
        for paragraph in final.paragraphs:
            marks, auto = printed_marks(paragraph, self._numbering)
            if not of:
                self.settings[paragraph.number] = _setting(paragraph, marks)
            yield self._line(paragraph, marks, auto, cells.cell_of(paragraph.element), of)
            self._read_asides(paragraph, of or paragraph.number)

    def _line(
        self, paragraph: Paragraph, marks: Marks, auto: str, cell: Cell | None, of: int
    ) -> SourceLine:
        contents = paragraph.style.contents or _in_contents(paragraph.element)
        level = marks.get("outline", paragraph.style.level)
        title = not cell and self._looks.is_title(paragraph, marks)
        if not level and not title and not cell and self._looks.is_heading(paragraph):
            level = SET_APART
        listed = list_place(paragraph, self._numbering)
        number = of or paragraph.number
        if paragraph.hidden:
            place, text = t("place.paragraph", number=number), "".join(paragraph.hidden)
            self.left_out.append(LeftOut(place, text, t("left_out.hidden")))
        return SourceLine(
            number,
            "" if contents else paragraph.printed,
            auto,
            level=level,
            cell=cell,
            ignored=self._ignored_in(paragraph),
            depth=listed[1] if listed else None,
            list_id=listed[0] if listed else "",
            set_apart=self._looks.opens_with_heading(paragraph),
            title=title,
            unseen=() if contents else self._unseen(paragraph),
        )

    def _ignored_in(self, paragraph: Paragraph) -> frozenset[str]:
        comments = paragraph.comments
        if comments not in self._ignored:
            codes = (self._remarks[id] for id in comments)
            self._ignored[comments] = self._ignored[frozenset()].union(*codes)
        return self._ignored[comments]

    def _unseen(self, paragraph: Paragraph) -> tuple[Span, ...]:
        """Spans that no reader sees; neighbours are one, for Word cuts a sentence as it likes."""
        if paragraph.text.strip() and out_of_sight(paragraph, self._page):
            return ((0, len(paragraph.text)),)
        spans: list[Span] = []
        for piece, span in paragraph.placed():
            if not unseen(piece, self.styles):
                continue
            if spans and spans[-1][1] == span[0]:
                spans[-1] = (spans[-1][0], span[1])
            else:
                spans.append(span)
        return tuple(spans)

    def _read_asides(self, paragraph: Paragraph, number: int) -> None:
        for box in paragraph.element.iter(_BOX):
            around = {ancestor.tag for ancestor in box.iterancestors()}
            if _FALLBACK not in around and _BOX not in around:
                self._read_aside(box, number, note=False)
        for kind, notes in zip(("footnoteReference", "endnoteReference"), self._notes, strict=True):
            for reference in paragraph.element.iter(w(kind)):
                if (note := notes.get(reference.get(w("id"), ""))) is not None:
                    self._read_aside(note, number, note=True)

    def _read_aside(self, container: Any, number: int, *, note: bool) -> None:
        at = len(self.asides)  # one within it comes after it
        lines = tuple(self.lines(Final(container, self.styles), container, number))
        self.asides.insert(at, Aside(number, note, lines))


def _by_id(root: Any) -> dict[str, Any]:
    return {} if root is None else {note.get(w("id"), ""): note for note in root}


# --- tables ---


class _Cells:
    """The cells of the outermost tables of a body, each where its reader sees it."""

    def __init__(self, container: Any) -> None:
        self._container = container
        self._known: dict[Any, Cell] = {}
        self._tables: dict[Any, int] = {}

    def cell_of(self, element: Any) -> Cell | None:
        """The cell in which a paragraph stands; None outside of tables."""
        table = _outermost_table(element, self._container)
        if table is None:
            return None
        if table not in self._tables:
            self._tables[table] = len(self._tables) + 1
            self._known |= dict(_cells_of(table, self._tables[table]))
        for ancestor in element.iterancestors(w("tc")):
            if ancestor in self._known:
                return self._known[ancestor]
        return None


def _cells_of(table: Any, number: int) -> Iterator[tuple[Any, Cell]]:
    for row, element in enumerate(_of_table(table, "tr"), 1):
        column = 1
        for cell in element.iter(w("tc")):
            if _table_of(cell) is not table:
                continue
            properties = cell.find(w("tcPr"))
            merged = None if properties is None else properties.find(w("vMerge"))
            continued = merged is not None and merged.get(VAL) != "restart"
            across = _columns(properties)
            yield cell, Cell(number, row, column, across, continued)
            column += across


def _outermost_table(element: Any, container: Any) -> Any:
    table = None
    for ancestor in element.iterancestors():
        if ancestor is container:
            break
        if ancestor.tag == w("tbl"):
            table = ancestor
    return table


def _table_of(element: Any) -> Any:
    return next(element.iterancestors(w("tbl")), None)


def _of_table(table: Any, tag: str) -> Iterator[Any]:
    return (element for element in table.iter(w(tag)) if _table_of(element) is table)


def _columns(properties: Any) -> int:
    span = None if properties is None else properties.find(w("gridSpan"))
    given = "1" if span is None else span.get(VAL, "1")
    return min(int(given), _SPAN) if given.isdecimal() else 1


def _in_contents(element: Any) -> bool:
    """Whether a paragraph stands in a table of contents that Word made, heading and all."""
    for around in element.iterancestors(w("sdt")):
        gallery = around.find(f"{w('sdtPr')}//{w('docPartGallery')}")
        if gallery is not None and gallery.get(VAL) == "Table of Contents":
            return True
    return False


# --- looks, remarks, notices ---


def _setting(paragraph: Paragraph, marks: Marks) -> Setting:
    first = marks.get("first_line", -marks.get("hanging", 0))
    chars = marks.get("first_line_chars")
    if chars is None and "hanging_chars" in marks:
        chars = -marks["hanging_chars"]
    stretches: list[Stretch] = []
    for piece, span in paragraph.placed():
        if stretches and stretches[-1].type == piece.type:
            stretches[-1] = Stretch((stretches[-1].span[0], span[1]), piece.type)
        else:
            stretches.append(Stretch(span, piece.type))
    return Setting(
        paragraph.number,
        marks.get("align", "left"),
        first,
        chars,
        marks.get("left", 0),
        marks.get("left_chars"),
        marks.get("right", 0),
        marks.get("right_chars"),
        marks.get("line", 240),
        marks.get("rule", "auto"),
        marks.get("snap", True),
        tuple(stretches),
    )


def _remarks(comments: Any) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Codes that comments switch off, by the comment's id, and those switched off everywhere."""
    remarks: dict[str, frozenset[str]] = {}
    everywhere: frozenset[str] = frozenset()
    for comment in () if comments is None else comments.iter(w("comment")):
        remark = _REMARK.search("".join(comment.itertext(w("t"))))
        if not remark or len(remarks) >= _MOST_REMARKS:
            continue
        codes = frozenset(re.findall(r"[A-Z]+\d*", remark[2]) or ["*"])
        if remark[1] == "ignore-file":
            everywhere |= codes
        else:
            remarks[comment.get(w("id"), "")] = codes
    return remarks, everywhere


def _comments(parts: Parts) -> Iterator[LeftOut]:
    """The comments, each with who made it; remarks to drafter are none."""
    for comment in () if parts.comments is None else parts.comments.iter(w("comment")):
        text = re.sub(rf"[{INVISIBLE}]", "", "".join(comment.itertext(w("t")))).strip()
        if text and not _REMARK.search(text):
            author = comment.get(w("author")) or ""
            yield LeftOut("", text, t("left_out.comment", author=author))


def _notices(parts: Parts, final: Final) -> Iterator[str]:
    comments = 0 if parts.comments is None else len(parts.comments.findall(w("comment")))
    counts = {
        "changes": changes(parts.body),
        "comments": comments,
        "boxes": final.boxes,
        "notes": final.notes,
    }
    for what, count in counts.items():
        if count:
            yield t(f"word.{what}", count=count)
