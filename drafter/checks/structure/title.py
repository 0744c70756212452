"""STR106: a report has one title, of three lines at most."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import is_whole, title_line, top_headings
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity

_MOST = 60  # characters: three lines of 20 at 2号
_TWICE = ("标题重复：上下两行都是标题", "the title stands twice")
_NONE = ("没有标题", "there is no title")


def title(report: Report) -> Iterator[Finding]:
    line = title_line(report)
    if line is None:
        tops = top_headings(report)
        if (
            not report.title
            and report.length >= 300
            and len(tops) >= 2
            and not report.file.endswith(".xlsx")
        ):
            first = next(report.text_lines)
            yield RULE.at(
                first, (0, min(20, len(first.text))), message=_NONE, severity=Severity.INFO
            )
        return
    if len(line.text.strip()) > _MOST and is_whole(report):
        yield RULE.at(line, line.heading, count=len(line.text.strip()))
    said = line.view.strip()
    for other in report.lines:
        if (
            other is line
            or other.place not in {Place.TITLE, Place.FURNITURE}
            or abs(other.number - line.number) > 4
        ):
            continue
        again = other.view.strip()
        alike = (
            abs(len(again) - len(said)) <= 6
            and SequenceMatcher(None, again, said, autojunk=False).ratio() > 0.85
        )
        if len(said) >= 8 and alike:
            yield RULE.at(other, (0, len(other.text)), message=_TWICE, severity=Severity.WARNING)


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
