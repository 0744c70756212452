"""What the columns of a table say, told by their heads and by what stands below."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from drafter.facts.figures import fold
from drafter.reading.tables import words
from drafter.reading.tables.grid import Cell, Grid, Holds, Trouble


class Role(StrEnum):
    """What a column is for."""

    SKIP = "skip"  # 序号, and what is no matter of a report: persons, telephones, offices
    GROUP = "group"  # 类别, left of the indicator
    SUBJECT = "subject"  # 指标, 项目名称, 乡镇
    UNIT = "unit"  # 单位
    VALUE = "value"  # 上半年, 完成数, 金额（万元）
    EARLIER = "earlier"  # 上年同期
    CHANGE = "change"  # 同比, 比上年同期增减
    TARGET = "target"  # 年度目标
    RATE = "rate"  # 完成率
    WORDS = "words"  # 建设地点, 进展情况
    REMARK = "remark"  # 备注


FIGURES = frozenset({Role.VALUE, Role.EARLIER, Role.CHANGE, Role.TARGET, Role.RATE})


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    heads    the cells of its head, from above
    label    what is said before its values; "" where the indicator says it all; deed is 完成 of such a one
    unit     that its head names, else ""
    period   that its head names: 上半年, 2025年
    measure  what it measures, so that a change finds the value it belongs to: 金额, "" where the indicator says it all;
             None where the head of a change says nothing of it
    base     of a change: 同比, 比上年同期, "" where the head names none
    turn     the direction its head says: 增长, 下降 …; "" for both
    absolute a change in the unit of the value, told by the head: 增减额
    """

    number: int
    heads: tuple[Cell, ...]
    role: Role
    label: str = ""
    deed: str = ""
    unit: str = ""
    period: str = ""
    measure: str | None = None
    base: str = ""
    turn: str = ""
    absolute: bool = False

    @property
    def said(self) -> str:
        """Its head as people name it."""
        return "".join(words.squeezed(head.text) for head in self.heads)


def read_columns(
    grid: Grid, head: Sequence[int], columns: Sequence[int], body: Sequence[int]
) -> tuple[Column, ...]:
    """Every column with its role; the subject is found among those that only hold words."""
    heads = {number: _heads(grid, head, columns, number) for number in columns}
    leaves = Counter(_leaf(cells) for cells in heads.values())
    read = [_column(grid, heads[number], number, body, leaves) for number in columns]
    return tuple(_with_labels(_with_earlier(list(_with_subject(grid, read, body)))))


def _with_earlier(read: list[Column]) -> list[Column]:
    """The columns, those of the year before another's as what it is compared with: 2025年上半年 beside 2026年上半年."""
    values = [column for column in read if column.role is Role.VALUE]
    before = {
        one.number
        for one in values
        for other in values
        if one.label == other.label and words.year_before(one.period, other.period)
    }
    later = {one.number for one in values} - before
    return [
        replace(one, role=Role.EARLIER, label=one.period, measure=one.label)
        if one.number in before and later
        else one
        for one in read
    ]


def _with_labels(read: list[Column]) -> list[Column]:
    """The values with labels that tell them apart.

    Of a project 上半年完成 has to be said, of an indicator it goes without saying, and so does a lone 金额; 合计 beside
    its parts has to be said too. Where two are still alike, each is named by its whole head.
    """
    values = [column for column in read if column.role is Role.VALUE]
    indicators = any(
        c.role is Role.UNIT or (c.role is Role.SUBJECT and "指标" in c.said) for c in read
    )
    deeds = any(column.label for column in values) or not indicators
    labels: dict[int, str] = {}
    for column in values:
        total = re.search("合计|总计|小计|共计|总数", column.said) if len(values) > 1 else None
        lone = len(values) == 1 and column.label in {"金额", "数额"}
        labels[column.number] = (
            "" if lone else column.label or (total[0] if total else column.deed if deeds else "")
        )
    alike = Counter((labels[column.number], column.period) for column in values)
    for at, column in enumerate(read):
        if column.number in labels and alike[labels[column.number], column.period] == 1:
            read[at] = replace(column, label=labels[column.number])
        elif column.number in labels:
            whole = "".join(
                words.without_unit(words.squeezed(head.text))[0] for head in column.heads
            )
            read[at] = replace(column, label=whole, period="")
    return read


def _heads(
    grid: Grid, rows: Sequence[int], columns: Sequence[int], number: int
) -> tuple[Cell, ...]:
    """The cells above a column; a group that was not merged (上半年, blank, blank) reaches to its right."""
    heads: list[Cell] = []
    for at, row in enumerate(rows):
        cell = grid.at(row, number)
        below = rows[at + 1] if at + 1 < len(rows) else None
        if not cell and below and grid.at(below, number):
            left = [c for c in columns if c < number and grid.at(row, c)]
            if left and grid.at(below, left[-1]) and grid.at(row, left[-1]).area[2] == row:
                cell = grid.at(row, left[-1])
        of_units = (
            words.UNITS_HEAD.fullmatch(words.squeezed(cell.text)) and heads
        )  # a row of units below the head
        if cell and cell not in heads and not of_units:
            heads.append(cell)
    return tuple(heads)


