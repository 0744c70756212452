"""STR102: headings speak of the periods that the title names."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import is_summary_or_plan
from drafter.documents.report import Line, Report
from drafter.records import Finding, Kind, Part, Severity, Span

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!来)")
_HALF = re.compile(r"[上下]半年")
_WORK = re.compile(r"工作|打算|计划|安排|思路|任务|总结|回顾|情况")
_HALF_WRONG = (
    "标题里{about}是“{wanted}”，这里写“{text}”",
    "the title's {about} is {wanted}, here it says {text}",
)


def period(report: Report) -> Iterator[Finding]:
    if not is_summary_or_plan(report):
        return
    years = [int(found[1]) for found in _YEAR.finditer(report.title)]
    if not years or len(set(years)) > 2:
        return
    halves = _halves(report.title)
    for line in report.text_lines:
        if (
            line.level not in {1, 2}
            or line.heading == (0, 0)
            or line.part is Part.OTHER
            or not _WORK.search(line.title)
        ):
            continue
        if (
            line.level == 2
            and line.part is not Part.PLANNED
            and not re.search(r"总结|回顾|完成情况", line.title)
        ):
            continue
        start = line.heading[0]
        for found in _YEAR.finditer(line.title):
            year = int(found[1])
            if year not in _allowed(report.kind, line.part, years):
                span = (start + found.start(), start + found.end())
                yield RULE.at(
                    line, span, years="、".join(f"{year}年" for year in sorted(set(years)))
                )
        yield from _wrong_half(line, start, halves)


def _allowed(kind: Kind | None, part: Part, years: list[int]) -> set[int]:
    first, last = min(years), max(years)
    if part is Part.PLANNED:
        return {last} if first != last else {last} if kind is Kind.PLAN else {last, last + 1}
    if kind is Kind.PLAN:
        return {first - 1, first}
    return {first, last}


def _halves(title: str) -> dict[Part, str]:
    """The half-year that the title gives each part: {done: 上半年, planned: 下半年}."""
    found: dict[Part, str] = {}
    for match in re.finditer(
        r"([上下]半年)[^上下]{0,12}?(总结|计划|打算|安排|思路|要点|汇报|报告|情况)", title
    ):
        part = Part.DONE if match[2] in {"总结", "汇报", "报告", "情况"} else Part.PLANNED
        found.setdefault(part, match[1])
    return found


def _wrong_half(line: Line, start: int, halves: dict[Part, str]) -> Iterator[Finding]:
    wanted = halves.get(line.part)
    if wanted is None or line.level != 1:
        return
    named = list(_HALF.finditer(line.title))
    if len(named) == 1 and named[0][0] != wanted:
        span: Span = (start + named[0].start(), start + named[0].end())
        about = "计划" if line.part is Part.PLANNED else "总结"
        yield RULE.at(line, span, message=_HALF_WRONG, about=about, wanted=wanted)


RULE: Rule[Report] = Rule(
    code="STR102",
    severity=Severity.WARNING,
    name=("标题与各部分的时间不一致", "period of a part differs from the title's"),
    why=(
        "总标题的年份、半年与各部分标题要对得上；改旧稿时最容易漏改。",
        "Year and half-year of the parts agree with the title; they are easily left from last year's text.",
    ),
    source="practice: 机关公文校核",
    message=("这里写“{text}”，总标题是{years}", "{text} here, {years} in the title"),
    wrong=(
        "某县水务局2026年上半年工作总结和下半年工作计划\n一、2025年上半年工作完成情况\n正文。\n二、下半年工作计划\n正文。",
        "某县水务局2026年上半年工作总结和下半年工作计划\n一、上半年工作完成情况\n正文。\n二、上半年工作计划\n正文。",
        "某县水务局2025年工作总结和2026年工作计划\n一、2025年工作回顾\n正文。\n二、2027年工作计划\n正文。",
    ),
    right=(
        "某县水务局2026年上半年工作总结和下半年工作计划\n一、2026年上半年工作完成情况\n正文。\n二、下半年工作计划\n正文。",
        "某县水务局2025年工作总结\n一、2025年工作回顾\n正文。\n二、2026年工作打算\n正文。",
        "某县水务局2026年工作计划\n一、2025年工作回顾\n正文。\n二、2026年重点任务\n正文。",
        "2026年某省政府工作报告\n一、2025年工作回顾\n正文。",
    ),
    check=period,
)
