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
        found = [one for one in dates(line) if one.month is not None]
        for start, end in line.sentences:
            begun: Dated | None = None
            for one in (date for date in found if start <= date.span[0] < end):
                after = line.view[one.span[1] : one.span[1] + 16]
                if _BEGIN.match(after):
                    begun = one
                elif begun and _END.match(after):
                    if _before(one, begun):
                        yield RULE.at(line, one.span, begin=begun.text)
                    begun = None


def _before(end: Dated, begin: Dated) -> bool:
    if end.month is None or begin.month is None:
        return False
    if (end.year is None and begin.year is not None) or (
        end.year is not None and begin.year is None
    ):
        return False
    return (end.year or 0, end.month, end.day or 31) < (
        begin.year or 0,
        begin.month,
        begin.day or 1,
    )


RULE: Rule[Report] = Rule(
    code="DAT104",
    severity=Severity.WARNING,
    name=("先后颠倒", "the end before the beginning"),
    why=("竣工、交付不会早于开工；请核对时间或年份。", "Works are not finished before they begin."),
    source="practice: reviewers' check of order (时态与年份)",
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
