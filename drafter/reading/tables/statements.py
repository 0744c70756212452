"""A row of a table → what a clerk would have typed from it: every figure of the row, as its cell shows it.

A statement is made of pieces, each of which knows the cell it comes from; nothing in the words between them is a
figure. Three styles of joining are known, from fluent to plain; `proof` says which one is read back as it was meant.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from drafter.facts.personal_data import find_personal
from drafter.reading.tables import words
from drafter.reading.tables.cell_statement import Entry, EntryKind
from drafter.reading.tables.columns import FIGURES, Column, Role, says_figures
from drafter.reading.tables.grid import Cell, Holds
from drafter.reading.tables.regions import Table
from drafter.reading.tables.rows import Row

STYLES = ("", "为", "：")  # between an indicator and its figure
_NAMED = 10  # characters of a name that goes before another label without a mark
_INLINE = 160  # characters of a statement that takes its parts in
_ASIDE = 30  # characters of a remark in brackets
_DIRECT = re.compile(r"[\d已未正达]|完成|基本|全部|约")  # words that need no 为 before them
_TICKS = {"√": "是", "✓": "是", "✔": "是", "×": "否", "✗": "否", "✘": "否"}
_RATE_OF = re.compile(
    r"(占|完成|达到|为)(.*(?:目标|计划|任务|预算))(?:数|值)?(?:的?(?:比例|比重|百分比|率))?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a statement; cell where they come from, None for words of ours; entry for a figure or gap."""

    text: str
    cell: Cell | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause: when, of what, and what is said; joint where a figure follows the name of what it counts.

    apart  the mark between the two that the figure needs, whatever the style: ： before a minus
    """

    said: tuple[Piece, ...]
    label: Piece | None = None
    time: Piece | None = None
    joint: bool = False
    apart: str = ""

    def pieces(self, style: str, name: Piece | None = None) -> Iterator[Piece]:
        """The clause, opened by the name of its row where it is the first."""
        crowded = (
            name and self.label and (len(name.text) > _NAMED or style == "：" or not self.joint)
        )
        joint = [Piece(self.apart or style)] if self.joint and (name or self.label) else []
        opening = (
            (name, Piece("：" if self.joint else "，"), self.time, self.label)
            if crowded
            else (self.time, name, self.label)
        )
        yield from (piece for piece in (*opening, *joint, *self.said) if piece and piece.text)


@dataclass(frozen=True, slots=True)
class Statement:
    """One bullet to be; rows are the numbers of those it states, open says that it only stands in their place."""

    pieces: tuple[Piece, ...]
    rows: tuple[int, ...]
    below: tuple["Statement", ...] = ()
    open: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the rows of a table are said: which column leads, and which stand with which.

    groups  a value with what compares it: (上半年, 上年同期, 同比), in the order in which they are said
    timed   the period that has to be named, by number of the column
    told    the columns of words, remarks last
    """

    table: Table
    groups: tuple[tuple[Column, ...], ...]
    timed: Mapping[int, str]
    told: tuple[Column, ...]


def manner(table: Table, period: str) -> Manner:
    """How this table is said in a report on `period`, "" where that is not known."""
    values = [column for column in table.columns if column.role is Role.VALUE]
    first = values[0].label if values else ""

    def place(column: Column) -> tuple[bool, int]:
        """First what is of the report's own period; where nobody knows that, of the latest year."""
        own = column.label == first and words.same_period(column.period, period)
        return not own, 0 if period else -words.ends(column.period)[0]

    wholes = sorted((c for c in values if not _is_part([c])), key=place) or values
    parts = [c for c in values if c not in wholes]
    values = [
        one
        for whole in wholes
        for one in (whole, *(c for c in parts if _whole(c, wholes) is whole))
    ]
    others = [column for column in table.columns if column.role in FIGURES - {Role.VALUE}]
    lead = values or others[:1]
    groups: dict[int, list[Column]] = {column.number: [column] for column in lead}
    rates = [column for column in others if column.role is Role.RATE]
    for column in others:
        if column not in lead:
            beside = (
                rates[0]
                if column.role is Role.TARGET and column.measure is None and len(rates) == 1
                else column
            )
            groups[_belongs(beside, lead, period).number].append(column)
    order = [Role.VALUE, Role.EARLIER, Role.CHANGE, Role.TARGET, Role.RATE]
    ordered = tuple(
        tuple(sorted(group, key=lambda c: order.index(c.role))) for group in groups.values()
    )
    timed: dict[int, str] = {}
    for column in values:
        whole = table.period(column)
        if whole and whole not in words.CURRENT and not words.same_period(whole, period):
            here = (
                column.period and whole[:4] == period[:4]
            )  # the report's own year is not said again
            timed[column.number] = column.period if here else whole
    told = [column for column in table.columns if column.role in {Role.WORDS, Role.REMARK}]
    return Manner(
        table,
        ordered,
        timed,
        tuple(sorted(told, key=lambda column: column.role is Role.REMARK)),
    )


