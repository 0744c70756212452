"""The XML of paragraphs that a redline is written into."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from drafter.compare.word_stream import Block
from drafter.documents.report import Place
from drafter.word.render import UNKNOWN, UNPRINTABLE
from drafter.word.tracked import can_lose_mark


def printable(text: str) -> str:
    """As long as before, without what a Word file cannot hold."""
    return UNPRINTABLE.sub(lambda char: char[0] if char[0] in "\n\t" else UNKNOWN, text)


def heading_length(block: Block) -> int:
    """Characters of a run-in heading with its number and end mark; all of one that stands alone."""
    line = block.line
    if line.place is Place.HEADING:
        return len(block.text)
    if line.heading == (0, 0):
        return 0
    title = block.text.find(line.text[slice(*line.heading)])
    return title + line.heading[1] - line.heading[0] + 1 if title >= 0 else 0


def is_plain(element: Any) -> bool:
    """Whether a paragraph holds nothing but runs of text, so that moving it moves nothing else."""
    inner = {qn("w:rPr"), qn("w:t"), qn("w:br"), qn("w:tab")}
    runs = [child for child in element if child.tag != qn("w:pPr")]
    if not runs or any(run.tag != qn("w:r") for run in runs):
        return False
    return all(child.tag in inner for run in runs for child in run) and can_lose_mark(element)


def range_end(kind: str, start: Any) -> Any:
    """The element that ends the range of a move which `start` begins; kind: moveFrom, moveTo."""
    return OxmlElement(f"w:{kind}RangeEnd", {qn("w:id"): start.get(qn("w:id"))})


def is_new(element: Any) -> bool:
    """Whether a paragraph's end is an insertion."""
    mark = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}")
    return mark is not None


def first_parted(element: Any) -> Any:
    """The first of the new paragraphs right before one, which were parted from it; else itself."""
    while (head := element.getprevious()) is not None and is_new(head):
        element = head
    return element


def in_body(element: Any) -> Any:
    """What holds an element and stands in the body itself: its table."""
    while element.getparent().tag != qn("w:body"):
        element = element.getparent()
    return element


def without_highlight(inserted: Any) -> None:
    """What comes in the place of a gap is none."""
    for mark in list(inserted.iter(qn("w:highlight"))):
        mark.getparent().remove(mark)
