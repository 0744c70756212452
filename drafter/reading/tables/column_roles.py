"""Which role each column of a table has, by its head and by what stands below it."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from drafter.reading.tables import words
from drafter.reading.tables.columns import FIGURES, Column, Role, content
from drafter.reading.tables.grid import Cell, Grid
from drafter.reading.tables.measures import measured, measures

_SKIPPED = (words.NUMBERS, words.PERSONS, words.OFFICES)


def read_columns(
    grid: Grid, head: Sequence[int], numbers: Sequence[int], body: Sequence[int]
) -> tuple[Column, ...]:
    """Every column with its role; the subject is one of those that only hold words."""
    heads = {number: _heads(grid, head, numbers, number) for number in numbers}
    leaves = Counter(map(_leaf, heads.values()))
    columns = [_column(grid, heads[number], number, body, leaves) for number in numbers]
    return tuple(_with_labels(_with_earlier(_with_subject(grid, columns, body))))


def _heads(
    grid: Grid, rows: Sequence[int], columns: Sequence[int], number: int
) -> tuple[Cell, ...]:
    """The cells above a column, without those of a row of units below the head."""
    heads: list[Cell] = []
    for row, below in zip(rows, (*rows[1:], None), strict=True):
        cell = grid.at(row, number)
        if not cell and below and grid.at(below, number):
            left = [column for column in columns if column < number]
            cell = _unmerged_group(grid, row, below, left) or cell
        of_units = heads and words.UNITS_HEAD.fullmatch(words.squeezed(cell.text))
        if cell and cell not in heads and not of_units:
            heads.append(cell)
    return tuple(heads)


def _unmerged_group(grid: Grid, row: int, below: int, left: Sequence[int]) -> Cell | None:
    """The group that was not merged but reaches right over blank cells (上半年, blank, blank)."""
    nearest = next((column for column in reversed(left) if grid.at(row, column)), None)
    if nearest is None or not grid.at(below, nearest):
        return None
    group = grid.at(row, nearest)
    return group if group.area[2] == row else None


def _column(
    grid: Grid, heads: tuple[Cell, ...], number: int, body: Sequence[int], leaves: Mapping[str, int]
) -> Column:
    """The column by its own head and cells; leaves counts the lowest heads of all columns."""
    texts = [words.squeezed(_year(head.text)) for head in heads]
    leaf = texts[-1] if texts else ""
    figures, phrases = content(grid, number, body)
    if any(pattern.fullmatch(leaf) for pattern in _SKIPPED):
        return Column(number, heads, Role.SKIP)
    if words.UNITS_HEAD.fullmatch(leaf) and not figures:
        return Column(number, heads, Role.UNIT)
    if words.REMARKS.fullmatch(leaf):
        return Column(number, heads, Role.REMARK)
    blank = not figures and not phrases
    if measures(texts) if blank else figures >= phrases:
        return measured(Column(number, heads, Role.VALUE), texts, own=leaves[_leaf(heads)] == 1)
    label = "" if words.NARRATIVE.fullmatch(leaf) else leaf
    return Column(number, heads, Role.WORDS, label=label)


def _leaf(heads: Sequence[Cell]) -> str:
    """The lowest part of a head, without its unit."""
    return words.without_unit(words.squeezed(heads[-1].text))[0] if heads else ""


def _year(text: str) -> str:
    return f"{text}年" if re.fullmatch(r"(?:19|20)\d{2}", text) else text


# --- the columns among themselves ---


def _with_subject(grid: Grid, columns: list[Column], body: Sequence[int]) -> list[Column]:
    """The columns with the one that names what each row is about, and the groups left of it."""
    subject = _subject(grid, columns, body)
    if subject is None:
        return columns
    left = [replace(c, role=Role.GROUP) if c.role is Role.WORDS else c for c in columns[:subject]]
    return [*left, replace(columns[subject], role=Role.SUBJECT), *columns[subject + 1 :]]


def _subject(grid: Grid, columns: Sequence[Column], body: Sequence[int]) -> int | None:
    """The place of the subject: the first label left of the figures, or the next that it groups."""
    labels = [at for at, column in enumerate(columns) if _is_label(column)]
    left = _words_before_figures(columns)
    candidates = [at for at in left if at in labels] or left or labels
    if not candidates:
        return None
    subject = candidates[0]
    for further in left[bisect(left, subject) :]:
        if further not in labels or not _spreads(grid, columns[subject], body):
            break
        subject = further
    return subject


def _words_before_figures(columns: Sequence[Column]) -> list[int]:
    """The places of the columns of words that stand left of every unit and figure."""
    counted = FIGURES | {Role.UNIT}
    before = takewhile(lambda place: place[1].role not in counted, enumerate(columns))
    return [at for at, column in before if column.role is Role.WORDS]


def _is_label(column: Column) -> bool:
    """Whether a column is of words and its head that of names: 指标, 项目名称, or blank."""
    if column.role is not Role.WORDS:
        return False
    leaf = words.squeezed(column.heads[-1].text) if column.heads else ""
    return not leaf or words.LABELS.fullmatch(words.without_unit(leaf)[0]) is not None


def _spreads(grid: Grid, column: Column, body: Sequence[int]) -> bool:
    """Whether the cells of a column stand for several rows each.

    They are merged, left blank below the first, or repeated.
    """
    if re.search("[一二三]级", column.title):
        return True
    cells = [grid.at(row, column.number) for row in body]
    return any(_goes_on(cell, below) for cell, below in pairwise(cells))


def _goes_on(cell: Cell, below: Cell) -> bool:
    repeated = cell.text == below.text and not words.TOTAL.fullmatch(cell.text)
    return bool(cell) and (not below or repeated)


def _with_earlier(columns: list[Column]) -> list[Column]:
    """The columns, 2025年上半年 beside 2026年上半年 as what it is compared with."""
    values = [column for column in columns if column.role is Role.VALUE]
    earlier = {
        column.number
        for column in values
        for later in values
        if column.label == later.label and words.year_before(column.period, later.period)
    }
    if len(earlier) == len(values):
        return columns
    return [
        replace(column, role=Role.EARLIER, label=column.period, measure=column.label)
        if column.number in earlier
        else column
        for column in columns
    ]


def _with_labels(columns: list[Column]) -> list[Column]:
    """The columns, their values with labels that tell them apart.

    Of a project 上半年完成 has to be said, of an indicator it goes without saying, and so does a
    lone 金额; 合计 beside its parts has to be said too. Where two are still alike, each is named by
    its whole head.
    """
    values = [column for column in columns if column.role is Role.VALUE]
    deeds = any(column.label for column in values) or not any(map(_is_of_indicators, columns))
    labels = {c.number: _label(c, alone=len(values) == 1, deeds=deeds) for c in values}
    alike = Counter((labels[column.number], column.period) for column in values)

    def labelled(column: Column) -> Column:
        if column.role is not Role.VALUE:
            return column
        label = labels[column.number]
        if alike[label, column.period] == 1:
            return replace(column, label=label)
        names = (words.without_unit(words.squeezed(head.text))[0] for head in column.heads)
        return replace(column, label="".join(names), period="")

    return list(map(labelled, columns))


def _is_of_indicators(column: Column) -> bool:
    """Whether a column shows that the rows are indicators, each in its unit, and no projects."""
    return column.role is Role.UNIT or (column.role is Role.SUBJECT and "指标" in column.title)


def _label(column: Column, *, alone: bool, deeds: bool) -> str:
    """The label of a value; deeds says that 完成 and the like have to be said."""
    if alone and column.label in {"金额", "数额"}:
        return ""
    if column.label:
        return column.label
    total = re.search("合计|总计|小计|共计|总数", column.title)
    if total and not alone:
        return total[0]
    return column.deed if deeds else ""
