"""EMP105: sibling headings that all open with one stock word."""

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.checks.numbering.series import Item, groups
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

# 着力、坚持、聚焦 throughout a level are a figure of speech; these are habit
_STOCK = re.compile(r"进一步|切实|深入|全面|持续|扎实|积极|不断|大力|认真|加强|强化|加大|狠抓")
_LEAST = 3


def openings(report: Report) -> Iterator[Finding]:
    for group in groups(report):
        titled = [item for item in group.items if item.line.title]
        by_word: dict[str, list[Item]] = defaultdict(list)
        for item in titled:
            if opening := _STOCK.match(item.line.title):
                by_word[opening[0]].append(item)
        for word, alike in by_word.items():
            if _LEAST <= len(alike) < len(titled):
                item = alike[_LEAST - 1]
                start = item.line.heading[0]
                marks = "、".join(other.name for other in alike)
                yield RULE.at(item.line, (start, start + len(word)), count=len(alike), marks=marks)


RULE: Rule[Report] = Rule(
    code="EMP105",
    severity=Severity.INFO,
    name=("同级标题起头雷同", "headings that open alike"),
    why=(
        "同级标题有几条都以同一个套词起头，又不是整组排比，换用更具体的动词。",
        "Several headings of a level open with one stock word though not all do: use verbs that say more.",
    ),
    source=("机关公文的文风要求", "practice: the manner of official texts"),
    message=(
        "同级有{count}条标题以“{text}”起头（{marks}）",
        "{count} headings of the level open with “{text}” ({marks})",
    ),
    wrong=(
        "1.切实加强党建。学习12次。\n2.切实抓好项目。开工5个。\n3.切实改善民生。发放2万元。\n4.守牢安全底线。检查30次。",
        "（一）深入推进改革\n正文。\n（二）优化布局\n正文。\n（三）深入实施工程\n正文。\n（四）深入开展整治\n正文。",
        "1.加强领导。开会3次。\n2.加强督查。督查5次。\n3.加强宣传。印发手册。\n4.严格考核。考核2次。",
    ),
    right=(
        "1.着力抓项目。开工5个。\n2.着力抓资金。到位2亿元。\n3.着力抓队伍。培训6期。",
        "1.切实加强党建。学习12次。\n2.切实抓好项目。开工5个。\n3.改善民生。发放2万元。",
        "1.加强领导。开会3次。\n2.加强督查。督查5次。\n3.加强宣传。印发手册。",
    ),
    check=openings,
)
