"""Workbooks without the cells that have a format and hold nothing."""

import io
import re
import zipfile

_SHEET = re.compile(r"worksheets/[^/]*\.xml$")
_CELL = re.compile(rb"<(?:\w{1,9}:)?c[\s>/]")
# An element of cells with no value, with an empty one, with an empty text. Possessive: a run of
# white space is read once.
_BLANK = re.compile(
    rb"<((?:\w{1,9}:)?)c(?:\s[^<>]{0,200})?"
    rb"(?:/>|>\s*+(?:(?:<\1v\s*+/>|<\1v>\s*+</\1v>|<\1is\s*+/>|<\1is>\s*+(?:<\1t\s*+/>"
    rb"|<\1t[^<>]{0,60}></\1t>)?+\s*+</\1is>)\s*+)?+</\1c>)"
)
_SHARED = re.compile(rb"<((?:\w{1,9}:)?)si>(.*?)</\1si>", re.DOTALL)
_TO_SHARED = re.compile(
    rb'<((?:\w{1,9}:)?)c\s[^<>]{0,100}?t="s"[^<>]{0,100}>\s*+<\1v>(\d{1,9})</\1v>\s*+</\1c>'
)


def without_blank_cells(archive: zipfile.ZipFile, limit: int) -> tuple[io.BytesIO, int]:
    """A copy of the workbook, cut off above `limit` cells, and how many cells it holds."""
    blank_texts = _blank_texts(archive)
    copy, held = io.BytesIO(), 0
    with zipfile.ZipFile(copy, "w") as packed:
        for entry in archive.infolist():
            content = archive.read(entry)
            if _SHEET.search(entry.filename):
                content = _BLANK.sub(b"", content)
                content = _without_texts(content, blank_texts) if blank_texts else content
                held += len(_CELL.findall(content))
            if held > limit:
                break
            packed.writestr(entry.filename, content)
    copy.seek(0)
    return copy, held


def _blank_texts(archive: zipfile.ZipFile) -> set[int]:
    """The numbers of the texts without a character among those that cells share."""
    name = next((n for n in archive.namelist() if n.endswith("sharedStrings.xml")), None)
    texts = _SHARED.findall(archive.read(name)) if name else []
    return {n for n, (_, text) in enumerate(texts) if not re.sub(rb"<[^<>]*>", b"", text).strip()}


def _without_texts(content: bytes, blank_texts: set[int]) -> bytes:
    return _TO_SHARED.sub(lambda cell: b"" if int(cell[2]) in blank_texts else cell[0], content)
