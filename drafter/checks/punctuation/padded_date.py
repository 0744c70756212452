"""NUM102: a padded date, or 号 for 日."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"(?<!\d)(?:0[1-9]月(?:\d{1,2}[日号])?|1?[0-9]月(?:0[1-9][日号]|\d{1,2}号))")

RULE: Rule[Report] = Rule(
    code="NUM102",
    severity=Severity.WARNING,
    name=("日期补零或写“号”", "a padded date, or 号 for 日"),
    why=(
        "日期不编虚位，“日”不写作“号”。",
        "Dates have no zeros before them, and 日 rather than 号.",
    ),
    source="GB/T 9704-2012 7.3.5.4",
    message=("日期应写作“{right}”", "write “{right}”"),
    wrong=("2024年06月05日", "7月15号前完成。"),
    right=("2024年6月5日", "10月15日", "地铁6号线开通。"),
    check=matches(
        lambda: RULE,
        _PATTERN,
        lambda match: re.sub(r"(?<!\d)0(?=\d)", "", match[0]).replace("号", "日"),
    ),
)
