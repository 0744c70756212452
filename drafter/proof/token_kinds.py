"""What a token is told to stand for where a model sees it with its kind: 【F1|时间】.

A kind says no more than the note's other words do, and lets a sentence be built around the token.
"""

import re

from drafter.facts.names import is_surname
from drafter.records import Fact, FactKind, Gap, GapKind

NAME = "名称"
KINDS = {
    FactKind.QUANTITY: "数量",
    FactKind.MONEY: "金额",
    FactKind.PERCENT: "比例",
    FactKind.POINTS: "比例",
    FactKind.DATE: "时间",
    FactKind.ORDINAL: "序次",
    FactKind.DOCUMENT: "文号",
    FactKind.TITLE: "文件",
    FactKind.NAME: NAME,
    FactKind.CODE: "代号",
    FactKind.PERSONAL: "号码",
}
_PERSON, _PLACE, _BODY = "人名", "地名", "单位"
_OF_GAPS = {
    GapKind.PERSON: _PERSON,
    GapKind.PLACE: _PLACE,
    GapKind.UNIT: _BODY,
    GapKind.SCHOOL: _BODY,
}
WORDS = frozenset((*KINDS.values(), *_OF_GAPS.values()))
"""All that a token can be told to stand for."""
BODIES_AND_PLACES = frozenset({_BODY, _PLACE})
"""Of these, who does something and where."""
_BODIES = re.compile(
    r"(?:小学|中学|中|学校|学院|大学|党校|幼儿园|院|公司|集团|银行|合作社|局|委|厅|办|部|会|中心"
    r"|站|所|队|政府|社区|街道|支部)$"
)
_PLACES = re.compile(r"[省市县区镇乡村州旗]$")


def kind_of(slot: Fact | Gap) -> str:
    """The kind of a fact or gap, in one word of the notes' language."""
    if isinstance(slot, Gap):
        return _OF_GAPS.get(slot.kind, KINDS[slot.fact_kind])
    if slot.kind is not FactKind.NAME:
        return KINDS[slot.kind]
    if _BODIES.search(slot.text):
        return _BODY
    if _PLACES.search(slot.text):
        return _PLACE
    return _PERSON if len(slot.text) in (2, 3) and is_surname(slot.text[0]) else NAME
