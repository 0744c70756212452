"""Reads back what write_docx wrote, by other means than it was written."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from drafter.documents.draft_lines import Role
from drafter.errors import RenderFault
from drafter.messages import t
from drafter.word import spec

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_TEXT = {
    f"{_W}{name}"
    for name in ("pPr", "rPr", "commentRangeStart", "commentRangeEnd", "commentReference")
}
_BROKEN_BY_CODE = {spec.STYLES[role].id for role in (Role.TITLE, Role.ISSUER)}


def read_lines(file: Path | BinaryIO) -> list[str]:
    """The text of each paragraph of a Word file's body that is not blank.

    A title's line breaks are joined. Raises RenderFault on anything it does not know to hold text
    or none (tables, fields, tracked changes), and on what is no Word file.
    """
    try:
        with zipfile.ZipFile(file) as package:
            body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{_W}body")
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise RenderFault(t("docx.unreadable", file=_name(file), reason=error)) from error
    if body is None:
        raise RenderFault(t("docx.unreadable", file=_name(file), reason="w:body"))
    texts = ("".join(_texts(block, _name(file))) for block in body if block.tag != f"{_W}sectPr")
    return [text for text in texts if text.strip()]


def _name(file: Path | BinaryIO) -> str:
    return str(file) if isinstance(file, Path) else ".docx"


def _texts(block: ElementTree.Element, file: str) -> Iterator[str]:
    if block.tag != f"{_W}p":
        raise _foreign(block, file)
    style = block.find(f"{_W}pPr/{_W}pStyle")
    broken = style is not None and style.get(f"{_W}val") in _BROKEN_BY_CODE
    for outer in block:
        for part in outer if outer.tag == f"{_W}r" else (outer,):
            if part.tag == f"{_W}t":
                yield part.text or ""
            elif part.tag not in _NO_TEXT and not (broken and part.tag == f"{_W}br"):
                raise _foreign(part, file)


def _foreign(element: ElementTree.Element, file: str) -> RenderFault:
    return RenderFault(t("docx.foreign", file=file, element=element.tag.removeprefix(_W)))
