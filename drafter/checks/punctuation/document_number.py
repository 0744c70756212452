"""PUN107: brackets of a document number."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:[\[（【［]((?:19|20)\d\d)[\]）】］](?:第)?0*(\d{1,4})号|〔((?:19|20)\d\d)〕(?:第0*|0+)(\d{1,4})号)"
)

RULE: Rule[Report] = Rule(
    code="PUN107",
    severity=Severity.ERROR,
    name=("发文字号的括号", "brackets of a document number"),
    why=(
        "发文字号的年份用六角括号〔〕括入，不编虚位，不加“第”。",
        "The year of a document number stands in 〔〕; the number has no zeros before it and no 第.",
    ),
    source="GB/T 9704-2012 7.2.5",
    message=("发文字号应写作“{right}”", "write “{right}”"),
    wrong=(
        "按照云政发[2024]12号要求。",
        "按照云政发（2024）12号要求。",
        "按照云教发〔2024〕第3号要求。",
        "云教发〔2024〕03号",
    ),
    right=("按照云政发〔2024〕12号要求。", "《方案（2024—2026年）》印发。"),
    check=matches(
        lambda: RULE, _PATTERN, lambda match: f"〔{match[1] or match[3]}〕{match[2] or match[4]}号"
    ),
)
