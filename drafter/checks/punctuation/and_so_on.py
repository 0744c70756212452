"""PUN110: a stop before 等."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"、(?=等(?![级距待候额同效值高离分压量温价外])(?!腰|比例|边|于))")

RULE: Rule[Report] = Rule(
    code="PUN110",
    severity=Severity.WARNING,
    name=("“等”前用了顿号", "a stop before 等"),
    why=(
        "“等”前不用顿号；用了“例如、包括”就不再用“等”。",
        "No 、 stands before 等.",
    ),
    source="GB/T 15834-2011 4.5",
    message=("“等”前不用顿号", "no 、 before 等"),
    wrong=("开展语文、数学、等学科培训。",),
    right=("开展语文、数学等学科培训。", "一、二、等级评定。", "免耕、等高耕作、轮耕轮作。"),
    check=matches(lambda: RULE, _PATTERN, lambda _: ""),
)
