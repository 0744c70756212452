"""STR106: a report has one title, of three lines at most."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import WHOLE, is_whole, title_line, top_headings
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

_MOST = 60  # characters: three lines of 20 at 2号
_TWICE = ("标题重复：上下两行都是标题", "the title stands twice")
_NONE = ("没有标题", "there is no title")


def title(report: Report) -> Iterator[Finding]:
    line = title_line(report)
    if line is None:
        yield from _missing(report)
        return
    words = line.view.strip()
    if len(words) > _MOST and is_whole(report):
        yield RULE.at(line, line.heading, count=len(words))
    for other in report.lines:
        if other is not line and _is_beside(other, line) and _is_again(other.view.strip(), words):
            yield RULE.at(other, (0, len(other.text)), message=_TWICE, severity=Severity.WARNING)


def _missing(report: Report) -> Iterator[Finding]:
    """A report without title: long enough and divided as a report is. A table may have its own."""
    long = report.length >= WHOLE and len(top_headings(report)) >= 2
    if long and not report.title and not report.file.endswith(".xlsx"):
        first = next(report.text_lines)
        span = (0, min(20, len(first.text)))
        yield RULE.at(first, span, message=_NONE, severity=Severity.INFO)


def _is_beside(other: Line, title: Line) -> bool:
    near = abs(other.number - title.number) <= 4
    return near and other.place in {Place.TITLE, Place.FURNITURE}


def _is_again(words: str, title: str) -> bool:
    """Whether the words are the title once more, or nearly."""
    if len(title) < 8 or abs(len(words) - len(title)) > 6:
        return False
    return SequenceMatcher(None, words, title, autojunk=False).ratio() > 0.85


_BODY = "今年以来，完成投资2亿元，培训干部120人次，办理群众来信35件，新建公厕5座。" * 8

RULE: Rule[Report] = Rule(
    code="STR106",
    severity=Severity.INFO,
    name=("标题重复、缺失或过长", "title twice, missing or too long"),
    why=(
        "一份材料一个标题，二号字以不超过三行为宜。",
        "One title, of three lines at most in its size.",
    ),
    source="GB/T 9704-2012 7.3.1",
    message=(
        "标题{count}个字，排版会超过三行",
        "a title of {count} characters takes more than three lines",
    ),
    wrong=(
        "某县水务局2026年上半年工作总结\n某县水务局2026年上半年工作总结\n一、工作情况\n正文。",
        "某县水务局2026年上半年工作总结范文\n某县水务局2026年上半年工作总结\n一、工作情况\n正文。",
        f"一、工作情况\n{_BODY}\n二、存在问题\n经费不足。",
        "某县水务局关于贯彻落实全县水利工作会议精神扎实推进农村饮水安全巩固提升和灌区现代化改造以及河湖长制重点任务完成情况的工作总结\n正文。",
    ),
    right=(
        "某县水务局\n2026年上半年工作总结和下半年工作计划\n一、工作情况\n正文。",
        "一、工作情况\n完成投资2亿元。\n二、存在问题\n经费不足。",
        "某县水务局2026年工作总结\n某县水务局\n2026年12月5日\n一、工作情况\n正文。",
    ),
    check=title,
)
