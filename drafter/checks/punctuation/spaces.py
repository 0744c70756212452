"""PUN112: a space between Chinese and figures."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、）”》])[ \u00a0]{1,4}(?=[0-9])|(?<=[0-9%])[ \u00a0]{1,4}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]{4}) {1,2}(?=[\u4e00-\u9fff]{4})|(?<=[，。；、]) {1,4}(?=[\u4e00-\u9fff])"
)

RULE: Rule[Report] = Rule(
    code="PUN112",
    severity=Severity.WARNING,
    name=("汉字与数字之间有空格", "a space between Chinese and figures"),
    why=(
        "汉字之间、汉字与数字之间不空格。",
        "No space between Chinese characters or beside figures.",
    ),
    source="practice (GB/T 9704 body text)",
    message=("多余的空格", "a space too many"),
    wrong=("资助学生 3 人。", "今年以来， 我局开展检查。"),
    right=("资助学生3人。", "省长 张某", "Word 2016"),
    check=matches(lambda: RULE, _PATTERN, lambda _: ""),
)
