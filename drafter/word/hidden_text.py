"""What stands in a Word file and no reader of it sees.

Letters like what they stand on, of a point or two, squeezed to nothing or moved away; lines and
rows of no height; paragraphs beside the page. White text over something dark (a shaded cell, a text
box) is text like any other.
"""

import re
from collections.abc import Iterator
from typing import Any

from drafter.word.accepted_text import Paragraph, Piece
from drafter.word.package import VAL, w
from drafter.word.paragraph_marks import integer, paragraph_marks
from drafter.word.styles import Styles

PALE = 0xF0  # of 255: no darker than paper
_ALIKE = 0x18  # of 255, in each of red, green, blue: letters no further from what is behind them
_LOW = 40  # twips: a line, row or cell of two points
_TEXT_WIDTH, _PAGE = 9000, (11906, 16838)  # twips, of A4
_SHADING, _HIGHLIGHT, _FILL, _TABLE_STYLE = w("shd"), w("highlight"), w("fill"), w("tblStyle")
_PROPERTIES = {
    w("r"): w("rPr"),
    w("p"): w("pPr"),
    w("tc"): w("tcPr"),
    w("tbl"): w("tblPr"),
}
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


def unseen(piece: Piece, styles: Styles) -> bool:
    """Whether a stretch of a Word file cannot be seen."""
    if not piece.text.strip():
        return False
    colour = piece.type.color
    return piece.lost or (bool(colour) and _is_like(colour, piece.run, styles))


def out_of_sight(paragraph: Paragraph, page: tuple[int, int]) -> bool:
    """Whether no line of a paragraph is seen: it has no height, or stands beside the page.

    page  width and height of the widest and the highest, in twips: `largest_page`
    """
    own = paragraph.element.find(w("pPr"))
    marks = paragraph.style.paragraph | paragraph_marks(own)
    if marks.get("rule") == "exact" and 0 < marks.get("line", 240) <= _LOW:
        return True
    wide, high = page
    start = marks.get("left", 0) + marks.get("first_line", 0)
    if start > max(_TEXT_WIDTH, wide - 1000) or start < -wide:
        return True
    frame = None if own is None else own.find(w("framePr"))
    if _is_beyond(frame, "x", wide) or _is_beyond(frame, "y", high):
        return True
    return any(_is_hidden_by(around, wide, high) for around in paragraph.element.iterancestors())


def pale(rgb: str) -> bool:
    """Whether RRGGBB cannot be told from white paper; "" is automatic, which is black."""
    return re.fullmatch("[0-9A-Fa-f]{6}", rgb) is not None and min(bytes.fromhex(rgb)) >= PALE


def alike(one: str, other: str) -> bool:
    """Whether letters of one colour, RRGGBB, cannot be told from the other."""
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return all(abs(a - b) <= _ALIKE for a, b in pairs)


# --- colours ---


def _is_like(colour: str, run: Any, styles: Styles) -> bool:
    """Whether a colour is that of all that may be behind a run."""
    for element in (run, *run.iterancestors()):
        if element.tag == w("txbxContent"):
            return False  # what a text box is filled with is a drawing's matter
        grounds = list(_grounds(element, styles))
        if grounds:
            return all(ground and alike(colour, ground) for ground in grounds)
    return pale(colour)


def _grounds(element: Any, styles: Styles) -> Iterator[str]:
    """What an element is shaded with, RRGGBB; "" for what is not known. None where nothing is."""
    properties = element.find(_PROPERTIES.get(element.tag, "-"))
    if properties is None:
        return
    highlight = properties.find(_HIGHLIGHT)
    if highlight is not None and highlight.get(VAL) != "none":
        yield _HIGHLIGHTS.get(highlight.get(VAL) or "", "")
        return
    shadings = properties.findall(_SHADING)
    named = properties.find(_TABLE_STYLE)
    if named is not None and not shadings:
        shadings = styles.shadings(named.get(VAL) or "")
    yield from (ground for shading in shadings if (ground := _ground(shading)) is not None)


def _ground(shading: Any) -> str | None:
    if any(name.endswith("themeFill") for name in shading.keys()):  # noqa: SIM118 (attributes of XML)
        return ""
    fill = shading.get(_FILL) or "auto"
    if (shading.get(VAL) or "clear") not in {"clear", "nil"}:
        return ""  # a pattern
    return fill if re.fullmatch("[0-9A-Fa-f]{6}", fill) else None


# --- places ---


def largest_page(body: Any) -> tuple[int, int]:
    """The greatest width and height of a file's pages, in twips."""
    sizes = [_PAGE]
    for size in body.iter(w("pgSz")):
        sizes.append((integer(size.get(w("w"))), integer(size.get(w("h")))))
    return max(wide for wide, _ in sizes), max(high for _, high in sizes)


def _is_beyond(frame: Any, side: str, size: int) -> bool:
    """Whether a frame or a floating table begins beyond the page."""
    if frame is None:
        return False
    at = integer(frame.get(w(side)) or frame.get(w(f"tblp{side.upper()}")))
    return at >= size or at < -size


def _is_hidden_by(around: Any, wide: int, high: int) -> bool:
    """Whether a row, cell or table shows nothing of what is in it."""
    if around.tag == w("tr"):
        height = around.find(f"{w('trPr')}/{w('trHeight')}")
        low = height is not None and height.get(w("hRule")) == "exact"
        return around.find(f"{w('trPr')}/{w('hidden')}") is not None or (
            low and integer(height.get(VAL), 240) <= _LOW
        )
    if around.tag == w("tc"):
        width = around.find(f"{w('tcPr')}/{w('tcW')}")
        fixed = around.find(f"../../{w('tblPr')}/{w('tblLayout')}")
        is_fixed = fixed is not None and fixed.get(w("type")) == "fixed"
        return width is not None and is_fixed and 0 < integer(width.get(w("w")), 240) <= _LOW
    if around.tag == w("tbl"):
        place = around.find(f"{w('tblPr')}/{w('tblpPr')}")
        return _is_beyond(place, "X", wide) or _is_beyond(place, "Y", high)
    return False