def _whole(part: Column, wholes: Sequence[Column]) -> Column:
    """The value that a part stands right of."""
    left = [one for one in wholes if one.number < part.number]
    return max(left, key=lambda one: one.number) if left else wholes[0]


def _belongs(column: Column, lead: Sequence[Column], period: str) -> Column:
    """The value that a change, an earlier value, a target or a rate stands beside.

    That which its head names, else the nearest to its left (to the right of a target); a percentage is none of a share
    or rank. Of values that differ by their period alone it is that of the report's own, else of the latest.
    """
    beside = sorted(lead, key=lambda one: one.number)
    named = [
        one
        for one in beside
        if column.measure is not None and (one.measure or "") == column.measure
    ]
    dated = [
        one
        for one in named or beside
        if column.period and words.same_period(one.period, column.period)
    ]
    if dated:
        return dated[0]
    right = [one for one in beside if one.number > column.number and column.role is Role.TARGET]
    left = [one for one in reversed(beside) if one.number < column.number]
    whole = [
        one
        for one in left
        if not (
            words.is_rate(one.label) or words.is_rank(one.label) or one.label.startswith("其中")
        )
    ]
    near = next(
        iter(named or right or (left if column.unit == "个百分点" else whole) or left or beside)
    )
    alike = [one for one in beside if one.label == near.label and one.period]
    if column.role is Role.TARGET or len(alike) < 2:
        return near
    own = [one for one in alike if words.same_period(one.period, period)]
    return own[0] if own else max(alike, key=lambda one: words.ends(one.period))


def statement(row: Row, how: Manner, style: str) -> Statement | None:
    """What the row states, with its parts where they are short; None where it states nothing of its own."""
    parts = [part for part in row.rows if part.part]
    within = tuple(takewhile(_is_part, reversed(how.groups)))[::-1]
    whole = replace(how, groups=how.groups[: len(how.groups) - len(within)])
    pieces = list(_sentence(row, whole, style))
    if not pieces:
        pieces, within = list(_sentence(row, how, style)), ()
    inline = (
        list(_parts(parts, how, style)) if pieces and not any(part.rows for part in parts) else []
    )
    if sum(len(piece.text) for piece in (*pieces, *inline)) > _INLINE:
        inline = []
    rows = (row.number, *(part.number for part in parts)) if inline else (row.number,)
    remarks = list(_remarks(row, how)) if pieces else []
    aside = not remarks or remarks[0].text == "（"
    inline = [*_within(row, within, how, style), *inline]
    pieces += [*remarks, *inline] if aside else [*inline, *remarks]
    return Statement(tuple(pieces), rows) if pieces else None


