"""A part of a workbook, read as a stream by a parser that expands nothing, and what is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from drafter.documents.text_file import MAX_CHARACTERS
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.sheets import MAX_BLANK, MAX_CELLS, too_large

MAX_MERGED = 200_000  # cells in merged areas: the library makes one of each
MAX_TAGS = 120_000  # of a part without cells: styles, of which Excel itself takes 65,490
MAX_FORMULAS = 300_000  # characters of formulas that were never calculated
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
Attributes = dict[str, str]


class ManyCells(Exception):
    """There are so many cells that those which hold nothing have to go."""


@dataclass(slots=True)
class Counted:
    """What the parts of a workbook hold, together.

    texts    those that cells share
    reached  the parts that were led to: each is built once, however many lead to it
    """

    path: Path
    keeps_blank: bool
    texts: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    held: int = 0
    blank: int = 0
    characters: int = 0
    merged: int = 0
    formulas: int = 0
    uncalculated: bool = False

    def cell(self, text: str, *, held: bool) -> None:
        """Count a cell and its text. Raises InputError on too many or too much of it."""
        self.held += held
        self.blank += not held
        self.characters += len(text)
        if self.held > MAX_CELLS or self.blank > MAX_BLANK or self.characters > MAX_CHARACTERS:
            raise too_large(self.path)
        if self.keeps_blank and self.held + self.blank > MAX_CELLS:
            raise ManyCells

    def area(self, cells: int) -> None:
        """Count a merged area. Raises InputError on too many cells in all of them."""
        self.merged += cells
        if self.merged > MAX_MERGED:
            raise too_large(self.path)

    def formula(self, text: str) -> None:
        """Count a formula without a value: one that is shared is made out for each cell."""
        self.uncalculated = True
        self.formulas += len(text)
        if self.formulas > MAX_FORMULAS:
            problem = t("index.read.formulas", limit=MAX_FORMULAS)
            raise InputError(problem, self.path, remedy=t("index.read.formulas.remedy"))


class Part:
    """A part that is taken as it stands, once its tags were counted."""

    as_it_stands: ClassVar[bool] = True

    def __init__(self, name: str, counted: Counted) -> None:
        self.name, self.counted = name, counted
        self._root = ""
        self._tags = 0

    def root(self, pieces: Iterable[bytes]) -> str:
        """The name of its root, behind that of its namespace; "" for what is no XML.

        A picture declares what it likes: what is taken is refused where `content` reads it.
        """
        parser = self._parser()
        parser.StartDoctypeDeclHandler = None
        for piece in pieces:
            try:
                parser.Parse(piece)
            except expat.ExpatError:
                break
            if self._root:
                break
        return self._root

    def content(self, pieces: Iterable[bytes]) -> bytes:
        """What the copy has of it. Raises ValueError on broken XML, InputError on too much."""
        parser, kept = self._parser(), []
        try:
            for piece in pieces:
                parser.Parse(piece)
                if self.as_it_stands:
                    kept.append(piece)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ValueError(f"{self.name}: {error}") from error
        return b"".join(kept) or self.written().encode()

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._first
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        return parser

    def _refuse(self, *declared: object) -> None:
        raise InputError(t("word.doctype"), self.counted.path)

    def _first(self, name: str, given: Attributes) -> None:
        self._root = self._root or name
        self.start(name, given)

    def start(self, name: str, given: Attributes) -> None:
        """An element begins. Raises InputError where there are too many."""
        self._tags += 1
        if self._tags > MAX_TAGS:
            raise too_large(self.counted.path)

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters come."""

    def written(self) -> str:
        """What is put into the copy, in other words than the part's own."""
        return ""


def tag(name: str, given: Mapping[str, str], *, closed: bool = True) -> str:
    """An element without content, or with `closed` false the beginning of one."""
    told = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
    return f"<{name}{told}{'/' * closed}>"


def shown(text: str) -> str:
    """The element of a text of a cell."""
    return f'<t xml:space="preserve">{escaped(text)}</t>'


def escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})
