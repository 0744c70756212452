"""WRD105: 县, 区 and 市 of one's own mixed in one report."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

# What a report says of its own place: 我县, 全县, 县委、县政府, 县教育局.
_OWN = re.compile(
    r"(?:我|本)([县区])(?![域级])|(?<![各两市省下辖郊矿城新园社校景库厂牧山林灾地片小功街辖自老城开度特保港片])([县区])(?:委(?![员托培])|政府|(?:教育|民政|交通|财政|水利|农业)[\u4e00-\u9fff]{0,4}局)"
)
_SELF = re.compile(
    r"([县区])(?:[\u4e00-\u9fff]{2,12}(?:局|委|办|中心))?(?=(?:19|20)\d\d|关于|工作)"
)


def mixed_levels(report: Report) -> Iterator[Finding]:
    said = [(line, match) for line in report.lines for match in _OWN.finditer(line.view)]
    counts = Counter(match[1] or match[2] for _, match in said)
    own = _SELF.search(report.title)
    expected = own[1] if own else max("县区", key=lambda level: counts[level])
    other = {"县": "区", "区": "县"}[expected]
    if counts[other] and (own or counts[expected] > 2 * counts[other]):
        line, match = next(pair for pair in said if other in pair[1].groups())
        yield RULE.at(line, match.span(), expected=expected, count=counts[other], other=other)


RULE: Rule[Report] = Rule(
    code="WRD105",
    severity=Severity.WARNING,
    name=("县、区混用", "县 and 区 mixed"),
    why=(
        "题目是县、正文写区（或相反），多半是套用了别处的材料。",
        "A report of a 县 that speaks of its 区 was mostly copied from elsewhere.",
    ),
    source="practice: reviewers' check of levels of government (行政层级)",
    message=(
        "本单位应称“{expected}”，正文有{count}处写作“{other}”，如“{text}”",
        "the unit is of a {expected}; the text says {other} {count} times, as in “{text}”",
    ),
    wrong=(
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n在区委、区政府的坚强领导下，工作有序推进。",
        "澄湖区民政局2026年工作总结\n一、工作情况\n我县养老机构12家。",
        "县教育局2026年工作总结\n一、工作情况\n我区学校12所。",
    ),
    right=(
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n在县委、县政府的坚强领导下，推进城区、社区、园区工作。",
        "澄湖区民政局2026年工作总结\n一、工作情况\n我区养老机构12家，借鉴外县经验，推进县域工作。",
    ),
    check=mixed_levels,
)
