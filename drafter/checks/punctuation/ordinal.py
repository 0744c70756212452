"""NUM113: an ordinal without 第."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<=[省市县区])(?:[一二三四五六七八九十]{1,4}|\d{1,2})[次届](?=党代会|人代会|运动会|妇代会|团代会)|(?<!\d)2\d届[一二三四五六七]中"
)

RULE: Rule[Report] = Rule(
    code="NUM113",
    severity=Severity.WARNING,
    name=("届次缺“第”", "an ordinal without 第"),
    why=(
        "党代会、运动会等的届次写“第”，全会用汉字。",
        "Congresses and games are counted with 第.",
    ),
    source=("GB/T 15835-2011 的通行用法", "GB/T 15835-2011, as it is practised"),
    message=("届次应加“第”：{text}", "第 is missing: {text}"),
    wrong=("贯彻省十四次党代会精神。", "学习21届三中全会精神。"),
    right=("贯彻省第十四次党代会精神。", "二十届三中全会", "召开三次会议"),
    check=matches(lambda: RULE, _PATTERN),
)
