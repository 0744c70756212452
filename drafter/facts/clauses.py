"""What figures take from their clauses: words of comparison, 每百户, the unit of an enumeration."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.facts.fact_keys import kind_of, number_key, times
from drafter.facts.numerals import SIGNS
from drafter.facts.patterns import AFTER, NUMBER
from drafter.facts.units import FOREIGN_MONEY, MULTIPLIER, folded, scale
from drafter.records import Fact, FactKind, Gap

_RELATION = re.compile(
    r"其中|分别|同比|环比|比上年|比去年|较上年|较去年|上年同期|去年同期|增长|增加(?!值)|上升|提高"
    r"|提升|扩大|"
    r"新增|下降|减少|降低|缩短|压减|回落|减幅|降幅"
    r"|增幅|占比|占|完成率|覆盖率|人均|平均|户均|累计|剩余|结余|超额|低于|高于|排名|倒数"
    r"|排(?![查污放水涝])|"
    r"居(?![民住家委])|(?<![班系陈])列(?![车入出])|未完成|尚欠|缺口"
    r"|(?<![自理])由|从(?![业事严而小])"
)
_CLAUSE_END = re.compile(r"[，,；;。！!？?：:、\n]|\.(?![A-Za-z0-9.])")

# What a figure is stated for: 每百户拥有汽车48辆, 每年3场. 每个 before a noun states nothing.
_EACH = re.compile(
    "每[一两二三四五六七八九十百千万亿]{0,3}(?:人次|人口|人|户|家|亩|公顷|平方公里|平方米|立方米|立方厘米|升|吨"
    "|公斤|斤|千瓦时|公里|元|小时|分钟|秒|天|日|周|个?月|个?季度|年|学期|学年|次|场|期|班|校|所|村|乡镇|镇|乡"
    "|县|区|市|台|辆|套|件|床|生|名)"
    r"|(?<![\d一二三四五六七八九十个上本当次每])[年月日](?=补贴|补助|津贴|工资|租金)"  # 月补贴600元
)
# 每人每月765元、农村580元: the second is stated for the same
_GOES_ON = re.compile("[、和与及][^，,。；;：:每共总累]{0,12}")
_CURRENCY = re.compile(rf"(?:{'|'.join(FOREIGN_MONEY.split())})$")
_MEASURED = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS}
_JOINS = {"、", "和", "与", "及", "以及"}
_PLAIN_FIGURE = re.compile(rf"[-+]?{NUMBER}(?P<times>{MULTIPLIER})(?P<unit>.*?){AFTER}?")
_IN_SIGNS = re.compile(
    rf"[{SIGNS}万亿]*?[{SIGNS}](?P<times>[万亿]*)(?P<unit>[^{SIGNS}万亿].*?){AFTER}?"
)
_BARE = re.compile(rf"{NUMBER}|[{SIGNS}万亿]+")
_WITHOUT_RELATIONS = {
    FactKind.TITLE,
    FactKind.NAME,
    FactKind.DOCUMENT,
    FactKind.CODE,
    FactKind.PERSONAL,
}


def in_their_clauses(slots: Sequence[Fact | Gap], text: str) -> Iterator[Fact | Gap]:
    """Slots with what their clauses add: relations (其中, 同比, 增长 …), 每户, a shared unit.

    What a figure is stated for and its unit are part of its key.
    """
    before, each, unit = 0, "", ""
    for slot in _with_shared_units(slots, text):
        between = text[before : slot.span[0]]
        clause = _CLAUSE_END.split(between)[-1]
        before = slot.span[1]
        if isinstance(slot, Fact) and slot.kind not in _WITHOUT_RELATIONS:
            slot = _in_currency(slot, clause)
            goes_on = slot.unit == unit and _GOES_ON.fullmatch(between)
            each = _each(clause) or (each if goes_on else "")
            unit = slot.unit
            relations = tuple(_RELATION.findall(clause))
            slot = replace(slot, qualifiers=(*relations, *slot.qualifiers))
            yield _for_each(slot, each) if slot.kind in _MEASURED else slot
        else:
            each = unit = ""
            yield slot


def _in_currency(fact: Fact, clause: str) -> Fact:
    """港币五百万元 is in 港元."""
    currency = _CURRENCY.search(clause)
    if not currency or fact.unit != "元" or fact.value is None:
        return fact
    unit = folded(currency[0])
    key = f"{fact.kind}:{number_key(fact.value, fact.upper, unit, fact.qualifiers)}"
    return replace(fact, key=key, unit=unit)


def _each(clause: str) -> str:
    """What a figure behind these words is stated for: 每百户, 每人每月, 每 right before it."""
    found = (each[0] if each[0][0] == "每" else f"每{each[0]}" for each in _EACH.finditer(clause))
    return "".join(found) + "每" * clause.endswith("每")


def _for_each(fact: Fact, each: str) -> Fact:
    if not each:
        return fact
    return replace(fact, key=f"{fact.key}|{each}", qualifiers=(each, *fact.qualifiers))


def _with_shared_units(slots: Sequence[Fact | Gap], text: str) -> list[Fact | Gap]:
    """15、22个百分点: both are 个百分点; 200、350、480万元: all are 万元; 三十、五十户: both 户."""
    shared: list[Fact | Gap] = []
    given: tuple[Decimal, str] | None = None  # the multiplier and unit of what follows
    for slot in reversed(slots):
        joined = shared and text[slot.span[1] : shared[-1].span[0]] in _JOINS
        if joined and given and isinstance(slot, Fact) and _is_bare(slot):
            slot = _in_unit(slot, *given)
        else:
            given = _given(slot)
        shared.append(slot)
    return shared[::-1]


def _is_bare(fact: Fact) -> bool:
    return not fact.unit and fact.value is not None and bool(_BARE.fullmatch(fact.text))


def _given(slot: Fact | Gap) -> tuple[Decimal, str] | None:
    if isinstance(slot, Gap) or slot.kind not in _MEASURED or slot.value is None:
        return None
    written = _PLAIN_FIGURE.fullmatch(slot.text) or _IN_SIGNS.fullmatch(slot.text)
    same = written and folded(written["unit"]) == slot.unit
    return (scale(written["times"]), slot.unit) if written and same else None


def _in_unit(fact: Fact, factor: Decimal, unit: str) -> Fact:
    assert fact.value is not None
    named = re.search("[万亿]", fact.text) is not None  # 三万、五万户
    value, kind = fact.value if named else times(fact.value, factor), kind_of(unit)
    key = f"{kind}:{number_key(value, None, unit, fact.qualifiers)}"
    return replace(fact, kind=kind, key=key, value=value, unit=unit)
