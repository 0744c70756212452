"""A draft's Word file as it comes back: edited, tracked or not, saved by this or that program."""

import shutil
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from drafter.reading.office import converted
from drafter.records import Draft
from drafter.word.render import write_docx

HEAD, CLERK = "李局", "王科"
TRACKED_AT = "2026-07-08T10:20:00Z"


class Returned:
    """A Word file somebody works in: what stands there, or a draft that is written there first."""

    def __init__(self, draft: Draft | None, path: Path) -> None:
        self.path = path
        if draft:
            write_docx(draft, path)
        self.document: Document = docx.Document(str(path))
        self._numbers = iter(range(900, 10_000))

    def saved(self, by: str = CLERK) -> Path:
        self.document.core_properties.last_modified_by = by
        self.document.core_properties.modified = datetime(2026, 7, 9, 3, 0, 0)
        self.document.save(str(self.path))
        return self.path

    def paragraph(self, words: str) -> Paragraph:
        return next(each for each in self.document.paragraphs if words in each.text)

    def write(self, old: str, new: str, beside: str = "") -> None:
        """Write something in the place of some words, without a track."""
        run = self._run(old, beside)
        Run(run, self.paragraph(beside or old)).text = new

    def track(self, old: str, new: str, who: str = HEAD, beside: str = "") -> None:
        """The same with a track; "" for what only goes."""
        run = self._run(old, beside)
        gone = self._change("del", who)
        run.addprevious(gone)
        gone.append(run)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
        if new:
            gone.addnext(self._insertion(new, who, run))

    def add(self, behind: str, text: str, who: str = "") -> None:
        """Write on at the end of a paragraph."""
        paragraph = self.paragraph(behind)
        if who:
            paragraph._p.append(self._insertion(text, who, paragraph.runs[-1]._r))
        else:
            paragraph.add_run(text)

    def add_paragraph(self, behind: str, text: str, who: str = "") -> None:
        model = self.paragraph(behind)._p
        made: Any = OxmlElement("w:p")
        if model.pPr is not None:
            made.append(deepcopy(model.pPr))
        model.addnext(made)
        run = OxmlElement("w:r")
        made.append(self._insertion(text, who, run) if who else _run(text))

    def take_out(self, words: str) -> None:
        element = self.paragraph(words)._p
        element.getparent().remove(element)

    def move(self, words: str, behind: str) -> None:
        self.paragraph(behind)._p.addnext(self.paragraph(words)._p)

    def comment(self, words: str, text: str, who: str = HEAD) -> None:
        paragraph = self.paragraph(words)
        run = Run(self._run(words), paragraph)
        self.document.add_comment(run, text=text, author=who, initials=who[:1])

    def _run(self, words: str, beside: str = "") -> Any:
        """The words in a run of their own."""
        paragraph = self.paragraph(beside or words)
        at = paragraph.text.index(words)
        parts, place = [], 0
        for run in paragraph.runs:
            a, b = max(at, place), min(at + len(words), place + len(run.text))
            place += len(run.text)
            if a < b:
                parts.append((run, a - (place - len(run.text)), b - (place - len(run.text))))
        first, start, _ = parts[0]
        before, behind = first.text[:start], parts[-1][0].text[parts[-1][2] :]
        for run, _, _ in parts[1:]:
            run.text = ""
        middle, last = deepcopy(first._r), deepcopy(first._r)
        first.text = before
        first._r.addnext(middle)
        middle.addnext(last)
        Run(middle, paragraph).text, Run(last, paragraph).text = words, behind
        return middle

    def _change(self, kind: str, who: str) -> Any:
        values = {"id": str(next(self._numbers)), "author": who, "date": TRACKED_AT}
        return OxmlElement(f"w:{kind}", {qn(f"w:{name}"): value for name, value in values.items()})

    def _insertion(self, text: str, who: str, model: Any) -> Any:
        made = self._change("ins", who)
        run = _run(text)
        if model.find(qn("w:rPr")) is not None:
            run.insert(0, deepcopy(model.find(qn("w:rPr"))))
        made.append(run)
        return made


def _run(text: str) -> Any:
    run: Any = OxmlElement("w:r")
    inner = OxmlElement("w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    inner.text = text
    run.append(inner)
    return run


def resolved(path: Path, *words: str) -> Path:
    """Mark the comments with these words as resolved, as Word does ([MS-DOCX] 2.5.4)."""
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/comments.xml"])
    rows = []
    for number, comment in enumerate(root, 1):
        last = comment.findall(qn("w:p"))[-1]
        last.set(f"{{{w14}}}paraId", f"{number:08X}")
        done = any(each in "".join(comment.itertext()) for each in words)
        rows.append(f'<w15:commentEx w15:paraId="{number:08X}" w15:done="{int(done)}"/>')
    parts["word/comments.xml"] = etree.tostring(root)
    threads = f'<w15:commentsEx xmlns:w15="{w15}">{"".join(rows)}</w15:commentsEx>'
    parts["word/commentsExtended.xml"] = threads.encode()
    relation = (
        '<Relationship Id="rIdEx" Target="commentsExtended.xml" Type="http://schemas.microsoft.com'
        '/office/2011/relationships/commentsExtended"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    kind = (
        '<Override PartName="/word/commentsExtended.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"/></Types>'
    )
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", kind.encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def as_word_saves(path: Path) -> Path:
    """Cut its runs as Word and WPS cut them.

    Revision ids, marks of the speller, bookmarks, language and where a page was broken last stand
    between (ISO/IEC 29500-1 17.3.2, 17.13).
    """
    document = docx.Document(str(path))
    lengths = cycle((2, 5, 1, 7, 3))
    for number, run in enumerate(list(document.element.body.iter(qn("w:r")))):
        if [child.tag for child in run if child.tag != qn("w:rPr")] == [qn("w:t")]:
            for piece in _pieces(run, lengths, number):
                run.addprevious(piece)
            run.getparent().remove(run)
    for number, paragraph in enumerate(document.element.body.iter(qn("w:p"))):
        paragraph.set(qn("w:rsidR"), f"00{number:06X}")
        paragraph.set(qn("w:rsidRDefault"), "00A77B3E")
        mark = {qn("w:id"): str(5000 + number), qn("w:name"): f"_GoBack{number}"}
        paragraph.append(OxmlElement("w:bookmarkStart", mark))
        paragraph.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): str(5000 + number)}))
    document.save(str(path))
    return path


def _pieces(run: Any, lengths: Iterator[int], number: int) -> Iterator[Any]:
    text, at = run.find(qn("w:t")).text or "", 0
    while at < len(text):
        length = next(lengths)
        piece: Any = _run(text[at : at + length])
        if (properties := run.find(qn("w:rPr"))) is not None:
            piece.insert(0, deepcopy(properties))
        piece.set(qn("w:rsidR"), f"00{number:04X}{at:02X}")
        language = OxmlElement("w:lang", {qn("w:val"): "en-US", qn("w:eastAsia"): "zh-CN"})
        piece.get_or_add_rPr().append(language)
        if not at:
            piece.insert(1, OxmlElement("w:lastRenderedPageBreak"))
        yield OxmlElement("w:proofErr", {qn("w:type"): "gramStart" if at else "spellStart"})
        yield piece
        at += length


def as_libreoffice_saves(path: Path) -> Path:
    """Open it in LibreOffice and save it as .docx again."""
    folder = path.parent / "saved"
    folder.mkdir(exist_ok=True)
    with converted(path, "docx") as saved:
        return Path(shutil.copyfile(saved, folder / path.name))
