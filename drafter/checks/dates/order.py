"""DAT104: works that are finished before they begin."""

import re
from collections.abc import Iterator

from drafter.checks.dates.reading import Dated, dates
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_BEGIN = re.compile(r"^[^，。；]{0,6}(?:开工|动工|启动|进场|招标|立项|开始)")
_END = re.compile(r"^[^，。；]{0,8}(?:竣工|交付|完工|建成|投入使用|投用|验收|完成)")


def order(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        known = [date for date in dates(line) if date.month is not None]
        for start, end in line.sentences:
            begun: Dated | None = None
            for date in (date for date in known if start <= date.span[0] < end):
                after = line.view[date.span[1] : date.span[1] + 16]
                if _BEGIN.match(after):
                    begun = date
                elif begun and _END.match(after):
                    if _is_before(date, begun):
                        yield RULE.at(line, date.span, begin=begun.text)
                    begun = None


def _is_before(end: Dated, begin: Dated) -> bool:
    """Whether works end before they begin, on the last and first days that the dates leave open."""
    if (end.year is None) != (begin.year is None):
        return False
    return _day(end, 31) < _day(begin, 1)


def _day(date: Dated, otherwise: int) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or otherwise


RULE: Rule[Report] = Rule(
    code="DAT104",
    severity=Severity.WARNING,
    name=("先后颠倒", "the end before the beginning"),
    why=("竣工、交付不会早于开工；请核对时间或年份。", "Works are not finished before they begin."),
    source=("审核惯例：查先后次序", "practice: reviewers' check of order"),
    message=("{begin}开工，{text}却已完工", "begun in {begin}, finished in {text}"),
    wrong=(
        "项目计划9月开工建设，8月底交付使用。",
        "食堂工程5月初动工，3月竣工。",
        "2026年10月开工，2026年6月建成投用。",
    ),
    right=(
        "项目计划7月开工建设，8月底交付使用。",
        "2025年10月开工，2026年6月建成投用。",
        "一期3月竣工。二期5月开工。",
    ),
    check=order,
)
