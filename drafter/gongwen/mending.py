"""Mends written into a Word file as tracked changes, each finding's reason beside them as a comment.

A person decides in Word: to accept all gives the mended text, to reject all the text as it was. Nothing else changes.
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

from drafter.files import write_whole
from drafter.gongwen.final import Final, Paragraph, Piece
from drafter.gongwen.ooxml import add_text, append, open_document, package_bytes, set_hint
from drafter.gongwen.package import open_parts
from drafter.gongwen.resolve import Styles, integer
from drafter.messages import t
from drafter.records import Edit, Finding, Span

_AUTHOR, _INITIALS = "drafter", "D"
_TRACKED = {qn("w:ins"), qn("w:moveTo")}  # a run in one of these is somebody's insertion already
_CHANGES = {*_TRACKED, qn("w:del"), qn("w:moveFrom")}


@dataclass(slots=True)
class _Mend:
    """An edit cut down to what differs, and the outermost elements that show it once it is made."""

    span: Span
    new: str
    shown: list[Any] = field(default_factory=list)


def write_mended(path: Path, output: Path, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Write a copy of a Word file with every edit of the findings' fixes as a tracked change.

    Each finding gets a comment at the first place it changes, one without a fix at the place it flags. Returns the
    findings of which an edit could not be made: its text is not there, or another edit overlaps it.
    Raises InputError where the file cannot be read or the copy not be written.
    """
    final, document = _opened(path)
    made, places = _make(final, {edit for finding in findings for edit in finding.fix}, _Changes(document))
    for finding in findings:
        edits = [edit for edit in finding.fix if edit in made]
        if edits:
            _comment(document, made[edits[0]].shown, _said(finding, len(edits)))
        elif not finding.fix and (runs := _flagged(places.get(finding.line or 0), finding.span)):
            _comment(document, runs, _said(finding, 1))
    write_whole(output, package_bytes(document))
    return tuple(finding for finding in findings if any(edit not in made for edit in finding.fix))


def _opened(path: Path) -> tuple[Final, Document]:
    parts = open_parts(path)
    document = open_document(path)
    return Final(document.element.body, Styles(parts)), document


class _Changes:
    """Makes the elements of tracked changes, numbered on from those the document has."""

    def __init__(self, document: Document) -> None:
        used = (integer(element.get(qn("w:id"))) for element in document.element.body.iter())
        self._next = max((id for id in used if id < 2**30), default=0)
        self._date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def id(self) -> str:
        self._next += 1
        return str(self._next)

    def element(self, kind: str) -> Any:
        return OxmlElement(f"w:{kind}", {qn("w:id"): self.id(), qn("w:author"): _AUTHOR, qn("w:date"): self._date})


def _make(final: Final, edits: set[Edit], changes: _Changes) -> tuple[dict[Edit, _Mend], dict[int, Paragraph]]:
    """Make the edits; what was made of each, and the paragraphs by number as they are now."""
    made: dict[Edit, _Mend] = {}
    places = {paragraph.number: paragraph for paragraph in final.paragraphs}
    for number in sorted({edit.line for edit in edits} & set(places)):
        paragraph = places[number]
        mine = {edit: _difference(edit) for edit in _possible(paragraph.text, (e for e in edits if e.line == number))}
        mends = [mend for mend in mine.values() if mend.span[0] < mend.span[1] or mend.new]
        _cut(paragraph, mends)
        for mend in reversed(mends):
            _apply(paragraph, mend, changes)
        made |= {edit: mend for edit, mend in mine.items() if mend.shown}
    return made, places


def _possible(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits whose text is there, in order, without those that overlap one before."""
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.span, edit.new)):
        if text[slice(*edit.span)] == edit.old and end <= edit.span[0] <= edit.span[1] <= len(text):
            end = edit.span[1]
            yield edit


def _difference(edit: Edit) -> _Mend:
    """The edit without what old and new have in common at both ends."""
    old, new, (start, end) = edit.old, edit.new, edit.span
    while old and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    while old and new and old[-1] == new[-1]:
        old, new, end = old[:-1], new[:-1], end - 1
    return _Mend((start, end), new)


# --- one paragraph ---


def _cut(paragraph: Paragraph, mends: Sequence[_Mend]) -> None:
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
    paragraph.pieces = [Piece(one.element.getparent(), one.element, one.text, one.type) for one in pieces]


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


def _apply(paragraph: Paragraph, mend: _Mend, changes: _Changes) -> None:
    """Make one mend in a paragraph that is cut at its ends."""
    placed = list(paragraph.placed())
    start, end = mend.span
    gone = _runs(piece for piece, (a, b) in placed if start <= a and b <= end)
    before = next((piece.run for piece, (_, b) in reversed(placed) if b <= start), None)
    after = next((piece.run for piece, (a, _) in placed if a >= end), None)
    model = gone[0] if gone else before if before is not None else after
    if model is None:
        return
    mend.shown = [_delete(run, changes) for run in gone]
    if mend.new:
        inserted = _insertion(model, mend.new, changes)
        if gone:
            _put_behind(mend.shown[-1], inserted, changes)
        elif before is not None:
            _put_behind(before, inserted, changes)
        else:
            _outermost(model).addprevious(inserted)
        mend.shown.append(inserted)


def _runs(pieces: Iterable[Piece]) -> list[Any]:
    runs: list[Any] = []
    for piece in pieces:
        if not runs or runs[-1] is not piece.run:
            runs.append(piece.run)
    return runs


def _delete(run: Any, changes: _Changes) -> Any:
    """Put a run into a w:del, which is returned."""
    deletion = changes.element("del")
    run.addprevious(deletion)
    deletion.append(run)
    for text in run.findall(qn("w:t")):
        text.tag = qn("w:delText")
    return deletion


def _insertion(model: Any, text: str, changes: _Changes) -> Any:
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


def _put_behind(element: Any, inserted: Any, changes: _Changes) -> None:
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


def _outermost(element: Any) -> Any:
    """The tracked change that an element stands in, itself where it stands in none."""
    while element.getparent() is not None and element.getparent().tag in _CHANGES:
        element = element.getparent()
    return element


# --- comments ---


def _flagged(paragraph: Paragraph | None, span: Span) -> list[Any]:
    """The runs that a span of a paragraph lies in."""
    if paragraph is None:
        return []
    start, end = span if span[0] < span[1] else (0, len(paragraph.text))
    return _runs(piece for piece, (a, b) in paragraph.placed() if a < end and start < b)


def _comment(document: Document, shown: Sequence[Any], text: str) -> None:
    """Add a comment on some elements that follow one another in a paragraph."""
    comment = document.comments.add_comment(author=_AUTHOR, initials=_INITIALS)
    add_text(comment.paragraphs[0], text)
    first, last = _outermost(shown[0]), _outermost(shown[-1])
    id = str(comment.comment_id)
    first.addprevious(OxmlElement("w:commentRangeStart", {qn("w:id"): id}))
    end = OxmlElement("w:commentRangeEnd", {qn("w:id"): id})
    last.addnext(end)
    reference = OxmlElement("w:r")
    append(reference, "commentReference", id=id)
    end.addnext(reference)


def _said(finding: Finding, count: int) -> str:
    more = t("word.comment.more", count=count) if count > 1 else ""
    return f"{finding.code} {t(f'severity.{finding.severity}')} {finding.message}{more}"
