"""HED103: a series of numbers begins with one."""

from collections.abc import Iterator

from drafter.checks.numbering.series import Kind, breaks, name, renumbered
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity


def first(report: Report) -> Iterator[Finding]:
    for broken in breaks(report):
        if broken.kind is Kind.FIRST:
            item = broken.item
            edits = renumbered(item, 1) if broken.certain else ()
            yield RULE.at(item.line, item.span, edits=edits, mark=item.name, wanted=name(item, 1))


RULE: Rule[Report] = Rule(
    code="HED103",
    severity=Severity.ERROR,
    name=("序号不从一开始", "series does not begin with one"),
    why=(
        "一组序号从“一”起编；前面若另有一条，是漏排了序号。",
        "A series begins with one; where an item stands before it, that item lacks its number.",
    ),
    source="GB/T 9704-2012 7.3.3",
    message=(
        "序号从“{mark}”开始，前面没有“{wanted}”",
        "the series begins with {mark}; there is no {wanted} before it",
    ),
    wrong=(
        "某县水务局2026年工作总结\n今年以来，工作有序推进。\n二、存在问题\n正文。\n三、下一步打算\n正文。",
        "一、工作情况\n（二）抓党建\n正文。\n（三）抓项目\n正文。\n二、存在问题\n正文。",
        "一、工作情况\n2.抓安全。开展检查12次。\n2.抓质量。开展评比3次。\n3.抓队伍。开展培训6期。\n二、打算\n正文。",
    ),
    right=(
        "三、下一步打算\n继续推进项目建设。",
        "某县水务局2026年工作总结\n开工5个。\n附件：1.项目清单\n2.资金明细表",
        "（二）抓项目。开工12个。\n（三）抓资金。到位3亿元。",
        "一、党建\n1.学习。学习12次。\n2.阵地。新建3个。\n二、业务\n3.项目。开工5个。\n4.资金。到位2亿元。",
    ),
    check=first,
)
