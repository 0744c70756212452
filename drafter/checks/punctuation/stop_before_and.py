"""PUN111: a stop before 和、及."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(r"、(?:和|及(?!时|格)|以及|与)")

RULE: Rule[Report] = Rule(
    code="PUN111",
    severity=Severity.INFO,
    name=("连词前用了顿号", "a stop before 和、及"),
    why=(
        "最后一个顿号与“和、及、以及”不连用。",
        "和, 及 and 以及 take no 、 before them.",
    ),
    source="GB/T 15834-2011 4.5",
    message=("“{text}”：连词前的顿号可去", "“{text}”: drop the 、"),
    wrong=("教育、卫生、和民政部门。",),
    right=("教育、卫生和民政部门。", "整改、及时答复"),
    check=matches(lambda: RULE, _PATTERN),
)
