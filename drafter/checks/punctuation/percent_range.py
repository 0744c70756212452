"""NUM103: a range of percentages with one %."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"(?<![\d.%])(\d{1,3}(?:\.\d+)?)([～—~\-至])(\d{1,3}(?:\.\d+)?)%")

RULE: Rule[Report] = Rule(
    code="NUM103",
    severity=Severity.ERROR,
    name=("百分数范围只写一个%", "a range of percentages with one %"),
    why=(
        "百分数范围前后都写%。",
        "Both ends of a range of percentages take %.",
    ),
    source="GB/T 15835-2011 5.1.4",
    message=("应写作“{right}”", "write “{right}”"),
    wrong=("增长5～10%。", "增速保持在5-8%。"),
    right=("增长5%～10%。", "增长5.5%。"),
    check=matches(lambda: RULE, _PATTERN, lambda match: f"{match[1]}%～{match[3]}%"),
)
