"""The clauses that a bullet is made of: a value, what compares it, words and remarks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from drafter.facts.personal_data import find_personal
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import Entry, EntryKind
from drafter.reading.tables.columns import Column, Role, says_figures
from drafter.reading.tables.grid import Cell, Holds
from drafter.reading.tables.manner import Manner
from drafter.reading.tables.rows import Row

_LONG_NAME = 10  # characters of a name that goes before another label without a mark
_ASIDE = 30  # characters of a remark in brackets
_DIRECT = re.compile(r"[\d已未正达]|完成|基本|全部|约")  # words that need no 为 before them
_TICKS = {"√": "是", "✓": "是", "✔": "是", "×": "否", "✗": "否", "✘": "否"}
_RATE_OF = re.compile(
    r"(占|完成|达到|为)(.*(?:目标|计划|任务|预算))(?:数|值)?(?:的?(?:比例|比重|百分比|率))?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a statement.

    cell   where they come from, None for words of ours
    entry  for a figure or gap
    """

    text: str
    cell: Cell | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: when, of what, and what is said.

    joint  a figure follows the name of what it counts
    apart  the mark between the two that the figure needs, whatever the style: ： before a minus
    """

    content: tuple[Piece, ...]
    label: Piece | None = None
    time: Piece | None = None
    joint: bool = False
    apart: str = ""

    def pieces(self, style: str, name: Piece | None = None) -> Iterator[Piece]:
        """The clause, opened by the name of its row where it is the first."""
        joint = Piece(self.apart or style) if self.joint and (name or self.label) else None
        opening = [self.time, name, self.label]
        if name and self.label and self._needs_mark(name, style):
            opening = [name, Piece("：" if self.joint else "，"), self.time, self.label]
        yield from (piece for piece in (*opening, joint, *self.content) if piece and piece.text)

    def _needs_mark(self, name: Piece, style: str) -> bool:
        """Whether name and label cannot stand side by side."""
        return len(name.text) > _LONG_NAME or style == "：" or not self.joint


# --- figures ---


def group_clauses(row: Row, group: Sequence[Column], how: Manner) -> Iterator[Clause]:
    """A value of the row with what compares it."""
    target = _target_of_rate(row, group)
    stated = [(column, entry) for column in group if (entry := _stated(row, column))]
    for role, run in groupby(stated, key=lambda pair: pair[0].role):
        if role is Role.CHANGE:
            yield from _changes(run)
        elif role is Role.RATE and target:
            yield from (_rate_of_target(column, entry, target, group) for column, entry in run)
        elif role is not Role.TARGET or not target:
            yield from (_value(column, entry, how) for column, entry in run)


def _stated(row: Row, column: Column) -> Entry | None:
    entry = row.entries.get(column.number)
    return None if entry is None or entry.kind is EntryKind.NOTHING else entry


def _target_of_rate(row: Row, group: Sequence[Column]) -> tuple[Piece, ...]:
    """年度目标2000万元, where the row also says what share of it is done.

    It becomes 完成年度目标2000万元的61.7%.
    """
    rates = [column for column in group if _is_rate_of_target(column)]
    targets = [column for column in group if column.role is Role.TARGET]
    if len(rates) != 1 or len(targets) != 1:
        return ()
    rate, target = _stated(row, rates[0]), _stated(row, targets[0])
    if not rate or not target:
        return ()
    if rate.kind is not EntryKind.FIGURE or target.kind is not EntryKind.FIGURE:
        return ()
    return (Piece(targets[0].label, targets[0].heads[-1]), *_figure(target))


def _is_rate_of_target(column: Column) -> bool:
    of_target = column.label.startswith(("占", "为")) or "完成" in column.label
    return column.role is Role.RATE and of_target


def _rate_of_target(
    column: Column, entry: Entry, target: Sequence[Piece], group: Sequence[Column]
) -> Clause:
    verb = "完成"
    if column.label.startswith("为"):
        verb = "为"
    elif any(value.role is Role.VALUE and value.label == "完成" for value in group):
        verb = "占"  # 完成 is said already
    return Clause((Piece(verb), *target, Piece("的"), *_figure(entry)))


def _value(column: Column, entry: Entry, how: Manner) -> Clause:
    """A value, an earlier value, a target or a rate."""
    if column.role is Role.RATE and (named := _RATE_OF.fullmatch(column.label)):
        return Clause((Piece(f"{named[1]}{named[2]}的", column.heads[-1]), *_figure(entry)))
    name = words.without_count(column.label, entry.unit)
    label = Piece(name, column.heads[-1]) if name else None
    time = _time(column, how)
    if entry.kind is EntryKind.WORDS:
        return _value_in_words(entry, label, time)
    minus = entry.kind is EntryKind.FIGURE and entry.figure.startswith("-")
    return Clause(tuple(_figure(entry)), label, time, joint=True, apart="：" if minus else "")


def _time(column: Column, how: Manner) -> Piece | None:
    """The period of a column, where it has to be named."""
    period = how.timed.get(column.number)
    if not period:
        return None
    return Piece(period, column.heads[0] if column.period else Cell(0, 0, period))


def _value_in_words(entry: Entry, label: Piece | None, time: Piece | None) -> Clause:
    if entry.text == "无" and not label:
        return Clause((), time=Piece("无", entry.cell))
    text = _plain(entry.text)
    label = None if label and label.text in text else label
    mark = "" if _DIRECT.match(text) else "为" if label else "："
    return Clause((Piece(mark), Piece(text, entry.cell)), label, time)


def _changes(entries: Iterable[tuple[Column, Entry]]) -> Iterator[Clause]:
    """The changes of a value; 同比 of the one before goes for the next, and 持平 is said once."""
    base_before, level_said = "", False
    for column, entry in entries:
        level = entry.kind is EntryKind.LEVEL
        if level and level_said:
            continue
        base = entry.base or column.base
        repeated = base == base_before and entry.kind is not EntryKind.GAP
        yield _change(column, entry, "" if repeated else base)
        base_before = base if entry.kind is EntryKind.FIGURE else ""
        level_said = level_said or level


def _change(column: Column, entry: Entry, base: str) -> Clause:
    head = column.heads[-1] if column.heads else None
    if entry.kind is EntryKind.LEVEL:
        return Clause((Piece(base, head), Piece("持平", entry.cell)))
    if entry.kind is EntryKind.GAP and not base:
        base = words.without_unit(words.squeezed(column.heads[-1].text))[0]
    return Clause((Piece(base, head), Piece(entry.turn), *_figure(entry)))


def _figure(entry: Entry) -> Iterator[Piece]:
    """A figure with what its cell adds to it; a gap with its unit."""
    if entry.kind is EntryKind.GAP:
        yield from (Piece(entry.text, entry.cell, entry), Piece(entry.unit))
        return
    known = bool(words.unit_of(entry.unit))  # the reader of notes knows no 标准间
    counted = entry if known else replace(entry, unit="")
    yield Piece(counted.figure, entry.cell, counted)
    yield Piece("" if known else entry.unit, entry.cell)
    yield Piece(entry.tail.replace("(", "（").replace(")", "）"), entry.cell)


# --- words ---


def word_clauses(row: Row, how: Manner) -> Iterator[Clause]:
    """What the columns of words say: 建设地点为城东新区; a date needs no 为."""
    for column in how.phrases:
        cell = how.table.grid.at(row.number, column.number)
        if column.role is Role.REMARK or not _is_sayable(cell, row.number):
            continue
        text = _TICKS.get(cell.text, _plain(cell.text))
        label = _label_of_words(column, cell, text)
        direct = cell.holds is Holds.DATE or _DIRECT.match(text)
        mark = "" if direct else "为" if label else "，"
        yield Clause((Piece(mark), Piece(text, cell)), label)


def _label_of_words(column: Column, cell: Cell, text: str) -> Piece | None:
    """The label before words, unless they begin with it.

    Without one it is 完成 before 214户 among 已建成7个, 已执行.
    """
    if column.label:
        return None if text.startswith(column.label) else Piece(column.label, column.heads[-1])
    deed = "完成" in column.title and says_figures(cell)
    return Piece("完成", column.heads[-1]) if deed else None


def remarks(row: Row, how: Manner) -> Iterator[Piece]:
    """A remark in brackets, or as a sentence of its own where it is long."""
    for column in how.phrases:
        cell = how.table.grid.at(row.number, column.number)
        if column.role is Role.REMARK and _is_sayable(cell, row.number):
            text = _plain(cell.text)
            if _fits_in_brackets(text):
                yield from (Piece("（"), Piece(text, cell), Piece("）"))
            else:
                yield from (Piece("。"), Piece(text, cell))


def _fits_in_brackets(remark: str) -> bool:
    marks = "[。（(]" if remark.startswith("其中") else "[。；（(]"
    return len(remark) <= _ASIDE and not re.search(marks, remark)


def _is_sayable(cell: Cell, row: int) -> bool:
    """Whether words belong into a bullet.

    They do where there are some, they are said once, and give away no number of a person.
    """
    if not cell or cell.trouble or cell.row != row:
        return False
    nothing = words.NOTHING.fullmatch(cell.text) or cell.text in {"无", "暂无"}
    return not nothing and not find_personal(cell.text)


def _plain(text: str) -> str:
    """A text without the marks at its end."""
    return re.sub(r"[。；;，,\s]+$", "", words.squeezed(text))
