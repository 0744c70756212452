"""Two values of one thing with the change that the text states between them, in any of its forms.

由B增加到A，增长R · A，上年为B，增长R · A，较上年的B增长R · 上年B，今年A，增长R
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from drafter.checks.figures.reading import (
    alike,
    between,
    exact,
    half_step,
    slack,
    total,
)
from drafter.documents.report import Line
from drafter.records import Fact, FactKind

UP = "增产 增加 增长 增收 增支 增 提高 提升 上升 上涨 扩大 多收 多支 多 发展 升 增幅 涨幅 升幅 增速".split()
DOWN = "减产 减少 减收 减支 减 下降 下滑 降低 回落 压减 压缩 缩短 缩减 缩小 收窄 少收 少支 少 降幅 减幅 跌幅 降".split()
_LONGEST = sorted((*UP, *DOWN), key=len, reverse=True)
TURN = rf"(?P<turn>{'|'.join(_LONGEST)})"
EARLIER = r"(?:上一?年|去年|前年|(?:19|20)\d\d年|上期|期初|年初)(?:同期|度|底|末|上半年|下半年|[一二三四]季度)?"
AGAINST = rf"(?:同比|环比|(?:比|较){EARLIER}|(?:比|较)(?:同期|期初|年初))?"
_FROM = re.compile(rf"(?:(?:从|由)[^，。；]{{0,12}}|[比较]{EARLIER}的)$")
_TO = re.compile(rf"[^，。；0-9]{{0,6}}?{TURN}(?:到|至|为)(?:了|目前的|现在的)?[^，。；]{{0,8}}")
_FROM_NAMED = re.compile(rf"(?:与|同|和){EARLIER}的$")  # 与上年的47.4万吨相比，总产量增至54.6万吨
_TO_NAMED = re.compile(rf"相比，[^，。；0-9]{{0,12}}?{TURN}(?:到|至|为)(?:了)?")
_BASE_BEHIND = re.compile(rf"[，（]而?{EARLIER}(?:仅|只)?(?:为|是|有|完成|实现)?")
_BASE_OFTURN = re.compile(rf"，?(?:比|较){EARLIER}的?|[，、]?(?:是|为|相当于|达到?){EARLIER}的?")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
BASE_BEFORE = re.compile(rf"{EARLIER}[^，。；0-9]{{0,10}}$")
_NOW = re.compile(
    r"[，；、](?:今年|本年度?|今年以来|本期|目前|现|(?:19|20)\d\d年)[^，。；0-9]{0,10}"
)
BY = re.compile(
    rf"[，、（；]?(?:累计)?{AGAINST}净?{TURN}(?:了|达到?|率?为|(?<=[多少])[一-鿿]{{1,4}})?"
)
_TIMES_OF = re.compile(
    rf"[，、（]?(?:是|为|相当于|达到?)(?:{EARLIER}|基期|原来|此前|最初|起初|之前|[一-鿿]年前)的|的"
)
_DOUBLED = re.compile(rf"[，、（]?{AGAINST}(?:实现|已)?")
_RISEN = re.compile(rf"{AGAINST}{TURN}(?:了)?$")
_REACHED = re.compile(r"，(?:达到?|为|完成|实现|总额达?)[^，。；0-9]{0,4}")
_NEAR = 16  # characters before a figure that say which way it goes
_MOST_CHANGES = 2  # 增长25%，净增20人
# Growth of what is measured at prices of another year does not follow from the amounts shown.
AT_OTHER_PRICES = re.compile(r"生产总值|GDP(?!能耗|电耗|水耗)|增加值|可比|同口径|不变价|剔除|扣除")


@dataclass(frozen=True, slots=True)
class Change:
    """What the text says of a thing that had one value and has another.

    old, rise  the earlier value and how much it changed, with what rounding hides of each
    before     the earlier value as it is written, or would be; after likewise
    said       the figure that states the change; times says that it is the quotient of both values
    wanted     the way the values go, +1 or -1; told the way the words say, 0 where they do not
    or_old     another value that the change can be of: 2025年398家次，同比增加28家次
    """

    old: Decimal
    old_room: Decimal
    rise: Decimal
    rise_room: Decimal
    before: str
    after: str
    kind: FactKind
    unit: str
    said: Fact
    times: bool
    wanted: int
    told: int
    or_old: Decimal | None = None


def changes(line: Line, figures: list[Fact]) -> Iterator[Change]:
    """The changes of a sentence, all of whose figures are exact."""
    for at, (first, second) in enumerate(pairwise(figures)):
        if not (exact(first) and exact(second) and alike(first, second)):
            continue
        sentence = line.view[max(0, first.span[0] - 30) : second.span[1] + 30]
        if AT_OTHER_PRICES.search(sentence):
            continue
        if pair := _earlier_and_later(line, first, second):
            yield from _between(line, *pair, [second, *figures[at + 2 :]])


def told_first(line: Line, figures: list[Fact]) -> Iterator[Change]:
    """A change before its two values: 增长32.6%，达到8.4亿元，上年同期为6.8亿元."""
    for said, after, before in zip(figures, figures[1:], figures[2:], strict=False):
        by = _RISEN.search(line.view[max(0, said.span[0] - _NEAR) : said.span[0]])
        values = alike(after, before) and exact(after) and exact(before) and exact(said)
        if not by or not values or said.kind is not FactKind.PERCENT or not before.value:
            continue
        named = AT_OTHER_PRICES.search(line.view[max(0, said.span[0] - 30) : before.span[1]])
        reached = _REACHED.fullmatch(between(line, said, after))
        if reached and _BASE_BEHIND.fullmatch(between(line, after, before)) and not named:
            yield change(before, after, said, way_of(by["turn"]))


def turned(line: Line, before: Fact, after: Fact) -> int:
    """The way that 由…增加到… says, 0 where the two figures are not so joined."""
    to = _TO.fullmatch(between(line, before, after))
    if not to or not _FROM.search(line.view[: before.span[0]]):
        return 0
    return way_of(to["turn"])


def _goes_on(lead: str, link: str) -> bool:
    """Whether the words before and between two values lead from the one to the other."""
    ways = ((_FROM, _TO), (_FROM_NAMED, _TO_NAMED))
    return any(start.search(lead) and to.fullmatch(link) for start, to in ways)


def way_of(turn: str) -> int:
    return 1 if turn in UP else -1


def _earlier_and_later(line: Line, first: Fact, second: Fact) -> tuple[Fact, Fact] | None:
    link = between(line, first, second)
    if _goes_on(line.view[: first.span[0]], link):
        return first, second
    before = BASE_BEFORE.search(line.view[: first.span[0]])
    years = [
        int(year) for text in (before[0] if before else "", link) for year in _YEAR.findall(text)
    ]
    if len(years) == 2 and (_BASE_BEHIND.fullmatch(link) or _NOW.fullmatch(link)):
        return (first, second) if years[0] < years[1] else (second, first)
    if _BASE_BEHIND.fullmatch(link) or _BASE_OFTURN.fullmatch(link):
        return second, first
    return (first, second) if before and _NOW.fullmatch(link) else None


def _between(line: Line, before: Fact, after: Fact, following: list[Fact]) -> Iterator[Change]:
    """The changes that are said right behind two values; the last of these opens `following`."""
    for last, said in list(pairwise(following))[:_MOST_CHANGES]:
        way = told(line, last, said)
        if way is None or not exact(said) or not before.value:
            return
        yield change(before, after, said, way)


def change(before: Fact, after: Fact, said: Fact, way: int) -> Change:
    """What a figure says of two values; `way` as `told` gives it."""
    old, new = total([before]), total([after])
    return Change(
        old=old,
        old_room=half_step(before),
        rise=abs(new - old),
        rise_room=slack((before, after)),
        before=before.quote,
        after=after.quote,
        kind=before.kind,
        unit=before.unit,
        said=said,
        times=way == 0 and said.unit == "倍",
        wanted=(new > old) - (new < old),
        told=way,
    )


def told(line: Line, last: Fact, said: Fact) -> int | None:
    """The way a change goes by its words; None where the figure is said to be no change."""
    link = between(line, last, said).removeprefix("）")
    if said.unit == "番":
        return 0 if _DOUBLED.fullmatch(link) else None
    if said.unit == "倍" and _TIMES_OF.fullmatch(link):
        return 0
    by = BY.fullmatch(link)
    return way_of(by["turn"]) if by else None
