"""Tracked changes and comments made in the paragraphs of a Word file.

Every element stands where Word's own would. What is inserted has the type of what it replaces.
Nothing else of a run, no footnote and no picture is touched by a change of its text.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from drafter.records import Span
from drafter.word.accepted_text import Final, Paragraph, Piece, is_raised
from drafter.word.ooxml import add_text, append, open_document, put, set_hint
from drafter.word.package import open_parts
from drafter.word.paragraph_marks import integer
from drafter.word.styles import Styles

AUTHOR = "drafter"
_TRACKED = {qn("w:ins"), qn("w:moveTo")}  # a run in one of these is somebody's insertion already
_GONE = {qn("w:del"), qn("w:moveFrom")}
_CHANGES = _TRACKED | _GONE
_PROPERTIES = {qn("w:rPr"), qn("w:trPr")}  # a change in these is one of a mark or a row


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
    """Makes the elements of tracked changes and comments of one author, numbered on."""

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
        """Add a comment on some elements that follow one another in a paragraph.

        By the author of the changes, unless another is named.
        """
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
    paragraph.pieces = [replace(piece, run=piece.element.getparent()) for piece in pieces]


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
    """Leave an element alone in its run; what stands before and behind it gets runs beside it."""
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
    gone, before, after = _runs_at(paragraph, mend.span)
    beside = [*gone, *before, *after]  # the first of them gives what is inserted its type
    if not beside:
        return
    mend.shown = [delete(run, changes) for run in gone]
    if mend.new:
        inserted = insertion(beside[0], mend.new, changes)
        if ahead := mend.shown[-1:] or before:
            put_behind(ahead[0], inserted, changes)
        else:
            outermost(beside[0]).addprevious(inserted)
        mend.shown.append(inserted)


def _runs_at(paragraph: Paragraph, span: Span) -> tuple[list[Any], list[Any], list[Any]]:
    """The runs that lie in a span, then the one before it and the one behind it, [] for none."""
    start, end = span
    placed = list(paragraph.placed())
    within = runs(piece for piece, (a, b) in placed if start <= a and b <= end)
    before = runs(piece for piece, (_, b) in placed if b <= start)
    after = runs(piece for piece, (a, _) in placed if a >= end)
    return within, before[-1:], after[:1]


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
        if is_raised(properties):  # the text says itself which of its digits stand high
            properties.remove_all("w:vertAlign")
        run.append(properties)
    run.text = text  # python-docx makes tabs and breaks of \t and \n
    set_hint(run, text)
    return insertion


def put_behind(element: Any, inserted: Any, changes: Changes) -> None:
    """Put a w:ins behind an element.

    Where that stands in an insertion already, the insertion is parted.
    """
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
    for tag in (
        "rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange tblPrExChange "
        "tblGridChange numberingChange cellIns cellMerge"
    ).split()
}
_RANGES = {qn(f"w:{kind}Range{end}") for kind in ("moveFrom", "moveTo") for end in ("Start", "End")}


def accept_all(root: Any) -> None:
    """Take every tracked change below an element as made.

    A paragraph whose mark is deleted flows into the next.
    """
    for element in list(root.iter(*_GONE, *_SETTLED, *_RANGES)):
        parent = element.getparent()
        if parent is not None and parent.tag not in _PROPERTIES:
            parent.remove(element)
    for row in [row for row in root.iter(qn("w:tr")) if _is_gone(row, "w:trPr")]:
        row.getparent().remove(row)
    for paragraph in list(root.iter(qn("w:p"))):
        _accept_mark(paragraph)
    for element in list(root.iter(*_TRACKED)):
        parent = element.getparent()
        if parent.tag not in _PROPERTIES:
            for child in list(element):
                element.addprevious(child)
        parent.remove(element)


def _is_gone(element: Any, *path: str) -> bool:
    """Whether the properties at a path say that an element was deleted."""
    properties = element.find("/".join(map(qn, path)))
    return properties is not None and any(mark.tag in _GONE for mark in properties)


def _accept_mark(paragraph: Any) -> None:
    """Settle what was done to a paragraph's mark."""
    gone = _is_gone(paragraph, "w:pPr", "w:rPr")
    for mark in paragraph.findall(f"{qn('w:pPr')}/{qn('w:rPr')}/*"):
        if mark.tag in _CHANGES:
            mark.getparent().remove(mark)
    following = paragraph.getnext()
    if gone and following is not None and following.tag == qn("w:p"):
        _flow(paragraph, following)


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
    """Whether a paragraph's mark can be deleted; before a table or at a cell's end it cannot."""
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
