"""FIG203: a share or completion rate is not that of the two figures beside it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, permutations

from drafter.checks.figures.reading import (
    alike,
    between,
    exact,
    half_step,
    number,
    percent,
    places,
    plain,
    sentences,
    total,
    triples,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

# Rates that follow two figures without a word of what they are of; others have it beside one of them.
_RATE = re.compile(
    r"(?:整改|办结|完成|合格|通过|覆盖|达标|落实|回复|答复|销号|化解|检查|抽检|就业|入学|巩固|及格|优良|参保|办理|处置|兑付|拨付|支付|执行|开工|竣工|投产|到位|回收|送达|返岗|出勤|到岗|响应|反馈|办复|见面|面商|采纳|兑现|回访|签收)率"
)
_NAMED = re.compile(r"([\u4e00-\u9fff]{2,5}?)(?:率|面|进度)(?:为|是|达到?|提高到|提升到|保持在)?$")
_DEEDS = {
    "破案": "破获|侦破",
    "城镇化": "城镇人口|城镇常住人口",
    "审结": "结案",
    "结案": "审结",
    "回收": "收回",
}
_DUE = re.compile(r"应|计划|需|拟|任务|目标")
_SHARE = re.compile(
    r"占(?!地|比全|道)|(?:完成|为)(?:年度|全年|年初|调整后?)?(?:任务|目标|计划|预算)(?:数)?的?"
)
_OTHER_BASE = re.compile(
    r"[人户期场次亩]均|平均|同比|环比|增长|下降|(?:提高|提升)(?![到至])|分别|上年|去年|较|预计|(?<!年度)(?<!全年)(?<!任务)(?<!完成)目标|GDP|全市|全省|全国"
)
_LONGEST = 12  # characters from the part to its rate
_BREAK = re.compile(r"[；。！？]")
_OF_WHOLE = re.compile(r"(?:任务|总数|总量|目标|计划)?的")
_OF_PLAN = re.compile(
    r"，(?:已|仅|占)?(?:完成)?(?:年度|全年)?(?:计划|任务|目标)(?:任务|数)?的(?:进度)?"
)
_PLANNED = re.compile(r"计划|任务|目标|应")
_SET_UP = re.compile(r"其中(?:已)?[^，。；]{0,4}(?:建成|开通|设立|配备|建有|覆盖)")
_SHARE_ALONE = re.compile("，占(?:比|总数的?|总量的?)?(?:为|达)?")
_FURTHER = 2  # figures before a part; with one alone the three are judged together
_IS_SHARE = re.compile(
    r"，占(?:比|(?P<base>[\u4e00-\u9fff]{0,8}?)(?:总数|总量|全部)?的?)(?:为|达)?"
)


def shares(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        yield from _of_named_part(line, figures)
        for first, second, rate in triples(figures):
            if rate.kind is not FactKind.PERCENT or not exact(rate) or not number(rate):
                continue
            pair = _pair(line, first, second, rate)
            if pair and _is_wrong(*pair, rate) and not _is_of_others(figures, pair[0], rate):
                part, whole = pair
                right = percent(total([part]), total([whole]), max(places(rate), 1))
                shown = plain(right) + "%"
                yield RULE.at(line, rate.span, part=part.quote, whole=whole.quote, right=shown)


def _of_named_part(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """A share behind 其中 that is that of no figure before it: 接待416.8万人次…；其中过夜83.4万人次，占60%."""
    for at, (part, rate) in enumerate(pairwise(figures)):
        lead = re.split("[，；。：]", line.view[: part.span[0]])[-1]
        if rate.kind is not FactKind.PERCENT or not lead.startswith("其中"):
            continue
        told = _SHARE_ALONE.fullmatch(between(line, part, rate))
        wholes = [one for one in figures[:at] if alike(one, part) and exact(one) and one.value]
        if not told or not exact(part) or not exact(rate) or len(wholes) != 1 or at < _FURTHER:
            continue
        if total(wholes) > total([part]) and _is_wrong(part, wholes[0], rate):
            right = percent(total([part]), total(wholes), max(places(rate), 1))
            shown = plain(right) + "%"
            yield RULE.at(line, rate.span, part=part.quote, whole=wholes[0].quote, right=shown)


def _is_of_others(figures: list[Fact], like: Fact, rate: Fact) -> bool:
    """Whether the rate is that of any two figures of the sentence.

    送审9.6亿元，审定8.64亿元，核减0.96亿元，核减率10%
    """
    counted = [fact for fact in figures if alike(fact, like) and exact(fact) and fact.value]
    pairs = permutations(counted, 2)
    return any(not _is_wrong(part, whole, rate) for part, whole in pairs)


def _pair(line: Line, first: Fact, second: Fact, rate: Fact) -> tuple[Fact, Fact] | None:
    """The part and the whole that a rate is taken of; None where it is of other figures.

    排查152处，整改149处，整改率…; 完成2亿元，占年度任务4亿元的…
    """
    lead, link = between(line, second, rate), between(line, first, second)
    if not _are_comparable(first, second) or not _belong_together(lead, link):
        return None
    if _SHARE.search(link) and _OF_WHOLE.fullmatch(lead):
        return first, second
    over = total([second]) > total([first])
    target = _PLANNED.search(line.view[max(0, first.span[0] - 10) : first.span[0]])
    done = lead.startswith("，完成率") or _OF_PLAN.fullmatch(lead)
    if over and not (target and done):
        return None
    return _part_and_whole(line, first, second, lead, link)


def _part_and_whole(
    line: Line, first: Fact, second: Fact, lead: str, link: str
) -> tuple[Fact, Fact] | None:
    """The second figure and the first, where `lead` says that the rate is of the one in the other."""
    named = _NAMED.search(lead)
    clause = re.split("[，。；：]", line.view[: first.span[0]])[-1]
    if named and _is_named_by(named[1], clause) and not _DUE.search(clause):
        return None  # 当场整改286处，限期整改34处，整改率: of neither
    if named and _is_named_by(named[1], link) and len(lead) <= _LONGEST:
        return second, first
    if _RATE.search(lead):
        before = line.view[: second.span[1]].rpartition("。")[2]
        return (second, first) if _is_of_deed(lead, link, before) else None
    if _OF_PLAN.fullmatch(lead) and _PLANNED.search(clause):
        return second, first
    share = _IS_SHARE.fullmatch(lead)
    of_first = share and (share["base"] or "") in line.view[: first.span[1]].rpartition("。")[2]
    return (second, first) if of_first and "、" not in link else None


def _is_named_by(name: str, link: str) -> bool:
    """Whether the part of a rate is the second of its figures: 审结1134件，审结率."""
    ends = [name[start:] for start in range(len(name) - 1)]
    deeds = [word for end in ends for word in (end, *_DEEDS.get(end, "").split("|")) if word]
    return any(deed in link and not re.search(f"[不未没非]{deed}", link) for deed in deeds)


def _are_comparable(first: Fact, second: Fact) -> bool:
    counted = first.kind in {FactKind.QUANTITY, FactKind.MONEY} and alike(first, second)
    return counted and exact(first) and exact(second) and bool(first.value and second.value)


def _belong_together(lead: str, link: str) -> bool:
    """Whether nothing between the three figures says that the rate is of something else."""
    if len(link) > 24 or _BREAK.search(lead + link):
        return False
    other = _OTHER_BASE.search(lead) and not _OF_PLAN.fullmatch(lead)
    return not other and not _OTHER_BASE.search(link)


def _is_of_deed(lead: str, link: str, before: str) -> bool:
    """Whether a rate like 整改率 is of the two figures before it.

    link    the words between these: 整改 in them says so
    lead    the words between them and the rate; of a rate that follows at once it is taken to be
    before  the sentence up to them: a thing that the rate names has to be in it (资金到位率)
    """
    rate = _RATE.search(lead)
    if lead.startswith("，覆盖率") and _SET_UP.search(link):
        return True
    deed = rate[0][:-1] if rate else ""
    if len(lead) > _LONGEST or re.search(
        rf"[不未没非]{deed}|其中", link
    ):  # 不合格23批次，合格率: of the rest
        return False
    if any(word in link for word in (deed, *_DEEDS.get(deed, "").split("|")) if word):
        return True
    if len(lead) > 8 or not lead.startswith(("，", "、")) or "、" in link:
        return False
    return lead[1:].partition(deed)[0].removeprefix("总体") in before


def _is_wrong(part: Fact, whole: Fact, rate: Fact) -> bool:
    """Whether no values that round to those shown give the rate shown.

    Cutting decimals off instead of rounding is let pass.
    """
    low_part, high_part = total([part]) - half_step(part), total([part]) + half_step(part)
    low_whole, high_whole = total([whole]) - half_step(whole), total([whole]) + half_step(whole)
    if low_whole <= 0:
        return False
    step = Decimal(10) ** -places(rate)
    low, high = low_part * 100 / high_whole - step, high_part * 100 / low_whole + step / 2
    return not low < total([rate]) <= high


RULE: Rule[Report] = Rule(
    code="FIG203",
    severity=Severity.ERROR,
    name=("占比、完成率算不上", "a share or rate does not follow from its figures"),
    why=(
        "占比、整改率、完成率等于部分除以总数；按所写的小数位数留出舍入的余地后仍不相符。",
        "A share or rate is the part by the whole; this is off even when rounding at the decimals shown is allowed for.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=(
        "{part}除以{whole}应为{right}，文中写{text}",
        "{part} of {whole} is {right}; the text says {text}",
    ),
    wrong=(
        "规上企业126家，亏损企业18家，亏损面24.3%，收购粮食6.4万吨，完成目标8万吨的85%。",
        "排查隐患152处，整改149处，整改率88%。",
        "完成投资2.35亿元，占年度任务4.7亿元的60%。",
        "抽检食品200批次，合格196批次，合格率99.5%。",
        "受理诉求1200件，办结1080件，办结率95%。",
        "收案3902件，结案3721件，结案率89.36%。",
        "全年安排预算资金3200万元，截至年底已支付2880万元，支付进度85%。",
        "常住人口41.6万人，其中城镇人口23.4万人，城镇化率58.5%。",
        "全校教师86人，其中高级职称21人，占34.4%。",
        "征地拆迁年度目标95户，实际完成112户，完成率1179%。",
        "接待游客416.8万人次，实现旅游收入28.4亿元；其中过夜游客83.4万人次，占60.0%。",
        "计划栽植苗木40万株，目前栽植26万株，完成计划的75%。",
        "全县共有行政村150个，其中建成卫生室的147个，覆盖率达到95%。",
        "发放调查问卷308份、收回171份，回收率达到61%。",
        "全年计划完成招商引资734亿元，已完成781亿元，完成目标的4.6%。",
        "一般公共预算收入8.6亿元，完成年初预算8亿元的103.5%。",
    ),
    right=(
        "一般公共预算收入8.6亿元，完成年初预算8亿元的107.5%。",
        "发放调查问卷308份、收回171份，回收率达到55.5%。",
        "全年计划完成招商引资734亿元，已完成781亿元，完成目标的106.4%。",
        "排查隐患152处，整改149处，整改率98%。",
        "排查隐患152处，整改149处，整改率98.03%。",
        "接待游客416.8万人次，实现旅游收入28.4亿元；其中过夜游客83.4万人次，占20.0%。",
        "完成投资2.35亿元，占年度任务4.7亿元的50%。",
        "培训120人，其中女性60人，满意率98%。",
        "抽检200批次，比上年增加20批次，合格率99.5%。",
        "受理诉求1200余件，办结1080件，办结率95%。",
        "受理案件1260件，审结1134件，审结率90%，服判息诉率92%。",
        "检查企业120家，整改隐患30处，整改率98%。",
        "排查隐患320处，当场整改286处，限期整改34处，整改率100%。",
        "培训36期、3200人次，期均培训89人次，培训合格率99.2%。",
        "送审9.6亿元，审定8.64亿元，核减0.96亿元，核减率10%。",
        "公开案件2299件，其中有效公开案件2262件，无效公开案件37件，有效公开率98.39%。",
        "抽检640批次，不合格23批次，合格率96.4%。",
        "到位资金2亿元。年度计划投资1500万元，累计完成投资986.5万元，资金到位率80%。",
    ),
    check=shares,
)
