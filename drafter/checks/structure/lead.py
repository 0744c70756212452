"""STR107: after 如下： something follows."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity

_LEAD = re.compile(
    r"(?:汇报|报告|总结|通报|说明|安排|介绍|打算|计划|情况|任务|措施|工作|意见|建议)?如下[：:]?\s*$"
)
_CONTENT = frozenset({Place.HEADING, Place.BODY, Place.TABLE})


def lead(report: Report) -> Iterator[Finding]:
    for line, following in zip(report.lines, [*report.lines[1:], None], strict=False):
        announced = _LEAD.search(line.view, max(0, len(line.view) - 12))
        place = following.place if following else None
        if not announced or line.place not in _CONTENT or place in _CONTENT:
            continue
        if report.title or place in {Place.ISSUER, Place.DATE}:
            yield RULE.at(line, announced.span())


RULE: Rule[Report] = Rule(
    code="STR107",
    severity=Severity.WARNING,
    name=("“如下”之后没有内容", "nothing follows 如下"),
    why=(
        "“如下：”引起下文，后面要有相应内容。",
        "如下： announces what follows; something has to.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
    message=("“{text}”之后没有下文", "nothing follows “{text}”"),
    wrong=(
        "某县水务局2026年工作总结\n现将有关情况报告如下：\n某县水务局\n2026年12月5日",
        "某县水务局2026年工作汇报\n一、工作情况\n开工5个。\n二、建议\n具体建议如下：",
        "某县水务局2026年工作总结\n今年以来，工作有序推进。现总结如下:",
    ),
    right=(
        "某县水务局2026年工作总结\n现将有关情况报告如下：\n一、工作情况\n开工5个。",
        "现将有关情况报告如下：",
        "现将有关情况报告如下：开工5个，竣工3个。",
    ),
    check=lead,
)
