"""The text of a Word file with all changes accepted, each stretch with its element."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.documents.word_page import Type
from drafter.records import Span
from drafter.word.package import w
from drafter.word.styles import ParagraphStyle, Styles

_PARAGRAPH, _TABLE, _ROW, _RUN, _PROPERTIES = w("p"), w("tbl"), w("tr"), w("r"), w("pPr")
_DELETED = (w("del"), w("moveFrom"))
_TEXT, _SPACE = w("t"), "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("br"): "\n", w("noBreakHyphen"): "-"}
_ALTERNATES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOXES = {_ALTERNATES, w("drawing"), w("pict"), w("object")}
_BOX_TEXT = w("txbxContent")
_FIELD, _FIELD_KIND = w("fldChar"), w("fldCharType")
_NOTES = {w("footnoteReference"), w("endnoteReference")}
_COMMENT_START, _COMMENT_END, _COMMENT = (
    w("commentRangeStart"),
    w("commentRangeEnd"),
    w("commentReference"),
)
_ID = w("id")
_PLAIN, _HIGH = "0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"
RAISED, LOWERED = str.maketrans(_PLAIN, _HIGH), str.maketrans(_HIGH, _PLAIN)
# of a paragraph, what holds no text of the final view
_SKIPPED = {
    _PROPERTIES,
    *_DELETED,
    *_BOXES,
    w("rt"),
    w("rubyPr"),
    w("sdtPr"),
    w("sdtEndPr"),
    w("smartTagPr"),
    w("bookmarkStart"),
    w("bookmarkEnd"),
    w("proofErr"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a paragraph.

    run, element  the run and the element of it that holds them
    text          what they read as
    raised        whether they are set as superscript
    lost          whether their letters can be seen on no ground
    """

    run: Any
    element: Any
    text: str
    type: Type
    raised: bool = False
    lost: bool = False

    @property
    def printed(self) -> str:
        """The text, as long, digits that are set high as characters of their own."""
        return self.text.translate(RAISED) if self.raised else self.text


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the final view; one whose mark is deleted is read as part of the next.

    number    1-based among all paragraphs of the body, those of tables included, text boxes not
    element   the w:p that gives it its format
    elements  the w:p it is read from, those that flow into it first
    comments  ids of those comments asked for that cover any of it
    hidden    what it holds that is set as hidden, and is no part of its text
    """

    number: int
    element: Any
    style: ParagraphStyle
    table: bool
    pieces: list[Piece] = field(default_factory=list)
    comments: frozenset[str] = frozenset()
    hidden: list[str] = field(default_factory=list)
    elements: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def printed(self) -> str:
        """The text, as long, as it is read: 10⁴吨 is not 104吨."""
        return "".join(piece.printed for piece in self.pieces)

    def placed(self) -> Iterator[tuple[Piece, Span]]:
        """Its pieces, each with its span in the text."""
        at = 0
        for piece in self.pieces:
            yield piece, (at, at + len(piece.text))
            at += len(piece.text)


class Final:
    """The paragraphs of a body, and how many things there are in it that the text leaves out.

    comments  ids of the comments whose places are wanted
    """

    def __init__(self, body: Any, styles: Styles, comments: Container[str] = ()) -> None:
        self.boxes = self.notes = 0
        self._styles = styles
        self._wanted = comments
        self._open: frozenset[str] = frozenset()  # comments whose range has begun
        self._fields: list[bool] = []  # of each field that has begun: whether its code still runs
        self.paragraphs = list(self._read(body))

    def _read(self, body: Any) -> Iterator[Paragraph]:
        waiting: Paragraph | None = None  # its mark is deleted: it flows into the next
        for number, (element, table, deleted) in enumerate(_blocks(body), 1):
            if deleted:
                continue
            properties = element.find(_PROPERTIES)
            paragraph = Paragraph(number, element, self._styles.style_of(properties), table)
            if waiting and waiting.element.getparent() is element.getparent():
                paragraph.pieces, paragraph.comments = waiting.pieces, waiting.comments
                paragraph.elements = waiting.elements
            paragraph.elements.append(element)
            self._fill(paragraph)
            waiting = paragraph if _mark_deleted(properties) else None
            if not waiting:
                yield paragraph
        if waiting and waiting.pieces:
            yield waiting

    def _fill(self, paragraph: Paragraph) -> None:
        paragraph.comments = paragraph.comments | self._open if paragraph.comments else self._open
        stack = list(reversed(paragraph.element))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag == _RUN:
                stack += reversed(self._read_run(paragraph, element))
            elif tag == _COMMENT_START:
                if (id := element.get(_ID, "")) in self._wanted:
                    self._open |= {id}
                    paragraph.comments |= {id}
            elif tag == _COMMENT_END:
                self._open -= {element.get(_ID, "")}
            elif tag in _BOXES:
                self._count_box(element)
            elif tag not in _SKIPPED:
                stack += reversed(element)
        if any(self._fields):  # a code that does not end in its paragraph is damaged
            self._fields.clear()

    def _read_run(self, paragraph: Paragraph, run: Any) -> list[Any]:
        """Read a run's own characters; the elements in it that hold further runs."""
        inner = []
        properties = run.find(w("rPr"))
        type, hidden, lost = self._styles.run(paragraph.style, properties)
        raised = is_raised(properties)
        for element in run:
            tag = element.tag
            if tag == _TEXT or tag in _SIGNS:
                text = "" if any(self._fields) else _read_as(element)
                if text and hidden:
                    paragraph.hidden.append(text)
                elif text:
                    paragraph.pieces.append(Piece(run, element, text, type, raised, lost))
            elif tag == _FIELD:
                self._turn_field(element.get(_FIELD_KIND, ""))
            elif tag in _NOTES:
                self.notes += 1
            elif tag == _COMMENT:
                if (id := element.get(_ID, "")) in self._wanted:
                    paragraph.comments |= {id}
            elif tag in _BOXES:
                self._count_box(element)
            elif tag == w("ruby"):
                inner += element.findall(w("rubyBase"))
        return inner

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _count_box(self, element: Any) -> None:
        boxes = element.iter(_BOX_TEXT)
        self.boxes += any("".join(box.itertext(_TEXT)).strip() for box in boxes)


