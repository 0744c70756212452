"""Numbered lines as the series they form, and the places where a series breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from drafter.documents.report import Line, Report
from drafter.facts.numbering import CIRCLED, CN, PART, chinese
from drafter.facts.numerals import chinese_number
from drafter.records import Edit, Span

_TOP = re.compile(rf"\s*{PART}")
_ANNEX = re.compile(rf"\s*附件\s*[：\d{CN}]")
_NUMBER = re.compile(rf"\d{{1,2}}|[{CN}]{{1,4}}")
_ARTICLE = re.compile(
    rf"\s*第[{CN}百零〇\d]{{1,6}}[条章节]"
)  # of a statute: its items begin at one
# 二、三产业 opens a line of text; 2、3号线 too; 三、四线城市
_NO_NUMBER = re.compile(rf"\s*\d|[{CN}]{{1,2}}(?:产|季|级|线|类|月|日|年|期|批|等|届|次|号)")


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

    @property
    def swapped(self) -> bool:
        """Whether the item changed places with the next."""
        return self.kind is Kind.ORDER and self.item.number > self.expected


def lines_of(report: Report) -> tuple[Line, ...]:
    return tuple(report.text_lines)


def items(report: Report) -> Iterator[Item]:
    annexes = False  # below 附件：1.… the list goes on with 2., and is judged with the annexes
    for at, line in enumerate(report.text_lines):
        annexes = _ANNEX.match(line.view) is not None or (annexes and line.level == 3)
        if line.mark and not annexes and (item := _item(line, at)):
            yield item


def _item(line: Line, at: int) -> Item | None:
    if not line.auto and _opens_text(line):
        return None
    mark = line.mark
    number, digits = _number(line)
    if number < 1:
        return None
    span = (len(mark) - len(mark.lstrip()), len(mark.rstrip()))
    if line.auto:
        span = line.heading if line.heading != (0, 0) else (0, min(12, len(line.text)))
        digits = (0, 0)
    return Item(line, at, 0 if _TOP.match(mark) else line.level, number, span, digits)


def _opens_text(line: Line) -> bool:
    """Whether what looks like a mark is a word of the text: 二、三产业, 2、3号线."""
    after = line.view[len(line.mark) :]
    if line.level != 3 and after.lstrip()[:1].isdecimal():
        return False
    return _NO_NUMBER.match(after) is not None


def _number(line: Line) -> tuple[int, Span]:
    """The number of a line's mark, and where its digits stand in it; 0 where there is none."""
    mark = line.mark
    if line.level == 5:
        return value(mark.strip()[:1]), (len(mark) - 1, len(mark))
    digits = _NUMBER.search(mark)
    return (value(digits[0]), digits.span()) if digits else (0, (0, 0))


def value(digits: str) -> int:
    """A number in digits, in Chinese or in a circle; 0 where it is none."""
    if digits.isdecimal():
        return int(digits)
    return int(chinese_number(digits) or 0) or CIRCLED.find(digits) + 1


@lru_cache(maxsize=2)  # most rules here ask for them, of the same report
def groups(report: Report) -> tuple[Group, ...]:
    """The groups of siblings, in the order in which they begin."""
    grouping = _Grouping()
    listed = list(items(report))
    places = {item.at: place for place, item in enumerate(listed)}
    for at, line in enumerate(report.text_lines):
        if at in places:
            place = places[at]
            grouping.add(listed[place], listed[place + 1 : place + 40])
        elif line.source.level and not line.mark:
            grouping.end_below(line.source.level)
        elif _ARTICLE.match(line.view):
            grouping.end_below(2)
    return tuple(grouping.groups)


