"""Tracked changes and comments made in the paragraphs of a Word file: insert, delete, move, comment, accept all.

Every element stands where Word's own would: what is inserted has the type of what it replaces, and nothing else of a
run, a footnote or a picture is touched by a change of its text.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from drafter.records import Span
from drafter.word.accepted_text import Final, Paragraph, Piece
from drafter.word.ooxml import add_text, append, open_document, put, set_hint
from drafter.word.package import open_parts
from drafter.word.styles import Styles, integer

AUTHOR = "drafter"
_TRACKED = {qn("w:ins"), qn("w:moveTo")}  # a run in one of these is somebody's insertion already
_CHANGES = {*_TRACKED, qn("w:del"), qn("w:moveFrom")}


@dataclass(slots=True)
class Mend:
    """An edit cut down to what differs, and the outermost elements that show it once it is made."""

    span: Span
    new: str
    shown: list[Any] = field(default_factory=list)


def opened(path: Path) -> tuple[Final, Document]:
    parts = open_parts(path)
    document = open_document(path)
    return Final(document.element.body, Styles(parts)), document


class Changes:
    """Makes the elements of tracked changes and comments, numbered on from those a document has, by one author."""

    def __init__(
        self, document: Document, author: str = AUTHOR, date: datetime | None = None
    ) -> None:
        used = (integer(element.get(qn("w:id"))) for element in document.element.body.iter())
        self._next = max((id for id in used if id < 2**30), default=0)
        self._document = document
        self._author = author
        self._date = date or datetime.now(UTC)

    def id(self) -> str:
        self._next += 1
        return str(self._next)

    def element(self, kind: str, **attributes: str) -> Any:
        date = self._date.strftime("%Y-%m-%dT%H:%M:%SZ")
        made = {"id": self.id(), "author": self._author, "date": date, **attributes}
        return OxmlElement(f"w:{kind}", {qn(f"w:{name}"): value for name, value in made.items()})

    def comment(
        self, shown: Sequence[Any], text: str, author: str = "", date: datetime | None = None
    ) -> None:
        """Add a comment on some elements that follow one another in a paragraph; by the author of the changes, unless
        another is named."""
        author = author or self._author
        comment = self._document.comments.add_comment(author=author, initials=author[:1].upper())
        element: Any = comment._comment_elm
        element.date = date or self._date  # python-docx knows only the present moment
        add_text(comment.paragraphs[0], text)
        first, last = outermost(shown[0]), outermost(shown[-1])
        id = str(comment.comment_id)
        first.addprevious(OxmlElement("w:commentRangeStart", {qn("w:id"): id}))
        end = OxmlElement("w:commentRangeEnd", {qn("w:id"): id})
        last.addnext(end)
        reference = OxmlElement("w:r")
        append(reference, "commentReference", id=id)
        end.addnext(reference)


def cut(paragraph: Paragraph, mends: Sequence[Mend]) -> None:
    """Cut texts where a mend begins or ends, and give each text that touches one a run of its own.

    So no footnote, picture or field that shares a run with deleted text is deleted with it.
    """
    places = {at for mend in mends for at in mend.span}
    pieces: list[Piece] = []
    for piece, (start, end) in paragraph.placed():
        inner = sorted(at - start for at in places if start < at < end)
        pieces += _split_text(piece, inner) if inner else [piece]
    paragraph.pieces = pieces
    for piece, (start, end) in paragraph.placed():
        if any(mend.span[0] <= end and start <= mend.span[1] for mend in mends):
            _isolate(piece.element)
    # its place in the tree says which run holds a text now
    paragraph.pieces = [
        Piece(one.element.getparent(), one.element, one.text, one.type) for one in pieces
    ]


def _split_text(piece: Piece, inner: list[int]) -> Iterator[Piece]:
    element = piece.element
    texts = [piece.text[a:b] for a, b in pairwise((0, *inner, len(piece.text)))]
    for n, text in enumerate(texts):
        if n:
            following = OxmlElement("w:t")
            element.addnext(following)
            element = following
        element.text = text
        element.set(qn("xml:space"), "preserve")
        yield Piece(piece.run, element, text, piece.type)


def _isolate(element: Any) -> None:
    """Leave an element alone in its run, with what stands before and behind it in runs beside it."""
    before = element.getprevious()
    if before is not None and before.tag != qn("w:rPr"):
        _split_run(element)
    if (behind := element.getnext()) is not None:
        _split_run(behind)


def _split_run(first: Any) -> None:
    """Move an element of a run and what follows it to a new run behind."""
    run = first.getparent()
    following = OxmlElement("w:r")
    if run.rPr is not None:
        following.append(deepcopy(run.rPr))
    moved = [first, *first.itersiblings()]
    for element in moved:
        following.append(element)
    run.addnext(following)


def apply(paragraph: Paragraph, mend: Mend, changes: Changes) -> None:
    """Make one mend in a paragraph that is cut at its ends."""
    placed = list(paragraph.placed())
    start, end = mend.span
    gone = runs(piece for piece, (a, b) in placed if start <= a and b <= end)
    before = next((piece.run for piece, (_, b) in reversed(placed) if b <= start), None)
    after = next((piece.run for piece, (a, _) in placed if a >= end), None)
    model = gone[0] if gone else before if before is not None else after
    if model is None:
        return
    mend.shown = [delete(run, changes) for run in gone]
    if mend.new:
        inserted = insertion(model, mend.new, changes)
        if gone:
            put_behind(mend.shown[-1], inserted, changes)
        elif before is not None:
            put_behind(before, inserted, changes)
        else:
            outermost(model).addprevious(inserted)
        mend.shown.append(inserted)


def runs(pieces: Iterable[Piece]) -> list[Any]:
    runs: list[Any] = []
    for piece in pieces:
        if not runs or runs[-1] is not piece.run:
            runs.append(piece.run)
    return runs


def delete(run: Any, changes: Changes) -> Any:
    """Put a run into a w:del, which is returned."""
    deletion = changes.element("del")
    run.addprevious(deletion)
    deletion.append(run)
    for text in run.findall(qn("w:t")):
        text.tag = qn("w:delText")
    return deletion


def insertion(model: Any, text: str, changes: Changes) -> Any:
    """A w:ins with the text, in the type of a run."""
    insertion = changes.element("ins")
    run: Any = OxmlElement("w:r")
    insertion.append(run)
    if model.rPr is not None:
        properties = deepcopy(model.rPr)
        for mark in properties.findall(qn("w:rPrChange")):
            properties.remove(mark)
        run.append(properties)
    run.text = text  # python-docx makes tabs and breaks of \t and \n
    set_hint(run, text)
    return insertion


def put_behind(element: Any, inserted: Any, changes: Changes) -> None:
    """Put a w:ins behind an element; out of an insertion that is there already, which is parted for it."""
    outer = element.getparent()
    if outer.tag not in _TRACKED:
        element.addnext(inserted)
        return
    rest = list(element.itersiblings())
    outer.addnext(inserted)
    if rest:
        parted = OxmlElement(f"w:{outer.tag.rpartition('}')[2]}", dict(outer.attrib))
        parted.set(qn("w:id"), changes.id())
        for sibling in rest:
            parted.append(sibling)
        inserted.addnext(parted)


def outermost(element: Any) -> Any:
    """The tracked change that an element stands in, itself where it stands in none."""
    while element.getparent() is not None and element.getparent().tag in _CHANGES:
        element = element.getparent()
    return element


def flagged(paragraph: Paragraph | None, span: Span) -> list[Any]:
    """The runs that a span of a paragraph lies in."""
    if paragraph is None:
        return []
    start, end = span if span[0] < span[1] else (0, len(paragraph.text))
    return runs(piece for piece, (a, b) in paragraph.placed() if a < end and start < b)


# --- whole paragraphs ---

_SETTLED = {
    qn(f"w:{tag}")
    for tag in "rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange".split()
}
_SETTLED |= {
    qn(f"w:{tag}")
    for tag in "tblPrExChange tblGridChange numberingChange cellIns cellMerge".split()
}
_RANGES = {qn(f"w:{kind}Range{end}") for kind in ("moveFrom", "moveTo") for end in ("Start", "End")}


def accept_all(body: Any) -> None:
    """Take every tracked change of a body as made; a paragraph whose mark is deleted flows into the next."""
    for element in list(body.iter(qn("w:del"), qn("w:moveFrom"), *_SETTLED, *_RANGES)):
        parent = element.getparent()
        if parent is None or parent.tag in {qn("w:rPr"), qn("w:trPr")}:
            continue
        parent.remove(element)
    for row in [
        mark.getparent().getparent()
        for mark in body.iter(qn("w:del"))
        if mark.getparent().tag == qn("w:trPr")
    ]:
        if row.getparent() is not None:
            row.getparent().remove(row)
    for paragraph in list(body.iter(qn("w:p"))):
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        marks = [] if properties is None else [m for m in properties if m.tag in _CHANGES]
        for mark in marks:
            properties.remove(mark)
        following = paragraph.getnext()
        gone = any(mark.tag in {qn("w:del"), qn("w:moveFrom")} for mark in marks)
        if gone and following is not None and following.tag == qn("w:p"):
            _flow(paragraph, following)
    for element in list(body.iter(*_TRACKED)):
        parent = element.getparent()
        if parent.tag not in {qn("w:rPr"), qn("w:trPr")}:
            for child in list(element):
                element.addprevious(child)
        parent.remove(element)


def _flow(paragraph: Any, following: Any) -> None:
    """Put what a paragraph holds before what the next one holds, and take it away."""
    properties = following.find(qn("w:pPr"))
    at = 0 if properties is None else 1
    for element in [child for child in paragraph if child.tag != qn("w:pPr")]:
        following.insert(at, element)
        at += 1
    paragraph.getparent().remove(paragraph)


def mark_paragraph(paragraph: Any, kind: str, changes: Changes) -> None:
    """Track the mark that ends a w:p: "ins", "del", "moveFrom" or "moveTo"."""
    properties = paragraph.get_or_add_pPr()
    run = properties.find(qn("w:rPr"))
    if run is None:
        put(properties, "rPr")
        run = properties.find(qn("w:rPr"))
    run.insert(0, changes.element(kind))


def can_lose_mark(paragraph: Any) -> bool:
    """Whether a paragraph's mark can be deleted: one before a table, or the last of a cell or section, cannot."""
    following = paragraph.getnext()
    while following is not None and following.tag in _ASIDE:
        following = following.getnext()
    section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    return following is not None and following.tag == qn("w:p") and section is None


