"""What a figure is of: 医保缴费人数达9812人, 收购价为每斤5元, 平均用时1.4个工作日."""

import re
from collections.abc import Iterator

from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.rates import falls
from drafter.phrasing.verbs import has_verb, is_level, last_run, starts_with_verb
from drafter.phrasing.word_lists import words_in
from drafter.proof.clauses import HAN
from drafter.records import FactKind, Part

_TOLD = frozenset({Part.DONE, Part.OTHER, Part.PROBLEMS})
_PER = re.compile("每(?:[人户亩头只餐月年天次生床吨斤]|公斤|平方米)(?:每[月年天次学期]+)?$")
_PRICED = ("标准", "均价", "价格", "单价", "收购价", "租金")  # 鲜叶均价为每公斤36元
_PAID = ("补助", "补贴", "津贴", "奖补", "低保金", "养老金", "标准", "票价", "收费")
_FOR_WHOM = 4  # characters of who gets what stands beside: 城市为每人每月760元
_PEOPLE = frozenset({"人", "万人", "名"})
_COUNTS = frozenset("件 起 宗 家 个 例 户 所 处 项 批 条 台 辆 座 栋".split()) | _PEOPLE
_IN_USE = frozenset({"使用", "建成", "运行"})
_OF_EACH = re.compile("每[百千万](?:人口?|名[一-龥]{2,4})$")
_TIMES = frozenset("天 个工作日 小时 分钟".split())
_TRAINED = re.compile("^(?:开展|组织|举办).*(培训|轮训)班?$")
_TAUGHT = frozenset({"人", "名", "人次"})


def amount_of(place: int, note: Note) -> Iterator[str]:
    """The note with what the figure of the clause at a place is of."""
    clauses = clauses_of(note)
    clause = clauses.at(place)
    if note.part not in _TOLD or not clause or clause.rest:
        return
    if clause.kind is FactKind.MONEY and _PER.search(clause.lead):
        yield from _standard(clauses, clause)
        return
    if clauses.mark_before(place) == "、" or clauses.value(clause.token) == 0:
        return
    for lead in (
        *_of_bound(clauses, clause),
        *_of_people(clauses, clause),
        *_other(clauses, clause),
    ):
        yield clauses.text({place: clause.led_by(lead)})


AMOUNTS: tuple[Step, ...] = each_clause(amount_of)
"""A step for each clause of a note, in order."""


def _standard(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """生活补助每人每月300元 → 生活补助标准为每人每月300元."""
    per = _PER.search(clause.lead)
    thing = clause.lead[: per.start()] if per else ""
    if not per or _is_one_of_several(clauses, clause, thing):
        yield from _each_standard(clauses, clause, thing)
        return
    paid = not thing or thing.endswith((*_PAID, *_PRICED))
    if not paid or clauses.mark_before(clause.place) == "、" or not (thing or clause.place):
        return
    said = "为" if thing.endswith(_PRICED) else "标准为"
    yield clauses.text({clause.place: clause.led_by(f"{thing}{said}{per[0]}")})


def _is_one_of_several(clauses: Clauses, clause: Counted, thing: str) -> bool:
    """Whether the next clause says what others get."""
    behind = clauses.at(clause.place + 1)
    per = _PER.search(behind.lead) if behind else None
    return bool(behind and per and behind.lead[: per.start()] and 0 < len(thing) <= _FOR_WHOM)


def _each_standard(clauses: Clauses, clause: Counted, thing: str) -> Iterator[str]:
    """城市每人每月760元、农村每人每月590元 → 城市为每人每月760元、农村为每人每月590元."""
    changed: dict[int, str] = {}
    at = clause.place
    while (part := clauses.at(at)) and (per := _PER.search(part.lead)):
        who = part.lead[: per.start()]
        if part.rest or not HAN.fullmatch(who) or len(who) > _FOR_WHOM:
            return
        changed[at] = part.led_by(f"{who}为{per[0]}")
        at += 1
    yield clauses.text(changed)


def _of_bound(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """集体经济收入50万元以上的村6个 → …的村有6个: what a bound tells apart is counted."""
    before, bound, thing = clauses.bounded(clause.lead)
    if not bound or clause.unit not in _COUNTS or clause.lead.endswith("有"):
        return
    if not thing:
        yield f"{clause.lead.removesuffix('的')}的有"
    elif (not before or is_level(before) or before in _IN_USE) and not has_verb(thing, ""):
        yield f"{clause.lead}有"


def _of_people(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """医保缴费9812人 → 医保缴费人数达9812人."""
    run = last_run(clause.lead)
    does = next((word for word in words_in("what_people_do") if run.endswith(word)), "")
    who = run.removesuffix(does)
    if does and len(who) > 1 and clause.unit in _PEOPLE and not starts_with_verb(who):
        yield f"{clause.lead}人数{'为' if falls(clauses, clause) else '达'}"


def _other(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """每千人口拥有3.7个; 平均用时1.4个工作日; 开展培训14期，培训乡村医生296人次."""
    if _OF_EACH.fullmatch(clause.lead) and clause.unit in _COUNTS:
        yield f"{clause.lead}拥有"
    if clause.lead == "平均" and clause.unit in _TIMES:
        yield "平均用时"
    before = clauses.at(clause.place - 1)
    taught = _TRAINED.fullmatch(before.lead) if before and not before.rest else None
    plain = HAN.fullmatch(clause.lead) and not has_verb(clause.lead, "")
    if taught and plain and clause.unit in _TAUGHT and not starts_with_verb(clause.lead):
        yield f"{taught[1]}{clause.lead}"
