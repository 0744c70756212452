"""FIG209: one indicator with two values in one document."""

import re
from collections.abc import Iterator

from drafter.checks.figures.reading import exact
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Part, Severity

_NAME = re.compile(r"[\u4e00-\u9fff“”]{4,}$")
# A total is stated once; deeds are done again and again (开展检查12次 … 开展检查8次).
_STATED = re.compile(
    r"(?:完成|实现|达到|达|为|是|共有|现有|落实|争取|到位|累计|全年|总)$|(?:总值|总量|总额|总数|收入|支出|投资|产量|面积|里程|资金|户数|人数|覆盖率|率|补资金)$"
)
# A count is one of the same thing only where it is of a whole period and a whole area.
_WHOLE = re.compile(
    r"(?:上半年|下半年|全年|今年以来|年内|截至目前|\d{4}年)[，]?全[省市县区镇乡街][\u4e00-\u9fff]{4,}$"
)
_SUBSET = re.compile(r"其中|分别|每|人均|平均|一季度|同比|上年|去年|较|比|第|预计|力争|计划|目标")


def two_values(report: Report) -> Iterator[Finding]:
    seen: dict[tuple[str, str], tuple[Line, Fact]] = {}
    for line in report.text_lines:
        if line.part is Part.PLANNED:
            continue
        for fact in line.facts:
            name = _indicator(line, fact)
            if not name:
                continue
            key = (name, fact.unit)
            if key not in seen:
                seen[key] = line, fact
            elif seen[key][1].value != fact.value and seen[key][0].number != line.number:
                first_line, first = seen[key]
                yield RULE.at(line, fact.span, name=name, other=first.quote, row=first_line.number)


def _indicator(line: Line, fact: Fact) -> str:
    """The words that name what is measured; "" where that is not one thing of the whole unit."""
    if fact.kind not in {FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY} or not exact(fact):
        return ""
    clause = re.split(r"[，。；：、！？（）]", line.view[max(0, fact.span[0] - 30) : fact.span[0]])[
        -1
    ]
    if _SUBSET.search(clause) or not _NAME.fullmatch(clause) or len(clause) < 5:
        return ""
    told = _STATED.search(clause) if fact.kind is not FactKind.QUANTITY else _WHOLE.match(clause)
    return clause if told else ""


RULE: Rule[Report] = Rule(
    code="FIG209",
    severity=Severity.WARNING,
    name=("同一指标前后两个数", "one indicator, two values"),
    why=(
        "同一件事在导语、正文中应是同一个数；请核对以哪个为准。",
        "What is stated twice is stated alike; a person has to say which value stands.",
    ),
    source=("审核惯例：查上下文一致", "practice: reviewers' check of consistency"),
    message=(
        "“{name}”在第{row}行是{other}，这里是{text}",
        "“{name}” is {other} on line {row}, here {text}",
    ),
    wrong=(
        "上半年全区发生生产安全事故14起。\n上半年全区发生生产安全事故11起，死亡3人。",
        "上半年完成固定资产投资2.35亿元。\n项目建设方面，上半年完成固定资产投资2.53亿元。",
        "全县农村自来水普及率95%，工作平稳。\n经过努力，全县农村自来水普及率96%。",
    ),
    right=(
        "上半年完成固定资产投资2.35亿元。\n项目建设方面，上半年完成固定资产投资23500万元。",
        "开展检查12次。\n开展检查8次。",
        "其中完成固定资产投资1亿元。\n上半年完成固定资产投资2亿元。",
    ),
    check=two_values,
)
