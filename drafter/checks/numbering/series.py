"""Numbered lines as the series they form, and the places where a series breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from drafter.documents.report import Line, Report
from drafter.facts.numerals import chinese_number
from drafter.records import Edit, Span

_TOP = re.compile(r"\s*第[一二三四五六七八九十百]{1,3}(?:部分|章)")
_ANNEX = re.compile(r"\s*附件\s*[：\d一二三四五六七八九]")
_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十百]{1,4}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# 二、三产业 opens a line of text; 2、3号线 too; 三、四线城市
_NO_NUMBER = re.compile(
    r"\s*\d|[一二三四五六七八九十]{1,2}(?:产|季|级|线|类|月|日|年|期|批|等|届|次|号)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered line.

    at      its place among the report's text lines
    depth   0 for 第一部分, 1 to 5 for 一、（一） 1. （1） ①, as marked
    span    of the mark without blanks; of the heading where Word prints the number
    number  its value; `digits` is the span of the number alone, (0, 0) where Word prints it
    stray   it stands under a mark of another level than its siblings': 1. （2） 3.
    """

    line: Line
    at: int
    depth: int
    number: int
    span: Span
    digits: Span
    stray: bool = False

    @property
    def name(self) -> str:
        """Its mark as a message shows it."""
        return self.line.mark.strip()


@dataclass(slots=True)
class Group:
    """Sibling items: one level under one parent.

    before  the last number of the group of the same depth before it, 0 where there is none
    resumes whether an earlier group of this depth that was not the first began at 1
    """

    depth: int
    parent: Item | None
    before: int = 0
    resumes: bool = True
    items: list[Item] = field(default_factory=list)


class Kind(StrEnum):
    """How a series breaks."""

    FIRST = "first"
    GAP = "gap"
    REPEAT = "repeat"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a series breaks.

    before    the number before, 0 for none; expected the one that ought to stand here
    certain   the neighbours leave no other number: 一、二、二、四、
    """

    kind: Kind
    item: Item
    before: int
    expected: int
    certain: bool = False


def lines_of(report: Report) -> tuple[Line, ...]:
    return tuple(report.text_lines)


def items(report: Report) -> Iterator[Item]:
    annexes = False  # below 附件：1.… the list goes on with 2., and is judged with the annexes
    for at, line in enumerate(report.text_lines):
        annexes = _ANNEX.match(line.view) is not None or (annexes and line.level == 3)
        if line.mark and not annexes and (item := _item(line, at)):
            yield item


def _item(line: Line, at: int) -> Item | None:
    mark = line.mark
    after = line.view if line.auto else line.view[len(mark) :]
    if (
        not line.auto
        and _NO_NUMBER.match(after)
        and (line.level == 3 or not after.lstrip()[:1].isdecimal())
    ):
        return None
    if line.level == 5:
        number = _CIRCLED.find(mark.strip()[:1]) + 1
        found: Span = (len(mark) - 1, len(mark))
    else:
        digits = _NUMBER.search(mark)
        value = _value(digits[0]) if digits else None
        if digits is None or value is None:
            return None
        number, found = value, digits.span()
    if number < 1:
        return None
    depth = 0 if _TOP.match(mark) else line.level
    if line.auto:
        shown = line.heading if line.heading != (0, 0) else (0, min(12, len(line.text)))
        return Item(line, at, depth, number, shown, (0, 0))
    return Item(
        line, at, depth, number, (len(mark) - len(mark.lstrip()), len(mark.rstrip())), found
    )


def _value(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    value = chinese_number(text)
    return int(value) if value is not None else None


@lru_cache(maxsize=2)  # most rules here ask for them, of the same report
def groups(report: Report) -> tuple[Group, ...]:
    """The groups of siblings, in the order in which they begin."""
    found: list[Group] = []
    open_: list[Group] = []
    last: dict[int, int] = {}
    began: dict[int, list[int]] = {}
    listed = list(items(report))
    numbered = {item.at: (place, item) for place, item in enumerate(listed)}
    for at, line in enumerate(report.text_lines):
        if at not in numbered:
            if (
                line.source.level and not line.mark
            ):  # a heading without number: nothing below goes on across it
                open_ = [group for group in open_ if group.depth < line.level]
                last = {depth: number for depth, number in last.items() if depth < line.level}
            continue
        place, item = numbered[at]
        if home := _adopted(item, open_, last, listed[place + 1 : place + 40]):
            del open_[open_.index(home) + 1 :]
            item = Item(item.line, at, item.depth, item.number, item.span, item.digits, stray=True)
            home.items.append(item)
            last[home.depth] = item.number
            continue
        while open_ and open_[-1].depth > item.depth:
            open_.pop()
        if not open_ or open_[-1].depth < item.depth:
            parent = open_[-1].items[-1] if open_ else None
            earlier = began.setdefault(item.depth, [])
            resumes = not any(number == 1 for number in earlier[1:])
            open_.append(Group(item.depth, parent, last.get(item.depth, 0), resumes))
            earlier.append(item.number)
            found.append(open_[-1])
        open_[-1].items.append(item)
        last[item.depth] = item.number
    return tuple(found)


def _adopted(
    item: Item, open_: list[Group], last: dict[int, int], ahead: list[Item]
) -> Group | None:
    """The open group whose next number this is, although the mark is another level's, and which goes on without it."""
    if item.number == 1:
        return None
    own = next((group for group in open_ if group.depth == item.depth), None)
    if own and own.items[-1].number < item.number <= own.items[-1].number + 2:
        return None
    if own is None and last.get(item.depth, 0) == item.number - 1:
        return None
    for group in reversed(open_):
        if group.depth < item.depth and (own or group is not open_[-1]):
            return None
        if group.depth != item.depth and group.items[-1].number == item.number - 1 and group.depth:
            goes_on = next((other.number for other in ahead if other.depth == group.depth), 0)
            return None if goes_on == item.number else group
    return None


