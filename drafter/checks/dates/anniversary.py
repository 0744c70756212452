"""DAT109: an anniversary that the report's year does not have."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.dates.calendar_of_sessions import anniversaries
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.numbering import CN
from drafter.facts.numerals import chinese_number
from drafter.records import Finding, Severity

_BACK = re.compile(r"去年|上年|过去|五年")
_YEAR = re.compile(r"((?:19|20)\d\d)年(?![来以底末前])")


def anniversary(report: Report) -> Iterator[Finding]:
    # a 工作报告 is read early in a year, and tells of the year before
    late = range(1 + int("工作报告" in report.title))
    for line in report.text_lines:
        for pattern, begun in _patterns() if "周年" in line.view else ():
            for match in pattern.finditer(line.view):
                number = (
                    int(match[1]) if match[1].isdecimal() else int(chinese_number(match[1]) or 0)
                )
                year, named = _year(report, line.view[: match.start()])
                right = (year or begun) - begun
                allowed = range(1) if named else late
                if number and year and right - number not in allowed:
                    yield RULE.at(line, match.span(), right=right, year=year)


def _year(report: Report, before: str) -> tuple[int | None, bool]:
    """The year that an anniversary is told of, and whether its sentence names it; None for none."""
    sentence = before.rpartition("。")[2]
    years = _YEAR.findall(sentence)
    if years:
        return (int(years[0]), True) if len(years) == 1 else (None, True)
    return (None if _BACK.search(sentence) else report.year), False


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple(
        (re.compile(rf"(?:{words})(\d{{2,3}}|[{CN}百]{{1,5}})周年"), year)
        for words, year in anniversaries().items()
    )


RULE: Rule[Report] = Rule(
    code="DAT109",
    severity=Severity.WARNING,
    name=("周年数不对", "an anniversary of another year"),
    why=(
        "建党、新中国成立等的周年数由年份决定；多半沿用了往年的材料。",
        "How many years it is since follows from the year; mostly copied from an older text.",
    ),
    source=("历法", "the calendar"),
    message=("{year}年应是{right}周年：{text}", "in {year} it is {right} years: {text}"),
    wrong=(
        "云岭县党史办2026年工作总结\n一、工作情况\n开展庆祝建党104周年活动。",
        "云岭县教育局2025年工作总结\n一、工作情况\n开展纪念抗日战争胜利79周年活动。",
        "2023年，为庆祝中华人民共和国成立75周年，举办文艺演出12场。",
    ),
    right=(
        "云岭县党史办2026年工作总结\n一、工作情况\n开展庆祝中国共产党成立105周年活动。",
        "2026年云岭县政府工作报告\n一、2025年工作回顾\n隆重纪念中国人民抗日战争暨世界反法西斯战争胜利80周年。",
        "云岭县教育局2026年工作总结\n一、工作情况\n2024年庆祝新中国成立75周年以来，活动不断。",
        "2024年底，启动庆祝建党104周年筹备工作。",
    ),
    check=anniversary,
)