@dataclass(slots=True)
class _Grouping:
    """The groups found so far, with what decides where the next item goes.

    open   the groups that may go on, the outermost first
    last   the last number of each depth
    began  the numbers with which the groups of each depth began
    """

    groups: list[Group] = field(default_factory=list)
    open: list[Group] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)
    began: dict[int, list[int]] = field(default_factory=dict)

    def end_below(self, level: int) -> None:
        """End what stands below a heading without number: nothing goes on across it."""
        self.open = [group for group in self.open if group.depth < level]
        self.last = {depth: number for depth, number in self.last.items() if depth < level}

    def add(self, item: Item, ahead: list[Item]) -> None:
        """Put an item into its group; `ahead` are those that follow it."""
        home = self._adopting(item, ahead)
        if home:
            del self.open[self.open.index(home) + 1 :]
            item = replace(item, stray=True)
        else:
            home = self._own(item)
        home.items.append(item)
        self.last[home.depth] = item.number

    def _own(self, item: Item) -> Group:
        """The open group of the item's depth, a new one where there is none."""
        while self.open and self.open[-1].depth > item.depth:
            self.open.pop()
        if self.open and self.open[-1].depth == item.depth:
            return self.open[-1]
        parent = self.open[-1].items[-1] if self.open else None
        began = self.began.setdefault(item.depth, [])
        group = Group(item.depth, parent, self.last.get(item.depth, 0), 1 not in began[1:])
        self.open.append(group)
        self.groups.append(group)
        began.append(item.number)
        return group

    def _adopting(self, item: Item, ahead: list[Item]) -> Group | None:
        """The open group whose next number this is, although the mark is another level's.

        None where the item goes on in its own level, or the group goes on without it.
        """
        own = self._open_at(item.depth)
        if item.number == 1 or self._goes_on(item, own):
            return None
        for group in reversed(self.open):
            if group.depth < item.depth and (own or group is not self.open[-1]):
                return None
            if group.depth not in {0, item.depth} and group.items[-1].number == item.number - 1:
                same = (other.number for other in ahead if other.depth == group.depth)
                return None if next(same, 0) == item.number else group
        return None

    def _open_at(self, depth: int) -> Group | None:
        return next((group for group in self.open if group.depth == depth), None)

    def _goes_on(self, item: Item, own: Group | None) -> bool:
        """Whether the item goes on from the last of its own depth, or skips one."""
        if own is None:
            return self.last.get(item.depth, 0) == item.number - 1
        return own.items[-1].number < item.number <= own.items[-1].number + 2


def breaks(report: Report) -> Iterator[Break]:
    """Where the series of a report break; a text without title may be cut out of one."""
    lines = lines_of(report)
    for group in groups(report):
        cut_out = not report.title and not group.parent and not group.items[0].at
        for broken in _breaks(group, lines):
            if broken.kind is not Kind.FIRST or not cut_out:
                yield broken


def _breaks(group: Group, lines: tuple[Line, ...]) -> Iterator[Break]:
    numbers = [*(item.number for item in group.items), 0]
    before, swapped = 0, False
    for at, number in enumerate(numbers[:-1]):
        if swapped:  # the second of two that changed places
            swapped, before = False, max(numbers[at - 1], number)
            continue
        if number in {before + 1, _resumed(group, at)}:
            before = number
            continue
        broken = _break(group, at, before, numbers[at + 1], lines)
        if broken:
            yield broken
        swapped = broken is not None and broken.swapped
        before = broken.expected if broken and broken.certain else number


def _resumed(group: Group, at: int) -> int:
    """The number with which a group goes on from the last of its depth; 0 where it does not."""
    return group.before + 1 if at == 0 and group.resumes else 0


def _break(group: Group, at: int, before: int, after: int, lines: tuple[Line, ...]) -> Break | None:
    """How an item with a wrong number breaks its series; None where it does not.

    It may begin a new list, or the missing number may stand in a line that has no mark.
    """
    item, expected = group.items[at], before + 1
    certain = after == expected + 1 and not item.stray and not item.line.auto
    kind = _kind(group, at, expected, after)
    if item.number == 1 and at and group.depth > 2 and group.items[at - 1].at != item.at - 1:
        return None
    if kind is Kind.GAP and not certain and _elsewhere(lines, group, at, expected):
        return None
    return Break(kind, item, before, expected, certain)


def _kind(group: Group, at: int, expected: int, after: int) -> Kind:
    number = group.items[at].number
    if at == 0:
        return Kind.FIRST
    if number in {1, expected - 1}:
        return Kind.REPEAT
    if number > expected and after != expected:
        return Kind.GAP
    return Kind.ORDER


def _elsewhere(lines: tuple[Line, ...], group: Group, at: int, number: int) -> bool:
    """Whether a line before the item opens with the missing number in a form that is no mark.

    2.2025年计划 and 2 加强管理 do.
    """
    forms = f"{number}|{chinese(number)}"
    opening = re.compile(rf"\s*[（(第]?(?:{forms})(?![0-9]|[是要]|[个项年月日季])")
    between = lines[group.items[at - 1].at + 1 : group.items[at].at]
    return any(not line.level and opening.match(line.view) for line in between)


def like(item: Item, number: int) -> str:
    """`number` in the script of the item's own mark."""
    if item.line.level == 5:
        return CIRCLED[number - 1]
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
