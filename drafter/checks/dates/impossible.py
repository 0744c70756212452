"""DAT101: a date that does not exist."""

import calendar
from collections.abc import Iterator

from drafter.checks.dates.reading import dates
from drafter.checks.rule import Rule
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity


def impossible(report: Report) -> Iterator[Finding]:
    for line in report.lines:
        if line.place is Place.FURNITURE:
            continue
        for one in dates(line):
            if one.month is None:
                continue
            wrong = not 1 <= one.month <= 12
            if not wrong and one.day is not None:
                wrong = (
                    not 1 <= one.day <= calendar.monthrange(one.year or 2024, one.month)[1]
                )  # 29 February may be
            if wrong:
                yield RULE.at(line, one.span)


RULE: Rule[Report] = Rule(
    code="DAT101",
    severity=Severity.ERROR,
    name=("不存在的日期", "no such date"),
    why=("没有这一天或这个月；请核对原始材料。", "There is no such day or month."),
    source="the calendar",
    message=("日期不存在：{text}", "no such date: {text}"),
    wrong=("6月31日前完成排查。", "2026年2月29日召开会议。", "13月完成验收。", "4月0日开工。"),
    right=("6月30日前完成排查。", "2024年2月29日召开会议。", "12月31日", "工期13个月。"),
    check=impossible,
)
