"""NUM111: 零 in a year."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"(?:二零[一二三四五六七八九零][一二三四五六七八九零])(?=年)")

RULE: Rule[Report] = Rule(
    code="NUM111",
    severity=Severity.WARNING,
    name=("汉字年份的“零”", "零 in a year"),
    why=(
        "年份、编号中的“零”写作“〇”。",
        "In years and codes 零 is written 〇.",
    ),
    source="GB/T 15835-2011 5.2",
    message=("应写作“{right}”", "write “{right}”"),
    wrong=("二零二四年七月",),
    right=("二〇二四年七月", "零距离服务"),
    check=matches(lambda: RULE, _PATTERN, lambda match: match[0].replace("零", "〇")),
)
