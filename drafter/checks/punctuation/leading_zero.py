"""NUM110: a decimal without its zero."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"(?<![\d.A-Za-zxX])\.(\d+)(?=[万亿元%个公])")

RULE: Rule[Report] = Rule(
    code="NUM110",
    severity=Severity.ERROR,
    name=("小数缺零", "a decimal without its zero"),
    why=(
        "小数点前的0不能省。",
        "A decimal has its zero.",
    ),
    source="GB/T 15835-2011 5.1.2",
    message=("应写作“{right}”", "write “{right}”"),
    wrong=("投入.5万元。",),
    right=("投入0.5万元。", "1.5万元"),
    check=matches(lambda: RULE, _PATTERN, lambda match: f"0.{match[1]}", raw=True),
)
