"""A sheet as its reader sees it: cells with their address, what they show and what they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Area = tuple[int, int, int, int]  # top, left, bottom, right; 1-based, all inclusive


class Holds(StrEnum):
    """What a cell holds."""

    NOTHING = ""
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


class Trouble(StrEnum):
    """Why what a cell holds cannot be used; each is the code of the finding that says so."""

    ERROR = "TAB101"  # #REF!, #DIV/0!
    UNCALCULATED = "TAB102"  # a formula without a value
    FORMAT = "TAB103"  # a number format that is not understood
    UNSEEN = "TAB104"  # a value that its format does not show
    STRUCK = "TAB105"  # struck through
    DATED = "TAB106"  # a date where a figure should be
    MERGED = "TAB107"  # one figure merged over several rows
    TWO_UNITS = "TAB108"  # the cell and its head name different units
    BARE_CHANGE = "TAB109"  # a change of 12.5: percent, points or a number?
    TWICE = "TAB110"  # 下降 over -3.2%
    PHRASE = "TAB111"  # words for a change that are none
    BARE_RATE = "TAB112"  # a rate of 0.617 or 61.7 without %


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, or several merged into one.

    text    as it is shown, on one line
    value   exact, to the 15 digits a workbook keeps; None where it holds no number
    plain   shown as the number is, without a format of its own
    indent  of the text, in half-width characters
    unseen  whether it is white on white, or in letters of a point or two
    """

    row: int
    column: int
    text: str = ""
    holds: Holds = Holds.NOTHING
    value: Decimal | None = None
    trouble: Trouble | None = None
    plain: bool = False
    indent: int = 0
    merged: Area | None = None
    unseen: bool = False

    @property
    def address(self) -> str:
        return f"{letters(self.column)}{self.row}"

    @property
    def area(self) -> Area:
        return self.merged or (self.row, self.column, self.row, self.column)

    def __bool__(self) -> bool:
        return self.holds is not Holds.NOTHING or self.trouble is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet; merged cells stand at every place they cover.

    file, sheet  names; sheet is "" for a file that has none (.csv)
    rows         the numbers of the rows that are shown, columns likewise
    hidden       rows (8) and columns (C) that hold something and are not shown
    shown        whether the sheet itself is
    comments     of its cells: (address, text)
    """

    file: str
    sheet: str
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()
    shown: bool = True
    comments: tuple[tuple[str, str], ...] = ()

    def at(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column)) or Cell(row, column)

    def across(self, row: int, columns: tuple[int, ...]) -> Iterator[Cell]:
        """The cells of a row that hold something, each once."""
        seen: set[Area] = set()
        for column in columns:
            cell = self.at(row, column)
            if cell and cell.area not in seen:
                seen.add(cell.area)
                yield cell

    def place(self, *parts: str) -> str:
        """Where something stands, for people: file｜sheet｜…"""
        return "｜".join(filter(None, (self.file, self.sheet, *parts)))


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
