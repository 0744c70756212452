"""NUM105: a hyphen in a range."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.units import COUNTERS, MEASURES
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<![\d.A-Za-z—\-])(?:((?:19|20)\d\d)(年)?-((?:19|20)\d\d)(?=年|学年)|(\d{1,4}(?:\.\d+)?)-(\d{1,4}(?:\.\d+)?)"
    rf"(?=(?:[{COUNTERS}万亿元]|{MEASURES})(?!级))(?!年级)|"
    r"(\d{1,3}(?:\.\d+)?%)-(?=\d{1,3}(?:\.\d+)?%))"
)


def _mended(match: re.Match[str]) -> str:
    """The range with a dash between years and days, with ～ between all else."""
    if match[1]:
        return f"{match[1]}{match[2] or ''}—{match[3]}"
    if match[6]:
        return f"{match[6]}～"
    dated = match.string[match.end() : match.end() + 1] in "日月"
    return f"{match[4]}{'—' if dated else '～'}{match[5]}"


RULE: Rule[Report] = Rule(
    code="NUM105",
    severity=Severity.WARNING,
    name=("数值范围用了短横", "a hyphen in a range"),
    why=(
        "数值范围用浪纹线“～”，时间、地点的起止用一字线“—”。",
        "Ranges of quantities take ～; from one day or place to another stands —.",
    ),
    source="GB/T 15834-2011 4.13.3",
    message=("应写作“{right}”", "write “{right}”"),
    wrong=("2023-2025年实施。", "每班配备3-5名教师。", "增长5%-10%。"),
    right=(
        "2023—2025年实施。",
        "每班配备3～5名教师。",
        "拨打0871-6512345",
        "CT-1号机",
        "日期2024-05-06",
    ),
    check=matches(lambda: RULE, _PATTERN, _mended),
)
