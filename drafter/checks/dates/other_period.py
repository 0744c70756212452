"""DAT110: the text tells of another year or half than the title or the date under it."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import is_summary_or_plan
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Kind, Part, Severity

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_HALF = re.compile(r"[上下]半年")
_REPORTED = re.compile(
    r"现(?:将|就)[^。；]{0,20}?(?:(?P<year>(?:19|20)\d\d)年)?(?P<half>[上下]半年)?(?:度)?(?:[一-鿿]{0,10}?)"
    r"(?:工作|情况|总结)[^。；]{0,12}(?:汇报|报告|总结)如下"
)
# A sentence that opens with a period tells of it, unless it looks back.
_OPENS = re.compile(
    r"(?:^|(?<=[。；]))(?P<until>截至|截止)?(?P<year>(?:19|20)\d\d)年(?P<half>[上下]半年|第?[一二三四]季度|\d{1,2}(?:[—～至-]\d{1,2})?月底?|底|末)?[，,]"
)
_HEADED = re.compile(
    r"^((?:19|20)\d\d)年(?:上半年|下半年|度|第?[一二三四]季度)?[^，。；]{0,10}(?:工作|任务|情况|落实|成效|总结)"
)
# Who does what a report tells: the unit itself.
_OWN = re.compile(
    r"(?:全[局县区市镇乡校院系]|我[局县区市镇乡校院们]|本[局单位]|[县区市](?:委|政府|[一-鿿]{1,8}局))(?!第)"
)
_OPENS_HALF = re.compile(
    r"(?:^|(?<=[。；]))(?P<half>[上下]半年)，(?=重点|我局|将|要|继续|着力|计划)"
)
_BACK = re.compile(r"同期|相比|以来|[比较]|增长|回顾|上年|去年|续建|结转|印发|出台")
_PLAN_OF = re.compile(r"([上下]半年)[^上下]{0,12}?(?:计划|打算|安排|思路|要点)")


def other_period(report: Report) -> Iterator[Finding]:
    years = {int(year) for year in _YEAR.findall(report.title)}
    if not is_summary_or_plan(report) or not 1 <= len(years) <= 2:
        return
    yield from _dated(report, years)
    yield from _headed(report, years)
    for line in report.text_lines:
        yield from _reported(report, line, years)
        if line.place is Place.BODY and line.level != 1:
            yield from _opened(report, line, years)


def _dated(report: Report, years: set[int]) -> Iterator[Finding]:
    """A summary that is signed before its year began."""
    line = next((line for line in report.lines if line.place is Place.DATE), None)
    signed = report.dated
    if line and signed and report.kind is not Kind.PLAN and signed.year < min(years):
        yield RULE.at(line, (0, len(line.text)), period=report.period)


def _headed(report: Report, years: set[int]) -> Iterator[Finding]:
    """A heading that tells what was done in a year before those of the title."""
    for line in report.text_lines:
        found = _HEADED.search(line.title) if line.title else None
        if found and int(found[1]) < min(years) and not _BACK.search(line.title):
            start = line.heading[0] + found.start(1)
            yield RULE.at(line, (start, start + 4), period=report.period)


def _reported(report: Report, line: Line, years: set[int]) -> Iterator[Finding]:
    """现将2025年上半年工作情况报告如下 under a title of 2026."""
    for match in _REPORTED.finditer(line.view):
        if match["year"] and int(match["year"]) not in years:
            yield RULE.at(line, match.span("year"), period=report.period)
        halves = set(_HALF.findall(report.title))
        if match["half"] and halves and match["half"] not in halves:
            yield RULE.at(line, match.span("half"), period=report.period)


def _opened(report: Report, line: Line, years: set[int]) -> Iterator[Finding]:
    """A sentence that opens with a year before that of its part."""
    expected = max(years) if line.part is Part.PLANNED else min(years)
    for match in _OPENS.finditer(line.view):
        sentence = re.split("[。；]", line.view[match.end() :])[0]
        told = line.part in {Part.DONE, Part.PLANNED} and not _BACK.search(sentence)
        year = int(match["year"])
        earlier = year < min(years) and _is_own(report, sentence)
        if earlier or (told and year == expected - 1):
            yield RULE.at(line, match.span("year"), period=report.period)
    planned = _PLAN_OF.search(report.title)
    for match in _OPENS_HALF.finditer(line.view) if planned else ():
        if planned and line.part is Part.PLANNED and match["half"] != planned[1]:
            yield RULE.at(line, match.span("half"), period=report.title)


def _is_own(report: Report, sentence: str) -> bool:
    """Whether a sentence behind its year tells what the unit of the report did, and looks not back."""
    unit = report.title.partition("20")[0]
    own = _OWN.match(sentence) or (len(unit) > _LEAST_NAME and sentence.startswith(unit[-_TAIL:]))
    named = len(unit) > _LEAST_NAME and sentence.startswith(unit)
    return bool(own or named) and not _BACK.search(sentence)


_LEAST_NAME = 3  # characters of a unit's name
_TAIL = 6
RULE: Rule[Report] = Rule(
    code="DAT110",
    severity=Severity.WARNING,
    name=("正文的时间与标题不符", "the text is of another period than the title"),
    why=(
        "导语、各句开头的年份和成文日期要与标题对得上；多半沿用了往年的材料。",
        "Lead, sentences and the date under a report agree with its title; mostly left from an older text.",
    ),
    source=("审核惯例：查时态与年份", "practice: reviewers' check of tense and year"),
    message=("标题是{period}，这里写{text}", "{text} here, {period} in the title"),
    wrong=(
        "云岭县教育局2026年上半年工作总结\n现将2025年上半年工作情况报告如下：\n一、工作情况\n新建学校3所。",
        "云岭县教育局2026年上半年工作总结\n现将下半年工作情况报告如下：\n一、工作情况\n新建学校3所。",
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n2025年上半年，全县新建学校3所。",
        "云岭县教育局2026年工作总结\n一、2024年重点任务落实情况\n新建学校3所。",
        "云岭县教育局2026年工作总结\n2023年，云岭县教育局认真落实各项部署。\n一、工作情况\n新建学校3所。",
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n截至2025年6月底，新建学校3所。",
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n新建学校3所。\n云岭县教育局\n2025年7月5日",
    ),
    right=(
        "云岭县教育局2026年上半年工作总结\n现将2026年上半年工作情况报告如下：\n一、工作情况\n2026年上半年，新建学校3所，比2025年上半年多1所。",
        "云岭县教育局2025年工作总结和2026年工作计划\n一、2025年工作情况\n截至2025年12月底，新建学校3所。\n二、2026年工作计划\n2026年上半年，建成学校2所。",
        "云岭县教育局2026年工作计划\n一、重点工作打算\n建成学校2所。\n云岭县教育局\n2025年12月18日",
        "云岭县教育局2026年工作总结\n一、工作情况\n2025年以来，全县新建学校8所。",
    ),
    check=other_period,
)
