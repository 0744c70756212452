"""DAT105: a plan that is to be done by a day already past."""

import re
from collections.abc import Iterator

from drafter.checks.dates.reading import dates
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Part, Severity

_PAST = re.compile(r"上年|去年|以来|自|较|比|印发|〔|成立|已|从|于$|获|根据|按照|基础上|规划|与")


def past_plan(report: Report) -> Iterator[Finding]:
    signed = report.dated
    if signed is None and not (report.year and "下半年" in report.title):
        return
    limit = (signed.year, signed.month) if signed else (report.year or 0, 6)
    about = max(
        [limit[0], *map(int, re.findall(r"(20\d\d)年", report.title))]
    )  # 3月底前 of next year's plan
    for line in report.text_lines:
        if line.part is not Part.PLANNED:
            continue
        for one in dates(line):
            if one.month is None or (
                one.year is None and one.span[0] and line.view[one.span[0] - 1] in "—～至"
            ):
                continue
            lead = line.view[max(0, one.span[0] - 10) : one.span[0]]
            after = line.view[one.span[1] : one.span[1] + 6]
            due = re.match(r"(?:底|末)?(?:前|之前|以前|完成|建成|开工|竣工|投|召开|启动)", after)
            if due and (one.year or about, one.month) < limit and not _PAST.search(lead):
                yield RULE.at(line, one.span, limit=f"{limit[0]}年{limit[1]}月")


RULE: Rule[Report] = Rule(
    code="DAT105",
    severity=Severity.WARNING,
    name=("计划的时限已过", "a plan due before it is made"),
    why=(
        "计划里的完成时限早于成文日期，多半沿用了往年的材料。",
        "A deadline before the date of the report was mostly copied from an older one.",
    ),
    source="practice: reviewers' check of tense and year (时态与年份)",
    message=("时限{text}早于成文时间{limit}", "{text} lies before {limit}"),
    wrong=(
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n2025年12月底前完成改造。",
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n3月底前完成改造。",
    ),
    right=(
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n12月底前完成改造。",
        "云岭县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作\n有序推进。\n二、下半年工作计划\n落实2025年12月印发的方案。",
        "云岭县教育局2027年工作计划\n一、重点工作打算\n3月底前完成改造。\n云岭县教育局\n2026年12月18日",
    ),
    check=past_plan,
)
