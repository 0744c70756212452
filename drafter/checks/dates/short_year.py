"""DAT102: a year of two digits."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<![\d.第近约满～—\-])(?<!20)(?:1\d|2\d)年(?=上半年|下半年|度(?!假)|\d{1,2}月|底(?!蕴)|年底|春季|秋季|全年|第?[一二三四]季度|工作)"
)

RULE: Rule[Report] = Rule(
    code="DAT102",
    severity=Severity.ERROR,
    name=("年份只写两位", "a year of two digits"),
    why=("年份写全四位。", "A year has four digits."),
    source="GB/T 15835-2011 5.1.5",
    message=("年份应写四位：{text}", "write the year in full: {text}"),
    wrong=("24年上半年完成投资2亿元。", "截至25年底全部建成。", "26年3月开工。"),
    right=(
        "2024年上半年完成投资2亿元。",
        "办学25年来成绩显著。",
        "历时12年建成。",
        "近20年工作经验",
    ),
    check=matches(lambda: RULE, _PATTERN),
)
