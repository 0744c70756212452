"""What a Word file holds and looks like: page, footers, each paragraph's type, styles resolved.

Only what stands in the file is said here; what it should be is said by `profile`, what is wrong by
`checks.layout`. Lengths are twips (1/20 pt) and sizes half-points, as Word counts them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.documents.source_lines import LeftOut, SourceLine
from drafter.records import Span


@dataclass(frozen=True, slots=True)
class Type:
    """The type of some characters.

    east_asia  font of hanzi; ascii of letters and digits; h_ansi of what stands in neither, like
               “ ” —; "" for unknown
    color      RRGGBB, "" for automatic, which prints black
    chinese    Word sets “ ” — … in the font of hanzi (w:hint)
    spacing    added to each character's width
    """

    east_asia: str = ""
    ascii: str = ""
    h_ansi: str = ""
    size: int = 20
    bold: bool = False
    color: str = ""
    chinese: bool = False
    spacing: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one type; span in the text of their paragraph."""

    span: Span
    type: Type


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set.

    align      left, center, right, both, distribute
    first_line indent of the first line, negative for a hanging one; *_chars the same in hundredths
               of a character, which Word follows instead where it is not None
    line       twips where rule is exact or atLeast, 240ths of a line where it is auto
    snap       lines sit on the page's grid where it has one
    """

    number: int
    align: str = "left"
    first_line: int = 0
    first_line_chars: int | None = None
    left: int = 0
    left_chars: int | None = None
    right: int = 0
    right_chars: int | None = None
    line: int = 240
    rule: str = "auto"
    snap: bool = True
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A section's page; first is the number of its first paragraph.

    grid       "" for none, else lines, linesAndChars, snapToChars
    pitch      of the grid's lines; char_space of its characters, in 4096ths of a point
    """

    first: int
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int = 0
    footer: int = 0
    grid: str = ""
    pitch: int = 0
    char_space: int = 0

    @property
    def landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Footer:
    """A footer of a section (0-based), as far as it holds a page number.

    kind    default (odd, where odd and even differ), even, first
    text    the paragraph with the page number as it prints, the number itself as {}
    page    it holds a page number; where not, the rest says nothing
    align   left, center, right, both; outside and inside for a framed one; "" where a text box
            hides it
    type    of the page number; indent the one on the side it is aligned to
    """

    section: int
    kind: str
    page: bool = False
    text: str = ""
    align: str = ""
    indent: int = 0
    line: int = 0
    type: Type = field(default_factory=Type)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole file.

    size      of the style that every other is based on: the character grid counts in it
    settings  by number of paragraph
    odd_even  odd and even pages have footers of their own
    """

    pages: tuple[PageSetup, ...] = ()
    footers: tuple[Footer, ...] = ()
    odd_even: bool = False
    size: int = 20
    settings: Mapping[int, Setting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A text box or note; number is of the paragraph it hangs on."""

    number: int
    note: bool
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a Word file holds, read with all tracked changes accepted.

    sources   a paragraph each, numbered among all of the body (those of tables included)
    asides    text boxes, footnotes and endnotes, in the order of the paragraphs they hang on
    sheet     what each paragraph looks like, by the same numbers
    left_out  hidden text and comments
    notices   what a person has to be told about how it was read
    """

    sources: tuple[SourceLine, ...]
    sheet: Sheet
    notices: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
