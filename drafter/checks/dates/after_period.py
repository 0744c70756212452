"""DAT103: a report of one period tells as done what lies after it."""

import re
from collections.abc import Iterator

from drafter.checks.dates.reading import Dated, dates
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Kind, Part, Severity, Span

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
_OF_TARGET = re.compile(r"(?:完成|占)[^，。；0-9]{0,6}(?:目标|计划|任务)[^，。；]{0,10}的")
_DONE = re.compile(r"已|了|完成|召开|举办|印发|开展|建成|投入使用|组织|实施|竣工|通过|获")
_EARLIER = re.compile(r"去年|上年|\d{4}年[^，。；]{0,12}$")
_SINCE = re.compile(r"\d{4}年\d{1,2}月\s*至")
_ENDS = {"全年": 12, "下半年": 12, "三季度": 9, "前三季度": 9, "四季度": 12}
_STRETCH = re.compile(
    r"(?:^|(?<=[。；，]))(?P<of>全年|下半年|前三季度|第?[三四]季度)(?:，(?:核查|检查|排查|查处|办理|受理|处置|治理|整改)|，?(?:累计|共)?"
    r"(?:完成|实现|建成|组织|举办|新建|培训|接待|发放|开展|召开))(?!目标|任务)"
)
_MONTHS = re.compile(
    r"(?:^|(?<=[。；，]))(?P<of>(?:今年)?1月?(?:—|～|至|到|-)(?P<last>\d{1,2})月)(?:份|底)?，[^。；]{0,30}?\d"
)
_YEAR_END = 12
_YEAR = re.compile(r"\d{4}年度?")
_STOP = re.compile(r"[。；！？，]")


def after_period(report: Report) -> Iterator[Finding]:
    whole_year = 12 if report.kind is Kind.SUMMARY and _YEAR.fullmatch(report.period) else None
    last = next((month for word, month in _LAST if word in report.period), whole_year)
    if last is None or report.year is None:
        return
    yield from _later_stretches(report, last)
    end = (report.year, last)
    for line in report.text_lines:
        for date in dates(line) if line.part is Part.DONE else ():
            if (
                _is_after(date, end)
                and not _looks_back(line, date)
                and _is_told_as_done(line, date)
            ):
                yield RULE.at(line, date.span, period=report.period)


def _later_stretches(report: Report, last: int) -> Iterator[Finding]:
    """全年完成, 三季度举办 in a summary of half a year."""
    for line in report.text_lines:
        for match in _MONTHS.finditer(line.view) if line.part is not Part.PLANNED else ():
            clause = re.split("[。；]", line.view[match.start() :])[0]
            told = _OF_TARGET.sub("", clause)
            if last < int(match["last"]) <= _YEAR_END and not _AHEAD.search(told):
                yield RULE.at(line, match.span("of"), period=report.period)
        for match in _STRETCH.finditer(line.view) if line.part is Part.DONE else ():
            clause = re.split("[。；]", line.view[match.start() :])[0]
            later = _ENDS[match["of"].removeprefix("第")] > last
            if later and not _AHEAD.search(clause):
                yield RULE.at(line, match.span("of"), period=report.period)


def _is_after(date: Dated, end: tuple[int, int]) -> bool:
    """Whether a date lies after year and month, and not years after them."""
    if date.month is None or date.month > 12:
        return False
    year = date.year or end[0]
    return (year, date.month) > end and year <= end[0] + 1


def _looks_back(line: Line, date: Dated) -> bool:
    """Whether a date without year is one of an earlier year named before it."""
    before = line.view[max(0, date.span[0] - 16) : date.span[0]]
    return date.year is None and _EARLIER.search(before) is not None


def _is_told_as_done(line: Line, date: Dated) -> bool:
    clause = _clause(line.view, date.span)
    return bool(_DONE.search(clause)) and not _AHEAD.search(clause) and not _SINCE.search(clause)


def _clause(text: str, span: Span) -> str:
    """From the stop before a date to the comma after it: where the verb of its clause stands.

    A comma close before the date is where its clause begins.
    """
    start = max(text.rfind(mark, 0, span[0]) for mark in "。；！？") + 1
    comma = text.rfind("，", start, span[0])
    if comma >= 0 and span[0] - comma < 12:
        start = comma + 1
    stop = _STOP.search(text, span[1] + 1)  # 8月，组织演练: the comma is the date's own
    return text[start : stop.start() if stop else len(text)]


RULE: Rule[Report] = Rule(
    code="DAT103",
    severity=Severity.WARNING,
    name=("把以后的事写成已完成", "what lies after the period told as done"),
    why=(
        "上半年总结不应把7月以后的事写成已完成；请核对时间，或改为计划。",
        "A half-year report does not tell of July as done.",
    ),
    source=("审核惯例：查时态与年份", "practice: reviewers' check of tense and year"),
    message=(
        "{period}的总结里，{text}的事写成了已完成",
        "{text} lies after {period}, yet it is told as done",
    ),
    wrong=(
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n7月15日召开现场会，部署暑期安全工作。",
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n9月完成体育馆建设。",
        "云岭县民政局2026年一季度工作总结\n一、工作开展情况\n4月10日举办养老护理员培训班。",
        "云岭县水务局2026年上半年工作总结\n一、工作开展情况\n8月，组织开展防汛演练12场次。",
        "云岭县水务局2026年上半年工作总结\n一、工作开展情况\n全年完成造林1.2万亩。",
        "云岭县人社局2026年上半年工作总结\n一、工作开展情况\n1—9月，新增就业2140人，完成年度目标4000人的53.5%。",
        "云岭县水务局2026年工作总结\n一、工作开展情况\n2027年3月，完成水库除险加固3座。",
    ),
    right=(
        "云岭县水务局2026年上半年工作总结\n一、工作开展情况\n完成造林1.2万亩，全年预计完成2万亩。",
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n6月15日召开现场会，体育馆预计9月完成建设。",
        "云岭县教育局2026年工作总结\n一、工作开展情况\n9月完成体育馆建设。",
        "云岭县教育局2026年上半年工作总结\n一、上半年工作开展情况\n工作有序。\n二、下半年工作计划\n9月完成体育馆建设。",
    ),
    check=after_period,
)
