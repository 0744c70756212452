"""What two Word files say above and below their text: named where it differs, and not compared."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from drafter.messages import t
from drafter.reading.files import word_copy
from drafter.word.package import w

_PARTS = {
    "header": re.compile(r"word/header\d*\.xml"),
    "footer": re.compile(r"word/footer\d*\.xml"),
}
_MOST = 60  # characters that are told


def edges_told(a: Path, b: Path) -> Iterator[str]:
    """Say of header and footer what each file has, where they differ."""
    before, after = _edges(a), _edges(b)
    for edge in _PARTS:
        if before[edge] != after[edge]:
            told = [_shown(texts) for texts in (before[edge], after[edge])]
            yield t(f"compare.{edge}", a=told[0], b=told[1])


def _edges(path: Path) -> dict[str, frozenset[str]]:
    """The texts of headers and of footers; numbers of pages are none."""
    with word_copy(path) as copy, zipfile.ZipFile(copy) as archive:
        names = archive.namelist()
        return {
            edge: frozenset(
                text
                for name in names
                if pattern.fullmatch(name)
                for text in _texts(archive.read(name))
            )
            for edge, pattern in _PARTS.items()
        }


def _texts(part: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for paragraph in etree.fromstring(part, parser).iter(w("p")):
        text = "".join(piece.text or "" for piece in paragraph.iter(w("t"))).strip()
        if re.search(r"[^\W\d_]", text):  # more than the number of a page
            yield text


def _shown(texts: frozenset[str]) -> str:
    text = "；".join(sorted(texts))
    return text if len(text) <= _MOST else text[:_MOST] + "…"
