"""NUM107: an estimate said twice."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.units import COUNTERS
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?:大约|将近|(?<![节契条预签])约|(?<![附最邻就亲])近|超过|不少于|至少|突破)\d[\d.,]*[万亿千百]?(?:(?:余|多)(?![层元种样方])[万亿]?[\u4e00-\u9fff]{0,3}|[\u4e00-\u9fff%]{0,3}(?:左右|上下|以上))"
    rf"|(?:大约|(?<![节契条预签])约|(?<![附最邻就亲])近)[一二三四五六七八九十百千万亿]{{1,6}}(?:余|多)[{COUNTERS}]"
    r"|(?:(?<![彩高赶反商B])超过?|突破|超出|不足|不到|逾|(?<![附最邻就亲靠])近|(?<![签预节公集合条契制])约|将近|接近)"
    r"(?:超过?|(?<![附最邻就亲靠])近|约|逾|将近|接近)(?=\d|[数十百千万两三四五六七八九])"
    r"|\d[\d.,]*[万亿千百]?(?:余|多)[万亿]?[\u4e00-\u9fff]{0,3}(?:左右|上下)|左右以上|以上左右"
)

RULE: Rule[Report] = Rule(
    code="NUM107",
    severity=Severity.WARNING,
    name=("概数词重复", "an estimate said twice"),
    why=(
        "“约、近”与“余、多、左右”不同用。",
        "约 and 近 do not go with 余, 多 or 左右.",
    ),
    source=("GB/T 15835-2011 的通行用法", "GB/T 15835-2011, as it is practised"),
    message=("概数词重复：{text}", "estimated twice: {text}"),
    wrong=(
        "共约200余人参加。",
        "覆盖近300户左右。",
        "培训不少于20次以上。",
        "组织近万余名学生参加。",
        "服务300多名左右群众。",
        "吸引超近百家文旅企业参展，带动消费近逾2600万元。",
    ),
    right=(
        "共200余人参加。",
        "约200人",
        "近年来开展多次",
        "近万名学生参加，近十年来办学稳定",
        "签约超百亿元，附近约200户，商超近百家",
    ),
    check=matches(lambda: RULE, _PATTERN),
)
