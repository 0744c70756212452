"""FIG211: what is stated for each does not follow from the total and the number."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from drafter.checks.figures.reading import (
    alike,
    between,
    exact,
    half_step,
    number,
    places,
    plain,
    sentences,
    total,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

# By the word before 均 the units of what it is stated for each of; others count in their own name.
_EACH = {
    "人": "人 名 位 人次",
    "生": "人 名",
    "户": "户 家",
    "家": "家 户 个",
    "亩": "亩",
    "案": "件 起 宗 案",
    "村": "个 村",
    "校": "所 校",
    "园": "所 园 个",
    "站": "个 所 站 座",
    "场": "场 场次",
    "期": "期",
    "班": "个 班 期",
    "店": "家 个",
    "企": "家 户",
    "件": "件",
    "套": "套",
    "点": "个 处",
    "镇": "个 镇",
    "乡": "个 乡",
}
_YIELD = {"亩产": "亩", "单产": "亩", "公顷产": "亩"}
_HEAD = re.compile(
    rf"(?:平均)?(?:(?P<each>(?:{'|'.join(_EACH)})均|{'|'.join(_YIELD)})|每(?:个|一)?(?P<unit>[一-鿿]{{1,2}})"
    r"|平均每个)(?P<deed>[一-鿿]{0,6})$"
)
# A rule, a level or what is counted otherwise is no quotient of the figures beside it.
_NO_QUOTIENT = re.compile(
    r"标准|水平|可支配|生产总值|GDP|限额|最高|最低|上限|月|年|天|日|季|提高|增长|同比|工资|薪|不|超|以上|小时"
)
_PAID = re.compile(r"补助|补贴|奖补|发放|兑付|兑现|资助|救助|奖励|拨付")
_OTHER = re.compile(r"[。；！？]|其中|另|上年|去年|同比|增长|下降|累计|其余")
_NEIGHBOURS = 2  # figures, a total and its count, that are judged with what is behind them
_LONGEST = 22  # characters between two of the three figures
_A_MONTH = re.compile(r"[月日次周]$")  # 月人均: of a part of the time that the total is of
_COUNTED = {FactKind.QUANTITY, FactKind.MONEY}


def per_head(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        counted = [fact for fact in figures if fact.kind in _COUNTED]
        for at in range(len(counted) - 2):
            three = counted[at : at + 3]
            if all(map(exact, three)) and _belong_together(line, three):
                yield from _judged(line, three)
        for at, each in enumerate(counted):
            if three := _apart(line, counted[:at], each):
                yield from _judged(line, three)


def _apart(line: Line, before: list[Fact], each: Fact) -> list[Fact]:
    """A value for each with the count right before it and the total before other counts.

    386.4万元，覆盖9个乡镇42个村，受益群众2.8万人，人均投入138元; () for none.
    """
    head = _HEAD.search(line.view[max(0, each.span[0] - 12) : each.span[0]])
    wholes = [fact for fact in before if alike(fact, each)]
    if not head or not head["each"] or len(wholes) != 1 or before[-1] is wholes[0]:
        return []
    own = before[before.index(wholes[0]) :]
    units = (_YIELD.get(head["each"]) or _EACH[head["each"][0]]).split()
    alone = [fact for fact in own if fact.unit in units] == [own[-1]]
    words = line.view[own[0].span[1] : each.span[0]]
    told = alone and len(own) > _NEIGHBOURS and all(map(exact, (*own, each)))
    return [own[0], own[-1], each] if told and not _OTHER.search(words) else []


def _belong_together(line: Line, three: list[Fact]) -> bool:
    first, second, third = three
    links = (between(line, first, second), between(line, second, third))
    return not any(len(link) > _LONGEST or _OTHER.search(link) for link in links)


def _judged(line: Line, three: list[Fact]) -> Iterator[Finding]:
    """The finding on the one of three figures that is stated for each, where the others belie it."""
    for each, whole, count in permutations(three):
        head = _HEAD.search(line.view[max(0, each.span[0] - 12) : each.span[0]])
        if head is None or not _is_quotient(line, head, each, whole, count):
            continue
        if not _can_be(each, whole, count):
            shown = _shown(total([whole]) / total([count]), each)
            yield RULE.at(line, each.span, whole=whole.quote, count=count.quote, right=shown)
        return


def _shown(right: Decimal, each: Fact) -> str:
    """A quotient in the unit in which the text states it."""
    written = Decimal(number(each)) or Decimal(1)
    factor = abs(each.value / written) if each.value else Decimal(1)
    return plain(round(right / factor, max(places(each), 2))) + (each.tail or each.unit)


def _is_quotient(line: Line, head: re.Match[str], each: Fact, whole: Fact, count: Fact) -> bool:
    if not _are_of_kinds(each, whole, count):
        return False
    before = line.view[: each.span[0] - len(head[0])]
    if not _counts(line, head, count) or _NO_QUOTIENT.search(head[0]) or _A_MONTH.search(before):
        return False
    return not head["unit"] or "平均" in head[0] or _is_of_deed(line, head["deed"], whole)


def _are_of_kinds(each: Fact, whole: Fact, count: Fact) -> bool:
    """Whether the three have numbers, two of them in one unit and the third a count."""
    if not (whole.value and count.value and each.value) or not number(each):
        return False
    return whole.unit == each.unit and whole.kind is each.kind and count.kind is FactKind.QUANTITY


def _is_of_deed(line: Line, deed: str, whole: Fact) -> bool:
    """Whether a total is of what is done for each: 每亩补助120元 states a rate, and no quotient."""
    deed = deed.removesuffix("达到").removesuffix("达").removesuffix("为")
    told = line.view[max(0, whole.span[0] - _LONGEST) : whole.span[0]]
    return not deed or deed[:2] in told or bool(_PAID.search(deed) and _PAID.search(told))


def _counts(line: Line, head: re.Match[str], count: Fact) -> bool:
    """Whether a figure counts what 人均, 每亩 or 平均每期 speaks of."""
    if each := head["each"]:
        units = _YIELD.get(each) or _EACH[each[0]]
        return count.unit in units.split()
    if not head["unit"] or head["unit"].startswith(count.unit):
        return True
    if head["unit"][0] == "人":
        return count.unit in _EACH["人"].split()
    beside = line.view[max(0, count.span[0] - 8) : count.span[0]].endswith(head["unit"])
    return count.unit in {"个", "处", "所"} and (
        beside or line.view.startswith(head["unit"], count.span[1])
    )


def _can_be(each: Fact, whole: Fact, count: Fact) -> bool:
    """Whether values that round to those shown give the quotient shown."""
    value, room = total([whole]), half_step(whole)
    low_count, high_count = total([count]) - half_step(count), total([count]) + half_step(count)
    step = total([each]) / Decimal(number(each)) * Decimal(10) ** -places(each)
    step = min(step, total([each]) / 20)  # 2万元 is no 2.5万元
    low, high = (value - room) / high_count - step, (value + room) / low_count + step
    return low <= total([each]) <= high


RULE: Rule[Report] = Rule(
    code="FIG211",
    severity=Severity.WARNING,
    name=("人均、户均、亩均等算不上", "a value for each does not follow"),
    why=(
        "人均、户均、亩产、平均每个等于总量除以个数；按所写的小数位数留出舍入的余地后仍不相符。",
        "What is stated for each is the total by the number; this is off even when rounding is allowed for.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=(
        "{whole}除以{count}应为{right}，文中写{text}",
        "{whole} by {count} is {right}; the text says {text}",
    ),
    wrong=(
        "发放低保金1280万元，保障对象3200人，人均发放4500元。",
        "带动320户脱贫户增收96万元，户均增收4000元。",
        "粮食播种面积20万亩，总产9万吨，亩产550公斤。",
        "开展培训12期，培训学员600人，平均每期60人。",
        "每亩补助120元，补助面积1.5万亩，共补助240万元。",
        "下达维修养护资金386.4万元，覆盖9个乡镇42个村，受益群众2.8万人，人均投入1380元。",
        "每户补助2万元，共补助320户，兑付资金460万元。",
        "120名学生获得资助，每人1500元，共发放20万元。",
        "查处案件240起，罚没款480万元，案均罚没款3.2万元。",
        "园区供地80公顷，亩均税收12万元，年入库税收9600万元。",
        "接待游客18.6万人次，实现旅游收入1.3亿元，人均消费899元。",
        "投放公共自行车3600辆，设置站点150个，平均每个站点32辆。",
    ),
    right=(
        "发放低保金1280万元，保障对象3200人，人均发放4000元。",
        "发放低保金1280万元，保障对象3200人，人均月补助334元，月人均补助334元。",
        "园区供地80公顷，亩均税收12万元，年入库税收1.44亿元。",
        "投入资金1200万元，改造卫生厕所3200户，每户奖励2000元。",
        "开展培训12期，培训学员600余人，平均每期60人。",
        "实现营业收入12亿元，从业人员3200人，人均工资6.2万元。",
        "下达资金386.4万元，惠及42个村2.8万人，人均投入138元，其中管网改造人均95元。",
        "新开公交线路3条，办理时间由40分钟缩短到20分钟，平均缩短20分钟。",
    ),
    check=per_head,
)
