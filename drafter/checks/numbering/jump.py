"""HED106: levels follow one another: 一、（一） 1. （1）, none left out but the second."""

from collections.abc import Iterator

from drafter.checks.numbering.series import Group, Item, groups
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_NEXT = {1: "（一）", 2: "1."}
_UPSIDE = (
    "层次倒置：“{parent}”之下用了更高一级的“{mark}”",
    "levels upside down: {mark} stands below {parent}",
)


def jump(report: Report) -> Iterator[Finding]:
    found = groups(report)
    for group in found:
        item, parent = group.items[0], group.parent
        if parent and item.depth == 4 and parent.depth in _NEXT:
            wanted = _NEXT[parent.depth]
            yield RULE.at(item.line, item.span, mark=item.name, parent=parent.name, wanted=wanted)
    yield from _upside_down(found)


def _upside_down(found: tuple[Group, ...]) -> Iterator[Finding]:
    """A text whose first level is a low one, and which goes on with it below a higher one."""
    for top in found[:1]:
        if top.parent is None and top.depth in {3, 4} and top.items[0].number == 1:
            last = top.items[-1]
            higher = _higher(top, found)
            below = _below(higher, [group for group in found if group.depth == top.depth])
            if higher and below and below.items[0].number == last.number + 1:
                span, parent = higher.span, last.name
                yield RULE.at(higher.line, span, message=_UPSIDE, mark=higher.name, parent=parent)


def _higher(top: Group, found: tuple[Group, ...]) -> Item | None:
    """The first item behind a group that opens a level above it."""
    opening = (group.items[0] for group in found if 0 < group.depth < top.depth)
    return next((item for item in opening if item.number == 1 and item.at > top.items[-1].at), None)


def _below(higher: Item | None, groups: list[Group]) -> Group | None:
    """The group that goes on below an item: its own, else the next in the text."""
    if higher is None:
        return None
    own = [group for group in groups if group.parent is higher]
    later = [group for group in groups if group.items[0].at > higher.at]
    return next(iter(own + later), None)


RULE: Rule[Report] = Rule(
    code="HED106",
    severity=Severity.WARNING,
    name=("层次跳级", "level skipped"),
    why=(
        "层次依次为“一、”“（一）”“1.”“（1）”，不得跳用；只有两层时可用“一、”和“1.”。",
        "Levels run 一、（一） 1. （1）; only 一、 with 1. right below it is accepted where there are two.",
    ),
    source="GB/T 9704-2012 7.3.3",
    message=(
        "“{parent}”之下直接用了“{mark}”，应为“{wanted}”",
        "{mark} stands right below {parent}: {wanted} belongs here",
    ),
    wrong=(
        "一、工作情况\n（1）抓党建。学习12次。\n（2）抓业务。开工5个项目。\n二、打算\n正文。",
        "（一）抓项目\n（1）开工建设。开工12个项目。\n（2）竣工投用。竣工3个项目。",
        "1.工作情况\n（一）抓党建\n正文。\n（二）抓业务\n正文。\n2.存在问题\n（一）经费不足\n正文。",
    ),
    right=(
        "一、工作情况\n1.抓党建。学习12次。\n（1）登记造册。\n二、打算\n正文。",
        "一、工作情况\n（一）党建\n1.学习。学习12次。\n（1）专题学习。\n①登记造册。",
        "一、党建\n1.学习。学习12次。\n二、业务\n2.项目。开工5个。",
    ),
    check=jump,
)
