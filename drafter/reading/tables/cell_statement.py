"""What one cell has to say in a bullet: a figure in its unit, words, a gap, or nothing.

Nothing is calculated here and no unit is guessed: what a cell does not say plainly becomes a gap
with its trouble.
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


class EntryKind(StrEnum):
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
    value    of a figure as shown, with its sign, in `unit`; None for no single number (3～5)
    vague    约, 不足 … before the digits; bound what follows the unit: 以上, 左右
    tail     what the cell adds in brackets: （含民办2所）
    base, turn  of a change: 同比, 下降
    trouble  why it is a gap though the cell is not blank
    """

    kind: EntryKind
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
    multiplier = re.match(MULTIPLIER, unit)
    return multiplier[0] if multiplier else ""


def read_entry(cell: Cell, column: Column, unit: str) -> Entry:
    """What a cell of a column of figures says.

    unit is what row and head give it, "" where they give none.
    """
    gap = Entry(EntryKind.GAP, cell, _MASK, unit)
    if cell.trouble:
        return replace(gap, trouble=cell.trouble)
    if not cell:  # a comparison that nobody made is no hole in the report
        return gap if column.role is Role.VALUE else Entry(EntryKind.NOTHING, cell)
    if cell.holds is Holds.DATE:  # 3-5 typed into a cell becomes the fifth of March
        return replace(gap, trouble=Trouble.DATED)
    return _entry_of_text(words.squeezed(fold(cell.text)), column, gap)


def _entry_of_text(text: str, column: Column, gap: Entry) -> Entry:
    """What a cell with this text says; gap is its entry where it says nothing that can be used."""
    if mask := words.MASK.fullmatch(text):
        return replace(gap, text=mask["number"], unit=words.unit_of(mask["unit"]) or gap.unit)
    if words.NOTHING.fullmatch(text):
        return _dash(column, gap)
    if words.UNKNOWN.fullmatch(text):
        return gap
    change = column.role is Role.CHANGE
    figure = words.FIGURE.fullmatch(text)
    if figure and not words.DAY.match(text) and (change or not figure["turn"]):
        return _figure(_number(gap.cell, figure), figure["unit"], gap.unit, column)
    return _change_in_words(text, gap) if change else _phrase(gap.cell, text, gap.unit)


def _dash(column: Column, gap: Entry) -> Entry:
    """What — and the like say: a format can show 0 as a dash."""
    if gap.cell.value == 0 and column.role is Role.VALUE:
        return Entry(EntryKind.FIGURE, gap.cell, "0", gap.unit, Decimal(0))
    return Entry(EntryKind.NOTHING, gap.cell)


def _change_in_words(text: str, gap: Entry) -> Entry:
    if words.LEVEL.fullmatch(text):
        return Entry(EntryKind.LEVEL, gap.cell)
    if text == "无":
        return Entry(EntryKind.NOTHING, gap.cell)
    return replace(gap, trouble=Trouble.PHRASE)


def without(entry: Entry, trouble: Trouble) -> Entry:
    """The gap that stands for a figure that cannot be used."""
    return Entry(EntryKind.GAP, entry.cell, _MASK, entry.unit, trouble=trouble)


def _number(cell: Cell, figure: re.Match[str]) -> Entry:
    part = figure.groupdict("")
    digits = re.sub("[,，]", "", part["number"])
    digits = "0" + digits if digits.startswith(".") else digits
    in_brackets = part["open"] and part["shut"]
    below = bool(in_brackets) or part["sign"] in {"-", "−"}
    return Entry(
        EntryKind.FIGURE,
        cell,
        digits + part["some"],
        value=Decimal(digits).copy_sign(Decimal(-1 if below else 1)),
        vague=part["vague"],
        bound=part["bound"],
        tail=part["tail"],
        base=part["base"],
        turn=part["turn"] or part["arrow"],
    )


def _figure(entry: Entry, own: str, unit: str, column: Column) -> Entry:
    """The figure in its unit: what the cell itself shows goes before what row and head say."""
    joined = _one_unit(own, unit)
    if joined is None:
        return without(replace(entry, unit=unit), Trouble.TWO_UNITS)
    entry = replace(entry, unit=joined)
    if column.role is Role.CHANGE:
        return _change(entry, column)
    if column.role is Role.RATE and not joined:
        return without(replace(entry, unit="%"), Trouble.BARE_RATE)
    return entry


def _one_unit(own: str, unit: str) -> str | None:
    """The unit of a figure whose cell shows `own` and whose row or head says `unit`.

    None where they disagree.
    """
    if not own or own == unit:
        return unit
    mine = words.unit_of(own)
    if mine and mine == _multiplier(mine):  # 1.2万, of a number format
        return None if _multiplier(unit) else mine + unit
    if not unit or mine in {"%", _POINTS}:  # a share in a table of 万元 says so itself
        return mine or own
    return mine if mine and _comparable(mine, unit) else None


def _comparable(mine: str, unit: str) -> bool:
    """Whether two units are of one size, and both of money or neither."""
    same_size = scale(_multiplier(mine)) == scale(_multiplier(unit))
    return same_size and mine.endswith("元") == unit.endswith("元") and unit != "%"


def _change(entry: Entry, column: Column) -> Entry:
    """A change with its direction, by the cell, else by its sign and the head."""
    if entry.value == 0 and not entry.cell.value:
        return Entry(EntryKind.LEVEL, entry.cell, base=entry.base)
    if not entry.unit:
        return without(entry, Trouble.BARE_CHANGE)
    below = entry.value is not None and entry.value.is_signed()
    if below and (entry.turn or column.turn in _DOWN):
        return without(entry, Trouble.TWICE)
    down = below or entry.turn == "↓" or column.turn in _DOWN
    return replace(entry, turn=_direction(entry, down=down))


def _direction(entry: Entry, *, down: bool) -> str:
    """The word for the direction of a change: the cell's own, else the one that fits the unit."""
    if entry.turn not in {"", "↑", "↓"}:
        return _WRITTEN.get(entry.turn, entry.turn)
    if down:
        return "下降" if entry.unit in {"%", _POINTS} else "减少"
    return {"%": "增长", _POINTS: "提高"}.get(entry.unit, "增加")


def _phrase(cell: Cell, text: str, unit: str) -> Entry:
    """Words in a column of figures.

    A range or estimate is one figure (3-5, 一百余人), the rest stays as it is.
    """
    if _is_one_figure(text + unit):
        return Entry(EntryKind.FIGURE, cell, text, unit)
    if _is_one_figure(text):
        return Entry(EntryKind.FIGURE, cell, text)
    return Entry(EntryKind.WORDS, cell, cell.text)


def _is_one_figure(text: str) -> bool:
    """Whether the reader of notes takes all of a text as one figure with a unit."""
    slots = read_slots(text)
    if len(slots) != 1 or not isinstance(slots[0], Fact):
        return False
    return slots[0].span == (0, len(text)) and bool(slots[0].unit)
