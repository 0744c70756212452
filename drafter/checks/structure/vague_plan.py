"""STR104: what is planned has a figure, a date or someone who answers for it."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import Section, is_headed, sections, titled_whole, titles_plan
from drafter.documents.report import Line, Report
from drafter.facts.units import COUNTERS
from drafter.records import FactKind, Finding, Part, Severity

_TARGET = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS, FactKind.DATE}
_BOUND = re.compile(
    r"责任单位|牵头|完成时限|时限|年底|年内|月底|季度|年前|[一二三四五六七八九十\d]月|每[月周日季年天]|负责|全覆盖|清零|"
    rf"(?<![第一二三四五六七八九十])[一二三四五六七八九十百两]{{1,4}}(?:[{COUNTERS}]|公里)|学期"
)
_NO_TASK = re.compile(r"总体要求|指导思想|总体思路|基本原则|保障|组织领导|工作要求|形势")


def vague_plan(report: Report) -> Iterator[Finding]:
    if not titles_plan(report) or titled_whole(report) is None:
        return
    tops = [line for line in report.text_lines if line.level == 1]
    for section in sections(report, Part.PLANNED):
        head = section.head
        above = [line.title for line in tops if line.number <= head.number]
        if _is_task(section, above[-1:]) and not any(map(_is_bound, section.lines)):
            span = head.heading if is_headed(head) else head.sentences[0]
            yield RULE.at(head, span, item=head.title or head.view[slice(*span)][:20])


def _is_task(section: Section, above: list[str]) -> bool:
    """Whether an item is long enough to be a task, and not of general words like its part."""
    return len(section.text) >= 30 and not any(map(_NO_TASK.search, (*above, section.head.title)))


def _is_bound(line: Line) -> bool:
    """Whether a line says how much, by when or who."""
    return bool(_BOUND.search(line.view)) or any(slot.fact_kind in _TARGET for slot in line.slots)


_OTHER = "今年以来，完成投资2亿元，培训干部120人次，办理群众来信35件，新建公厕5座。" * 8
_HEAD = f"某县水务局2026年上半年工作总结和下半年工作计划\n一、上半年工作情况\n{_OTHER}\n二、下半年工作计划\n"

RULE: Rule[Report] = Rule(
    code="STR104",
    severity=Severity.INFO,
    name=("计划没有量化目标和时限", "planned without figure, date or owner"),
    why=(
        "计划要能检查：每条写明做多少、何时完成或由谁负责。",
        "A plan has to be checked later: each item says how much, by when, or who answers for it.",
    ),
    source=(
        "机关工作计划的要求：目标、措施、时限、责任",
        "practice: what a plan states: goal, means, time, who answers",
    ),
    message=("“{item}”没有数量、时限或责任单位", "“{item}” names no figure, date or owner"),
    wrong=(
        _HEAD
        + "1.加强项目管理。进一步完善项目管理机制，优化审批流程，推动项目建设提速增效，确保工程质量。\n2.抓资金。争取资金2亿元。",
        _HEAD
        + "（一）抓好队伍建设\n深入开展教育培训，完善考核评价办法，持续提升干部履职能力，激发工作活力。\n（二）抓好项目\n开工5个。",
        _HEAD
        + "继续推进灌区改造，完善运行管护机制，提升供水保障能力，确保群众用水安全，满足生产生活需要。",
    ),
    right=(
        _HEAD
        + "1.加强项目管理。进一步完善项目管理机制，优化审批流程，9月底前开工项目5个，确保工程质量。",
        _HEAD
        + "（一）抓好队伍建设\n深入开展教育培训，完善考核评价办法，由人事科牵头，持续提升干部履职能力。",
        "1.加强项目管理。进一步完善项目管理机制，优化审批流程，推动项目建设提速增效。",
        _HEAD
        + "1.抓资金。争取资金xx万元，优化支出结构，完善绩效评价办法，提高资金使用效益，严格监督。",
    ),
    check=vague_plan,
)
