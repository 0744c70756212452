"""PUN104: two marks in a row."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"[，、；][，、；。：！？]|[。：][，、；。：]|(?<=[^\s，。；：、])[，、；：](?=[”》])"
)

RULE: Rule[Report] = Rule(
    code="PUN104",
    severity=Severity.ERROR,
    name=("标点连用", "two marks in a row"),
    why=(
        "句中两个点号不能连用，引号、书名号里的末尾也不留逗号。",
        "Two point marks never follow one another.",
    ),
    source="GB/T 15834-2011 4",
    message=("标点连用：{text}", "two marks in a row: {text}"),
    wrong=("工作有序推进，，成效明显。", "开展培训6期。。群众满意。", "印发《工作方案，》。"),
    right=("他说：“好。”随后离开。", "有哪些问题？！", "（一）加强领导。"),
    check=matches(lambda: RULE, _PATTERN, lambda match: match[0][-1] if len(match[0]) > 1 else ""),
)
