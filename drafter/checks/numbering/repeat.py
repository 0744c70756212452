"""HED102: no number stands twice on one level, and none goes back."""

from collections.abc import Iterator

from drafter.checks.numbering.series import Break, Kind, breaks, name, renumbered
from drafter.checks.rule import Rule, Words
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_BACK = (
    "“{mark}”排在“{before}”之后，这里应为“{wanted}”",
    "{mark} stands after {before}, where {wanted} belongs",
)
_LOOSE = ("序号顺序颠倒：“{before}”之后是“{mark}”", "numbers out of order: {mark} after {before}")


def repeat(report: Report) -> Iterator[Finding]:
    for broken in breaks(report):
        if broken.kind not in {Kind.REPEAT, Kind.ORDER}:
            continue
        item = broken.item
        grave = item.number != 1 or broken.certain or broken.before == 1
        yield RULE.at(
            item.line,
            item.span,
            edits=renumbered(item, broken.expected) if broken.certain else (),
            message=_message(broken),
            severity=Severity.ERROR if grave else Severity.WARNING,
            mark=item.name,
            before=name(item, broken.before),
            wanted=name(item, broken.expected),
        )


def _message(broken: Break) -> Words:
    if broken.kind is Kind.REPEAT and broken.before == broken.item.number:
        return RULE.message
    return _BACK if broken.certain else _LOOSE


RULE: Rule[Report] = Rule(
    code="HED102",
    severity=Severity.ERROR,
    name=("序号重复或颠倒", "number repeated or out of order"),
    why=(
        "同一层次的序号不得重复、倒排，否则引用“第二条”时无从判断是哪一条。",
        "A number that stands twice or goes back leaves open which item is meant.",
    ),
    source="GB/T 9704-2012 7.3.3",
    message=("序号“{mark}”重复，应为“{wanted}”", "{mark} stands twice: {wanted} belongs here"),
    wrong=(
        "一、工作情况\n正文。\n二、存在问题\n正文。\n二、下一步打算\n正文。",
        "（一）抓党建\n正文。\n（二）抓项目\n正文。\n（二）抓民生\n正文。\n（四）抓安全\n正文。",
        "1.抓安全。开展检查。\n3.抓队伍。开展培训。\n2.抓质量。开展评比。",
        "一、工作情况\n（一）抓党建\n正文。\n（一）抓业务\n正文。",
        "①核对名单。\n②核对金额。\n②核对账号。",
    ),
    right=(
        "第五十二条 有下列情形之一的，责令改正：\n（一）未编制规划的。\n（二）未及时维修的。\n第五十三条 有下列情形之一的，通报批评：\n（一）划分重点学校的。\n（二）改变办学性质的。",
        "一、情况\n（一）抓党建\n正文。\n（二）抓业务\n正文。\n二、打算\n（一）抓党建\n正文。\n（二）抓业务\n正文。",
        "县城：\n1.新建公厕3座。\n2.改造公厕5座。\n乡镇：\n1.新建公厕8座。\n2.改造公厕9座。",
        "第一部分 总结\n一、党建\n正文。\n二、业务\n正文。\n第二部分 计划\n一、党建\n正文。\n二、业务\n正文。",
    ),
    check=repeat,
)
