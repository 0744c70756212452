"""Word files → blocks, as a reader of the finished document sees them.

The numbers that Word prints itself stand in the text, tracked changes are accepted, text boxes and notes follow the
paragraph they hang on. Hidden text, comments, headers and footers are no part of the document; nor is white or tiny
text, which is counted.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.reading.blocks import SET_APART, Block, Content, clean, lines, one_line, table_blocks
from drafter.reading.hidden_text import unseen
from drafter.reading.word_headings import Looks
from drafter.word.accepted_text import Final, Paragraph
from drafter.word.autonumber import Numbering, printed_marks
from drafter.word.package import VAL, Parts, open_parts, w
from drafter.word.styles import Marks, Styles

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = w("txbxContent")
_SPAN = 60  # columns of a table that one cell may take


def word_content(path: Path) -> Content:
    """Raises InputError on what is no Word file, is damaged, or was made to harm."""
    parts = open_parts(path)
    reader = _Reader(parts, Styles(parts))
    blocks = list(reader.read(parts.body))
    return Content(blocks, unseen=reader.unseen)


class _Reader:
    def __init__(self, parts: Parts, styles: Styles) -> None:
        self.unseen = 0
        self._styles = styles
        self._numbering = Numbering(parts.numbering, styles)
        self._looks: Looks | None = None
        roots = (parts.footnotes, parts.endnotes)
        self._notes = [
            {} if root is None else {note.get(w("id"), ""): note for note in root} for root in roots
        ]

    def read(self, container: Any) -> Iterator[Block]:
        table, held = None, list[Paragraph]()
        paragraphs = Final(container, self._styles).paragraphs
        self._looks = self._looks or Looks(paragraphs)
        for paragraph in paragraphs:
            above = _outermost_table(paragraph.element, container)
            if above is not table and table is not None:
                yield from self._table(table, held)
                held = []
            table = above
            if table is not None:
                held.append(paragraph)
                continue
            yield from self._paragraph(paragraph)
        if table is not None:
            yield from self._table(table, held)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        if paragraph.style.contents or _in_contents(paragraph.element):
            return
        text, marks = self._text(paragraph)
        level: int = marks.get("outline", paragraph.style.level)
        looks = self._looks
        title = looks is not None and looks.is_title(paragraph, marks)
        if looks is not None and not level and not title and looks.is_heading(paragraph):
            level = SET_APART
        yield from (Block(line, 0 if title else level, title) for line in lines(text))
        yield from self._hanging(paragraph)

    def _text(self, paragraph: Paragraph) -> tuple[str, Marks]:
        """The text with the number that Word prints before it, and the paragraph's marks."""
        marks, auto = printed_marks(paragraph, self._numbering)
        text = clean(self._seen(paragraph))
        if auto and text.strip():
            text = f"{auto} {text}" if auto[-1].isascii() else f"{auto}{text}"
        return text, marks

    def _seen(self, paragraph: Paragraph) -> str:
        seen = [piece for piece in paragraph.pieces if not unseen(piece, self._styles)]
        # neighbours count as one: Word cuts a sentence into runs as it likes
        self.unseen += len(seen) < len(paragraph.pieces)
        return "".join(piece.text for piece in seen)

    def _hanging(self, paragraph: Paragraph) -> Iterator[Block]:
        """What hangs on a paragraph: the text boxes anchored in it, its footnotes and endnotes."""
        for box in paragraph.element.iter(_BOX):
            around = {ancestor.tag for ancestor in box.iterancestors()}
            if _FALLBACK not in around and _BOX not in around:
                yield from self.read(box)
        for kind, notes in zip(("footnoteReference", "endnoteReference"), self._notes, strict=True):
            for reference in paragraph.element.iter(w(kind)):
                if (note := notes.get(reference.get(w("id"), ""))) is not None:
                    said = " ".join(block.text for block in self.read(note))
                    if said:
                        yield Block(f"注：{said}")

    def _table(self, table: Any, paragraphs: list[Paragraph]) -> Iterator[Block]:
        """A table's rows; a cell merged over several rows is said in each."""
        said: dict[Any, list[str]] = {}
        hanging: list[Block] = []
        for paragraph in paragraphs:
            cell = next(
                a for a in paragraph.element.iterancestors(w("tc")) if _table_of(a) is table
            )
            said.setdefault(cell, []).append(one_line(self._text(paragraph)[0]))
            hanging += self._hanging(paragraph)
        rows, above = [], dict[int, str]()
        for row in _of_table(table, "tr"):
            column, cells = 0, []
            for cell in (cell for cell in row.iter(w("tc")) if _table_of(cell) is table):
                properties = cell.find(w("tcPr"))
                merged = None if properties is None else properties.find(w("vMerge"))
                continued = merged is not None and merged.get(VAL) != "restart"
                text = (
                    above.get(column, "")
                    if continued
                    else " ".join(filter(None, said.get(cell, [])))
                )
                above[column] = text
                across = _columns(properties)
                cells += [text, *[""] * (across - 1)]
                column += across
            if any(cell in said for cell in row.iter(w("tc"))):  # else the row is deleted
                rows.append(cells)
        yield from table_blocks(rows)
        yield from hanging


def _in_contents(element: Any) -> bool:
    """Whether a paragraph stands in a table of contents that Word made, heading and all."""
    galleries = (
        around.find(f"{w('sdtPr')}//{w('docPartGallery')}")
        for around in element.iterancestors(w("sdt"))
    )
    return any(
        gallery is not None and gallery.get(VAL) == "Table of Contents" for gallery in galleries
    )


def _outermost_table(element: Any, container: Any) -> Any:
    found = None
    for ancestor in element.iterancestors():
        if ancestor is container:
            break
        if ancestor.tag == w("tbl"):
            found = ancestor
    return found


def _table_of(element: Any) -> Any:
    return next(element.iterancestors(w("tbl")), None)


def _of_table(table: Any, tag: str) -> Iterator[Any]:
    return (element for element in table.iter(w(tag)) if _table_of(element) is table)


def _columns(properties: Any) -> int:
    span = None if properties is None else properties.find(w("gridSpan"))
    given = "1" if span is None else span.get(VAL, "1")
    return min(int(given), _SPAN) if given.isdecimal() else 1
