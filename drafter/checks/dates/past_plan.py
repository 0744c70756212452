"""DAT105: a plan that is to be done by a day already past."""

import re
from collections.abc import Iterator

from drafter.checks.dates.reading import Dated, dates
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Kind, Part, Severity

_PAST = re.compile(
    r"上年|去年|以来|自|较|比|印发|〔|成立|已|从|(?<![将拟划])于$|获|根据|按照|基础上|规划|与"
)
_DUE = re.compile(r"(?:底|末)?(?:前|之前|以前|完成|建成|开工|竣工|投|召开|启动)")
_TO = ("—", "～", "至")


def past_plan(report: Report) -> Iterator[Finding]:
    signed = report.dated
    plan = report.kind is Kind.PLAN and report.year
    if signed is None and not plan and not (report.year and "下半年" in report.title):
        return
    limit = (signed.year, signed.month) if signed else (report.year or 0, 1 if plan else 6)
    # a deadline without year is of the latest year the title names: 3月底前 of next year's plan
    year = max([limit[0], *map(int, re.findall(r"(20\d\d)年", report.title))])
    for line in report.text_lines:
        for date in _deadlines(line) if line.part is Part.PLANNED else ():
            if (date.year or year, date.month or 0) < limit:
                yield RULE.at(line, date.span, limit=f"{limit[0]}年{limit[1]}月")


def _deadlines(line: Line) -> Iterator[Dated]:
    """The dates by which something is to be done, those that look back left out."""
    for date in dates(line):
        start, end = date.span
        ends_range = date.year is None and line.view[max(0, start - 1) : start] in _TO
        due = _DUE.match(line.view[end : end + 6])
        if (
            date.month is not None
            and due
            and not ends_range
            and not _PAST.search(line.view[max(0, start - 10) : start])
        ):
            yield date


RULE: Rule[Report] = Rule(
    code="DAT105",
    severity=Severity.WARNING,
    name=("计划的时限已过", "a plan due before it is made"),
    why=(
        "计划里的完成时限早于成文日期，多半沿用了往年的材料。",
        "A deadline before the date of the report was mostly copied from an older one.",
    ),
    source=("审核惯例：查时态与年份", "practice: reviewers' check of tense and year"),
    message=("时限{text}早于成文时间{limit}", "{text} lies before {limit}"),
    wrong=(
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n2025年12月底前完成改造。",
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n3月底前完成改造。",
        "云岭县水务局2026年工作计划\n一、重点任务\n2025年底前完成灌区改造。",
        "云岭县水务局2026年工作计划\n一、重点任务\n将于2025年底前完成灌区改造。",
    ),
    right=(
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n12月底前完成改造。",
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n落实2025年12月印发的方案。",
        "云岭县教育局2027年工作计划\n一、重点工作打算\n3月底前完成改造。\n云岭县教育局\n2026年12月18日",
    ),
    check=past_plan,
)
