"""FIG204: a change that is not that of its two values, or percent for percentage points."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, pairwise

from drafter.checks.figures.changes import EARLIER, Change, changes, told, told_first, turned
from drafter.checks.figures.differences import differences
from drafter.checks.figures.reading import (
    alike,
    amount,
    between,
    exact,
    half_step,
    number,
    percent,
    places,
    plain,
    sentences,
    total,
)
from drafter.checks.figures.respective import respective
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity


def growth(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        yield from _points_of_named(line)
    for line, _, figures in sentences(report):
        said = {
            finding.span: finding
            for change in chain(*(read(line, figures) for read in _READ))
            for finding in _judged(line, change)
        }
        yield from said.values()
        for before, after in pairwise(figures):
            if _goes_the_other_way(line, before, after):
                span = (before.span[0], after.span[1])
                yield RULE.at(line, span, message=_WAY, before=before.quote, after=after.quote)
            elif _is_percent_of_rate(line, before, after):
                yield RULE.at(line, after.span, message=_RATE, severity=Severity.WARNING)
            elif right := _growth_of_multiple(line, before, after):
                multiple = f"{before.quote}"
                yield RULE.at(line, after.span, message=_GROWTH, before=multiple, right=right)
            elif _is_points_of_amount(line, before, after):
                yield RULE.at(line, after.span, message=_AMOUNT, severity=Severity.WARNING)


def _points_of_named(line: Line) -> Iterator[Finding]:
    """Points said of an amount that is only named: 固定资产投资增长6.2个百分点."""
    for found in _NAMED_AMOUNT.finditer(line.view):
        clause = _CLAUSE.split(line.view[: found.start("points")])[-1]
        if not _RATES.search(clause) and not _MOVES.search(clause):
            yield RULE.at(line, found.span("points"), message=_AMOUNT, severity=Severity.WARNING)


def _goes_the_other_way(line: Line, before: Fact, after: Fact) -> bool:
    """Whether 由98%提高到95% says up where the values go down, or the other way round."""
    if not (exact(before) and exact(after) and alike(before, after)):
        return False
    old, new = total([before]), total([after])
    told = turned(line, before, after)
    return told != 0 and old > 0 and new > 0 and (new - old) * told < 0


def _is_percent_of_rate(line: Line, rate: Fact, change: Fact) -> bool:
    """Whether a rate is said to rise by percent: 优良率92.5%，比上年提高3%."""
    if not rate.kind is change.kind is FactKind.PERCENT or "率" in between(line, rate, change):
        return False
    clause = _CLAUSE.split(line.view[: rate.span[0]])[-1]
    stands = _OF_RATE.search(clause) and not _GROWN.search(clause)
    return bool(stands and told(line, rate, change))


def _is_points_of_amount(line: Line, amount: Fact, change: Fact) -> bool:
    """Whether what is counted is said to rise by percentage points: 收入3.2亿元，增长5个百分点."""
    counted = amount.kind in {FactKind.MONEY, FactKind.QUANTITY} and amount.unit not in _NO_AMOUNT
    rises = change.kind is FactKind.POINTS and told(line, amount, change)
    sentence = re.split("[。；]", line.view[: change.span[0]])[-1]
    return bool(counted and rises and not _RATES.search(sentence[-_NEAR:]))


def _growth_of_multiple(line: Line, multiple: Fact, change: Fact) -> str:
    """What the growth beside 是上年的1.5倍 should read; "" where it is right: 增长50%, not 150%."""
    base = _MULTIPLE_OF.search(line.view[: multiple.span[0]])
    grows = change.kind is FactKind.PERCENT and told(line, multiple, change) == 1
    if not base or multiple.unit != "倍" or not grows or not (exact(multiple) and exact(change)):
        return ""
    right = (total([multiple]) - 1) * 100
    room = half_step(multiple) * 100 + half_step(change)
    return f"{plain(right)}%" if right > 0 and abs(total([change]) - right) > room else ""


def _judged(line: Line, change: Change) -> Iterator[Finding]:
    right = _right(change)
    if right and change.or_old and not _right(replace(change, old=change.or_old)):
        return
    if not right and change.told * change.wanted < 0:
        before, after = change.before, change.after
        yield RULE.at(line, change.said.span, message=_WAY, before=before, after=after)
    if not right:
        return
    points = change.kind is FactKind.PERCENT and change.said.kind is FactKind.PERCENT
    yield RULE.at(
        line,
        change.said.span,
        message=_POINTS if points else None,
        right=right,
        before=change.before,
        after=change.after,
    )


def _right(change: Change) -> str:
    """What the change should read; "" where it is right, or cannot be judged."""
    said, value = change.said, total([change.said])
    off = abs(value - change.rise) > change.rise_room + half_step(said)
    if change.kind is FactKind.PERCENT:
        wrong = value == change.rise if said.kind is FactKind.PERCENT else off
        counted = said.kind in {FactKind.PERCENT, FactKind.POINTS}
        return f"{plain(change.rise)}个百分点" if counted and wrong else ""
    if said.kind is FactKind.PERCENT:
        right = plain(percent(change.rise, change.old, max(places(said), 1))) + "%"
        return right if number(said) and not _can_be(change, value / 100, Decimal(100)) else ""
    if said.unit in {"倍", "番"}:
        return _right_multiple(change, value)
    return amount(change.rise, said) if off and said.unit == change.unit else ""


def _right_multiple(change: Change, value: Decimal) -> str:
    """What 是上年的3倍, 增长2倍 or 翻两番 should read."""
    ratio = (change.old + change.rise * (change.wanted or 1)) / change.old
    if change.said.unit == "番":
        doubled = 2**value
        return "" if doubled * _NEARLY <= ratio < doubled * _NO_MORE else f"{_tenth(ratio)}倍"
    if change.times:
        return "" if _can_be(change, value - change.wanted, Decimal(1)) else f"{_tenth(ratio)}倍"
    right = change.rise / change.old
    # who cuts off a whole time says so: 2倍多
    return "" if _can_be(change, value, Decimal(1), cut=False) else f"{_tenth(right)}倍"


def _tenth(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _can_be(change: Change, share: Decimal, scale: Decimal, *, cut: bool = True) -> bool:
    """Whether values that round to those shown can change by a share of the earlier one.

    scale  in how many parts of one the share is written: 100 for percent
    cut    decimals may have been cut off instead of rounded
    """
    step = Decimal(10) ** -places(change.said) / scale
    low, high = change.old - change.old_room, change.old + change.old_room
    if low <= 0:
        return True
    least = (change.rise - change.rise_room) / high - (step if cut else step / 2)
    return least < share <= (change.rise + change.rise_room) / low + step / 2


_READ = (changes, differences, respective, told_first)  # the ways in which changes are told
_MULTIPLE_OF = re.compile(rf"(?:是|为|相当于|达到?){EARLIER}的$")
_CLAUSE = re.compile(r"[，。；：（）]")
_OF_RATE = re.compile(r"(?:率|占比|比重|比例)(?:达到?|为|提高到|提升到|提升至|上升到)?$")
_GROWN = re.compile(r"增长率|增速|增幅|涨幅|降幅|贡献率")
_RATES = re.compile(r"率|占比|比重|比例|[增涨降]幅|增速")
# An amount, and not its growth, that is said to rise by points.
_NAMED_AMOUNT = re.compile(
    r"(?:投资|收入|支出|总额|总值|产值|增加值|产量|销售额|均价|价格|人数|余额|总量)"
    r"(?:同比|(?:比|较)(?:上年|去年|年初)(?:同期)?)?(?:增长|下降|上涨|减少)(?:了)?(?P<points>\d+(?:\.\d+)?个百分点)"
)
_MOVES = re.compile(r"拉动|带动|推动|贡献|[高低快慢好]于|影响|折合")
_NEAR = 40  # characters in which a rate is named that a change in points can be of
_NO_AMOUNT = frozenset("倍 番 分 位 名 年 个月 月 天 季度".split())
_NO_MORE = Decimal("1.5")  # of what is said to have doubled; beyond, 多 is said
_NEARLY = Decimal("0.95")  # 翻一番 is said of what comes near it
_RATE = (
    "比率的升降用“个百分点”，不能写成{text}",
    "a rate rises by percentage points, not by {text}",
)
_AMOUNT = (
    "数额的增减用“%”，不能写成{text}",
    "an amount grows by percent, not by {text}",
)
_WAY = (
    "由{before}到{after}，升降说反了：{text}",
    "from {before} to {after} goes the other way: {text}",
)
_GROWTH = (
    "是原来的{before}，即增长{right}，不是{text}",
    "{before} of what it was is a growth of {right}, not of {text}",
)
_POINTS = (
    "由{before}到{after}，相差{right}，不能写成{text}",
    "from {before} to {after} is {right}, not {text}",
)
RULE: Rule[Report] = Rule(
    code="FIG204",
    severity=Severity.ERROR,
    name=("增减幅度算不上", "a change does not follow from its two values"),
    why=(
        "增幅等于差额除以原值；两个百分比之间的差用“个百分点”。",
        "Growth is the difference by the old value; between two percentages the difference is in percentage points.",
    ),
    source=(
        "审核惯例：数据闭环；GB/T 15835-2011",
        "practice: reviewers' arithmetic; GB/T 15835-2011",
    ),
    message=(
        "由{before}到{after}应为{right}，文中写{text}",
        "from {before} to {after} is {right}; the text says {text}",
    ),
    wrong=(
        "在园幼儿由80人增加到100人，增长20%。",
        "普惠率由50%提高到60%，提高10%。",
        "床位从200张增加到260张，增加50张。",
        "全年接待游客126万人次，上年为105万人次，同比增长12%。",
        "税收收入8103万元，比上年增收1284万元，增长28.8%。",
        "受理案件720件，较上年的600件增长12%。",
        "去年完成投资2.10亿元，今年完成2.52亿元，增长30%。",
        "网络零售额由2亿元增长到3亿元，翻一番。",
        "社会消费品零售总额由221.4亿元增加到664.2亿元，翻了一番。",
        "用电量较上年的30.75亿千瓦时回落到29.99亿千瓦时，减少25%。",
        "毛入园率从上年的81.5%升至88.8%，升幅为7.3%。",
        "申请量由200件增加到600件，是上年的2倍。",
        "事故起数由12起增加到8起。",
        "农村公路里程由1180公里增加到2360公里，是基期的3倍。",
        "粮食产量由27.2万吨增加到108.8万吨，增长2倍。",
        "粮食产量较上年增产0.8万吨，达到12.8万吨，增长8.7%。",
        "接待信访210批次，上年同期260批次，同比增长19.2%。",
        "空气优良率达到92.5%，比上年提高3%。",
        "税收收入8103万元，同比增长5.6个百分点。",
        "固定资产投资增长6.2个百分点，工业投资增长5%。",
        "接待游客31.5万人次，是去年同期的1.5倍，同比增长150%。",
        "技改投资同比增长32.6%，达到8.4亿元，上年同期为6.8亿元。",
        "发生事故8起、死亡3人，上年同期为10起、4人，同比分别下降20%和33.3%。",
        "一般公共预算收入完成4.73亿元，较上年同期的4.41亿元多收3200万元，增幅9.8%。",
    ),
    right=(
        "在园幼儿由80人增加到100人，增长25%。",
        "普惠率由50%提高到60%，提高10个百分点。",
        "床位从200张增加到260张，增加60张。",
        "学位由1.2万个增加到1.5万个，增长25%。",
        "由80余人增加到100人，增长20%。",
        "税收收入8103万元，比上年增收1284万元，增长18.8%。",
        "生产总值126亿元，上年为121亿元，增长6.2%。",
        "接待游客126万人次，上年为105万人次，旅游收入增长12%。",
        "网络零售额由2亿元增长到4.1亿元，翻一番。",
        "申请量由200件增加到600件，增长2倍，是上年的3倍。",
        "粮食产量较上年增产0.8万吨，达到12.8万吨，增长6.7%。",
        "上年11.86亿元，增收0.62亿元，同比增长5.2%。",
        "平均亩产108公斤，比上年增4公斤，增3.9%。",
        "“三公”经费1860万元，比上年2000万元压减140万元，下降7.0%。",
        "2026年上半年426家次，2025年上半年398家次，同比增加28家次，增长7.0%。",
        "时限由20个工作日压缩到5个工作日，压缩75%。",
        "规模以上工业增加值增速达到8%，比上年提高3个百分点。",
        "接待游客31.5万人次，是去年同期的1.5倍，同比增长50%。",
        "发生事故8起、死亡3人，上年同期为10起、4人，同比分别下降20%和25%。",
        "消费拉动固定资产投资增长1.6个百分点，税收收入增长率下降2个百分点。",
    ),
    check=growth,
)
