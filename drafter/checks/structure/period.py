"""STR102: headings speak of the periods that the title names."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import is_headed, is_summary_or_plan
from drafter.documents.report import Line, Report
from drafter.records import Finding, Kind, Part, Severity, Span

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!来)")
_HALF = re.compile(r"[上下]半年")
_WORK = re.compile(r"工作|打算|计划|安排|思路|任务|总结|回顾|情况")
_HALF_OF = re.compile(r"([上下]半年)[^上下]{0,12}?(总结|计划|打算|安排|思路|要点|汇报|报告|情况)")
_LOOKS_BACK = re.compile(r"总结|回顾|完成情况")
_HALF_WRONG = (
    "标题里{about}是“{wanted}”，这里写“{text}”",
    "the title's {about} is {wanted}, here it says {text}",
)


def period(report: Report) -> Iterator[Finding]:
    if not is_summary_or_plan(report):
        return
    years = {int(match[1]) for match in _YEAR.finditer(report.title)}
    if not 1 <= len(years) <= 2:
        return
    halves = _halves(report.title)
    for line in report.text_lines:
        if _names_period(line):
            yield from _wrong_years(line, years, _allowed(report.kind, line.part, years))
            yield from _wrong_half(line, halves)


def _names_period(line: Line) -> bool:
    """Whether a heading is one that tells of a period: that of a part or, in a plan, of a task."""
    if line.level not in {1, 2} or not is_headed(line) or line.part is Part.OTHER:
        return False
    if line.level == 2 and line.part is not Part.PLANNED and not _LOOKS_BACK.search(line.title):
        return False
    return _WORK.search(line.title) is not None


def _wrong_years(line: Line, years: set[int], allowed: set[int]) -> Iterator[Finding]:
    for match in _YEAR.finditer(line.title):
        if int(match[1]) not in allowed:
            named = "、".join(f"{year}年" for year in sorted(years))
            yield RULE.at(line, _in_line(line, match), years=named)


def _in_line(line: Line, match: re.Match[str]) -> Span:
    """The span in the line of a match in its heading."""
    return line.heading[0] + match.start(), line.heading[0] + match.end()


def _allowed(kind: Kind | None, part: Part, years: set[int]) -> set[int]:
    """The years that a part may name, by those the title names."""
    first, last = min(years), max(years)
    if part is not Part.PLANNED:
        return {first - 1, first} if kind is Kind.PLAN else {first, last}
    if first != last or kind is Kind.PLAN:
        return {last}
    return {last, last + 1}


def _halves(title: str) -> dict[Part, str]:
    """The half-year that the title gives each part: {done: 上半年, planned: 下半年}."""
    halves: dict[Part, str] = {}
    for match in _HALF_OF.finditer(title):
        part = Part.DONE if match[2] in {"总结", "汇报", "报告", "情况"} else Part.PLANNED
        halves.setdefault(part, match[1])
    return halves


def _wrong_half(line: Line, halves: dict[Part, str]) -> Iterator[Finding]:
    wanted = halves.get(line.part)
    if wanted is None or line.level != 1:
        return
    named = list(_HALF.finditer(line.title))
    if len(named) == 1 and named[0][0] != wanted:
        about = "计划" if line.part is Part.PLANNED else "总结"
        span = _in_line(line, named[0])
        yield RULE.at(line, span, message=_HALF_WRONG, about=about, wanted=wanted)


RULE: Rule[Report] = Rule(
    code="STR102",
    severity=Severity.WARNING,
    name=("标题与各部分的时间不一致", "period of a part differs from the title's"),
    why=(
        "总标题的年份、半年与各部分标题要对得上；改旧稿时最容易漏改。",
        "Year and half-year of the parts agree with the title; they are easily left from last year's text.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
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
