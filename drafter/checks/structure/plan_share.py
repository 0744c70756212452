"""STR103: a plan in the title is more than a tail in the text."""

from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import is_headed, is_summary_or_plan, title_line
from drafter.documents.report import Report
from drafter.records import Finding, Kind, Part, Severity

_LEAST = 20  # percent of the text
_SHORT = 800  # characters: a share of less says nothing


def plan_share(report: Report) -> Iterator[Finding]:
    if report.kind is not Kind.BOTH or not is_summary_or_plan(report) or report.length < _SHORT:
        return
    planned = [line for line in report.text_lines if line.part is Part.PLANNED]
    head = next(filter(is_headed, planned), None)
    share = 100 * sum(len(line.text) for line in planned) // report.length
    if head and title_line(report) and share < _LEAST:
        yield RULE.at(head, head.heading, share=share)


_DONE = "今年以来，完成投资2亿元，培训干部120人次，办理群众来信35件，新建公厕5座。" * 24

RULE: Rule[Report] = Rule(
    code="STR103",
    severity=Severity.INFO,
    name=("计划部分偏少", "little of the text is the plan"),
    why=(
        "标题把计划与总结并列，计划部分不宜只占一两成。",
        "The title names the plan beside the summary: a tenth or two of the text is little for it.",
    ),
    source=("机关工作总结、计划的通行结构", "practice: how summaries and plans are built"),
    message=("“{text}”约占全文{share}%，偏少", "“{text}” is some {share}% of the text"),
    wrong=(
        f"某县水务局2026年上半年工作总结和下半年工作计划\n一、上半年工作情况\n{_DONE}\n二、下半年工作计划\n开工5个项目。",
        f"某县水务局2026年工作总结和2027年工作打算\n一、工作完成情况\n{_DONE}\n二、2027年工作打算\n（一）抓项目\n开工5个。",
        f"某县水务局2026年工作总结及2027年工作安排\n一、工作情况\n{_DONE}\n二、下一步工作安排\n开工5个项目。",
    ),
    right=(
        f"某县水务局2026年工作总结和2027年工作计划\n一、工作情况\n{_DONE}\n二、2027年工作计划\n{_DONE}",
        f"某县水务局2026年工作总结\n一、工作情况\n{_DONE}\n二、下一步打算\n开工5个项目。",
        "某县水务局2026年工作总结和2027年工作计划\n一、工作情况\n完成投资2亿元。新建公厕5座。\n二、2027年工作计划\n开工5个。",
    ),
    check=plan_share,
)
