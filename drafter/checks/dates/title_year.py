"""DAT107: the year in a document's title is not that of the report."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Part, Severity

_TITLED = re.compile(
    r"(?:制定|印发|出台|下发|起草|制订)[^，。；《]{0,8}《([^《》]{0,30}?)((?:19|20)\d\d)年(?!—)[^《》]{0,40}》"
)
# what is carried out this year is of this year: 今年以来，贯彻《2025年教育工作要点》
_CARRIED_OUT = re.compile(
    r"(?:今年|本年)[^。；《]{0,30}《([^《》]{0,30}?)((?:19|20)\d\d)年度?(?!—)[^《》]{0,20}(?:要点|计划|安排|清单|任务书?)》"
)

# 对照2022年县政府工作报告确定的今年任务
_UNTITLED = re.compile(
    r"(?:对照|按照|围绕|落实|根据|依据|贯彻|对标)[^。；《]{0,10}?((?:19|20)\d\d)年(?![来以前底末])[^。；，《》]{0,12}"
    r"(?:政府工作报告|工作报告|工作要点|工作计划|任务清单|工作安排|民生实事)(?P<then>[^。；]{0,24}?)(?:今年|本年度?|当年)"
)
_DECIDED = re.compile(
    r"《([^《》]{0,30}?)((?:19|20)\d\d)年度?(?!—)[^《》]{0,20}(?:要点|计划|安排|清单|任务书?)》[^。；，]{0,8}(?:今年|本年)"
)


def title_years(report: Report) -> Iterator[Finding]:
    if report.year is None:
        return
    for line in report.text_lines:
        for pattern in (_TITLED, _CARRIED_OUT) if line.part is not Part.PLANNED else ():
            for match in pattern.finditer(line.view):
                if int(match[2]) < report.year:
                    yield RULE.at(line, match.span(2), year=report.year)
        for pattern, group in ((_UNTITLED, 1), (_DECIDED, 2)):
            for match in pattern.finditer(line.view):
                # a 工作报告 is read early in a year, and tells of the year before
                if int(match[group]) < report.year - int("工作报告" in report.title):
                    yield RULE.at(line, match.span(group), year=report.year)


RULE: Rule[Report] = Rule(
    code="DAT107",
    severity=Severity.WARNING,
    name=("文件的年份与报告不符", "a document of another year"),
    why=(
        "本期制定印发的文件，年份应是本年；多半沿用了去年的材料。",
        "What was issued in this period bears this year.",
    ),
    source=("审核惯例：查时态与年份", "practice: reviewers' check of tense and year"),
    message=(
        "本稿是{year}年，文件名里写的是{text}年",
        "the report is of {year}, the document of {text}",
    ),
    wrong=(
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n制定印发《云岭县2025年招生方案》。",
        "云岭县教育局2026年工作总结\n一、工作情况\n今年以来，认真贯彻《2025年教育工作要点》。",
        "云岭县教育局2026年工作总结\n一、工作情况\n对照2024年县政府工作报告确定的今年任务，逐项建立台账。",
    ),
    right=(
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n制定印发《云岭县2026年招生方案》，落实《2025年工作要点》。",
    ),
    check=title_years,
)
