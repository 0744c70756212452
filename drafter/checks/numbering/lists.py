"""Lists told by ordinals (一是 二是, 第一， 第二，): which of them belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.checks.numbering.series import value
from drafter.documents.report import Line, Report
from drafter.facts.numbering import CIRCLED, CN, chinese
from drafter.records import Span

_TOKENS = re.compile(
    rf"(?P<is>(?<![一-鿿第]|[\d“‘])(?P<n1>[{CN}]{{1,3}})是(?!否|不是|(?P=n1)))"
    rf"|(?P<must>(?<![一-鿿第]|[\d“‘])(?P<n2>[{CN}]{{1,3}})要(?!求|点|素|件|闻|害))"
    rf"|(?P<nth>(?:^\s*|(?<=[。；：，！？]))第(?P<n3>[{CN}]{{1,3}})(?:[，、：]|是|要)(?![{CN}第、]))"
    rf"|(?P<among>(?:^\s*|(?<=[。；：，！？]))其(?P<n4>[{CN}])[，、：])"
    rf"|(?P<step>(?<![一-鿿])第(?P<n5>[{CN}]{{1,3}})(?:步|阶段|方面)(?=[，：是]))"
    r"|(?P<bracket>(?:^\s*|(?<=[。；：，]))（(?P<n6>\d{1,2})）)"
    rf"|(?P<chinese>(?:^\s*|(?<=[。；：，]))（(?P<n7>[{CN}]{{1,3}})）)"
    r"|(?P<dot>(?:^\s*|(?<=[。；：]))(?P<n8>\d{1,2})(?:[.．](?![\dxX])|、(?=[一-鿿])))"
    rf"|(?P<circle>(?P<n9>[{CIRCLED}]))"
)
_KINDS = ("is", "must", "nth", "among", "step", "bracket", "chinese", "dot", "circle")
# Ordinals in words: these alone open lists whose beginning or end can be missed.
WORDS = frozenset(_KINDS[:4])
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
            return CIRCLED[min(number, len(CIRCLED)) - 1]
        if self.kind in {"bracket", "dot"}:
            return re.sub(r"\d+", str(number), self.text, count=1)
        return re.sub(rf"[{CN}]+", chinese(number), self.text, count=1)


@dataclass(slots=True)
class Listing:
    """The ordinals of one list; loose where it begins without a mark before it (原因一是…).

    last  the number that the next one goes on from
    """

    kind: str
    members: list[Ordinal] = field(default_factory=list)
    loose: bool = False
    last: int = 0

    def take(self, ordinal: Ordinal, number: int) -> None:
        self.members.append(ordinal)
        self.last = number


@dataclass(frozen=True, slots=True)
class Slip:
    """An ordinal that breaks its list.

    before   the number before it, 0 for none
    certain  as for numbered lines
    """

    ordinal: Ordinal
    before: int
    certain: bool = False
    first: bool = False


def ordinals(line: Line) -> Iterator[Ordinal]:
    view = line.view
    for match in _TOKENS.finditer(view):
        place = next(place for place, kind in enumerate(_KINDS) if match[kind])
        number = value(match[f"n{place + 1}"])
        start = match.end() - len(match[0].lstrip())
        if number:
            opens = not view[:start].strip()
            yield Ordinal(line, (start, match.end()), _KINDS[place], number, opens)


@lru_cache(maxsize=2)  # three rules ask for them, of the same report
def read_lists(report: Report) -> tuple[tuple[Listing, ...], tuple[Slip, ...]]:
    """All lists, and what breaks them.

    A list may go on in the lines after its first, until a numbered line.
    """
    reading = _Reading()
    for at, line in enumerate(report.text_lines):
        if line.level or line.source.level:
            reading.open.clear()
        here = list(ordinals(line))
        for place, ordinal in enumerate(here):
            rest = (other.number for other in here[place + 1 :] if other.kind == ordinal.kind)
            reading.add(ordinal, next(rest, 0), cut_out=at == 0 and not report.title)
    return tuple(reading.lists), tuple(reading.slips)


@dataclass(slots=True)
class _Reading:
    """The lists read so far, and of each kind those that may go on, the innermost last."""

    lists: list[Listing] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    open: dict[str, list[Listing]] = field(default_factory=dict)

    def add(self, ordinal: Ordinal, after: int, *, cut_out: bool) -> None:
        """Put an ordinal where it belongs.

        after    the number of the next one of its kind in its line, 0 for none
        cut_out  the text may begin in the middle of a list
        """
        stack = self.open.setdefault(ordinal.kind, [])
        if ordinal.number == 1:
            self._add_first(ordinal, after, stack)
        elif not _goes_on(ordinal, stack):
            self._add_broken(ordinal, after, stack, cut_out=cut_out)

    def _add_first(self, ordinal: Ordinal, after: int, stack: list[Listing]) -> None:
        top = stack[-1] if stack else None
        again = top and top.last == 1 and top.members[-1].line is ordinal.line
        if top and again and after == 3:  # 一是 一是 三是
            self.slips.append(Slip(ordinal, 1, certain=True))
            top.take(ordinal, 2)
        else:
            self._begin(ordinal, stack)

    def _add_broken(
        self, ordinal: Ordinal, after: int, stack: list[Listing], *, cut_out: bool
    ) -> None:
        number = ordinal.number
        if stack and (ordinal.opens or stack[-1].members[-1].line is ordinal.line):
            top = stack[-1]
            certain = after == top.last + 2
            self.slips.append(Slip(ordinal, top.last, certain))
            top.take(ordinal, top.last + 1 if certain else number)
        elif _is_loosely_begun(ordinal):
            self._begin(ordinal, stack, loose=True)
            if number != 2:
                self.slips.append(Slip(ordinal, 1))
        elif ordinal.opens and cut_out:
            self._begin(ordinal, stack, loose=True)
        elif ordinal.kind in WORDS - {"must"}:
            self.slips.append(Slip(ordinal, 0, certain=after == 2, first=True))
            self._begin(ordinal, stack, loose=True)
            stack[-1].last = 1 if after == 2 else number

    def _begin(self, ordinal: Ordinal, stack: list[Listing], *, loose: bool = False) -> None:
        listing = Listing(ordinal.kind, [ordinal], loose, ordinal.number)
        stack.append(listing)
        self.lists.append(listing)


def _goes_on(ordinal: Ordinal, stack: list[Listing]) -> bool:
    """Whether an open list goes on with the ordinal.

    It takes it, and those within it are closed.
    """
    for depth in reversed(range(len(stack))):
        if stack[depth].last == ordinal.number - 1:
            del stack[depth + 1 :]
            stack[depth].take(ordinal, ordinal.number)
            return True
    return False


def _is_loosely_begun(ordinal: Ordinal) -> bool:
    """Whether its list began within a clause: 主要原因一是…，二是…"""
    if ordinal.kind not in {"is", "must"}:
        return False
    return bool(_LOOSE.search(ordinal.line.view, 0, ordinal.span[0]))