def _sentence(row: Row, how: Manner, style: str) -> Iterator[Piece]:
    """The row's own clauses: the groups of a value and its comparisons apart by ；where there are several."""
    groups = [
        (_is_part(group), clauses)
        for group in how.groups
        if (clauses := list(_group(row, group, how)))
    ]
    between = "；" if any(len(clauses) > 1 for _, clauses in groups) else "，"
    told = list(_told(row, how))
    if told:
        groups = (
            [*groups[:-1], (groups[-1][0], [*groups[-1][1], *told])] if groups else [(False, told)]
        )
    name = Piece(row.name, row.cell) if row.cell else None
    time = ""
    for at, (part, clauses) in enumerate(groups):
        again = bool(at and part and groups[at - 1][0])
        for n, clause in enumerate(clauses):
            if at or n:
                yield Piece("，" if n or part else between)
            said = (
                replace(clause, time=None) if clause.time and clause.time.text == time else clause
            )
            time = clause.time.text if clause.time else time
            pieces = (_said_again(said) if again and n == 0 else said).pieces(
                style, None if at or n else name
            )
            yield from (
                pieces if not (at or n) else dropwhile(lambda piece: piece.text == "，", pieces)
            )


def _is_part(group: Sequence[Column]) -> bool:
    """Whether a value is a part of the one before it, by its head: 其中：6月."""
    return group[0].label.startswith("其中")


def _said_again(clause: _Clause) -> _Clause:
    """The clause of a further part: 其中 is said once."""
    label = clause.label
    return (
        replace(clause, label=replace(label, text=label.text.removeprefix("其中")))
        if label
        else clause
    )


def _within(
    row: Row, groups: Sequence[tuple[Column, ...]], how: Manner, style: str
) -> Iterator[Piece]:
    """The parts that columns name, after all that is said of the whole."""
    pieces = list(
        _sentence(replace(row, cell=None), replace(how, groups=tuple(groups), told=()), style)
    )
    yield from (Piece("；"), *pieces) if pieces else ()


def _parts(parts: Sequence[Row], how: Manner, style: str) -> Iterator[Piece]:
    """其中公办4所、民办2所; parts with comparisons of their own are set apart by ；."""
    how = replace(how, timed=how.timed if len(how.timed) > 1 else {})
    said = [list(_sentence(part, how, style)) + list(_remarks(part, how)) for part in parts]
    said = [pieces for pieces in said if pieces]
    simple = not any(piece.text in "，；" for pieces in said for piece in pieces)
    for at, pieces in enumerate(said):
        yield Piece(("，其中" if simple else "；其中") if at == 0 else "、" if simple else "；")
        yield from pieces


# --- clauses ---


def _group(row: Row, group: tuple[Column, ...], how: Manner) -> Iterator[_Clause]:
    """A value of the row with what compares it."""
    based, level = "", False
    of_target = _of_target(row, group)
    for column in group:
        read = row.entries.get(column.number)
        if (
            read is None
            or read.kind is EntryKind.NOTHING
            or (of_target and column.role is Role.TARGET)
        ):
            continue
        match column.role:
            case Role.CHANGE if not (level and read.kind is EntryKind.LEVEL):
                base = read.base or column.base
                yield _change(
                    column, read, "" if base == based and read.kind is not EntryKind.GAP else base
                )
                based, level = (
                    base if read.kind is EntryKind.FIGURE else "",
                    level or read.kind is EntryKind.LEVEL,
                )
            case Role.CHANGE:
                continue
            case Role.RATE if of_target:
                done = any(one.role is Role.VALUE and one.label == "完成" for one in group)
                verb = "为" if column.label.startswith("为") else "占" if done else "完成"
                yield _Clause((Piece(verb), *of_target, Piece("的"), *_figure(read)))
            case Role.RATE if named := _RATE_OF.fullmatch(column.label):
                yield _Clause((Piece(f"{named[1]}{named[2]}的", column.heads[-1]), *_figure(read)))
            case _:
                yield _value(column, read, how)


def _of_target(row: Row, group: tuple[Column, ...]) -> tuple[Piece, ...]:
    """年度目标2000万元, where the row also says what share of it is done: 完成年度目标2000万元的61.7%."""
    rates = [
        c
        for c in group
        if c.role is Role.RATE and (c.label.startswith(("完成", "占", "为")) or "完成" in c.label)
    ]
    targets = [column for column in group if column.role is Role.TARGET]
    if len(rates) != 1 or len(targets) != 1:
        return ()
    rate, target = row.entries.get(rates[0].number), row.entries.get(targets[0].number)
    if (
        not rate
        or not target
        or rate.kind is not EntryKind.FIGURE
        or target.kind is not EntryKind.FIGURE
    ):
        return ()
    return (Piece(targets[0].label, targets[0].heads[-1]), *_figure(target))


