"""FIG205: shares of one whole make more than a hundred percent, or a share or rate alone does."""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.figures.partitions import PARTITIONS, labelled, partitioned
from drafter.checks.figures.reading import between, exact, plain, sentences, slack, total
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

_LINK = re.compile(
    r"[、，和及](?:[^，。；、0-9]{1,10}|\d{1,2}(?:[至—～-]\d{1,2})?(?:周?岁)[^，。；、0-9]{0,4})?占(?:比)?(?:为|达|(?:总数|总量|总额|总人数|全部)的)?"
)
_WITHIN = re.compile(r"其中|包括|含")
# ；扬尘次之，占28.4%
_CLAUSES = re.compile(r"；[^，。；：0-9]{1,24}(?:，[^，。；：0-9]{0,6})?占(?:比)?(?:为|达)?")
_ENDS = re.compile(r"。|$")
_SEVERAL_EACH = re.compile(r"多选|不止|其中|兼|同时")  # answers of which one person gives several
_LEAST_SHARES = 2
_BEFORE_SHARES = 60  # characters before the first of them
_AGES = frozenset({"岁", "周岁"})  # of bands that share one whole: 30岁以下占28%
_SHARE = re.compile(r"占(?:比)?(?:为|达|(?:总数|总量|总额|总人数|全部)的)?$")
_IN_WORDS = re.compile(r"(?:占(?:比)?|比重|比例)(?:为|达到?|总数的|全部的)?$")
_IN_WORDS_ANYWHERE = re.compile(r"占|比重|比例")
_SHARES = re.compile(
    r"(?:分别占(?:比|总数的?|全部的?)?|(?<![全国省市县界内])(?:占比|比重|比例)分别为?)(?:为|达)?$"
)
_STRUCTURE = re.compile(
    r"(?:结构|构成|来源|分布|利用|组成|用能|能耗|去向|流向|投向|用途|类型|类别)中，"
    r"(?P<parts>(?:[一-鿿]{1,12}?(?:比例|比重|占比)(?:为|达到?|是)?\d[\d.]*%[，；、]?){3,})"
)
_OF_OTHERS = 120  # percent, from which on shares are of several wholes
# Rates that can be more than a hundred percent; what has been done of a plan can, too.
_CAN_BE_OVER = re.compile(
    r"(?:毛入[学园]|拨备覆盖|产销|完成|增长|周转|流动|速动|负债|收益|回报|换手|贡献|杠杆|存贷|贷存|出栏|床位使用|病床使用|产能利用|设备利用|"
    r"超额|达产|实现|投入产出|产出|转移|抚养|宏观税|保证|容积|自给|备付|偿付能力充足|资本充足|履约|征缴|倍|溢价|折|准备金|参与|"
    r"盈|毛利|利润|上座|满负荷|负荷|客座|入住|增收|涨|复种|保费|赔付|执行)率"
)
_NEVER_OVER = re.compile(
    r"(?P<rate>[一-鿿]{2,6}率|占比|满意度|知晓度)(?:总体)?(?:为|达|达到|达到了|到|提高到|提升到|保持在|稳定在)?$|占(?:总数|全部|总量|全县|全区)?(?:的|比)?$"
    r"|占(?![^，。；]{0,8}(?:任务|计划|目标|预算|限额|指标))[^，。；、]{0,8}\d[^，。；、]{0,4}的$"
)


def wholes(report: Report) -> Iterator[Finding]:
    yield from _alone(report)
    for line in report.text_lines:
        yield from _of_partitions(line)
        yield from _of_structure(line)
    for line, _, figures in sentences(report):
        yield from _respectively(line, figures)
        ages = [fact for fact in figures if fact.unit in _AGES]
        if (clauses := _in_clauses(line, figures)) and total(clauses) < _OF_OTHERS:
            yield from _judged(line, clauses, Severity.WARNING, least=2)
        counted = [fact for fact in figures if len(ages) < 2 or fact not in ages]
        for shares in _series(line, counted):
            loose = "，" in line.view[shares[0].span[0] : shares[-1].span[1]] if shares else False
            if not loose or total(shares) < _OF_OTHERS:
                severity = Severity.WARNING if loose else Severity.ERROR
                yield from _judged(line, shares, severity, least=2)


def _of_partitions(line: Line) -> Iterator[Finding]:
    """Shares of what leaves nothing out, in clauses of their own: 小学生占52%，…；初中生占33%."""
    if len(_IN_WORDS_ANYWHERE.findall(line.view)) < 2:
        return
    shares = [row for row in labelled(line) if _IN_WORDS.search(line.view[: row.fact.span[0]])]
    for partition in PARTITIONS:
        for _, facts in partitioned(partition, shares, frozenset({FactKind.PERCENT})):
            yield from _judged(line, facts)


def _of_structure(line: Line) -> Iterator[Finding]:
    """Shares of what the text parts by: 学历结构中，研究生比例达到24.5%；本科比例达到43.6%；…"""
    for structure in _STRUCTURE.finditer(line.view):
        first, last = structure.span("parts")
        shares = [one for one in line.facts if first <= one.span[0] and one.span[1] <= last]
        percent = all(one.kind is FactKind.PERCENT and exact(one) for one in shares)
        if percent and len(set(_IN_WORDS_ANYWHERE.findall(structure["parts"]))) == 1:
            yield from _judged(line, shares, Severity.WARNING, least=2)


