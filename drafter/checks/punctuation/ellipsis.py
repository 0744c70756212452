"""PUN109: forms of ellipsis and dash."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<![.\d])\.{3,6}(?![.\d])|。{3,}|(?<!…)…(?!…)|(?<=[\u4e00-\u9fff”》）])-{2,3}(?=[\u4e00-\u9fff“《（])|(?<=[学查改训全理习])—(?=[\u4e00-\u9fff])|—{3,}"
)

RULE: Rule[Report] = Rule(
    code="PUN109",
    severity=Severity.ERROR,
    name=("省略号、破折号的写法", "forms of ellipsis and dash"),
    why=(
        "省略号是六个点（……），破折号占两字（——）。",
        "An ellipsis is ……, a dash is ——.",
    ),
    source="GB/T 15834-2011 4.11、4.13",
    message=("应写作“{right}”", "write “{right}”"),
    wrong=("安排--自查--督查", "开展宣传、培训...等工作。", "安排自查—督查—整改。"),
    right=("安排——自查", "开展宣传……", "2023—2025年", "北京—上海高铁"),
    check=matches(
        lambda: RULE, _PATTERN, lambda match: "——" if match[0][0] in "-—" else "……", raw=True
    ),
)
