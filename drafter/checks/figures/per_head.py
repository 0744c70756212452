"""FIG211: what is stated for each does not follow from the total and the number."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from drafter.checks.figures.reading import (
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

# By the word before the figure: the units of what it is stated for each of.
_EACH = {
    "人均": "人 名 位",
    "生均": "人 名",
    "户均": "户 家",
    "亩均": "亩",
    "村均": "个 村",
    "校均": "所",
    "场均": "场 场次",
    "套均": "套",
    "店均": "家",
    "亩产": "亩",
    "单产": "亩 公顷",
    "公顷产": "公顷",
}
_HEAD = re.compile(
    rf"(?:平均)?(?:(?P<each>{'|'.join(_EACH)})|每(?:个|一)?(?P<unit>[一-鿿]{{1,2}})"
    r"|平均每个)(?P<deed>[一-鿿]{0,6})$"
)
# A rule, a level or what is counted otherwise is no quotient of the figures beside it.
_NO_QUOTIENT = re.compile(
    r"标准|水平|可支配|生产总值|GDP|限额|最高|最低|上限|月|年|天|日|季|提高|增长|同比|工资|薪|不|超|以上|小时"
)
_PAID = re.compile(r"补助|补贴|奖补|发放|兑付|兑现|资助|救助|奖励|拨付")
_OTHER = re.compile(r"[。；！？]|其中|另|上年|去年|同比|增长|下降|累计|其余")
_LONGEST = 22  # characters between two of the three figures
_WEIGHTS = {"吨": Decimal(1000), "公斤": Decimal(1), "斤": Decimal("0.5"), "克": Decimal("0.001")}
_COUNTED = {FactKind.QUANTITY, FactKind.MONEY}


def per_head(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        counted = [fact for fact in figures if fact.kind in _COUNTED]
        for at in range(len(counted) - 2):
            three = counted[at : at + 3]
            if all(map(exact, three)) and _belong_together(line, three):
                yield from _judged(line, three)


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
        scale = _weight(whole) / _weight(each)
        right = total([whole]) * scale / total([count])
        if not _can_be(each, whole, count, scale):
            shown = plain(round(right, max(places(each), 2))) + each.unit
            yield RULE.at(line, each.span, whole=whole.quote, count=count.quote, right=shown)
        return


def _is_quotient(line: Line, head: re.Match[str], each: Fact, whole: Fact, count: Fact) -> bool:
    if not _are_of_kinds(each, whole, count):
        return False
    if not _counts(line, head, count) or _NO_QUOTIENT.search(head[0]):
        return False
    return not head["unit"] or "平均" in head[0] or _is_of_deed(line, head["deed"], whole)


def _are_of_kinds(each: Fact, whole: Fact, count: Fact) -> bool:
    """Whether the three have numbers, two of them in one unit and the third a count."""
    if not (whole.value and count.value and each.value) or not number(each):
        return False
    same = whole.unit == each.unit or {whole.unit, each.unit} <= _WEIGHTS.keys()
    return same and whole.kind is each.kind and count.kind is FactKind.QUANTITY


def _is_of_deed(line: Line, deed: str, whole: Fact) -> bool:
    """Whether a total is of what is done for each: 每亩补助120元 states a rate, and no quotient."""
    deed = deed.removesuffix("达到").removesuffix("达").removesuffix("为")
    told = line.view[max(0, whole.span[0] - _LONGEST) : whole.span[0]]
    return not deed or deed[:2] in told or bool(_PAID.search(deed) and _PAID.search(told))


def _counts(line: Line, head: re.Match[str], count: Fact) -> bool:
    """Whether a figure counts what 人均, 每亩 or 平均每期 speaks of."""
    if head["each"]:
        return count.unit in _EACH[head["each"]].split()
    if not head["unit"] or head["unit"].startswith(count.unit):
        return True
    if head["unit"][0] == "人":
        return count.unit in _EACH["人均"].split()
    return count.unit == "个" and line.view.startswith(head["unit"], count.span[1])


def _weight(fact: Fact) -> Decimal:
    return _WEIGHTS.get(fact.unit, Decimal(1))


def _can_be(each: Fact, whole: Fact, count: Fact, scale: Decimal) -> bool:
    """Whether values that round to those shown give the quotient shown."""
    value, room = total([whole]) * scale, half_step(whole) * scale
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
        "每户补助2万元，共补助320户，兑付资金460万元。",
        "120名学生获得资助，每人1500元，共发放20万元。",
    ),
    right=(
        "发放低保金1280万元，保障对象3200人，人均发放4000元。",
        "发放低保金1280万元，保障对象3200人，人均月补助334元。",
        "投入资金1200万元，改造卫生厕所3200户，每户奖励2000元。",
        "开展培训12期，培训学员600余人，平均每期60人。",
        "实现营业收入12亿元，从业人员3200人，人均工资6.2万元。",
        "新开公交线路3条，办理时间由40分钟缩短到20分钟，平均缩短20分钟。",
    ),
    check=per_head,
)
