"""Lists told by ordinals (一是 二是, 第一， 第二，): where they stand and which of them belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.checks.numbering.series import chinese
from drafter.documents.report import Line, Report
from drafter.facts.numerals import chinese_number
from drafter.records import Span

_CN = "一二三四五六七八九十"
_TOKENS = re.compile(
    rf"(?P<is>(?<![一-鿿第]|[\d“‘])(?P<n1>[{_CN}]{{1,3}})是(?!否|不是|(?P=n1)))"
    rf"|(?P<must>(?<![一-鿿第]|[\d“‘])(?P<n2>[{_CN}]{{1,3}})要(?!求|点|素|件|闻|害))"
    rf"|(?P<nth>(?:^\s*|(?<=[。；：，！？]))第(?P<n3>[{_CN}]{{1,3}})(?:[，、：]|是|要)(?![{_CN}第、]))"
    rf"|(?P<among>(?:^\s*|(?<=[。；：，！？]))其(?P<n4>[{_CN}])[，、：])"
    rf"|(?P<step>(?<![一-鿿])第(?P<n5>[{_CN}]{{1,3}})(?:步|阶段|方面)(?=[，：是]))"
    r"|(?P<bracket>(?:^\s*|(?<=[。；：，]))（(?P<n6>\d{1,2})）)"
    rf"|(?P<chinese>(?:^\s*|(?<=[。；：，]))（(?P<n7>[{_CN}]{{1,3}})）)"
    r"|(?P<dot>(?:^\s*|(?<=[。；：]))(?P<n8>\d{1,2})(?:[.．](?![\dxX])|、(?=[一-鿿])))"
    r"|(?P<circle>(?P<n9>[①-⑳]))"
)
_KINDS = ("is", "must", "nth", "among", "step", "bracket", "chinese", "dot", "circle")
WORDS = frozenset(
    _KINDS[:4]
)  # ordinals in words: these alone open lists whose beginning or end can be missed
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LOOSE = re.compile(r"(?<![唯统第十之惟万合单不始逐专如])一[是要]")  # 主要原因一是…，二是…


@dataclass(frozen=True, slots=True)
class Ordinal:
    """One ordinal in the text: 二是. `opens` says that it opens its line."""

    line: Line
    span: Span
    kind: str
    number: int
    opens: bool

    @property
    def text(self) -> str:
        return self.line.view[slice(*self.span)].strip("，、： ")

    def named(self, number: int) -> str:
        if self.kind == "circle":
            return _CIRCLED[min(number, len(_CIRCLED)) - 1]
        if self.kind in {"bracket", "dot"}:
            return re.sub(r"\d+", str(number), self.text, count=1)
        return re.sub(rf"[{_CN}]+", chinese(number), self.text, count=1)


@dataclass(slots=True)
class Listing:
    """The ordinals of one list; loose where it begins without a mark before it (原因一是…)."""

    kind: str
    found: list[Ordinal] = field(default_factory=list)
    loose: bool = False
    last: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """An ordinal that breaks its list: `before` the number before it, 0 for none; `certain` as for numbered lines."""

    ordinal: Ordinal
    before: int
    certain: bool = False
    first: bool = False


def ordinals(line: Line) -> Iterator[Ordinal]:
    view = line.view
    for found in _TOKENS.finditer(view):
        place = next(place for place, kind in enumerate(_KINDS) if found[kind])
        kind, digits = _KINDS[place], found[f"n{place + 1}"]
        number = _value(digits)
        if number < 1:
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        yield Ordinal(line, (start, found.end()), kind, number, not view[:start].strip())


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    return int(chinese_number(digits) or 0) or _CIRCLED.find(digits) + 1


@lru_cache(maxsize=2)  # three rules ask for them, of the same report
def read_lists(report: Report) -> tuple[tuple[Listing, ...], tuple[Slip, ...]]:
    """All lists, and what breaks them. A list may go on in the lines after its first, until a numbered line."""
    lists: list[Listing] = []
    slips: list[Slip] = []
    open_: dict[str, list[Listing]] = {}
    for at, line in enumerate(report.text_lines):
        if line.level or line.source.level:
            open_ = {}
        here = list(ordinals(line))
        for place, ordinal in enumerate(here):
            after = next(
                (other.number for other in here[place + 1 :] if other.kind == ordinal.kind), 0
            )
            stack = open_.setdefault(ordinal.kind, [])
            _place(ordinal, after, stack, lists, slips, first_line=at == 0 and not report.title)
    return tuple(lists), tuple(slips)


def _place(
    ordinal: Ordinal,
    after: int,
    stack: list[Listing],
    lists: list[Listing],
    slips: list[Slip],
    *,
    first_line: bool,
) -> None:
    number = ordinal.number
    if number == 1:
        top = stack[-1] if stack else None
        if (
            top and top.last == 1 and after == 3 and top.found[-1].line is ordinal.line
        ):  # 一是 一是 三是
            slips.append(Slip(ordinal, 1, certain=True))
            top.found.append(ordinal)
            top.last = 2
            return
        _begin(ordinal, stack, lists)
        return
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].last == number - 1:
            del stack[depth + 1 :]
            stack[depth].found.append(ordinal)
            stack[depth].last = number
            return
    same = stack and (stack[-1].found[-1].line is ordinal.line or ordinal.opens)
    if not same and _loosely_begun(ordinal):
        _begin(ordinal, stack, lists)
        stack[-1].loose = True
        if number != 2:
            slips.append(Slip(ordinal, 1, certain=False))
        return
    if same:
        top = stack[-1]
        certain = after == top.last + 2
        slips.append(Slip(ordinal, top.last, certain))
        top.found.append(ordinal)
        top.last = top.last + 1 if certain else number
        return
    if ordinal.opens and first_line:
        _begin(ordinal, stack, lists)  # a sentence cut out of its list
        stack[-1].loose = True
        return
    if ordinal.kind in WORDS - {"must"}:
        slips.append(Slip(ordinal, 0, certain=after == 2, first=True))
        _begin(ordinal, stack, lists)
        stack[-1].loose = True
        if after == 2:
            stack[-1].last = 1


def _begin(ordinal: Ordinal, stack: list[Listing], lists: list[Listing]) -> None:
    listing = Listing(ordinal.kind, [ordinal], last=ordinal.number)
    stack.append(listing)
    lists.append(listing)


def _loosely_begun(ordinal: Ordinal) -> bool:
    if ordinal.kind not in {"is", "must"}:
        return False
    return bool(_LOOSE.search(ordinal.line.view, 0, ordinal.span[0]))
