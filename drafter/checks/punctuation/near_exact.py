"""NUM108: 近 before an odd figure."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.units import DIGIT_COUNTERS
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?:(?<![附最邻就亲靠])近|(?<![节契条预签])约)\d{0,6}[1-9][1-9]"
    rf"(?=[{DIGIT_COUNTERS}])(?!个百分点)"
)

RULE: Rule[Report] = Rule(
    code="NUM108",
    severity=Severity.WARNING,
    name=("“近、约”后是零数", "近 before an odd figure"),
    why=(
        "“近、约”后应是整数；确数不加“近、约”。",
        "近 and 约 go before round figures.",
    ),
    source=("GB/T 15835-2011 的通行用法", "GB/T 15835-2011, as it is practised"),
    message=("“{text}”：确数不加“近、约”", "“{text}”: an exact figure takes no 近 or 约"),
    wrong=("近187人参加。", "检查约156家。"),
    right=("近200人参加。", "近3万人", "约150家", "近5年", "提高约14个百分点"),
    check=matches(lambda: RULE, _PATTERN),
)
