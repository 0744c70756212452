"""STR101: the parts that the title promises are there."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import titled_whole, top_headings
from drafter.documents.report import Line, Report
from drafter.records import Finding, Kind, Part, Severity, Span

_PLAN = re.compile(
    r"计划|打算|安排|思路|下一步|下步|努力方向|重点工作|工作目标|任务|措施|展望|谋划"
)
_DONE = re.compile(
    r"完成情况|开展情况|工作情况|回顾|总结|成效|主要工作|做法|进展|履职|亮点|成绩|重点工作"
)
_PROBLEM = re.compile(r"问题|不足|短板|困难|差距")
# The words of the title that promise a part.
_PLAN_NAMED = re.compile(r"计划|打算|安排|思路|要点")
_DONE_NAMED = re.compile(r"总结|报告|汇报|情况|回顾")
_SUMMARY_NAMED = re.compile("总结")
_NO_PROBLEMS = (
    "标题是总结，正文没有“存在问题”部分",
    "the title says 总结, and no part is about problems",
)


def missing_part(report: Report) -> Iterator[Finding]:
    title = titled_whole(report)
    if title is None:
        return
    tops = top_headings(report)
    if report.kind is Kind.BOTH and not _tells_plan(report, tops):
        span = _last(_PLAN_NAMED, title.view)
        yield RULE.at(title, span, part=title.view[slice(*span)])
    if report.kind is Kind.BOTH and tops and not _tells_deeds(tops):
        span = _last(_DONE_NAMED, title.view)
        yield RULE.at(title, span, part=title.view[slice(*span)])
    if "总结" in report.title and not any(_PROBLEM.search(line.view) for line in report.text_lines):
        span = _last(_SUMMARY_NAMED, title.view)
        yield RULE.at(title, span, message=_NO_PROBLEMS, severity=Severity.INFO)


def _tells_plan(report: Report, tops: list[Line]) -> bool:
    """Whether a part is about the plan; where no heading is numbered, whether any line is."""
    if any(top.part is Part.PLANNED for top in tops):
        return True
    words = " ".join(top.title for top in tops) or "".join(line.view for line in report.text_lines)
    return _PLAN.search(words) is not None


def _tells_deeds(tops: list[Line]) -> bool:
    if {top.part for top in tops} - {Part.PLANNED, Part.PROBLEMS}:
        return True
    return _DONE.search(" ".join(top.title for top in tops)) is not None


def _last(pattern: re.Pattern[str], view: str) -> Span:
    """Where the pattern matches last; the whole line where it does not."""
    matches = list(pattern.finditer(view))
    return matches[-1].span() if matches else (0, len(view))


_LONG = (
    "今年以来，全局干部职工按照年初部署，扎实做好各项工作，完成投资2亿元，培训干部120人次，办理群众来信35件。"
    * 8
)

RULE: Rule[Report] = Rule(
    code="STR101",
    severity=Severity.WARNING,
    name=("缺标题所说的部分", "part promised by the title missing"),
    why=(
        "标题写了“总结”“计划”，正文就要有相应部分；总结通常还要写存在的问题。",
        "What the title names has its part in the text; a summary also tells what is wanting.",
    ),
    source=("机关工作总结、计划的通行结构", "practice: how summaries and plans are built"),
    message=(
        "标题写有“{part}”，正文没有相应部分",
        "the title says “{part}”; no part of the text is about it",
    ),
    wrong=(
        f"某县水务局2026年工作总结和2027年工作计划\n一、工作完成情况\n{_LONG}\n二、存在的问题\n经费不足。",
        f"某县水务局2026年工作总结\n一、工作完成情况\n{_LONG}\n二、下一步打算\n继续推进项目。",
        f"某县水务局2026年上半年工作总结和下半年工作打算\n一、存在的问题\n{_LONG}\n二、下半年工作打算\n继续推进项目。",
    ),
    right=(
        f"某县水务局2026年工作总结和2027年工作计划\n一、工作完成情况\n{_LONG}\n二、存在的问题\n经费不足。\n三、2027年工作思路\n开工5个。",
        f"某县水务局2026年工作计划\n一、总体要求\n{_LONG}\n二、重点任务\n开工5个。",
        f"某县水务局2026年工作总结\n一、主要工作\n{_LONG}\n二、不足与短板\n经费不足。",
        f"2026年某省政府工作报告\n一、工作回顾\n{_LONG}",
        "某县水务局2026年工作总结和2027年工作计划",
    ),
    check=missing_part,
)
