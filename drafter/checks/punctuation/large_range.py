"""NUM104: a range in 万 with one 万."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"(?<![\d.万亿])\d{1,4}(?:\.\d+)?[～—~\-]\d{1,4}(?:\.\d+)?[万亿]")

RULE: Rule[Report] = Rule(
    code="NUM104",
    severity=Severity.WARNING,
    name=("万、亿的范围只写一个", "a range in 万 with one 万"),
    why=(
        "带“万、亿”的范围，前后都写。",
        "Both ends of a range in 万 or 亿 take it.",
    ),
    source="GB/T 15835-2011 5.1.4",
    message=("前一个数也要写“万、亿”：{text}", "both ends take 万 or 亿: {text}"),
    wrong=("补助2～5万元。",),
    right=("补助2万～5万元。", "100～150米"),
    check=matches(lambda: RULE, _PATTERN),
)
