"""PDF files made line by line, so that a test says where everything stands; points from the lower left corner."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Put:
    """A line of text whose first character stands at x, y; each takes a size of width, or half for ASCII."""

    x: float
    y: float
    text: str
    size: float = 16
    angle: float = 0


@dataclass(frozen=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Picture:
    """The page is a picture."""


def pdf(
    path: Path,
    pages: Sequence[Iterable[Put | Rule | Picture]],
    *,
    size: tuple[float, float] = (595, 842),
) -> Path:
    """Write a PDF of these pages; the font is named, not embedded, and its characters are their own codes."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (7 + 2 * at) for at in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 80>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    ]
    for at, page in enumerate(pages):
        content = b"\n".join(map(_drawn, page))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>"
            b"/XObject<</P 6 0 R>>>>>>" % (*size, 8 + 2 * at)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    written, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    path.write_bytes(written)
    return path


def _drawn(what: Put | Rule | Picture) -> bytes:
    if isinstance(what, Rule):
        return b"0.5 w %g %g m %g %g l S" % (what.x0, what.y0, what.x1, what.y1)
    if isinstance(what, Picture):
        return b"q 500 0 0 700 40 60 cm /P Do Q"
    turn = math.radians(what.angle)
    matrix = math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), what.x, what.y
    code = what.text.encode("utf-16-be").hex().encode()
    return b"BT /F %g Tf %f %f %f %f %f %f Tm <%s> Tj ET" % (what.size, *matrix, code)


def paragraphs(
    texts: Iterable[str], *, top: float = 720, left: float = 80, width: int = 28, size: float = 16
) -> list[Put]:
    """Texts set as an office sets them: a first line indented by two characters, `width` characters a line."""
    put, y = [], top
    for text in texts:
        indent = 2
        while text:
            line, text = text[: width - indent], text[width - indent :]
            put.append(Put(left + indent * size, y, line, size))
            y -= 1.8 * size
            indent = 0
    return put
