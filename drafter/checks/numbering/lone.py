"""HED112: a level has at least two items."""

from collections.abc import Iterator

from drafter.checks.numbering.series import groups, name
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_WHOLE = 300  # characters: a shorter text may be cut out of another


def lone(report: Report) -> Iterator[Finding]:
    found = groups(report)
    begun = {(group.depth, group.items[0].number) for group in found}
    ends: dict[int, int] = {}  # the place of the last item of each depth
    for group in found:
        ends[group.depth] = max(ends.get(group.depth, 0), group.items[-1].at)
    for group in found:
        item = group.items[0]
        if len(group.items) > 1 or item.number != 1 or (group.depth, 2) in begun:
            continue
        closed = any(at > item.at for depth, at in ends.items() if depth < group.depth)
        if closed or (report.title and report.length >= _WHOLE):
            yield RULE.at(item.line, item.span, mark=item.name, wanted=name(item, 2))


RULE: Rule[Report] = Rule(
    code="HED112",
    severity=Severity.WARNING,
    name=("只有一条也编了序号", "series of one"),
    why=(
        "分条须有两条以上；只有一条的，不编序号，或者是后面漏了。",
        "A series has at least two items: one alone bears no number, or what follows was left out.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
    message=("只有“{mark}”，没有“{wanted}”", "there is {mark} and no {wanted}"),
    wrong=(
        "一、工作情况\n（一）抓党建\n学习12次。\n二、存在问题\n经费不足。",
        "（一）抓项目\n1.开工建设。开工5个。\n（二）抓资金\n到位2亿元。",
        "一、工作情况\n1.抓党建。学习12次。\n2.抓业务。开工5个。\n二、打算\n1.抓安全。检查30次。\n三、建议\n正文。",
    ),
    right=(
        "一、工作情况\n（一）抓党建\n学习12次。\n（二）抓业务\n开工5个。\n二、存在问题\n经费不足。",
        "（一）抓项目。开工5个，竣工3个。",
        "一、党建\n1.学习。学习12次。\n二、业务\n2.项目。开工5个。\n3.资金。到位2亿元。",
    ),
    check=lone,
)
