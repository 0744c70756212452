"""NUM112: a measured quantity in words."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.units import STATISTICS
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<![第几一二三四五六七八九十])[一二三四五六七八九][十百千万亿][一二三四五六七八九十百千万亿〇零点]{1,10}"
    + STATISTICS
)

RULE: Rule[Report] = Rule(
    code="NUM112",
    severity=Severity.WARNING,
    name=("计量数字用了汉字", "a measured quantity in words"),
    why=(
        "有计量单位的统计数用阿拉伯数字。",
        "Quantities with units are written in digits.",
    ),
    source="GB/T 15835-2011 4.1",
    message=("统计数用阿拉伯数字：{text}", "write it in digits: {text}"),
    wrong=("落实资金二百三十万元。", "培训一千二百人次。"),
    right=("落实资金230万元。", "一二三产业", "四十五家", "千家万户", "三五成群"),
    check=matches(lambda: RULE, _PATTERN),
)
