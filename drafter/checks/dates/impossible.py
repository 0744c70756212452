"""DAT101: a date that does not exist."""

from collections.abc import Iterator

from drafter.checks.dates.reading import dates, day_exists
from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity


def impossible(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        for date in dates(line):
            if date.month is not None and not day_exists(date.year, date.month, date.day):
                yield RULE.at(line, date.span)


RULE: Rule[Report] = Rule(
    code="DAT101",
    severity=Severity.ERROR,
    name=("不存在的日期", "no such date"),
    why=("没有这一天或这个月；请核对原始材料。", "There is no such day or month."),
    source=("历法", "the calendar"),
    message=("日期不存在：{text}", "no such date: {text}"),
    wrong=("6月31日前完成排查。", "2026年2月29日召开会议。", "13月完成验收。", "4月0日开工。"),
    right=("6月30日前完成排查。", "2024年2月29日召开会议。", "12月31日", "工期13个月。"),
    check=impossible,
)
