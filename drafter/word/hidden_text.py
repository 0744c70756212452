"""What stands in a Word file and no reader of it sees: white on white, letters of a point or two.

White text over something dark (a shaded cell, a text box) is text like any other.
"""

import re
from typing import Any

from drafter.word.accepted_text import Piece
from drafter.word.package import VAL, w
from drafter.word.styles import Styles

TINY = 2.0  # points: letters of no more cannot be seen
PALE = 0xF0  # of 255: no darker than paper
_AROUND = {w("r"), w("p"), w("tc"), w("tbl"), w("txbxContent")}
_SHADING, _HIGHLIGHT, _FILL, _TABLE_STYLE = w("shd"), w("highlight"), w("fill"), w("tblStyle")
_PROPERTIES = (w("rPr"), w("pPr"), w("tcPr"), w("tblPr"))


def unseen(piece: Piece, styles: Styles) -> bool:
    """Whether a stretch of a Word file cannot be seen."""
    if not piece.text.strip():
        return False
    return piece.type.size <= 2 * TINY or (
        pale(piece.type.color) and not _shaded(piece.run, styles)
    )


def _shaded(run: Any, styles: Styles) -> bool:
    """Whether shading or highlight of a run, its paragraph or its table may be dark."""
    for element in (run, *run.iterancestors()):
        if element.tag == w("txbxContent"):
            return True  # what a text box is filled with is a drawing's matter
        for properties in (
            (element.find(tag) for tag in _PROPERTIES) if element.tag in _AROUND else ()
        ):
            if properties is None:
                continue
            if properties.find(_HIGHLIGHT) is not None or any(
                map(_dark, properties.iter(_SHADING))
            ):
                return True
            named = properties.find(_TABLE_STYLE)
            if named is not None and any(map(_dark, styles.shadings(named.get(VAL) or ""))):
                return True
    return False


def _dark(shading: Any) -> bool:
    fill = shading.get(_FILL) or "auto"
    themed = any(name.endswith("themeFill") for name in shading.keys())  # noqa: SIM118 (attributes of XML)
    pattern = shading.get(VAL) or "clear"
    return themed or pattern not in {"clear", "nil"} or (fill.lower() != "auto" and not pale(fill))


def pale(rgb: str) -> bool:
    """Whether RRGGBB cannot be told from white paper; "" is automatic, which is black."""
    return re.fullmatch("[0-9A-Fa-f]{6}", rgb) is not None and min(bytes.fromhex(rgb)) >= PALE
