"""Words of a Word file replaced in place: runs keep their type, and nothing names who wrote it.

Tracked changes are accepted, comments removed, properties emptied. Headers, footers, notes and text
boxes are paragraphs like those of the body and come after them.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from lxml import etree

from drafter.messages import t
from drafter.records import Edit, Span
from drafter.word.accepted_text import LOWERED, Final, changes, is_raised
from drafter.word.ooxml import open_document, package_bytes
from drafter.word.package import Parts, open_parts, w
from drafter.word.styles import Styles
from drafter.word.tracked import accept_all

_DELETED = (w("del"), w("moveFrom"))
_MARKS = tuple(
    w(name)
    for name in (
        "commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart "
        "moveToRangeEnd rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange "
        "tblGridChange numberingChange docVars attachedTemplate"
    ).split()
)
_OTHER_PARTS = re.compile(r"/word/(?:header|footer|footnotes|endnotes)[^/]*\.xml$")
_DROPPED = re.compile(
    r"comments|people|customXml|custom-properties|thumbnail|glossaryDocument|attachedTemplate"
)
_TEXT, _PARAGRAPH, _SPACE = w("t"), w("p"), "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE_URL = "about:blank"
_ADDRESS = re.compile(r"https?:|mailto:|\\|:/")
_APPLICATION = re.compile(rb"<(Company|Manager|Template|HyperlinkBase)>[^<]*</\1>")
_CORE = "author last_modified_by title subject keywords comments category content_status".split()


@dataclass(slots=True)
class _Place:
    """A paragraph as the elements that hold its text, each with what it reads as.

    Only w:t can be changed. Digits that are set high read as characters of their own: 10⁴吨.
    """

    elements: list[tuple[Any, str]]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.elements)

    def replace(self, edits: Sequence[Edit]) -> None:
        """Make edits that do not overlap.

        Each character goes where the one it replaces stood, the rest to the last of those.
        """
        for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
            touched = list(self._touched(edit.span))
            rest = edit.new
            for m, (n, start, end) in enumerate(touched):
                element, text = self.elements[n]
                last = m == len(touched) - 1
                share, rest = (rest, "") if last else (rest[: end - start], rest[end - start :])
                text = text[:start] + share + text[end:]
                raised = is_raised(element.getparent().find(w("rPr")))
                element.text = text.translate(LOWERED) if raised else text
                element.set(_SPACE, "preserve")
                self.elements[n] = (element, text)

    def _touched(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """The elements that a span lies in, by number, each with the part of its text."""
        at = 0
        for n, (element, text) in enumerate(self.elements):
            start, end = max(span[0], at) - at, min(span[1], at + len(text)) - at
            if start < end and element.tag == _TEXT:
                yield n, start, end
            at += len(text)


class WordText:
    """A Word file opened to have words replaced.

    Raises InputError on what is none, is damaged, or was made to harm.

    body      how many of its paragraphs are the body's; `paragraphs` has the text of all by number,
              1-based
    notices   what a person has to be told: changes accepted, comments removed, pictures nobody
              looked into
    """

    def __init__(self, path: Path) -> None:
        parts = open_parts(path)
        self._document = open_document(path)
        self.notices = list(_notices(parts, self._document))
        self._around = dict(_around(self._document))
        _scrub(self._document, self._around.values())
        final = Final(self._document.element.body, Styles(parts))
        self._places = {
            paragraph.number: _Place([(piece.element, piece.printed) for piece in paragraph.pieces])
            for paragraph in final.paragraphs
        }
        self.body = max(self._places, default=0)
        for number, paragraph in enumerate(self._others(), self.body + 1):
            self._places[number] = _Place(
                [(element, element.text or "") for element in _texts(paragraph)]
            )

    @property
    def paragraphs(self) -> Mapping[int, str]:
        return {number: place.text for number, place in self._places.items()}

    def replace(self, edits: Iterable[Edit]) -> None:
        """Make edits whose spans count in `paragraphs`; no two may overlap."""
        by_number: dict[int, list[Edit]] = {}
        for edit in edits:
            by_number.setdefault(edit.line, []).append(edit)
        for number, mine in by_number.items():
            self._places[number].replace(mine)

    def content(self) -> bytes:
        """The file as it is now."""
        for part, root in self._around.items():
            if not hasattr(part, "element"):
                part._blob = etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True
                )
        return package_bytes(self._document)

    def _others(self) -> Iterator[Any]:
        """Paragraphs of text boxes, then those of headers, footers and notes."""
        for box in self._document.element.body.iter(w("txbxContent")):
            yield from box.iter(_PARAGRAPH)
        for root in self._around.values():
            yield from root.iter(_PARAGRAPH)


def left_in(content: bytes, words: Iterable[str]) -> dict[str, set[str]]:
    """The words that a package still holds, by the part that holds them.

    They may stand in attributes, field codes or embedded text.
    """
    left: dict[str, set[str]] = {}
    wanted = [word for word in words if word]
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            text = package.read(name).decode("utf-8", "replace")
            plain = text + re.sub(r"<[^>]*>", "", text)
            if held := {word for word in wanted if word in plain}:
                left[name] = held
    return left


def _around(document: Document) -> Iterator[tuple[Any, Any]]:
    """The parts that are printed around the body or under it, each with its root."""
    for part in document.part.package.iter_parts():
        if _OTHER_PARTS.search(str(part.partname)):
            yield part, part.element if hasattr(part, "element") else etree.fromstring(part.blob)


def _texts(paragraph: Any) -> Iterator[Any]:
    """The texts of a paragraph itself, not those of a box within it."""
    for element in paragraph.iter(_TEXT):
        if next(element.iterancestors(_PARAGRAPH), None) is paragraph:
            yield element


def _notices(parts: Parts, document: Document) -> Iterator[str]:
    comments = 0 if parts.comments is None else len(parts.comments.findall(w("comment")))
    pictures = sum("/media/" in str(part.partname) for part in document.part.package.iter_parts())
    embedded = sum(
        any(folder in str(part.partname) for folder in ("/embeddings/", "/charts/", "/diagrams/"))
        for part in document.part.package.iter_parts()
    )
    counts = {
        "changes": changes(parts.body),
        "comments": comments,
        "pictures": pictures,
        "embedded": embedded,
    }
    for what, count in counts.items():
        if count:
            yield t(f"mask.word.{what}", count=count)


# --- what names people ---


def _scrub(document: Document, around: Iterable[Any]) -> None:
    """Take away all that names people or says where the file comes from."""
    for root in (document.element, *around):
        _settle(root)
        for element in root.iter():
            _scrub_element(element)
    for name in _CORE:
        setattr(document.core_properties, name, "")
    _drop_relations(document.part.package)
    for part in list(document.part.package.iter_parts()):
        _drop_relations(part)
        if part.content_type == CONTENT_TYPE.OFC_EXTENDED_PROPERTIES:
            part._blob = _APPLICATION.sub(rb"<\1></\1>", part.blob)
    _remove(document.settings.element.iter(*_MARKS))


def _scrub_element(element: Any) -> None:
    """Empty what a picture is called, and the addresses of a field."""
    if str(element.tag).endswith(("docPr", "cNvPr")):
        for name in {"descr", "title"} & set(element.attrib):
            element.attrib[name] = ""
    if element.tag == w("instrText") and _ADDRESS.search(element.text or ""):
        element.text = re.sub(r'"[^"]*"', f'"{_OFFICE_URL}"', element.text)


def _settle(root: Any) -> None:
    """Accept every tracked change, and take comments away with their places."""
    accept_all(root)
    _remove(root.iter(*_DELETED, *_MARKS, w("commentReference")))


def _remove(elements: Iterable[Any]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.getparent().remove(element)


def _drop_relations(part: Any) -> None:
    for id, relation in list(part.rels.items()):
        if _DROPPED.search(relation.reltype):
            del part.rels[id]
        elif relation.is_external:
            relation._target = _OFFICE_URL
