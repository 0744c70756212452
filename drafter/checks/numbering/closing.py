"""HED114: the items of one 一是… list are closed by one mark."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafter.checks.numbering.lists import Listing, Ordinal, read_lists
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity, Span

_INNER = (
    "“{mark}”一条内有句号，末尾却用“{text}”，应改为“。”",
    "the item {mark} holds a full stop and is closed by {text}; use 。",
)


@dataclass(frozen=True, slots=True)
class _Closed:
    """An item of a list and the place of the mark that closes it."""

    ordinal: Ordinal
    at: int

    @property
    def span(self) -> Span:
        return self.at, self.at + 1

    @property
    def mark(self) -> str:
        return self.ordinal.line.view[self.at]

    @property
    def holds_stop(self) -> bool:
        return "。" in self.ordinal.line.view[self.ordinal.span[1] : self.at]


def closing(report: Report) -> Iterator[Finding]:
    lists, _ = read_lists(report)
    for listing in lists:
        if listing.kind in {"is", "must", "nth"} and len(listing.members) > 1:
            yield from _mixed(_closed(listing))


def _closed(listing: Listing) -> list[_Closed]:
    """The items whose end is told: all but the last."""
    ends = ((item, _end(item, following)) for item, following in pairwise(listing.members))
    return [_Closed(item, at) for item, at in ends if at >= 0]


def _mixed(items: list[_Closed]) -> Iterator[Finding]:
    marks = [item.mark for item in items]
    if not set(marks) - {"。"}:
        return
    holder = next((item for item in items if item.holds_stop), None)
    if holder:
        for item in items:
            if item.mark == "；":
                mark = holder.ordinal.text
                yield RULE.at(item.ordinal.line, item.span, new="。", message=_INNER, mark=mark)
    elif len(set(marks)) > 1:
        usual = max(set(marks), key=marks.count)
        odd = min(set(marks), key=marks.count)
        if odd == usual:  # each as often: the first mark is taken for the usual one
            usual, odd = marks[0], marks[1]
        item = items[marks.index(odd)]
        yield RULE.at(item.ordinal.line, item.span, mark=item.ordinal.text, usual=usual)


def _end(item: Ordinal, following: Ordinal) -> int:
    """Where the mark stands that closes an item; -1 where there is none."""
    view = item.line.view
    at = following.span[0] - 1 if following.line is item.line else len(view.rstrip()) - 1
    while at > item.span[1] and view[at] in " \u3000":
        at -= 1
    return at if at > item.span[1] and view[at] in "。；，" else -1


RULE: Rule[Report] = Rule(
    code="HED114",
    severity=Severity.WARNING,
    name=("并列各条末尾标点不一", "items closed by different marks"),
    why=(
        "“一是…二是…”各条之间用同一种标点：都用分号，或都用句号；有一条内部用了句号的，都用句号。",
        "The items of one list are closed alike: all by ； or all by 。, and by 。 where one of them holds a 。.",
    ),
    source="GB/T 15834-2011 4.6",
    message=(
        "“{mark}”一条末尾用“{text}”，其他各条用“{usual}”",
        "{mark} is closed by {text}, the others by {usual}",
    ),
    wrong=(
        "一是加强领导；二是完善制度。三是强化督查；四是严格考核。",
        "一是抓项目。开工5个；二是抓资金。到位2亿元；三是抓队伍。",
        "一是经费不足，二是人员短缺；三是设施老化。",
        "一是加强领导；\n二是完善制度。\n三是强化督查；\n四是严格考核。",
    ),
    right=(
        "一是加强领导；二是完善制度；三是强化督查。",
        "一是抓项目。开工5个；竣工3个。二是抓资金。到位2亿元。三是抓队伍。",
        "一是加强领导，二是完善制度，三是强化督查。",
        "一是加强领导。\n二是完善制度。\n三是强化督查。",
    ),
    check=closing,
)
