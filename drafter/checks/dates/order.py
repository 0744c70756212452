"""DAT104: works that are finished before they begin."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from drafter.checks.dates.reading import Dated, dates
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity

_BEGUN = r"(?:破土|正式|全面)?(?:开工|动工|启动|进场|招标|立项|开始|奠基|动建|始建)"
_DONE = r"(?:竣工|交付|完工|建成|投入(?:使用|运[营行]|生产)|投[用产运]|通[车水电航气]|启用|开园|开馆|开业|验收|完成|封顶|并网)"
_BEGIN = re.compile(rf"^[^，。；]{{0,6}}{_BEGUN}")
_END = re.compile(rf"^[^，。；]{{0,8}}{_DONE}")
_BEGIN_ALONE = re.compile(rf"^{_BEGUN}(?:建设|修建)?[，。；]")
_RELATIVE = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1, "次年": 1}
_NO_YEAR = 1000  # below any year: 去年, 今年 are told from one another alone


def order(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for days in _DAYS.finditer(line.view) if "日" in line.view else ():
            if int(days["last"]) < int(days["first"]) and days["then"] in (None, days["month"]):
                yield RULE.at(line, days.span("end"), message=_BACK, begin=days["begin"])
        known = [_dated(line, date) for date in dates(line) if date.month is not None]
        for start, end in line.sentences if len(known) > 1 else ():
            own = [date for date in known if start <= date.span[0] < end]
            yield from _finished_first(line, own)
            for done, begun in pairwise(own):
                if _is_told_backwards(line, done, begun) and _is_before(done, begun):
                    yield RULE.at(line, done.span, begin=begun.text)


def _finished_first(line: Line, own: list[Dated]) -> Iterator[Finding]:
    """Works whose end follows their beginning in the text, and lies before it in time."""
    begun: Dated | None = None
    for date in own:
        after = line.view[date.span[1] : date.span[1] + 16]
        if _BEGIN.match(after):
            begun = date
        elif begun and _END.match(after):
            if _is_before(date, begun):
                yield RULE.at(line, date.span, begin=begun.text)
            begun = None


def _is_told_backwards(line: Line, done: Dated, begun: Dated) -> bool:
    """Whether the end of works is told right before their beginning: 7月投产，10月开工建设。"""
    link = line.view[done.span[1] : begun.span[0]]
    ended = _END.match(link) and link.endswith("，") and link.count("，") == 1
    return bool(ended and _BEGIN_ALONE.match(line.view[begun.span[1] :]))


def _dated(line: Line, date: Dated) -> Dated:
    """A date whose year is told by 去年 or 今年, as a year that is comparable with its like."""
    before = line.view[max(0, date.span[0] - 2) : date.span[0]]
    if date.year is None and before in _RELATIVE:
        return replace(date, year=_NO_YEAR + _RELATIVE[before])
    return date


def _is_before(end: Dated, begin: Dated) -> bool:
    """Whether works end before they begin, on the last and first days that the dates leave open."""
    if (end.year is None) != (begin.year is None):
        return False
    if end.year and begin.year and (end.year < _FIRST_YEAR) != (begin.year < _FIRST_YEAR):
        return False
    return _day(end, 31) < _day(begin, 1)


def _day(date: Dated, otherwise: int) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or otherwise


_FIRST_YEAR = 1900
_BACK = ("从{begin}到{text}，起止颠倒", "from {begin} to {text}: the end is before the beginning")
_DAYS = re.compile(
    r"(?P<begin>(?P<month>\d{1,2})月(?P<first>\d{1,2})日)(?:至|到|—|～)"
    r"(?P<end>(?:(?P<then>\d{1,2})月)?(?P<last>\d{1,2})日)"
)
RULE: Rule[Report] = Rule(
    code="DAT104",
    severity=Severity.WARNING,
    name=("先后颠倒", "the end before the beginning"),
    why=(
        "竣工、交付不会早于开工，起止日期不会颠倒；请核对时间或年份。",
        "Works are not finished before they begin, nor do days end before they start.",
    ),
    source=("审核惯例：查先后次序", "practice: reviewers' check of order"),
    message=("{begin}开工，{text}却已完工", "begun in {begin}, finished in {text}"),
    wrong=(
        "项目计划9月开工建设，8月底交付使用。",
        "食堂工程5月初动工，3月竣工。",
        "2026年10月开工，2026年6月建成投用。",
        "该桥8月破土动工，6月正式通车。",
        "项目于2025年7月投产达效，2025年10月开工建设。",
        "会议于9月15日至9月12日召开。",
    ),
    right=(
        "会议于9月12日至15日召开，12月25日至1月5日放假。",
        "项目计划7月开工建设，8月底交付使用。",
        "2025年10月开工，2026年6月建成投用。",
        "一期3月竣工。二期5月开工。",
        "一期工程2023年12月竣工，二期工程2024年3月开工，工程去年11月开工，今年5月完工。",
    ),
    check=order,
)
