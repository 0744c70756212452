"""NUM101: full-width digits."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"[０-９]+(?:．[０-９]+)?％?")

RULE: Rule[Report] = Rule(
    code="NUM101",
    severity=Severity.ERROR,
    name=("全角数字", "full-width digits"),
    why=(
        "阿拉伯数字用半角。",
        "Digits are at half width.",
    ),
    source="GB/T 15835-2011 5.1",
    message=("应为半角“{right}”", "write “{right}”"),
    wrong=("开展培训１２期。", "增长５．５％。"),
    right=("开展培训12期。",),
    check=matches(
        lambda: RULE,
        _PATTERN,
        lambda match: "".join(chr(ord(c) - 0xFEE0) for c in match[0]),
        raw=True,
    ),
)