def breaks(report: Report) -> Iterator[Break]:
    lines = lines_of(report)
    for group in groups(report):
        yield from _breaks(group, lines, bool(report.title))


def _breaks(group: Group, lines: tuple[Line, ...], titled: bool) -> Iterator[Break]:
    numbers = [item.number for item in group.items]
    before = 0
    skip = False
    for at, item in enumerate(group.items):
        number, after = item.number, numbers[at + 1] if at + 1 < len(numbers) else 0
        expected = before + 1
        if skip:  # the second of two that changed places
            skip, before = False, max(numbers[at - 1], number)
            continue
        if number == expected or (at == 0 and group.resumes and number == group.before + 1):
            before = number
            continue
        certain = after == expected + 1 and not item.stray and not item.line.auto
        if at == 0:
            if titled or group.parent or item.at:
                yield Break(Kind.FIRST, item, 0, 1, certain)
            before = 1 if certain else number
            continue
        if number == 1:
            if group.depth <= 2 or group.items[at - 1].at == item.at - 1:
                yield Break(Kind.REPEAT, item, before, expected, certain)
                before = expected if certain else 1
            else:
                before = 1
            continue
        if (
            number > expected
            and not certain
            and _elsewhere(lines, group.items[at - 1].at, item.at, expected)
        ):
            before = number
            continue
        if number > expected:
            skip = after == expected
            yield Break(Kind.ORDER if skip else Kind.GAP, item, before, expected, certain)
        else:
            yield Break(
                Kind.REPEAT if number == before else Kind.ORDER, item, before, expected, certain
            )
        before = expected if certain else number


def _elsewhere(lines: tuple[Line, ...], start: int, end: int, number: int) -> bool:
    """Whether a line between opens with the missing number in a form that is no mark: 2.2025年计划, 2 加强管理."""
    forms = f"{number}|{chinese(number)}"
    opening = re.compile(rf"\s*[（(第]?(?:{forms})(?![0-9]|[是要]|[个项年月日季])")
    return any(not line.level and opening.match(line.view) for line in lines[start + 1 : end])


def chinese(number: int) -> str:
    """一 to 九十九."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def like(item: Item, number: int) -> str:
    """`number` in the script of the item's own mark."""
    if item.line.level == 5:
        return _CIRCLED[number - 1]
    if item.line.level in {1, 2}:
        return chinese(number)
    return str(number)


def name(item: Item, number: int) -> str:
    """The mark the item would have with another number."""
    mark = item.line.mark
    if item.line.auto:
        digits = _NUMBER.search(mark)
        start, end = digits.span() if digits else (0, len(mark))
    else:
        start, end = item.digits
    return (mark[:start] + like(item, number) + mark[end:]).strip()


def renumbered(item: Item, number: int) -> tuple[Edit, ...]:
    """The edit that gives the item another number; none where Word prints it."""
    if item.line.auto or (item.digits == (0, 0) and item.line.level != 5):
        return ()
    old = item.line.text[slice(*item.digits)]
    return (Edit(item.line.number, item.digits, old, like(item, number)),)
