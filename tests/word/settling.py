"""Accepts or rejects all changes of a Word file by ECMA-376 17.13.5, with nothing of ours."""

import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


def settled_texts(path: Path, *, accept: bool) -> list[str]:
    """The paragraphs that hold text once all changes are accepted, or rejected."""
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    gone = {f"{W}del", f"{W}moveFrom"} if accept else {f"{W}ins", f"{W}moveTo"}
    texts: list[str] = []
    open_text = ""
    for paragraph in body.iter(f"{W}p"):
        open_text += _text(paragraph, gone)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        following = paragraph.getnext()
        while following is not None and etree.QName(following).localname.endswith(
            ("RangeEnd", "RangeStart")
        ):
            following = following.getnext()
        flows = following is not None and following.tag == f"{W}p"
        if mark is not None and any(mark.find(tag) is not None for tag in gone) and flows:
            continue
        if open_text.strip():
            texts.append(open_text)
        open_text = ""
    assert not open_text.strip()
    return texts


def _text(element: etree._Element, gone: set[str]) -> str:
    if element.tag in gone or element.tag in {f"{W}pPr", f"{W}rPr", f"{W}instrText"}:
        return ""
    if element.tag in {f"{W}t", f"{W}delText"}:
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag] if element.get(f"{W}type") not in {"page", "column"} else ""
    return "".join(_text(child, gone) for child in element)
