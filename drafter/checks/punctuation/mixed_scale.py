"""NUM109: digits with 千, 百 or 十."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.units import DIGIT_COUNTERS
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<![\d.A-Za-z])\d{1,3}(?:\.\d+)?[千百十](?:\d{1,3}[百十]?)?"
    rf"(?=[余多]?(?:[{DIGIT_COUNTERS}元亩吨]|平方|立方))"
)

RULE: Rule[Report] = Rule(
    code="NUM109",
    severity=Severity.ERROR,
    name=("阿拉伯数字与“千、百、十”混用", "digits with 千, 百 or 十"),
    why=(
        "阿拉伯数字后可用“万、亿”，不用“千、百、十”。",
        "Digits go with 万 and 亿, not with 千, 百 or 十.",
    ),
    source="GB/T 15835-2011 5.1.3",
    message=("数字写法不规范：{text}", "mixed numerals: {text}"),
    wrong=("参训3千5百人。", "发放2百份。"),
    right=("参训3500人。", "1.2亿元", "500千瓦", "3千克", "5千米"),
    check=matches(lambda: RULE, _PATTERN),
)
