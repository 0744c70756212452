"""FIG212: a whole and parts that leave nothing out do not agree."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checks.figures.partitions import AVERAGE, PARTITIONS, Labelled, labelled, partitioned
from drafter.checks.figures.reading import (
    alike,
    amount,
    between,
    exact,
    plain,
    sentences,
    slack,
    total,
    triples,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

_AMOUNTS = frozenset({FactKind.QUANTITY, FactKind.MONEY})
_NEAR = 90  # characters from a whole to the first of its parts
_REST = re.compile(
    r"[，、；](?:收支相抵后?|相抵后|年末|滚存|尚)?(?:剩余|其余|余下|尚余|尚有|结余|结存|还剩|未|正在)[^，。；：0-9]{0,6}"
)
_DEALT = re.compile(r"[，；](?:其中)?[^，。；：0-9]{1,10}")
_BETWEEN = re.compile(r"^，占(?:比|总数的?|总额的?)?\d[\d.]*%(?=[，；、])")
_CARRIED = re.compile(r"(?:上年|年初|期初)(?:结余|结转|余额|未结)|[上去]年[末底]|旧存")
_CHANGED = re.compile(
    r"低于|高于|限额|上限|同比|增长|下降|较|比|上年|去年|累计|每|人均|涉及|历年|占|惠及|挽回|增加|减少"
)
_PERIODS = (
    ("一季度", "二季度", "上半年"),
    ("上半年", "下半年", "全年"),
    ("前三季度", "四季度", "全年"),
    ("11月", "12月", "全年"),
    ("1—6月", "7—12月", "全年"),
)
_OF_PERIOD = re.compile(r"半年|季度|月|比|较|累计")
_PLANNED = re.compile(r"预计|计划|目标|力争|任务")
_STRUCTURE = re.compile(r"产业(?:增加值)?(?:结构|比例|比重|之?比)[^。；]{0,40}")
_RATIO = re.compile(
    r"(\d{1,2}(?:\.\d+)?)[:：∶](\d{1,2}(?:\.\d+)?)[:：∶](\d{1,2}(?:\.\d+)?)(?![:：∶])"
)


def complements(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        figures = labelled(line)
        if len(figures) > 2:
            yield from _named(line, figures)
        yield from _ratios(line)
    for line, _, sentence in sentences(report):
        stated = {(fact.kind, fact.unit, total([fact])) for fact in sentence}
        amounts = [fact for fact in sentence if fact.kind in _AMOUNTS]
        for whole, part, rest in triples(amounts):
            made = total([whole, part, rest])  # 申请560件，批准480件，不批准30件，正在办理50件
            if (whole.kind, whole.unit, made) in stated:
                continue
            if _is_rest(line, whole, part, rest) or _is_parted(line, whole, part, rest):
                yield from _judged(line, whole, [part, rest], Severity.WARNING)
            elif _are_periods(line, whole, part, rest):
                yield from _judged(line, rest, [whole, part], Severity.WARNING)


def _named(line: Line, figures: Sequence[Labelled]) -> Iterator[Finding]:
    for partition in PARTITIONS:
        if not partition.names[0].search(line.view):
            continue
        for start, parts in partitioned(partition, figures, _AMOUNTS):
            whole = _whole(partition.of_whole, figures[:start], parts[0])
            if whole and all(map(exact, (whole, *parts))):
                yield from _judged(line, whole, parts, Severity.ERROR)


def _whole(name: re.Pattern[str], before: Sequence[Labelled], part: Fact) -> Fact | None:
    """The nearest figure before the parts that can be their whole, and is no part of another."""
    for figure in reversed(before):
        if part.span[0] - figure.fact.span[1] > _NEAR:
            return None
        passed = AVERAGE.search(figure.label) or any(row.part(figure.label) for row in PARTITIONS)
        if passed or not alike(figure.fact, part):
            continue
        return figure.fact if name.search(figure.label + figure.fact.tail) else None
    return None


def _judged(line: Line, whole: Fact, parts: list[Fact], severity: Severity) -> Iterator[Finding]:
    if abs(total(parts) - total([whole])) > slack((whole, *parts)):
        starts, ends = zip(*(fact.span for fact in (whole, *parts)), strict=True)
        yield RULE.at(
            line,
            (min(starts), max(ends)),
            severity=severity,
            whole=whole.quote,
            sum=amount(total(parts), whole),
            parts="、".join(part.quote for part in parts),
        )


def _are_periods(line: Line, first: Fact, second: Fact, both: Fact) -> bool:
    """Whether three figures are of two stretches of a year and of both: 上半年, 下半年, 全年."""
    if not (alike(first, second) and alike(second, both) and first.kind in _AMOUNTS):
        return False
    if not all(map(exact, (first, second, both))):
        return False
    names = [_name(line, fact) for fact in (first, second, both)]
    of_one = names[0][-2:] == names[2][-2:] and not _PLANNED.search(names[2])
    return of_one and any(
        all(period in name for period, name in zip(row, names, strict=True)) for row in _PERIODS
    )


def _is_parted(line: Line, whole: Fact, first: Fact, second: Fact) -> bool:
    """Whether the two that follow a whole are of the halves of its year.

    改造120公里，上半年完成52公里，下半年完成78公里
    """
    three = whole, first, second
    if not (alike(whole, first) and alike(first, second) and all(map(exact, three))):
        return False
    of_whole, *names = (_name(line, fact) for fact in three)
    of_one = names[0][-2:] == names[1][-2:] and not _PLANNED.search(of_whole + "".join(names))
    halves = (row[:2] for row in _PERIODS if row[2] == "全年")
    in_halves = any(all(map(str.__contains__, names, row)) for row in halves)
    return of_one and in_halves and not _OF_PERIOD.search(of_whole)


def _name(line: Line, fact: Fact) -> str:
    """The clause that ends with a figure."""
    return re.split("[，。；：]", line.view[max(0, fact.span[0] - 24) : fact.span[0]])[-1]


def _is_rest(line: Line, whole: Fact, part: Fact, rest: Fact) -> bool:
    """Whether the third figure is what the second leaves of the first: 已办结286件，剩余34件."""
    if whole.kind not in _AMOUNTS or not (alike(whole, part) and alike(whole, rest)):
        return False
    links = between(line, whole, part), _BETWEEN.sub("", between(line, part, rest))
    told = _DEALT.fullmatch(links[0]) and _REST.fullmatch(links[1])
    plainly = all(map(exact, (whole, part, rest))) and not _CHANGED.search("".join(links))
    if _CARRIED.search(line.view[: whole.span[0]].rpartition("。")[2]):
        return False
    taken = abs(total([whole]) - total([part])) == total(
        [rest]
    )  # 限额30亿元，余额28亿元，尚余2亿元
    return bool(told and plainly and not taken)


def _ratios(line: Line) -> Iterator[Finding]:
    """三次产业结构12:45:46, which are no hundred."""
    for structure in _STRUCTURE.finditer(line.view):
        for ratio in _RATIO.finditer(structure[0]):
            made = sum(map(Decimal, ratio.groups()), Decimal(0))
            if 80 < made < 120 and abs(made - 100) > Decimal("0.3"):
                start = structure.start()
                span = (start + ratio.start(), start + ratio.end())
                yield RULE.at(line, span, message=_HUNDRED, sum=plain(made))


_HUNDRED = ("三次产业之比合计{sum}，不是100：{text}", "{text} makes {sum}, not 100")
RULE: Rule[Report] = Rule(
    code="FIG212",
    severity=Severity.ERROR,
    name=("合起来不等于总数", "parts that leave nothing out do not make the whole"),
    why=(
        "城镇与乡村、男与女、三次产业、已办结与剩余，合起来就是总数；请核对是哪个数有误。",
        "城镇 and 乡村, 男 and 女, three industries, what is done and what is left make the whole.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=(
        "各部分（{parts}）合计{sum}，总数是{whole}",
        "{parts} make {sum}, the whole is {whole}",
    ),
    wrong=(
        "全县常住人口41.6万人，城镇人口23.4万人，乡村人口19.2万人。",
        "一般公共预算收入8.2亿元，增长5.1%，其中：税收收入5.6亿元，增长3%；非税收入3.2亿元，增长9%。",
        "地区生产总值126.4亿元，增长5.6%。其中，第一产业增加值21.2亿元，增长4%；第二产业增加值48.6亿元，增长6%；第三产业增加值62.6亿元，增长5.8%。",
        "发现问题320个，已整改286个，未整改44个。",
        "一季度完成投资1.2亿元，二季度完成投资1.5亿元，上半年累计完成投资3.2亿元。",
        "接收直达资金3.42亿元，其中用于“三保”2.05亿元，占59.9%，其余1370万元用于惠企。",
        "全年财政总收入16.2亿元，总支出14.8亿元，收支相抵结余2.4亿元。",
        "改造农村公路120公里，上半年完成52公里，下半年完成78公里。",
        "安排重点项目86个，其中续建34个、新建48个，总投资126亿元。",
        "三次产业结构由12.1:40.2:47.7调整为11.5:41.0:49.5。",
    ),
    right=(
        "全县常住人口41.6万人，城镇人口23.4万人，乡村人口18.2万人。",
        "户籍人口112635人。其中，城镇人口54715人，乡村人口57920人；男性人口57753人，女性人口54882人。",
        "生产总值95.14亿元，按常住人口计算人均74331元。其中，第一产业增加值5.71亿元，增长2.7%；第二产业增加值44.60亿元，下降11.7%；第三产业增加值44.83亿元，增长2.9%。",
        "城镇新增就业5200人，农村劳动力转移就业8600人。",
        "全体居民人均可支配收入33000元，城镇居民人均可支配收入42000元，农村居民人均可支配收入21000元。",
        "发现问题320个，已整改286个，剩余34个正在推进。",
        "受理申请560件，批准480件，不予批准30件，正在办理50件。",
        "一季度完成投资1.2亿元，二季度完成投资1.5亿元，上半年累计完成税收0.3亿元。",
        "上年结余320万元，本年收入1280万元，本年支出1100万元，年末结余500万元。",
        "三次产业结构为11.4:46.0:42.6，城乡居民收入比2.1:1。",
    ),
    check=complements,
)
