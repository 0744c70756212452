"""A Word file as it lies in its package: paragraphs, what is highlighted and remarked on, the page.

It shares no code with drafter.word, which wrote the file.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: how it is coloured ("" for not), and the remark that stands at it."""

    text: str
    colour: str
    remark: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that has text; form is what its style gives it, for example size → 32."""

    style: str
    pieces: tuple[Piece, ...]
    form: dict[str, str]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a Word file holds; page: the numbers of its section, in twentieths of a point."""

    blocks: tuple[Block, ...]
    page: dict[str, str]

    @property
    def text(self) -> str:
        """A line a paragraph."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def marked(self) -> list[Piece]:
        """What is highlighted, in order; neighbours of one remark are one."""
        found: list[Piece] = []
        for block in self.blocks:
            before: Piece | None = None
            for piece in block.pieces:
                if piece.colour and before and piece.remark and piece.remark == before.remark:
                    found[-1] = Piece(found[-1].text + piece.text, piece.colour, piece.remark)
                elif piece.colour:
                    found.append(piece)
                before = piece if piece.colour else None
        return found


def read_word_file(path: Path) -> WordFile:
    """Read a .docx. Raises KeyError or BadZipFile on what is none."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        body = ElementTree.fromstring(package.read("word/document.xml"))[0]
        styles = ElementTree.fromstring(package.read("word/styles.xml"))
        remarks = {}
        if "word/comments.xml" in names:
            every = ElementTree.fromstring(package.read("word/comments.xml"))
            remarks = {_of(one, "id"): _said(one) for one in every.iter(f"{_W}comment")}
    forms = _forms(styles)
    blocks = [_block(node, remarks, forms) for node in body.iter(f"{_W}p")]
    page = {
        f"{_local(node.tag)}.{_local(name)}": value
        for node in body.iterfind(f"{_W}sectPr/*")
        for name, value in node.attrib.items()
    }
    return WordFile(tuple(block for block in blocks if block.text.strip()), page)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _of(node: Element, name: str) -> str:
    return node.get(f"{_W}{name}", "")


def _said(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{_W}t"))


def _block(node: Element, remarks: dict[str, str], forms: dict[str, dict[str, str]]) -> Block:
    pieces: list[Piece] = []
    open_now: list[str] = []
    for part in node:
        kind = _local(part.tag)
        if kind == "commentRangeStart":
            open_now.append(_of(part, "id"))
        elif kind == "commentRangeEnd":
            open_now.remove(_of(part, "id"))
        elif kind == "r":
            colour = part.find(f"{_W}rPr/{_W}highlight")
            remark = " ".join(remarks.get(name, "") for name in open_now)
            pieces.append(Piece(_said(part), "" if colour is None else _of(colour, "val"), remark))
    style = node.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else _of(style, "val")
    return Block(name, tuple(piece for piece in pieces if piece.text), forms.get(name, {}))


def _forms(styles: Element) -> dict[str, dict[str, str]]:
    """Style → its own form, over that of the style it is based on, over the defaults."""
    nodes = {_of(node, "styleId"): node for node in styles.iter(f"{_W}style")}
    defaults = styles.find(f"{_W}docDefaults")

    def form(name: str) -> dict[str, str]:
        node = nodes[name]
        based = node.find(f"{_W}basedOn")
        below = form(_of(based, "val")) if based is not None else dict(_settings(defaults))
        return {**below, **dict(_settings(node))}

    return {name: form(name) for name in nodes}


def _settings(node: Element | None) -> Iterator[tuple[str, str]]:
    if node is None:
        return
    for tag, attribute, name in (
        ("sz", "val", "size"),
        ("rFonts", "eastAsia", "font"),
        ("jc", "val", "side"),
        ("spacing", "line", "line"),
        ("spacing", "lineRule", "rule"),
        ("ind", "firstLineChars", "first"),
        ("ind", "firstLine", "indent"),
    ):
        for found in node.iter(f"{_W}{tag}"):
            if value := _of(found, attribute):
                yield name, value