def is_raised(properties: Any) -> bool:
    """Whether the w:rPr of a run sets it as superscript."""
    mark = None if properties is None else properties.find(w("vertAlign"))
    return mark is not None and mark.get(w("val")) == "superscript"


def _read_as(element: Any) -> str:
    """The characters that an element of a run stands for, each tab or line break as one."""
    if element.tag != _TEXT:
        kind = element.get(w("type"))
        return "" if kind in {"page", "column"} else _SIGNS[element.tag]
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return re.sub(r"[\t\r\n]", " ", text)


def _blocks(body: Any) -> Iterator[tuple[Any, bool, bool]]:
    """Every paragraph of the body, whether it is in a table, and whether its row is deleted."""
    stack = [(element, False, False) for element in reversed(body)]
    while stack:
        element, table, deleted = stack.pop()
        tag = element.tag
        if tag == _PARAGRAPH:
            yield element, table, deleted
        elif tag not in _SKIPPED:
            table = table or tag == _TABLE
            deleted = deleted or (
                tag == _ROW and element.find(f"{w('trPr')}/{w('del')}") is not None
            )
            stack += [(child, table, deleted) for child in reversed(element)]


def _mark_deleted(properties: Any) -> bool:
    mark = None if properties is None else properties.find(w("rPr"))
    return mark is not None and any(mark.find(tag) is not None for tag in _DELETED)


def changes(body: Any) -> int:
    """How many stretches of text are inserted, deleted or moved."""
    runs: Iterable[Any] = body.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo"))
    return sum(
        1
        for element in runs
        if element.getparent().tag not in {w("rPr"), w("trPr")} and len(element)
    )
