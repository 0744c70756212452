"""HED107: siblings bear marks of one kind."""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.numbering.series import Item, groups, like
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.numbering import CIRCLED, CN
from drafter.records import Edit, Finding, Severity

_STRAY = (
    "“{mark}”接在“{before}”之后，两者不是同一层次的序号",
    "{mark} goes on from {before}, which is a mark of another level",
)
_NUMBER = re.compile(rf"[\d{CN}{CIRCLED}]+")


def mixed(report: Report) -> Iterator[Finding]:
    for group in groups(report):
        kinds: set[str] = set()
        home = group.items[0]  # the last item that is no stray
        for before, item in pairwise(group.items):
            kinds.add(_kind(before))
            home = home if before.stray else before
            if not before.stray and (item.stray or _kind(item) not in kinds):
                yield RULE.at(
                    item.line,
                    item.span,
                    edits=_mend(item, home) if item.stray else (),
                    message=_STRAY if item.stray else None,
                    mark=item.name,
                    before=before.name,
                )


def _kind(item: Item) -> str:
    """一级、部分、章; （1） and 1）: what differs beyond a wrong mark after the number, which is
    HED104's.
    """
    shape = _NUMBER.sub("n", item.name).translate(str.maketrans("(", "（")).replace(")", "）")
    return re.sub(r"[、，。．.：\s]", "", shape)


def _mend(item: Item, home: Item) -> tuple[Edit, ...]:
    if item.line.auto or home.line.auto or home.line.level == 5:
        return ()
    old = item.line.text[slice(*item.span)]
    start, end = home.digits
    mark = home.line.mark
    new = (mark[:start] + like(home, item.number) + mark[end:]).strip()
    return (Edit(item.line.number, item.span, old, new),)


RULE: Rule[Report] = Rule(
    code="HED107",
    severity=Severity.WARNING,
    name=("同级序号混用", "siblings with different marks"),
    why=(
        "同一层次只用一种序号，混用了读者分不清主次。",
        "One level bears one kind of mark; mixed marks hide what belongs under what.",
    ),
    source="GB/T 9704-2012 7.3.3",
    message=(
        "“{mark}”与前面的“{before}”形式不同，同级序号应当一致",
        "{mark} differs from {before} before it",
    ),
    wrong=(
        "1.抓安全。开展检查。\n（2）抓质量。开展评比。\n3.抓队伍。开展培训。",
        "一、工作情况\n正文。\n（二）存在问题\n正文。\n三、下一步打算\n正文。",
        "（1）登记造册。\n2）逐户核实。\n（3）张榜公示。",
        "（一）抓党建\n正文。\n（二）抓项目\n正文。\n3.抓民生\n正文。\n（四）抓安全\n正文。",
    ),
    right=(
        "1.抓安全。开展检查。\n（1）日常检查。\n（2）专项检查。\n2.抓质量。开展评比。",
        "一、工作情况\n（一）党建\n正文。\n（二）业务\n正文。\n二、打算\n正文。",
        "第一部分 总结\n一、党建\n正文。\n二、业务\n正文。\n第二部分 计划\n一、党建\n正文。",
    ),
    check=mixed,
)
