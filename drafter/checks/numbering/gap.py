"""HED101: numbers of one level run without gaps."""

from collections.abc import Iterator

from drafter.checks.numbering.series import Kind, breaks, name, renumbered
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity


def gap(report: Report) -> Iterator[Finding]:
    for broken in breaks(report):
        if broken.kind is Kind.GAP:
            item = broken.item
            wanted = name(item, broken.expected)
            if item.number > broken.expected + 1 and not broken.certain:
                wanted += f"至{name(item, item.number - 1)}"
            yield RULE.at(
                item.line,
                item.span,
                edits=renumbered(item, broken.expected) if broken.certain else (),
                mark=item.name,
                before=name(item, broken.before),
                wanted=wanted,
            )


RULE: Rule[Report] = Rule(
    code="HED101",
    severity=Severity.ERROR,
    name=("序号缺号", "number left out"),
    why=(
        "同一层次的序号必须连续：补上漏写的一条，或者把后面的序号改过来。",
        "Numbers of one level run on: add what is missing, or number the rest anew.",
    ),
    source="GB/T 9704-2012 7.3.3",
    message=(
        "序号由“{before}”跳到“{mark}”，缺“{wanted}”",
        "the number jumps from {before} to {mark}: {wanted} is missing",
    ),
    wrong=(
        "一、工作情况\n正文。\n三、下一步打算\n正文。",
        "（一）加强管理\n正文。\n（三）强化监督\n正文。",
        "1.抓安全。开展检查。\n2.抓质量。开展评比。\n4.抓队伍。开展培训。",
        "一、工作情况\n1.抓安全。开展检查。\n3.抓质量。开展评比。\n二、打算\n正文。",
        "（1）登记造册。\n（2）逐户核实。\n（5）张榜公示。\n（4）发放资金。",
    ),
    right=(
        "一、工作情况\n（一）党建\n正文。\n（二）业务\n正文。\n二、存在问题\n（一）经费\n正文。\n（二）人员\n正文。",
        "一、党建\n1.学习。学习12次。\n2.阵地。新建3个。\n二、业务\n3.项目。开工5个。\n4.资金。到位2亿元。",
        "1.完成改造。\n2.2025年工作计划已印发。\n3.完成验收。",
        "2、3号线开通运营。\n5.强化保障。落实资金。",
        "一、工作情况\n二、三产业增加值分别增长5%和6%。\n二、存在问题\n资金不足。",
        "十、文化\n正文。\n十一、体育\n正文。",
    ),
    check=gap,
)
