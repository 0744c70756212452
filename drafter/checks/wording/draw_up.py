"""WRD108: 制订 for 制定."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"制订(?!草案)")

RULE: Rule[Report] = Rule(
    code="WRD108",
    severity=Severity.INFO,
    name=("“制订”与“制定”", "制订 for 制定"),
    why=(
        "已定下来的用“制定”；全文应一致。",
        "制定 for what is settled; one form throughout.",
    ),
    source=(
        "公文勘误；《第一批异形词整理表》",
        "practice: errata of official drafts; 第一批异形词整理表",
    ),
    message=("“{text}”：已定下来的用“制定”，全文应一致", "write 制定 for what is settled"),
    wrong=("研究制订应急预案3项。", "制订印发工作要点。"),
    right=("研究制定应急预案3项。",),
    check=matches(lambda: RULE, _PATTERN),
)
