"""PUN115: 以下工作；一是: what announces a list is closed by a colon."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<![岁级元米度层\d%])(?:以下|下列)[^，。；：]{2,12}(?P<mark>[；、])(?=一是|一要|首先|第一|其一|（一）|（1）|1[.．])"
)

RULE: Rule[Report] = Rule(
    code="PUN115",
    severity=Severity.WARNING,
    name=("引出列举的语句后不用冒号", "what announces a list is closed by another mark"),
    why=(
        "“以下、下列”引出列举，后面用冒号；分号只用于并列分句之间。",
        "以下 and 下列 announce a list and are closed by a colon; ； parts clauses side by side.",
    ),
    source=("GB/T 15834-2011 4.7", "GB/T 15834-2011, 4.7"),
    message=("应为冒号：{text}", "a colon here: {text}"),
    wrong=("重点抓好以下工作；一是抓安全，二是抓质量。",),
    right=(
        "重点抓好以下工作：一是抓安全；二是抓质量。",
        "完成以下任务；同时，一是抓安全。",
        "6岁以下儿童；一是免票。",
    ),
    check=matches(lambda: RULE, _PATTERN),
)