_ASIDE = {
    qn(f"w:{tag}") for tag in "bookmarkStart bookmarkEnd proofErr permStart permEnd".split()
} | _RANGES


def paragraph_like(model: Any) -> Any:
    """A new empty w:p with the format of another; it neither ends a section nor begins a page."""
    made: Any = OxmlElement("w:p")
    properties = model.find(qn("w:pPr"))
    if properties is not None:
        made.append(deepcopy(properties))
        for tag in ("w:sectPr", "w:pPrChange", "w:pageBreakBefore"):
            for element in made.pPr.findall(qn(tag)):
                made.pPr.remove(element)
        for mark in made.pPr.findall(f"{qn('w:rPr')}/*"):
            if mark.tag in _CHANGES:
                mark.getparent().remove(mark)
    return made


def track_format(paragraph: Any, before: Any, changes: Changes) -> None:
    """Track that a w:p had the format of another."""
    old = paragraph_like(before).find(qn("w:pPr"))
    old = OxmlElement("w:pPr") if old is None else old
    now = deepcopy(paragraph.get_or_add_pPr())
    for properties in (old, now):
        for mark in properties.findall(qn("w:rPr")):
            properties.remove(mark)
    if etree.tostring(old) != etree.tostring(now):
        change = changes.element("pPrChange")
        change.append(old)
        paragraph.pPr.append(change)  # the last that the schema allows
