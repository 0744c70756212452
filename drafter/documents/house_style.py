"""What a Word file is to look like: GB/T 9704-2012 with its tolerances, or a house style."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.documents.draft_lines import Role
from drafter.documents.typesetting import Range


@dataclass(frozen=True, slots=True)
class Margins:
    """Top and bottom margin in mm with the line pitch in points that fills such a page."""

    top: Range
    bottom: Range
    line: Range


@dataclass(frozen=True, slots=True)
class TypeWanted:
    """The size in points, and the fonts that will do: kinds, or names of what is not Chinese."""

    fonts: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class NumberWanted:
    """The page number.

    fonts, size  of its type
    odd, even    its side on odd and even pages
    indent       in characters, on that side
    text         the words around it
    gap          from the text's lower edge down to the number's middle, in mm
    """

    fonts: tuple[str, ...] = ("宋体",)
    size: float = 14.0
    odd: str = "right"
    even: str = "left"
    indent: float = 1.0
    text: str = "— {} —"
    gap: Range = (5.5, 8.5)


def _types() -> dict[Role, TypeWanted]:
    """7.3.1, 5.2.2, 7.3.3."""
    text = TypeWanted(("仿宋",), 16.0)
    roles = (Role.RECIPIENT, Role.BODY, Role.H3, Role.H4, Role.ISSUER, Role.DATE)
    return {
        Role.TITLE: TypeWanted(("小标宋",), 22.0),
        Role.H1: TypeWanted(("黑体",), 16.0),
        Role.H2: TypeWanted(("楷体",), 16.0),
        **dict.fromkeys(roles, text),
    }


@dataclass(frozen=True, slots=True)
class Profile:
    """A house style; without arguments GB/T 9704-2012.

    size         of the page in mm
    margins      any of these will do; left and right alike for all
    lines        of a page, and characters of a line
    first_line   indent of a paragraph's first line, in characters
    """

    name: str = "GB/T 9704-2012"
    size: tuple[float, float] = (210.0, 297.0)
    # 5.2.1 with 22 lines of 28.95 pt at most; and the set that fills the type area to its edges
    # (GB/T 33476.2)
    margins: tuple[Margins, ...] = (
        Margins((36.0, 38.0), (34.0, 36.0), (27.75, 28.95)),
        Margins((33.0, 35.7), (31.0, 33.7), (29.4, 29.85)),
    )
    left: Range = (27.0, 29.0)
    right: Range = (25.0, 27.0)
    lines: int = 22
    characters: int = 28
    first_line: float = 2.0
    types: Mapping[Role, TypeWanted] = field(default_factory=_types)
    number: NumberWanted = NumberWanted()


GB9704 = Profile()
