"""PUN105: a stop between quotes or titles."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"(?<=[”》])、(?=[“《])")

RULE: Rule[Report] = Rule(
    code="PUN105",
    severity=Severity.WARNING,
    name=("引号、书名号之间用了顿号", "a stop between quotes or titles"),
    why=(
        "并列的引号或书名号之间通常不用顿号；中间插有括注等成分时可用。",
        "Adjacent quotes or titles take no 、 between them.",
    ),
    source="GB/T 15834-2011 4.5.3.5",
    message=("并列的引号或书名号之间不用顿号", "no 、 between adjacent quotes or titles"),
    wrong=("整治“营转非”、“备改审”问题。", "学习《教育法》、《教师法》。"),
    right=(
        "整治“营转非”“备改审”问题。",
        "学习《教育法》（修订）、《教师法》。",
        "开展“同升国旗、同唱国歌”活动。",
    ),
    check=matches(lambda: RULE, _PATTERN, lambda _: ""),
)
