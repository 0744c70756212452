"""NUM114: 百分之 with digits."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"百分之(\d{1,3}(?:\.\d+)?)(?!%)")

RULE: Rule[Report] = Rule(
    code="NUM114",
    severity=Severity.WARNING,
    name=("“百分之”与阿拉伯数字混用", "百分之 with digits"),
    why=(
        "百分数写作5%，或百分之五，不写百分之5。",
        "5% or 百分之五, not 百分之5.",
    ),
    source=("GB/T 15835-2011 的通行用法", "GB/T 15835-2011, as it is practised"),
    message=("应写作“{right}”", "write “{right}”"),
    wrong=("增长百分之5。",),
    right=("增长5%。", "百分之五", "百分之百"),
    check=matches(lambda: RULE, _PATTERN, lambda match: f"{match[1]}%"),
)
