"""The verb of a clause governs its bare neighbour too: 收缴枪支3支、管制刀具27把.

A neighbour that may be a part of what stands before it, or what came of it, stays as noted.
"""

import re
from collections.abc import Iterator

from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.verbs import (
    has_verb,
    is_deed,
    is_level,
    last_run,
    starts_with_verb,
    verbs_known,
)
from drafter.phrasing.word_lists import words_in
from drafter.proof.clauses import HAN
from drafter.proof.word_reading import tagged
from drafter.records import FactKind, Part

_TOLD = frozenset({Part.DONE, Part.OTHER})
_PEOPLE = re.compile("[人名位]|人次$")
_PART = re.compile(
    "^(?:其中|其余|其他|另|共|总|合计|累计|平均|每)|合格|达标|优秀|问题|隐患|完好|[类型级等种]$"
)
_GENERAL = re.compile(
    "(?:户|企业|单位|场所|机构|主体|人员|车辆|房屋|项目|设施|设备|案件|产品|物资)$"
)
_OF_ANY_UNIT = frozenset("收缴 没收 查扣 购置 采购 储备 出动 更新 清理 清运".split())
_OF_OFFENCES = "查处"  # 酒驾 and 醉驾 are no nouns of the dictionary
_OF_THINGS = frozenset("产量 总产量 面积 种植面积 播种面积 产值 存栏 出栏 单产 亩产".split())
_NAMED = frozenset({FactKind.NAME, FactKind.CODE})
_TAIL = 2  # characters that tell two nouns as of one kind


def shared(place: int, note: Note) -> Iterator[str]:
    """The note with the clause at a place under the verb of the one before it."""
    if note.part not in _TOLD:
        return
    clauses = clauses_of(note)
    clause = clauses.at(place)
    if not clause or clause.rest or clauses.mark_before(place) not in ("，", "；"):
        return
    before, first = clauses.at(place - 1), clauses.at(clauses.head_of_row(place - 1))
    if not before or not first or before.rest or first.kind is not clause.kind:
        return
    if not clause.lead and clauses.mark_before(place) == "，":  # 开展案卷评查2次、104件
        yield clauses.text({}, {place - 1: "、"})
    yield from _with_end(clauses, before, clause)
    if _is_thing(clause) and not first.rest:
        yield from _under_verb(clauses, first, clause)


def _under_verb(clauses: Clauses, first: Counted, clause: Counted) -> Iterator[str]:
    """查处酒驾218起；超员97起 → 查处酒驾218起、超员97起."""
    run = HAN.match(first.lead)
    opening = tagged(run[0])[0][0] if run else ""
    verb = opening if opening in words_in("own_deeds") else ""
    thing = first.lead.removeprefix(verb)
    if not verb or not HAN.fullmatch(thing) or is_deed(thing) or has_verb(thing, ""):
        return
    if verb != _OF_OFFENCES and not _is_noun(clause.lead):
        return
    if verb in verbs_known(clause.lead) or _is_like(first, clause, verb, thing):
        yield clauses.text({}, {clause.place - 1: "、"})


def _with_end(clauses: Clauses, before: Counted, clause: Counted) -> Iterator[str]:
    """养老保险参保24.6万人，工伤保险4.8万人 → …，工伤保险参保4.8万人; so with 改建 and 产量."""
    run = last_run(before.lead)
    end, tag = tagged(run)[-1] if run else ("", "")
    thing = before.lead.removesuffix(end)
    if not _of_one_unit(before, clause) or len(end) < _TAIL or starts_with_verb(clause.lead):
        return
    named = clauses.tokens.get(thing), clauses.tokens.get(clause.lead)
    both_named = all(token and token.kind in _NAMED for token in named)
    one_tail = HAN.fullmatch(thing) and thing[-_TAIL:] == clause.lead[-_TAIL:]
    of_things = end in _OF_THINGS and _is_plain(clause.lead) and _is_plain(thing)
    if (tag == "v" and (both_named or one_tail)) or of_things:
        yield clauses.text({clause.place: clause.led_by(clause.lead + end)})


def _is_plain(words: str) -> bool:
    """Whether words are a noun and nothing else."""
    return bool(HAN.fullmatch(words)) and _is_noun(words) and not is_level(words)


def _is_thing(clause: Counted) -> bool:
    """Whether a clause is a noun and its count, and no part or outcome of another."""
    lead = clause.lead
    if clause.kind is not FactKind.QUANTITY or not HAN.fullmatch(lead) or _PART.search(lead):
        return False
    listed = is_deed(lead) or is_level(lead) or lead in words_in("which_of_all")
    return not listed and not has_verb(lead, "")


def _is_noun(lead: str) -> bool:
    """Whether a noun of the dictionary ends words."""
    return tagged(lead)[-1][1][:1] == "n"


def _is_like(first: Counted, clause: Counted, verb: str, thing: str) -> bool:
    """Whether two things are counted alike, or of any unit, and neither is a part of the other."""
    apart = thing[-_TAIL:] not in clause.lead and clause.lead[-_TAIL:] not in thing
    if not apart or _GENERAL.search(thing) or _PEOPLE.search(clause.unit) or clause.unit == "个":
        return False
    return _of_one_unit(first, clause) or verb in _OF_ANY_UNIT


def _of_one_unit(first: Counted, clause: Counted) -> bool:
    return first.unit.lstrip("万亿") == clause.unit.lstrip("万亿")


SHARED: tuple[Step, ...] = each_clause(shared)
"""A step for each clause of a note, in order."""