def _respectively(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """Shares after one word: 三次产业占比分别为15.2%、38.6%、48.2%."""
    run: list[Fact] = []
    for fact in figures:
        opens = _SHARES.search(line.view[max(0, fact.span[0] - 16) : fact.span[0]])
        if opens or (run and between(line, run[-1], fact) in {"、", "和", "，"}):
            run = [fact] if opens else [*run, fact]
        elif run:
            break
    shares = all(fact.kind is FactKind.PERCENT and exact(fact) for fact in run)
    if len(run) > 2 and shares and total(run) < _OF_OTHERS:
        yield from _judged(line, run, Severity.WARNING)


def _judged(
    line: Line, shares: list[Fact], severity: Severity = Severity.ERROR, least: int = 1
) -> Iterator[Finding]:
    together = total(shares)
    single = any(total([share]) > 100 for share in shares)
    if len(shares) > least and together > 100 + slack(shares) and not single:
        span = (shares[0].span[0], shares[-1].span[1])
        yield RULE.at(line, span, severity=severity, sum=f"{plain(together)}%")


def _alone(report: Report) -> Iterator[Finding]:
    """Rates of coverage or success above a hundred percent."""
    for line in report.text_lines:
        for rate in line.facts if "%" in line.view else ():
            over = rate.kind is FactKind.PERCENT and exact(rate) and total([rate]) > 100
            before = line.view[max(0, rate.span[0] - 14) : rate.span[0]]
            if over and _NEVER_OVER.search(before) and not _CAN_BE_OVER.search(before):
                yield RULE.at(line, rate.span, message=_ALONE)


def _series(line: Line, figures: list[Fact]) -> Iterator[list[Fact]]:
    """Shares that follow one another: 一产占15%、二产占40%."""
    run: list[Fact] = []
    for fact in figures:
        link = between(line, run[-1], fact) if run else ""
        joined = not run or (_LINK.fullmatch(link) and not _WITHIN.search(link))
        if joined and _is_share(line, fact):
            run.append(fact)
        else:
            yield run
            run = [fact] if _is_share(line, fact) else []
    yield run


def _in_clauses(line: Line, figures: list[Fact]) -> list[Fact]:
    """The shares of a sentence that has one in each of its clauses and no other figure.

    机动车占31.5%；扬尘次之，占28.4%；工业源占24.6%；燃煤占25.5%
    """
    links = [between(line, one, other) for one, other in pairwise(figures)]
    several = len(figures) > _LEAST_SHARES and all(map(_CLAUSES.fullmatch, links))
    shares = several and all(_is_share(line, fact) for fact in figures)
    ends = _ENDS.match(line.view, figures[-1].span[1])
    words = line.view[figures[0].span[0] - _BEFORE_SHARES : figures[-1].span[1]]
    return figures if shares and ends and not _SEVERAL_EACH.search(words) else []


def _is_share(line: Line, fact: Fact) -> bool:
    share = fact.kind is FactKind.PERCENT and exact(fact)
    return share and _SHARE.search(line.view[: fact.span[0]]) is not None


_ALONE = ("{text}超过了100%", "{text} is more than 100%")
RULE: Rule[Report] = Rule(
    code="FIG205",
    severity=Severity.ERROR,
    name=("比例超过100%", "more than a hundred percent"),
    why=(
        "同一整体的各项占比之和、覆盖率、合格率等不会超过100%。",
        "Shares of one whole, and rates of coverage or success, do not exceed 100%.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=(
        "同一整体的占比合计{sum}，超过100%（{text}）",
        "shares of one whole make {sum} ({text})",
    ),
    wrong=(
        "一产占45%、二产占40%、三产占30%。",
        "义务教育巩固率达到102%。",
        "食品抽检合格率达105.2%。",
        "同类问题重复出现率达到138%。",
        "小学生占52%，人数4200人；初中生占33%，人数2600人；高中生占25%。",
        "满意、基本满意、不满意分别占62%、35%、8%。",
        "税收占财政收入的比重为62.5%，非税收入占比为39.5%。",
        "机动车尾气占31.5%；扬尘次之，占28.4%；工业源占24.6%；燃煤及生物质燃烧占25.5%。",
        "30岁以下占28%，31至45岁占47%，46岁以上占35%。",
        "学历结构中，研究生比例达到24.5%；本科比例达到43.6%；专科及以下比例达到41.4%。",
    ),
    right=(
        "学历结构中，研究生比例达到24.5%；本科比例达到34.1%；专科及以下比例达到41.4%。",
        "一产占15%、二产占40%、三产占45%。",
        "完成年度任务的120%。",
        "大气类占56.2%，其中餐饮油烟占31.5%、扬尘占24.7%；噪声类占43.8%。",
        "问卷（可多选）显示，盼小户型的占46.3%；盼近学校的占41.0%；盼有车位的占32.7%。",
        "财政收入同比增长102%。",
        "男性占51.3%、女性占48.7%。",
        "优良率占92%，巩固率达100%。",
        "满意、基本满意、不满意分别占62%、35%、3%。",
        "产业基金、新增能耗、新增用地支持民间项目比重分别为99.3%、93.8%、84.6%。",
        "清洁能源装机占比54.8%、发电量占比51.3%。",
        "优质农产品占比62%，绿色食品占比42%，有机食品占比18%。",
        "高等教育毛入学率达到102%，拨备覆盖率达到180%，生猪出栏率150%，病床使用率108%。",
        "城镇人口占56%，60岁以上老年人口占21%，少数民族人口占35%。",
    ),
    check=wholes,
)
