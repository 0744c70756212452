"""WRD111: colloquial wording."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"搞定|给力|大伙儿?|老百姓们|开校(?!园)|极速(?!通)|特别特别|非常非常|挺好|蛮好|弄好|搞好搞活|杠杠的|点赞不断|接地气的打法|打卡地火爆|吐槽|一起上阵|齐上阵|舌尖上的|没有办法|没办法"
)

RULE: Rule[Report] = Rule(
    code="WRD111",
    severity=Severity.INFO,
    name=("口语、不合公文语体", "colloquial wording"),
    why=(
        "公文用书面语，不用口语和网络词。",
        "A report is written in official register.",
    ),
    source=(
        "公文勘误；《第一批异形词整理表》",
        "practice: errata of official drafts; 第一批异形词整理表",
    ),
    message=("不合公文语体：{text}", "not in register: {text}"),
    wrong=("在寒假、开校期间组织检查。", "师生一起上阵，效果很好。"),
    right=("在开学期间组织检查。", "极端天气"),
    check=matches(lambda: RULE, _PATTERN),
)
