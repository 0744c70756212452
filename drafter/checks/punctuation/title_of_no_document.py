"""PUN108: title marks round no document."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"《(?![^》]{0,16}(?:规划|计划|方案|纲要|条例|清单|要点|意见|办法)》)[^《》]{1,20}》(?=(?:专项)?(?:行动|活动|工程|项目|会议|大赛|比赛|奖|称号|品牌|模式|机制|计划表彰)(?!方案|实施|的通知|计划|总结|指南|办法|规定))"
)

RULE: Rule[Report] = Rule(
    code="PUN108",
    severity=Severity.WARNING,
    name=("书名号用于活动、项目", "title marks round no document"),
    why=(
        "书名号用于文件、书刊、作品；活动、工程、会议、奖项用引号。",
        "《》 is for documents and works; activities, projects and prizes take quotes.",
    ),
    source="GB/T 15834-2011 4.15.3",
    message=("“{text}”不是文件，应用引号", "“{text}” is no document: use quotes"),
    wrong=("深入开展《三抓三促》行动。", "实施《扩优提质》工程。"),
    right=("深入开展“三抓三促”行动。", "印发《三抓三促行动方案》。", "落实《规划》项目清单"),
    check=matches(lambda: RULE, _PATTERN),
)
