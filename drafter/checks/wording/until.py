"""WRD107: 截止 for 截至."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"截止(?:到|至)?(?=(?:20\d\d年|\d{1,2}月|今年|本月|上月|年底|上半年|6月|报告期))"
)

RULE: Rule[Report] = Rule(
    code="WRD107",
    severity=Severity.WARNING,
    name=("“截止”与“截至”", "截止 for 截至"),
    why=(
        "后面带时间用“截至”，“截止”后不带时间。",
        "截至 goes before a time, 截止 stands without one.",
    ),
    source=(
        "公文勘误；《第一批异形词整理表》",
        "practice: errata of official drafts; 第一批异形词整理表",
    ),
    message=("带时间用“截至”", "before a time write 截至"),
    wrong=("截止6月底，完成投资2亿元。", "截止到2024年12月，全部建成。"),
    right=("截至6月底，完成投资2亿元。", "报名截止时间为6月底。", "7月1日截止"),
    check=matches(lambda: RULE, _PATTERN, lambda _: "截至"),
)