def _column(
    grid: Grid, heads: tuple[Cell, ...], number: int, body: Sequence[int], leaves: Mapping[str, int]
) -> Column:
    texts = [words.squeezed(_year(head.text)) for head in heads]
    leaf = texts[-1] if texts else ""
    figures, phrases = content(grid, number, body)
    numeric = figures > 0 and figures >= phrases
    blank = not figures and not phrases
    if (
        words.NUMBERS.fullmatch(leaf)
        or words.PERSONS.fullmatch(leaf)
        or words.OFFICES.fullmatch(leaf)
    ):
        return Column(number, heads, Role.SKIP)
    if words.UNITS_HEAD.fullmatch(leaf) and not figures:
        return Column(number, heads, Role.UNIT)
    if words.REMARKS.fullmatch(leaf):
        return Column(number, heads, Role.REMARK)
    if not numeric and not (blank and _measures(texts)):
        return Column(
            number, heads, Role.WORDS, label="" if words.NARRATIVE.fullmatch(leaf) else leaf
        )
    return _measured(Column(number, heads, Role.VALUE), texts, own=leaves[_leaf(heads)] == 1)


def _leaf(heads: Sequence[Cell]) -> str:
    """The lowest part of a head, without its unit."""
    return words.without_unit(words.squeezed(heads[-1].text))[0] if heads else ""


def _year(text: str) -> str:
    return f"{text}年" if re.fullmatch(r"(?:19|20)\d{2}", text) else text


def content(grid: Grid, number: int, body: Sequence[int]) -> tuple[int, int]:
    """How many cells of a column hold figures, and how many hold other words; errors are what the others are."""
    cells = [cell for row in body if (cell := grid.at(row, number)) and cell.area[1] == number]
    held = [
        c for c in cells if not (words.NOTHING.fullmatch(c.text) or words.UNKNOWN.fullmatch(c.text))
    ]
    read = [
        cell for cell in held if cell.trouble not in {Trouble.ERROR, Trouble.UNCALCULATED}
    ] or held
    figures = sum(map(says_figures, read))
    return figures, len(read) - figures


def says_figures(cell: Cell) -> bool:
    """Whether a cell holds a figure, in whatever form: 12, １２, 约12, 增长20%, #REF!."""
    if cell.holds is Holds.NUMBER or cell.trouble:
        return True
    said = words.squeezed(fold(cell.text))
    found = words.FIGURE.fullmatch(said)
    return bool(found and not words.DAY.match(said) and not words.numbered(said)) or bool(
        words.MASK.fullmatch(said) or words.LEVEL.fullmatch(said)
    )


def _measures(texts: Sequence[str]) -> bool:
    """Whether a head above empty cells is that of figures: it has a unit, or is a period, change or target."""
    names = [words.without_unit(text) for text in texts]
    known = (words.PERIOD, words.EARLIER, words.TARGET, words.RATE)
    return any(
        unit
        or words.change(name)
        or (name and words.PLAIN.fullmatch(name))
        or any(one.fullmatch(name) for one in known)
        for name, unit in names
    )


def _measured(column: Column, texts: Sequence[str], *, own: bool) -> Column:
    """A column of figures, told what it measures, in what, and for when; own where its lowest head is no other's."""
    names: list[str] = []
    unit = ""
    for at, text in enumerate(words.PART.sub("其中", text) for text in texts):
        name, named = (
            ("", words.unit_of(text)) if at and words.unit_of(text) else words.without_unit(text)
        )
        unit = "个百分点" if "百分点" in text else named or unit
        if name and name not in names:
            names.append(name)
    if names and re.match(
        "其中.", names[-1]
    ):  # 其中：6月 beside 1—6月累计 is a part of it, whatever stands above
        return replace(column, label=names[-1], unit=unit, measure=names[-1])
    period = _period(
        [
            found[0]
            for name in names
            if (found := words.PERIOD.search(name)) and not words.change(name)
        ]
    )
    if any(map(_change, names)):
        return _as_change(replace(column, unit=unit, period=period), names, own=own)
    leaf = names[-1] if names else ""
    for role, pattern in (
        (Role.EARLIER, words.EARLIER),
        (Role.RATE, words.RATE),
        (Role.TARGET, words.TARGET),
    ):
        if pattern.fullmatch(leaf):
            label = re.sub(r"(?<=.{2})(?:完成)?[数值](?:额)?$", "", leaf)
            return replace(column, role=role, label=label, unit=unit, measure=_measure(names[:-1]))
    rest = _bare(list(filter(None, map(_timeless, names))))
    label = _joined([name for name in rest if not words.PLAIN.fullmatch(name) or "累计" in name])
    plain = next(
        (found for name in rest if (found := words.PLAIN.fullmatch(name)) and found["deed"]), None
    )
    return replace(
        column,
        label=label,
        deed=plain["deed"] if plain else "",
        unit=unit,
        period=period,
        measure=label,
    )


