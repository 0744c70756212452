"""PUN114: short words side by side with commas between them: 学校，食堂，宿舍和实验室等."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_WORD = r"[\u4e00-\u9fff]{2,3}"
_PATTERN = re.compile(rf"{_WORD}(?:，{_WORD})+(?:和|及|与){_WORD}[\u4e00-\u9fff]?等")

RULE: Rule[Report] = Rule(
    code="PUN114",
    severity=Severity.WARNING,
    name=("并列词语之间用了逗号", "commas between words side by side"),
    why=(
        "句内并列的词语之间用顿号，逗号用于分句之间。",
        "Words side by side are parted by 、; a comma parts clauses.",
    ),
    source=("GB/T 15834-2011 4.5", "GB/T 15834-2011, 4.5"),
    message=("并列词语之间用顿号：{text}", "words side by side take 、: {text}"),
    wrong=("检查了学校，食堂，宿舍和实验室等重点部位。", "对民政，人社和医保局等单位开展督查。"),
    right=(
        "检查了学校、食堂、宿舍和实验室等重点部位。",
        "扎实推进工作，完善制度和机制等保障措施，提升服务，优化环境和流程。",
    ),
    check=matches(lambda: RULE, _PATTERN),
)
