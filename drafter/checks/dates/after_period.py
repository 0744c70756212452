"""DAT103: a report of one period tells as done what lies after it."""

import re
from collections.abc import Iterator

from drafter.checks.dates.reading import dates
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Part, Severity

_LAST = (
    ("上半年", 6),
    ("一季度", 3),
    ("第一季度", 3),
    ("前三季度", 9),
    ("三季度", 9),
    ("二季度", 6),
)
_AHEAD = re.compile(
    r"计划|预计|拟|将(?!近|军)|力争|确保|争取|下一步|目标|前(?:完成|建成|投)|年内|安排|待|准备|开学|届时|前$|规划|有望|可(?:完成|建成|实现)"
)
_DONE = re.compile(r"已|了|完成|召开|举办|印发|开展|建成|投入使用|组织|实施|竣工|通过|获")


def after_period(report: Report) -> Iterator[Finding]:
    last = next((month for word, month in _LAST if word in report.period), None)
    if last is None or report.year is None:
        return
    for line in report.text_lines:
        if line.part is not Part.DONE:
            continue
        for one in dates(line):
            year = one.year or report.year
            if (
                one.month is None
                or (year, one.month) <= (report.year, last)
                or year > report.year + 1
                or one.month > 12
            ):
                continue
            if one.year is None and re.search(
                r"去年|上年|\d{4}年[^，。；]{0,12}$",
                line.view[max(0, one.span[0] - 16) : one.span[0]],
            ):
                continue
            start, end = _clause(line.view, one.span)
            said = line.view[start:end]
            if (
                not _AHEAD.search(said)
                and _DONE.search(said)
                and not re.search(r"\d{4}年\d{1,2}月\s*至", said)
            ):
                yield RULE.at(line, one.span, period=report.period)


def _clause(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """From the stop before a date to the second comma after it: where the verb of its clause stands."""
    start = max(text.rfind(mark, 0, span[0]) for mark in "。；！？") + 1
    comma = text.rfind("，", start, span[0])
    start = comma + 1 if comma >= 0 and span[0] - comma < 12 else start
    stop = re.compile(r"[。；！？，]").search(text, span[1])
    return start, stop.start() if stop else len(text)


RULE: Rule[Report] = Rule(
    code="DAT103",
    severity=Severity.WARNING,
    name=("把以后的事写成已完成", "what lies after the period told as done"),
    why=(
        "上半年总结不应把7月以后的事写成已完成；请核对时间，或改为计划。",
        "A half-year report does not tell of July as done.",
    ),
    source="practice: reviewers' check of tense and year (时态与年份)",
    message=(
        "{period}的总结里，{text}的事写成了已完成",
        "{text} lies after {period}, yet it is told as done",
    ),
    wrong=(
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n7月15日召开现场会，部署暑期安全工作。",
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n9月完成体育馆建设。",
        "云岭县民政局2026年一季度工作总结\n一、工作开展情况\n4月10日举办养老护理员培训班。",
    ),
    right=(
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n6月15日召开现场会，体育馆预计9月完成建设。",
        "云岭县教育局2026年工作总结\n一、工作开展情况\n9月完成体育馆建设。",
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n工作有序。\n二、下半年工作计划\n9月完成体育馆建设。",
    ),
    check=after_period,
)