def _as_change(column: Column, names: Sequence[str], *, own: bool) -> Column:
    """A column of changes, with the base, direction and kind that any part of its head names.

    数量 below 同比 says of what kind the change is, unless a value is called 数量 too: then it says of which.
    """
    changes = [found for name in reversed(names) if (found := _change(name))]
    rest = [timeless for name in names if not _change(name) and (timeless := _timeless(name))]
    what, turn, base = (
        next((f[name] for f in changes if f[name]), "") for name in ("what", "turn", "base")
    )
    turn = turn or changes[0]["alone"] or ("下降" if what == "降幅" else "")
    below = names[1 + next(at for at, name in enumerate(names) if _change(name)) :] if own else ()
    counts = [
        what,
        *(name for name in rest if name in below or name not in {"数量", "人数", "数", "量", "额"}),
    ]
    return replace(
        column,
        role=Role.CHANGE,
        measure=_measure(
            [name for name in rest if name not in counts or not words.ABSOLUTE.fullmatch(name)]
        ),
        base=re.sub("^与(.*?)相?比$", r"比\1", base),
        turn=turn if turn in _TURNS else "",
        absolute=not column.unit and any(words.ABSOLUTE.fullmatch(name) for name in counts),
    )


def _period(said: Sequence[str]) -> str:
    """The period that heads name together: 上半年 below 2025年 is of that year, 本期 below 1—6月 is no other."""
    own = [one for one in said if one not in words.CURRENT] or list(said)
    year = next((one for one in own if re.fullmatch(r"\d{4}年度?", one)), "")
    last = own[-1] if own else ""
    return last if last == year or re.match(r"\d{4}年", last) else year + last


def _bare(names: Sequence[str]) -> list[str]:
    """Names without the 情况 of a group: 实参保 of 参保情况 says it itself, 金额 of 报销情况 is that of 报销."""
    stems = [name.removesuffix("情况") if name != names[-1] else name for name in names]
    return [
        stem
        for stem in stems
        if stem and (stem == names[-1] or stem in names or stem not in names[-1])
    ]


def _change(name: str) -> re.Match[str] | None:
    """The match of a change, of a period or of none: 较上年末增减, 1—6月同比."""
    return words.change(name) or words.change(_timeless(name))


def _measure(names: Sequence[str]) -> str | None:
    """What is measured, by what stands above a head or below a group: None where nothing does."""
    timeless = [name for name in map(_timeless, names) if name]
    return (
        _joined([name for name in timeless if not words.PLAIN.fullmatch(name)])
        if timeless
        else None
    )


_TURNS = frozenset("增长 增加 提高 上升 提升 减少 下降 降低 回落 增 减".split())


def _timeless(name: str) -> str:
    return words.PERIOD.sub("", name).strip("的（）() ")


_COUNT = re.compile(r"(?:数|量|额|率|面积|投资|收入|资金|支出|人次)$")


def _joined(names: Sequence[str]) -> str:
    """One label of a head and those above it: 投资 over 中央 is 中央投资, 城区 over 学校数 is 城区学校数."""
    parts = [
        name
        for at, name in enumerate(names)
        if not at or not re.fullmatch("合计|小计|总计|总数|其中", name)
    ]
    turned = len(parts) == 2 and _COUNT.search(parts[0]) and not _COUNT.search(parts[1])
    return "".join(reversed(parts) if turned else parts)


def _with_subject(grid: Grid, read: list[Column], body: Sequence[int]) -> Iterator[Column]:
    """The columns with the one that names what each row is about, and those that group rows left of it."""
    first = next(
        (at for at, column in enumerate(read) if column.role in FIGURES | {Role.UNIT}), len(read)
    )
    named = [at for at, column in enumerate(read) if column.role is Role.WORDS and _names(column)]
    left = [at for at, column in enumerate(read) if column.role is Role.WORDS and at < first]
    subject = next(iter([at for at in named if at < first] or left or named), None)
    while subject is not None:
        further = next((at for at in left if at > subject), None)
        if further is None or not (_names(read[further]) and _spreads(grid, read[subject], body)):
            break
        subject = further
    for at, column in enumerate(read):
        if at == subject:
            yield replace(column, role=Role.SUBJECT)
        elif subject is not None and at < subject and column.role is Role.WORDS:
            yield replace(column, role=Role.GROUP)
        else:
            yield column


def _names(column: Column) -> bool:
    said = words.squeezed(column.heads[-1].text) if column.heads else ""
    return not said or words.LABELS.fullmatch(words.without_unit(said)[0]) is not None


def _spreads(grid: Grid, column: Column, body: Sequence[int]) -> bool:
    """Whether the cells of a column stand for several rows each: merged, left blank below the first, or repeated."""
    cells = [grid.at(row, column.number) for row in body]
    pairs = list(pairwise(cells))
    return any(
        (one and not other)
        or (one and one.text == other.text and not words.TOTAL.fullmatch(one.text))
        for one, other in pairs
    ) or bool(re.search("[一二三]级", column.said))