def _value(column: Column, read: Entry, how: Manner) -> _Clause:
    named = words.without_count(column.label, read.unit)
    label = Piece(named, column.heads[-1]) if named else None
    period = how.timed.get(column.number, "")
    time = (
        Piece(period, column.heads[0] if column.period else Cell(0, 0, period)) if period else None
    )
    if read.kind is EntryKind.WORDS and read.text == "无" and not label:
        return _Clause((), time=Piece("无", read.cell))
    if read.kind is EntryKind.WORDS:
        text = _plain(read.text)
        label = None if label and label.text in text else label
        direct = _DIRECT.match(text)
        mark = Piece("" if direct else "为" if label else "：")
        return _Clause((mark, Piece(text, read.cell)), label, time)
    below = read.kind is EntryKind.FIGURE and read.figure.startswith("-")
    return _Clause(tuple(_figure(read)), label, time, joint=True, apart="：" if below else "")


def _change(column: Column, read: Entry, base: str) -> _Clause:
    said = [Piece(base, column.heads[-1] if column.heads else None)]
    if read.kind is EntryKind.LEVEL:
        return _Clause((*said, Piece("持平", read.cell)))
    if read.kind is EntryKind.GAP and not base:
        said = [
            Piece(words.without_unit(words.squeezed(column.heads[-1].text))[0], column.heads[-1])
        ]
    return _Clause((*said, Piece(read.turn), *_figure(read)))


def _figure(read: Entry) -> Iterator[Piece]:
    """A figure with what its cell adds to it; a gap with its unit."""
    if read.kind is EntryKind.GAP:
        yield from (Piece(read.text, read.cell, read), Piece(read.unit))
    else:
        counted = (
            read if words.unit_of(read.unit) else replace(read, unit="")
        )  # the reader knows no 标准间
        yield Piece(counted.figure, read.cell, counted)
        yield Piece("" if counted is read else read.unit, read.cell)
        yield Piece(read.tail.replace("(", "（").replace(")", "）"), read.cell)


def _told(row: Row, how: Manner) -> Iterator[_Clause]:
    """What the columns of words say: 建设地点为城东新区; a date needs no 为."""
    for column in how.told:
        cell = how.table.grid.at(row.number, column.number)
        if column.role is Role.REMARK or not _sayable(cell, row.number):
            continue
        text = _TICKS.get(cell.text, _plain(cell.text))
        label = (
            Piece(column.label, column.heads[-1])
            if column.label and not text.startswith(column.label)
            else None
        )
        if (
            not column.label and "完成" in column.title and says_figures(cell)
        ):  # 214户 among 已建成7个, 已执行
            label = Piece("完成", column.heads[-1])
        direct = cell.holds is Holds.DATE or _DIRECT.match(text)
        yield _Clause((Piece("" if direct else "为" if label else "，"), Piece(text, cell)), label)


def _remarks(row: Row, how: Manner) -> Iterator[Piece]:
    """A remark in brackets, or as a sentence of its own where it is long."""
    for column in how.told:
        cell = how.table.grid.at(row.number, column.number)
        if column.role is Role.REMARK and _sayable(cell, row.number):
            text = _plain(cell.text)
            if len(text) <= _ASIDE and not re.search(
                "[。（(]" if text.startswith("其中") else "[。；（(]", text
            ):
                yield from (Piece("（"), Piece(text, cell), Piece("）"))
            else:
                yield from (Piece("。"), Piece(text, cell))


def _sayable(cell: Cell, row: int) -> bool:
    """Whether words belong into a bullet: there are some, they are said once, and give away no number of a person."""
    nothing = (
        not cell
        or cell.trouble
        or words.NOTHING.fullmatch(cell.text)
        or cell.text in {"无", "暂无"}
    )
    return not nothing and cell.row == row and not find_personal(cell.text)


def _plain(text: str) -> str:
    return re.sub(r"[。；;，,\s]+$", "", words.squeezed(text))
