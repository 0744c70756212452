"""FIG203: a share or completion rate is not that of the two figures beside it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.figures.reading import (
    between,
    exact,
    half_step,
    number,
    percent,
    places,
    plain,
    sentences,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

_RATE = re.compile(
    r"(?:整改|办结|完成|合格|通过|覆盖|达标|落实|回复|答复|销号|化解|检查|抽检|就业|入学|巩固|及格|优良|参保|办理|处置|兑付|拨付|支付|执行|开工|竣工|投产|到位)率"
)
_SHARE = re.compile(r"占(?!地|比全|道)|完成(?:年度|全年)?(?:任务|目标|计划)(?:数)?的?")
_OTHER_BASE = re.compile(
    r"同比|环比|增长|下降|提高|提升|分别|其中|上年|去年|较|预计|目标|GDP|全市|全省|全国"
)
_BREAK = re.compile(r"[；。！？]")


def shares(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        for at in range(2, len(figures)):
            rate = figures[at]
            if (
                rate.kind is FactKind.PERCENT
                and exact(rate)
                and number(rate)
                and (pair := _pair(line, figures, at))
            ):
                part, whole = pair
                if _wrong(part, whole, rate):
                    right = percent(
                        part.value or Decimal(0), whole.value or Decimal(1), max(places(rate), 1)
                    )
                    yield RULE.at(
                        line,
                        rate.span,
                        part=part.quote,
                        whole=whole.quote,
                        right=plain(right) + "%",
                    )


def _pair(line: Line, figures: list[Fact], at: int) -> tuple[Fact, Fact] | None:
    """The part and the whole a rate is taken of: 排查152处，整改149处，整改率…; 完成2亿元，占年度任务4亿元的…"""
    first, second, rate = figures[at - 2], figures[at - 1], figures[at]
    if (
        first.unit != second.unit
        or first.kind != second.kind
        or first.kind not in {FactKind.QUANTITY, FactKind.MONEY}
    ):
        return None
    if not (exact(first) and exact(second) and first.value and second.value):
        return None
    lead, link = between(line, second, rate), between(line, first, second)
    if (
        _BREAK.search(lead + link)
        or len(link) > 24
        or _OTHER_BASE.search(lead)
        or _OTHER_BASE.search(link)
    ):
        return None
    if _SHARE.search(link) and re.fullmatch(r"(?:任务|总数|总量|目标|计划)?的", lead):
        return first, second
    if second.value > first.value:
        return None
    if found := _RATE.search(lead):
        # 整改149处，整改率: the deed of the rate stands beside the part
        deed = found[0][:-1]
        said = line.view[first.span[1] : second.span[0]]
        if re.search(rf"[不未没非]{deed}", said):  # 不合格23批次，合格率: the rest is the part
            return None
        of = lead[1 : found.start()].removeprefix(
            "总体"
        )  # 资金到位率 is of no figure where nothing said 资金
        named = of in line.view[: second.span[1]].rpartition("。")[2]
        fits = deed in said or (
            len(lead) <= 8 and lead.startswith(("，", "、")) and "、" not in link and named
        )
        return (second, first) if fits and len(lead) <= 10 else None
    if re.fullmatch(r"，占(?:比|总数的?|全部的?|总量的?)?(?:为|达)?", lead) and "、" not in link:
        return second, first
    return None


def _wrong(part: Fact, whole: Fact, rate: Fact) -> bool:
    """Whether no values that round to those shown give the rate shown; cutting off instead of rounding is let pass."""
    low_part, high_part = (part.value or 0) - half_step(part), (part.value or 0) + half_step(part)
    low_whole, high_whole = (
        (whole.value or 0) - half_step(whole),
        (whole.value or 0) + half_step(whole),
    )
    if low_whole <= 0:
        return False
    step = Decimal(10) ** -places(rate)
    value = rate.value or Decimal(0)
    return not low_part * 100 / high_whole - step < value < high_part * 100 / low_whole + step


RULE: Rule[Report] = Rule(
    code="FIG203",
    severity=Severity.ERROR,
    name=("占比、完成率算不上", "a share or rate does not follow from its figures"),
    why=(
        "占比、整改率、完成率等于部分除以总数；按所写的小数位数留出舍入的余地后仍不相符。",
        "A share or rate is the part by the whole; this is off even when rounding at the decimals shown is allowed for.",
    ),
    source="practice: reviewers' arithmetic (数据闭环)",
    message=(
        "{part}除以{whole}应为{right}，文中写{text}",
        "{part} of {whole} is {right}; the text says {text}",
    ),
    wrong=(
        "排查隐患152处，整改149处，整改率88%。",
        "完成投资2.35亿元，占年度任务4.7亿元的60%。",
        "抽检食品200批次，合格196批次，合格率99.5%。",
        "受理诉求1200件，办结1080件，办结率95%。",
    ),
    right=(
        "排查隐患152处，整改149处，整改率98%。",
        "排查隐患152处，整改149处，整改率98.03%。",
        "完成投资2.35亿元，占年度任务4.7亿元的50%。",
        "培训120人，其中女性60人，满意率98%。",
        "抽检200批次，比上年增加20批次，合格率99.5%。",
        "受理诉求1200余件，办结1080件，办结率95%。",
        "抽检640批次，不合格23批次，合格率96.4%。",
        "到位资金2亿元。年度计划投资1500万元，累计完成投资986.5万元，资金到位率80%。",
    ),
    check=shares,
)
