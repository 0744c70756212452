"""The same document twice: copies, and versions of one document. The newest leads; the others are kept, but not found.

A sketch is the least hashes of a text's five-character pieces (MinHash): the share of equal places is about the share
of pieces that two texts have in common. Figures are left out of it: a draft with holes is a copy of what filled them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from drafter.reading.document import Document

COPY = 0.85  # of all pieces in common, whatever the title says
VERSION = 0.3  # with the same title, unit and period
_PLACES = 128
_PIECE = 5
_DROPPED = re.compile(r"[\W_\dxX×]+")
_DIGITS = re.compile(r"\d+")
_BRACKETED = re.compile(r"[（(〔\[【][^）)〕\]】]*[）)〕\]】]")
_STAGE = re.compile(
    r"(?:初稿|草稿|送审稿|征求意见稿|审议稿|修订[版稿]?|修改[版稿]?|定稿|终稿|最终版|试行|副本|第?[一二三四五\d]+稿|[vV]\d+)$"
)
_dice = np.random.default_rng(20240101)
_A = _dice.integers(1, 2**63, _PLACES, dtype=np.uint64) | np.uint64(1)
_B = _dice.integers(0, 2**63, _PLACES, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Known:
    """A document that leads, as far as likeness goes."""

    id: str
    title: str
    unit: str
    period: str
    shelf: str
    date: str
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new document belongs among those known: led by one, or leading some, or neither."""

    led_by: str = ""
    leads: tuple[str, ...] = ()


def sketch(document: Document) -> bytes:
    """The sketch of a document's text; b"" for one too short to tell."""
    text = _DROPPED.sub("", "".join(block.text for block in document.blocks))
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < 20 * _PIECE:
        return b""
    pieces = np.zeros(len(codes) - _PIECE + 1, dtype=np.uint64)
    for at in range(_PIECE):
        pieces = pieces * np.uint64(0x9E3779B97F4A7C15) + codes[at : at + len(pieces)]
    pieces = np.unique(pieces ^ (pieces >> np.uint64(31)))
    least = [(pieces * a + b >> np.uint64(32)).min() for a, b in zip(_A, _B, strict=True)]
    return np.array(least, dtype=np.uint32).tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """About what share of their pieces two texts have in common."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, np.uint32) == np.frombuffer(other, np.uint32)))


def place(document: Document, drawn: bytes, known: Sequence[Known]) -> Place:
    """Find the copies and versions of a new document among those that lead; of the same date, the new one leads."""
    alike = []
    for other in known:
        if other.shelf != document.shelf or not _may_be_one(document, other):
            continue
        share = likeness(drawn, other.sketch)
        if share >= COPY or (share >= VERSION and plain_title(document.title) == plain_title(other.title)):
            alike.append(other)
    newer = [other for other in alike if _day(other.date) > _day(document.date) > ()]
    if newer:
        return Place(led_by=max(newer, key=lambda other: _day(other.date)).id)
    return Place(leads=tuple(other.id for other in alike))


@lru_cache(4096)  # every title is compared with that of every new document
def plain_title(title: str) -> str:
    """A title without what a version adds to it: （征求意见稿）, 修订版, 副本, spaces."""
    plain = re.sub(r"[\s_\-—]+", "", _BRACKETED.sub("", title))
    while shorter := _STAGE.sub("", plain):
        if shorter == plain:
            break
        plain = shorter
    return plain


def _may_be_one(document: Document, other: Known) -> bool:
    """Whether nothing says that they are of different units, years or issues."""
    units = {document.unit, other.unit} - {""}
    periods = {document.period, other.period} - {""}
    if len(units) > 1 or len(periods) > 1:
        return False
    return _DIGITS.findall(plain_title(document.title)) == _DIGITS.findall(plain_title(other.title))


def _day(date: str) -> tuple[int, ...]:
    """2024年6月30日 → (2024, 6, 30); () where it is not known."""
    return tuple(map(int, _DIGITS.findall(date)))
