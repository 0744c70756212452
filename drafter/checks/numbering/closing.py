"""HED114: the items of one 一是… list are closed by one mark."""

from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.numbering.lists import Listing, Ordinal, read_lists
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Edit, Finding, Severity

_INNER = (
    "“{mark}”一条内有句号，末尾却用“{text}”，应改为“。”",
    "the item {mark} holds a full stop and is closed by {text}; use 。",
)


def closing(report: Report) -> Iterator[Finding]:
    lists, _ = read_lists(report)
    for listing in lists:
        if listing.kind not in {"is", "must", "nth"} or len(listing.found) < 2:
            continue
        yield from _mixed(listing)


def _mixed(listing: Listing) -> Iterator[Finding]:
    ends = [
        (one, at) for one, following in pairwise(listing.found) if (at := _end(one, following)) >= 0
    ]
    marks = [one.line.view[at] for one, at in ends]
    if not set(marks) - {"。"}:
        return
    inner = [("。" in one.line.view[one.span[1] : at]) for one, at in ends]
    if any(inner):
        for (one, at), mark in zip(ends, marks, strict=True):
            if mark == "；":
                edit = Edit(one.line.number, (at, at + 1), one.line.text[at], "。")
                yield RULE.at(
                    one.line, (at, at + 1), edits=(edit,), message=_INNER, mark=_holder(ends, inner)
                )
        return
    if len(set(marks)) > 1:
        odd = min(set(marks), key=marks.count)
        usual = max(set(marks), key=marks.count)
        place = marks.index(odd) if odd != usual else 1
        usual = usual if odd != usual else marks[0]
        one, at = ends[place]
        yield RULE.at(one.line, (at, at + 1), mark=one.text, usual=usual)


def _holder(ends: list[tuple[Ordinal, int]], inner: list[bool]) -> str:
    return next(one.text for (one, _), holds in zip(ends, inner, strict=True) if holds)


def _end(one: Ordinal, following: Ordinal) -> int:
    """Where the mark stands that closes an item; -1 where there is none."""
    view = one.line.view
    at = following.span[0] - 1 if following.line is one.line else len(view.rstrip()) - 1
    while at > one.span[1] and view[at] in " \u3000":
        at -= 1
    return at if at > one.span[1] and view[at] in "。；，" else -1


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
