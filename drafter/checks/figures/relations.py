"""FIG213: a value that cannot be beside another: more solved than found, more points than the rate."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.figures.reading import (
    COUNTED,
    alike,
    amount,
    between,
    exact,
    sentences,
    slack,
    total,
)
from drafter.checks.figures.scale import beyond_scale
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

# What is counted first, and what is done to some of it.
_PAIRS = tuple(
    (
        re.compile(rf"(?:{first})[^，。；：0-9]{{0,10}}$"),
        re.compile(rf"[，、；](?:{then})[^，。；：0-9]{{0,8}}"),
    )
    for first, then in (
        (
            r"排查|查出|发现|检查出|查找|梳理",
            r"(?:已|均已|全部|现已)?(?:完成)?(?:整改|销号|消除|化解)",
        ),
        (r"抽检|检测|检验|抽查|抽样", r"(?:其中)?(?:不?合格|达标)"),
        (r"受理|收到|接到|接收|登记", r"(?:已|现已)?(?:办结|办理|答复|回复|处置|审结|调解)"),
        (r"收案|立案", r"(?:已)?(?:结案|审结|办结)"),
        (
            r"应(?:参保|缴|保|到|征|种|检|入学)",
            r"(?:实际|已|实)(?:际)?(?:参保|缴|保|到|征|种|检|入学)",
        ),
        (r"报名|参考|参加考试|应考", r"(?:其中)?(?:录取|通过|及格|合格|上线)"),
        (r"共有|现有", r"(?:已)?(?:建成|覆盖|完成)"),
    )
)
_BEFORE = re.compile(r"旧存|上年结转|结转|遗留|历年|累计|[含包]")
_PLANNED = re.compile(r"(?:总投资|概算|估算投资)(?:为|达|约)?$")
_SPENT = re.compile(r"[^。；：0-9]{0,16}(?:完成|到位|支出|拨付|下达)(?:投资|资金)?(?:了|达)?")
_MOST_OVERSPENT = 2
_BEYOND = re.compile(r"(?:超额(?:完成|实现)?|超(?:任务|目标|计划))(?:了)?$")
_TARGET = re.compile(r"任务|目标|计划")
_OF_RATE = re.compile(r"率|占比|比重|满意度|覆盖面")
_OF_GROWTH = re.compile(r"增速|增长|增幅|上涨|涨幅|同比|拉动|贡献")
_RAISED = re.compile(r"[，、](?:同?比|较)?[^，。；0-9]{0,6}(?:提高|提升|上升|增加|增长)(?:了)?")
_UNLIKELY = 60  # percentage points that no rate gains without both of its values being told
_PERSON = re.compile(r"(?:每人|人均)[^，。；0-9]{0,8}$")
_OF_COUNTY = re.compile(r"[全我]县[^，。；0-9]{0,8}人口(?:达到?|为)?$")
_MOST_PEOPLE = 10_000_000
_MOST_OF = {"吨": 20_000_000_000, "亩": 20_000_000_000, "人": 9_000_000_000}  # in the whole world
_MOST_A_HEAD = 1_000_000  # 元


def relations(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        for first, second in pairwise(figures):
            if exact(first) and exact(second):
                yield from _related(line, first, second)
        yield from _exceeded(line, figures)
    for line in report.text_lines:
        figures = [fact for fact in line.facts if fact.kind in COUNTED and exact(fact)]
        yield from _points(line, figures)
        for fact in figures:
            if _is_too_much(line, fact) or beyond_scale(line, fact):
                yield RULE.at(line, fact.span, message=_TOO_MUCH)


def _related(line: Line, first: Fact, second: Fact) -> Iterator[Finding]:
    """The finding on two figures of which the second cannot be more than the first."""
    if not alike(first, second) or total([second]) <= total([first]):
        return
    before, link = (
        line.view[max(0, first.span[0] - 24) : first.span[0]],
        between(line, first, second),
    )
    around = before + line.view[first.span[1] : second.span[1] + 8]
    paired = any(one.search(before) and then.fullmatch(link) for one, then in _PAIRS)
    exceeds = paired and first.kind is FactKind.QUANTITY and not _BEFORE.search(around)
    overspent = _PLANNED.search(before) and _SPENT.fullmatch(link)
    if exceeds or (overspent and total([second]) > total([first]) * _MOST_OVERSPENT):
        yield RULE.at(line, second.span, first=first.quote)


def _exceeded(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """What was done beyond a target, told beside both: 完成8600人，任务8000人…，超额完成800人."""
    for at, over in enumerate(figures):
        if not exact(over) or not _BEYOND.search(line.view[: over.span[0]]):
            continue
        before = [fact for fact in figures[:at] if alike(fact, over) and exact(fact)][-2:]
        if len(before) == 2 and _TARGET.search(between(line, *before)):
            beyond = total(before[:1]) - total(before[1:])
            if abs(beyond - total([over])) > slack((over, *before)):
                right = amount(beyond, over)
                yield RULE.at(line, over.span, message=_OVER, right=right)


def _points(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """Percentage points that are more than the rate they are said of, or than any rate gains."""
    for at, points in enumerate(figures):
        if points.kind is not FactKind.POINTS:
            continue
        before = figures[:at]
        clause = re.split("[。；]", line.view[: points.span[0]])[-1][-30:]
        if _OF_GROWTH.search(clause.replace("同比提高", "").replace("同比提升", "")):
            continue
        rate = before[-1] if before and before[-1].kind is FactKind.PERCENT else None
        raised = rate and _OF_RATE.search(clause) and _RAISED.fullmatch(between(line, rate, points))
        if rate and raised and total([points]) > total([rate]):
            yield RULE.at(line, points.span, first=rate.quote)
        elif total([points]) > _UNLIKELY and not _is_difference(points, before):
            yield RULE.at(line, points.span, message=_MANY)


def _is_difference(points: Fact, before: list[Fact]) -> bool:
    gaps = (abs(total([one]) - total([other])) for one, other in pairwise(before))
    return any(abs(gap - total([points])) <= Decimal(1) for gap in gaps)


def _is_too_much(line: Line, fact: Fact) -> bool:
    """Whether a person is said to have a million, or a county to have more people than any has."""
    before = line.view[max(0, fact.span[0] - 14) : fact.span[0]]
    if fact.kind is FactKind.MONEY:
        return total([fact]) >= _MOST_A_HEAD and bool(_PERSON.search(before))
    if total([fact]) > _MOST_OF.get(fact.unit, total([fact])):
        return True
    return fact.unit == "人" and total([fact]) > _MOST_PEOPLE and bool(_OF_COUNTY.search(before))


_OVER = ("超额应为{right}，文中写{text}", "beyond the target is {right}; the text says {text}")
_MANY = ("提高{text}不合常理，请核对", "no rate gains {text}: check it")
_TOO_MUCH = ("数额过大，请核对单位：{text}", "too much: check the unit of {text}")
RULE: Rule[Report] = Rule(
    code="FIG213",
    severity=Severity.WARNING,
    name=("前后数值不合情理", "a value that cannot be beside another"),
    why=(
        "整改的不会多于排查的，合格的不会多于抽检的，比率提高的百分点不会多于它本身；请核对数值和单位。",
        "No more is solved than was found, no more passes than was tested, no rate gains more points than it has.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=("前面是{first}，这里却是{text}，请核对", "{first} before, {text} here: check them"),
    wrong=(
        "排查隐患152处，整改160处。",
        "抽检食品200批次，合格206批次。",
        "总投资1.2亿元的供水工程已完成投资5000亿元。",
        "群众满意度提高86个百分点。",
        "城镇新增就业8600人，完成年度任务8000人的107.5%，超额完成800人。",
        "覆盖率达到25%，提高32个百分点。",
        "农村居民人均可支配收入达到2.1亿元。",
        "每户发放慰问金500万元，共慰问困难群众120户。",
        "全乡粮食播种面积36亿亩，全县公路总里程达到260万公里。",
        "全县常住人口41.6亿人。",
    ),
    right=(
        "排查隐患152处，整改149处。",
        "受理案件320件，办结330件（含上年结转）。",
        "总投资12亿元的供水工程已完成投资5.6亿元。",
        "农村自来水普及率由30%提高到95%，提高65个百分点。",
        "增速达到5%，比上年提高8个百分点。",
        "城镇新增就业8600人，完成年度任务8000人的107.5%，超额完成600人。",
        "农村居民人均可支配收入达到2.1万元。",
        "全乡粮食播种面积3.6万亩，全县公路总里程达到2600公里，规上企业户均产值1.2亿元。",
        "每户发放慰问金500元，亩均投资360万元。",
    ),
    check=relations,
)
