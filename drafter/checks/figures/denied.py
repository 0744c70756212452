"""FIG206: 过半, 全部, 超额 beside a figure that denies it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.figures.reading import exact, total
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

# word, what a rate beside it has to be at least, where the rate is looked for: in the rest of the
# clause or sentence
_CLAIMS = (
    (re.compile(r"(?:实现|均|全部|都|双|时间过半、?任务)?过半(?!数)"), Decimal(50)),
    (re.compile(r"超额完成(?!年初)?"), Decimal(100)),
    (re.compile(r"(?:圆满|如期|胜利)完成(?=[^，。]{0,8}(?:任务|目标|计划))"), Decimal(100)),
    (re.compile(r"全部完成|全面完成|百分之百|无一遗漏|全部办结|全部整改|全部答复"), Decimal(100)),
    (re.compile(r"(?:全面|全部|各项指标均)(?:超额)?完成"), Decimal(100)),
    (re.compile(r"翻(?:一)?番"), Decimal(100)),
)
_NEAR = 24  # characters between a claim and its rate
_RATE = re.compile(r"(?:占|率|任务|目标|计划|进度|完成|达|达到|为|的)[^，。；0-9]{0,8}$")
# What became of what is done is another matter: 全部完成，合格率98.1%.
_OTHER = re.compile(
    r"增长|增幅|同比|提高|下降|较|比上|毛入|满意|降"
    r"|(?:合格|优良|优秀|达标|通过|成功|阳性|检出|中标|签约|及格|准确)率"
)


def denied(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        rates = [fact for fact in line.facts if fact.kind is FactKind.PERCENT and exact(fact)]
        for pattern, least in _CLAIMS if rates else ():
            for claim in pattern.finditer(line.view):
                for rate in _beside(line, claim, rates):
                    if total([rate]) < least:
                        yield RULE.at(line, rate.span, claim=claim[0])


def _beside(line: Line, claim: re.Match[str], rates: list[Fact]) -> Iterator[Fact]:
    """The rates that a claim is about: in its own sentence, and near it unless it is 过半.

    A claim in the heading that opens a paragraph is about all of it.
    """
    start, end = 0, len(line.text)
    if claim.start() >= line.heading[1]:
        own = (span for span in line.sentences if span[0] <= claim.start() < span[1])
        start, end = next(own, (0, 0))
    whole = "过半" in claim[0] or "其中" in line.view[claim.end() : claim.end() + _NEAR]
    reach = len(line.text) if whole else _NEAR
    for rate in rates:
        at = rate.span[0]
        near = start <= at < end and abs(at - claim.start()) <= reach
        clause = re.split(r"[，；]", line.view[start:at])[-1]
        if near and _RATE.search(line.view[max(start, at - 14) : at]) and not _OTHER.search(clause):
            yield rate


RULE: Rule[Report] = Rule(
    code="FIG206",
    severity=Severity.WARNING,
    name=("结论与数据不符", "the claim and the figure disagree"),
    why=(
        "“过半”不能低于50%，“超额完成、全部完成”不能低于100%；请核对说法或数据。",
        "过半 means 50% at least; 超额完成 and 全部完成 mean 100%.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=("说“{claim}”，数据却是{text}", "the text says “{claim}”, the figure is {text}"),
    wrong=(
        "1.三项指标全部过半。完成固定资产投资2.1亿元，占年度任务的47%。",
        "上半年超额完成目标任务，完成率95%。",
        "全部完成整改任务，整改完成率98%。",
        "圆满完成全年目标任务，固定资产投资完成年度计划的86%。",
        "全面完成年度目标任务，其中招商引资到位资金15.6亿元，完成年度目标的82%。",
    ),
    right=(
        "1.三项指标全部过半。完成固定资产投资2.1亿元，占年度任务的57%，同比增长12%。",
        "超额完成目标任务，完成年度计划的105%。",
        "实现时间过半、任务过半，完成投资占年度任务的51.2%。",
        "全部完成整改，群众满意度98%。",
        "下达抽检任务1260批次，已全部完成，合格率98.1%。",
    ),
    check=denied,
)
