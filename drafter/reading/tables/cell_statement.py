"""What one cell has to say in a bullet: a figure in its unit, words, a gap, or nothing.

Nothing is reckoned here and no unit is guessed: what a cell does not say plainly becomes a gap with its trouble.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from drafter.facts.figures import fold, read_slots
from drafter.facts.units import MULTIPLIER, scale
from drafter.reading.tables import words
from drafter.reading.tables.columns import Column, Role
from drafter.reading.tables.grid import Cell, Holds, Trouble
from drafter.records import Fact

_MASK = "xx"
_DOWN = frozenset("下降 减少 降低 回落 降 减 ↓".split())
_WRITTEN = {"增": "增长", "升": "增长", "降": "下降", "减": "减少", "提升": "提高"}
_POINTS = "个百分点"


class Said(StrEnum):
    """What an entry is."""

    FIGURE = "figure"
    WORDS = "words"
    LEVEL = "level"  # a change that is none: 持平
    GAP = "gap"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell says.

    text     of a figure its digits, without sign and commas; of words the words; of a gap its mask
    value    of a figure as shown, with its sign, in `unit`; None for what is no single number (3～5)
    vague    约, 不足 … before the digits; bound what follows the unit: 以上, 左右
    tail     what the cell adds in brackets: （含民办2所）
    base, turn  of a change: 同比, 下降
    trouble  why it is a gap though the cell is not blank
    """

    said: Said
    cell: Cell
    text: str = ""
    unit: str = ""
    value: Decimal | None = None
    vague: str = ""
    bound: str = ""
    tail: str = ""
    base: str = ""
    turn: str = ""
    trouble: Trouble | None = None

    @property
    def amount(self) -> Decimal | None:
        """The figure in the base of its unit: 1.2万元 is 12000."""
        return None if self.value is None else self.value * scale(_multiplier(self.unit))

    @property
    def figure(self) -> str:
        """The figure as a bullet has it, without the sign of a change, which its direction says."""
        sign = "-" if self.value is not None and self.value.is_signed() and not self.turn else ""
        return f"{self.vague}{sign}{self.text}{self.unit}{self.bound}"


def _multiplier(unit: str) -> str:
    found = re.match(MULTIPLIER, unit)
    return found[0] if found else ""


def entry(cell: Cell, column: Column, unit: str) -> Entry:
    """What a cell of a column of figures says; unit is what row and head give it, "" where they give none."""
    gap = Entry(Said.GAP, cell, _MASK, unit)
    if cell.trouble:
        return replace(gap, trouble=cell.trouble)
    if not cell:  # a comparison that nobody made is no hole in the report
        return gap if column.role is Role.VALUE else Entry(Said.NOTHING, cell)
    if cell.holds is Holds.DATE:  # 3-5 typed into a cell becomes the fifth of March
        return replace(gap, trouble=Trouble.DATED)
    text = words.squeezed(fold(cell.text))
    if found := words.MASK.fullmatch(text):
        return replace(gap, text=found["number"], unit=words.unit_of(found["unit"]) or unit)
    if words.NOTHING.fullmatch(text):  # a format can show 0 as a dash
        zero = cell.value == 0 and column.role is Role.VALUE
        return (
            Entry(Said.FIGURE, cell, "0", unit, Decimal(0)) if zero else Entry(Said.NOTHING, cell)
        )
    if words.UNKNOWN.fullmatch(text):
        return gap
    found = words.FIGURE.fullmatch(text)
    if found and not words.DAY.match(text) and (column.role is Role.CHANGE or not found["turn"]):
        return _figure(_number(cell, found), found["unit"], unit, column)
    if column.role is not Role.CHANGE:
        return _phrase(cell, text, unit)
    if words.LEVEL.fullmatch(text):
        return Entry(Said.LEVEL, cell)
    return Entry(Said.NOTHING, cell) if text == "无" else replace(gap, trouble=Trouble.PHRASE)


def without(read: Entry, trouble: Trouble) -> Entry:
    """The gap that stands for a figure that cannot be used."""
    return Entry(Said.GAP, read.cell, _MASK, read.unit, trouble=trouble)


def _number(cell: Cell, found: re.Match[str]) -> Entry:
    digits = re.sub("[,，]", "", found["number"])
    digits = "0" + digits if digits.startswith(".") else digits
    below = found["sign"] in {"-", "−"} or bool(found["open"] and found["shut"])
    return Entry(
        Said.FIGURE,
        cell,
        digits + (found["some"] or ""),
        value=Decimal(digits).copy_sign(Decimal(-1 if below else 1)),
        vague=found["vague"] or "",
        bound=found["bound"] or "",
        tail=found["tail"] or "",
        base=found["base"] or "",
        turn=found["turn"] or found["arrow"] or "",
    )


def _figure(read: Entry, own: str, unit: str, column: Column) -> Entry:
    """The figure in its unit: what the cell itself shows goes before what row and head say."""
    joined = _one_unit(own, unit)
    if joined is None:
        return without(replace(read, unit=unit), Trouble.TWO_UNITS)
    read = replace(read, unit=joined)
    if column.role is Role.CHANGE:
        return _change(read, column)
    if column.role is Role.RATE and not joined:
        return without(replace(read, unit="%"), Trouble.BARE_RATE)
    return read


def _one_unit(own: str, unit: str) -> str | None:
    """The unit of a figure whose cell shows `own` and whose row or head says `unit`; None where they disagree."""
    mine = words.unit_of(own)
    if not own or own == unit:
        return unit
    if mine and mine == _multiplier(mine):  # 1.2万, of a number format
        return None if _multiplier(unit) else mine + unit
    if not unit or mine in {"%", _POINTS}:  # a share in a table of 万元 says so itself
        return mine or own
    same = scale(_multiplier(mine)) == scale(_multiplier(unit)) and mine.endswith(
        "元"
    ) == unit.endswith("元")
    return mine if mine and same and unit != "%" else None


def _change(read: Entry, column: Column) -> Entry:
    """A change with its direction, told by the cell, else by its sign and the head."""
    if read.value == 0 and not read.cell.value:
        return Entry(Said.LEVEL, read.cell, base=read.base)
    if not read.unit:
        return without(read, Trouble.BARE_CHANGE)
    below = read.value is not None and read.value.is_signed()
    if below and (read.turn or column.turn in _DOWN):
        return without(read, Trouble.TWICE)
    if read.turn not in {"", "↑", "↓"}:
        turn = _WRITTEN.get(read.turn, read.turn)
    elif below or read.turn == "↓" or column.turn in _DOWN:
        turn = "下降" if read.unit in {"%", _POINTS} else "减少"
    else:
        turn = "提高" if read.unit == _POINTS else "增长" if read.unit == "%" else "增加"
    return replace(read, turn=turn)


def _phrase(cell: Cell, text: str, unit: str) -> Entry:
    """Words in a column of figures: a range or estimate is one figure (3-5, 一百余人), the rest stays as it is."""
    for said, follows in ((text + unit, unit), (text, "")):
        slots = read_slots(said)
        if (
            len(slots) == 1
            and isinstance(slots[0], Fact)
            and slots[0].span == (0, len(said))
            and slots[0].unit
        ):
            return Entry(Said.FIGURE, cell, text, follows)
    return Entry(Said.WORDS, cell, cell.text)
