"""HED104: each level's mark in its own form: 一、（一） 1. （1）."""

import re
from collections.abc import Iterator

from drafter.checks.numbering.series import Item, items
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.numbering import CN
from drafter.records import Edit, Finding, Severity

_WRONG = {
    1: re.compile(rf"(?P<number>[{CN}]+)[.．，。]"),
    2: re.compile(rf"(?P<number>（\s*[{CN}]+\s*）)[、，．.。]"),
    3: re.compile(r"(?P<number>\d+)、"),
    4: re.compile(r"(?P<number>[（(]\s*\d+\s*[）)])[、，．.。]"),
}
_AFTER = {1: "、", 2: "", 3: ".", 4: ""}
_ALL = (
    "全文{count}处写作“{mark}”，应为“{wanted}”；可一并改正",
    "{mark} in all {count} places; {wanted} is the form, and all can be mended at once",
)


def mark(report: Report) -> Iterator[Finding]:
    judged = [item for item in items(report) if not item.line.auto and item.depth]
    for level in _WRONG:
        yield from _of_level(level, [item for item in judged if item.line.level == level])


def _of_level(level: int, marked: list[Item]) -> Iterator[Finding]:
    wrong = [(item, edit) for item in marked if (edit := _edit(item))]
    common = level == 3 and len(wrong) == len(marked)  # 1、 throughout, or once: many write it so
    severity = Severity.WARNING if common else Severity.ERROR
    if len(wrong) > 1 and len(wrong) == len(marked):
        yield _all_wrong(wrong, severity)
        return
    for item, edit in wrong:
        yield RULE.at(item.line, item.span, edits=(edit,), severity=severity, wanted=edit.new)


def _all_wrong(wrong: list[tuple[Item, Edit]], severity: Severity) -> Finding:
    """One finding where a level has the same wrong mark throughout."""
    item, edit = wrong[0]
    return RULE.at(
        item.line,
        item.span,
        edits=tuple(edit for _, edit in wrong),
        message=_ALL,
        severity=severity,
        count=len(wrong),
        mark=item.name,
        wanted=edit.new,
    )


def _edit(item: Item) -> Edit | None:
    """The mark in its right form; None where it has it."""
    line = item.line
    match = _WRONG[line.level].fullmatch(line.view, *item.span)
    if match is None:
        return None
    start, end = item.span
    right = line.text[start : match.end("number")] + _AFTER[line.level]
    return Edit(line.number, item.span, line.text[start:end], right)


RULE: Rule[Report] = Rule(
    code="HED104",
    severity=Severity.ERROR,
    name=("层次序数写法不规范", "number in the wrong form"),
    why=(
        "层次序数依次为“一、”“（一）”“1.”“（1）”：汉字数字后用顿号，阿拉伯数字后用下脚点，带括号的后面不加点号。",
        "The marks are 一、（一） 1. （1）: 、 after Chinese numerals, a dot after Arabic ones, none after brackets.",
    ),
    source="GB/T 9704-2012 7.3.3; GB/T 15834-2011 4.5.3.5",
    message=("序号“{text}”应写作“{wanted}”", "{text} ought to be {wanted}"),
    wrong=(
        "一.工作情况\n正文。\n二、存在问题\n正文。",
        "（一）、加强管理\n正文。\n（二）强化监督\n正文。",
        "1、抓安全。开展检查。\n2、抓质量。开展评比。\n3、抓队伍。开展培训。",
        "1.抓安全。开展检查。\n2、抓质量。开展评比。",
        "(1)、登记造册。\n(2)逐户核实。",
        "一，工作情况\n正文。\n二，存在问题\n正文。",
    ),
    right=(
        "一、工作情况\n（一）党建\n1.学习。学习12次。\n（1）登记造册。\n1．阵地。新建3个。",
        "一 、工作情况",
        "第一部分 工作总结\n第二部分：工作计划",
        "1、2号线开通运营。\n3、4月份完成投资2亿元。",
    ),
    check=mark,
)
