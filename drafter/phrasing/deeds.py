"""The verb that a noun with a figure takes: 信访件63件 → 受理信访件63件.

A clause that has a verb keeps it, and so does one whose noun is in no list: a wrong verb says
something else, a missing one only reads stiff.
"""

import re
from collections.abc import Iterator

from drafter.facts.units import OCCASIONS
from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.objects import by_topic, named, turned, verb_behind
from drafter.phrasing.verb_places import BY_OTHERS, NO_DEED, place_of_verb, without_subject
from drafter.phrasing.verbs import (
    STOCK,
    Taken,
    doubles,
    has_verb,
    is_deed,
    is_level,
    is_verb,
    last_run,
    taken_by,
    verbs_known,
)
from drafter.phrasing.word_lists import pairs_in, words_in
from drafter.proof.clauses import HAN, is_token
from drafter.records import FactKind, Part

_TOLD = frozenset({Part.DONE, Part.OTHER})
_TIMES = OCCASIONS - {"人次", "天", "遍"}
_RECIPIENTS = frozenset("人 名 户 万人 万户 人次 万人次".split())
_PEOPLE = frozenset({"人", "名"})
_MAKING = (
    "组建",
    "成立",
    "设立",
    "建立",
    "开设",
)  # 组建集团5个，有成员校23所
_OF_MONEY = frozenset({"发放", "签订", "兑现", "争取"})
_TAKEN_IN = frozenset("受理 办理 收到 接到 接收 接报".split())
_THERE = STOCK | {"储备"}
_BROUGHT = re.compile("新增|新购|新添|添置|购置|购入|采购|补充|更新|配备|新配|配发")
_CONVENED = frozenset({"组织", "举办"})  # not 组织参观33.7万人次
_BODIES = frozenset({"家", "支", "所"})
_HELD = frozenset("场 期 届 场次 次".split())
_OF_EVENTS = frozenset("起 件 次 例 宗 场 期".split())
_KEPT = frozenset("个 座 处 所 家 片 条 栋 间".split())  # of what stands there
_COUNTED_DEEDS = ("次", "轮", "遍", "场")
_NOUN = 2
_LOOKED_AT = tuple("普查 摸排 排查 巡查 核查 抽查 检查 复查 勘察 摸底 清查 勘查".split())
_LAID = frozenset("铺设 敷设 架设 建设 新建 建成 改造 安装 设置 种植 栽植 储备 配备".split())
_MOVED = re.compile(
    "调拨|下拨|调运|运送|配送|捐赠|捐助|接收|配发|分配|采购|移交|划转|赠送|追回|没收|销毁|扣押|查扣|收缴|缴获|回收"
)
_WHO_WHEN = re.compile(
    "[\u4e00-\u9fff]{2,}(?:去年|今年|上年|全年|上半年|年内|本月|当年)[\u4e00-\u9fff]{2}"
)
_HAPPENED = re.compile("[一-龥]了(?![解结])|[^补供自配]给[一-龥]")
_UNDER_WAY = ("推进", "实施", "加快推进")
_NOT_COUNTED = frozenset({FactKind.PERCENT, FactKind.POINTS})


def deed_of(place: int, note: Note) -> Iterator[str]:
    """The note with the verb that the clause at a place lacks."""
    clauses = clauses_of(note)
    clause = clauses.at(place)
    if clause and note.part is Part.PROBLEMS:
        yield from _kept(clauses, clause)
    if not clause or note.part not in _TOLD:
        return
    yield from _event(clauses, clause)
    yield from _quoted(clauses, clause)
    yield from _named(clauses, clause)
    yield from verb_behind(clauses, clause)
    yield from named(clauses, clause)
    yield from _by_agent(clauses, clause)
    yield from _handed_out(clauses, clause)
    if not _is_bare(clauses, clause):
        return
    if clauses.mark_before(place) != "、":
        yield from turned(clauses, clause)
        yield from by_topic(clauses, clause)
    taken = taken_by(clause.lead, clause.unit)
    if not taken or has_verb(clause.lead, taken.noun) or _governs_itself(clause):
        return
    yield from _with_verb(clauses, clause, taken)


DEEDS: tuple[Step, ...] = each_clause(deed_of)
"""A step for each clause of a note, in order."""


def _kept(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """社区民警38名 → 现有社区民警38名: a problem may tell what there is, and no deed."""
    opens = clauses.mark_before(clause.place) != "、" and not clauses.at(clause.place - 1)
    bare = opens and _is_bare(clauses, clause)
    taken = taken_by(clause.lead, clause.unit) if bare else None
    if taken and set(taken.verbs) <= STOCK and not has_verb(clause.lead, taken.noun):
        yield from _with_verb(clauses, clause, taken)


def _event(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """“村晚”8场 → 举办“村晚”8场: a name that is held so often."""
    name = clauses.tokens.get(clause.lead)
    if not name or name.kind is not FactKind.NAME or clause.rest or clause.unit not in _HELD:
        return
    if clauses.printed(clause.lead)[:1] == "“" and clauses.mark_before(clause.place) != "、":
        for verb in ("举办", "组织", "开展"):
            yield clauses.text({clause.place: clause.led_by(verb + clause.lead)})


def _quoted(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """“村咖”21家 → 有“村咖”21家: bodies that have a name; not 餐饮店1412家，“明厨亮灶”1380家."""
    name, before = clauses.tokens.get(clause.lead), clauses.at(clause.place - 1)
    counted_before = before is not None and before.unit == clause.unit
    if not name or name.kind is not FactKind.NAME or clause.unit not in _BODIES or counted_before:
        return
    if clauses.printed(clause.lead)[:1] == "“" and clauses.mark_before(clause.place) != "、":
        yield clauses.text({clause.place: clause.led_by(f"有{clause.lead}")})


def _named(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """健康主题公园1个 → 建有健康主题公园1个: what the reader of names has as the name of a body."""
    name = clauses.tokens.get(clause.lead)
    if not name or name.kind is not FactKind.NAME or clause.rest or clause.unit not in _KEPT:
        return
    taken = taken_by(clauses.printed(clause.lead), clause.unit)
    if not taken or has_verb(clauses.printed(clause.lead), taken.noun):
        return  # 开办老年大学1所
    if clauses.mark_before(clause.place) != "、":
        for verb in taken.verbs:
            if verb in STOCK and _fits(clauses, clause, verb):
                yield clauses.text({clause.place: clause.led_by(verb + clause.lead)})


def _by_agent(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """河长巡河312次 → 河长开展巡河312次."""
    run = last_run(clause.lead)
    deed = next((word for word in words_in("deeds_of_agents") if run.endswith(word)), "")
    who = run.removesuffix(deed)
    if not deed or clause.rest or NO_DEED.search(run) or clauses.value(clause.token) == 0:
        return
    if who.endswith(tuple(words_in("agents"))) and clause.unit.endswith(_COUNTED_DEEDS):
        lead = clause.lead.removesuffix(deed)
        if not has_verb(lead, "") and clauses.mark_before(clause.place) != "、":
            yield clauses.text({clause.place: clause.led_by(f"{lead}开展{deed}")})


def _handed_out(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """发放高龄津贴412人 → 为412人发放高龄津贴: people are no object of 发放."""
    thing = clause.lead.removeprefix("发放")
    taken = taken_by(thing, clause.unit) if thing != clause.lead else None
    if not taken or taken.noun != thing or clause.unit not in _RECIPIENTS:
        return
    behind = clauses.at(clause.place + 1)
    alone = clauses.pieces[clause.place].mark != "、"
    if alone or (behind and not behind.lead and behind.kind is FactKind.MONEY):
        yield from _to_recipients(clauses, clause, "", thing)


def _is_bare(clauses: Clauses, clause: Counted) -> bool:
    """Whether a clause has nothing but words, and a count behind them."""
    if clause.kind in _NOT_COUNTED or HAN.search(_without_figures(clauses, clause.rest)):
        return False
    if not _begins(clauses, clause) or NO_DEED.search(clause.lead):
        return False
    said = "".join(clauses.printed(sign) or sign for sign in clause.lead)
    if is_deed(said) and BY_OTHERS.match(said):
        return False
    if _HAPPENED.search(clause.lead):
        return False  # 农户领了化肥3400袋 has its deed, whatever verb that is
    by_whom = clause.unit not in _RECIPIENTS and _tells_who(clause.lead)
    if clauses.value(clause.token) == 0 or by_whom:
        return False
    return bool(last_run(clause.lead)) and not _is_breakdown(clauses, clause)


def _begins(clauses: Clauses, clause: Counted) -> bool:
    """Whether no figure stands before a clause in its list: 12345工单、热线投诉88件."""
    mark = clauses.mark_before(clause.place)
    return mark != "）" and (mark != "、" or clauses.at(clause.place - 1) is None)


def _tells_who(lead: str) -> bool:
    """Whether a lead says who did it: 林长巡林, 调解室去年调解."""
    run = last_run(lead)
    return _WHO_WHEN.match(run) is not None or any(
        run.endswith(deed) and run.removesuffix(deed).endswith(tuple(words_in("agents")))
        for deed in words_in("deeds_of_agents")
    )


def _is_breakdown(clauses: Clauses, clause: Counted) -> bool:
    """Whether clauses with one unit stand in a row behind a colon: 演练3次：学校1次，企业2次."""
    start = clause.place
    while start and clauses.pieces[start].mark != "：" and clauses.mark_before(start) in "，、":
        start -= 1
    if clauses.mark_before(start) != "：":
        return False
    behind = clauses.at(clause.place + 1) or clauses.at(clause.place - 1)
    return behind is not None and behind.unit == clause.unit


def _without_figures(clauses: Clauses, text: str) -> str:
    for sign in filter(is_token, text):
        text = text.replace(sign + clauses.tokens[sign].unit, "")
    return text


def _governs_itself(clause: Counted) -> bool:
    """检查412家次: a deed alone before what it counts is a verb; 检查3次 is not."""
    is_deed_too = clause.lead in words_in("deeds_as_nouns")
    return (is_verb(clause.lead) or is_deed_too) and not (is_deed_too and clause.unit in _TIMES)


def _is_of_the_moved(clauses: Clauses, clause: Counted) -> bool:
    """Whether a clause may tell what was moved in the one before it: 物资调拨2批，棉被80床."""
    before = clauses.at(clause.place - 1)
    comma = clauses.mark_before(clause.place) in ("，", "、")
    return comma and before is not None and _MOVED.search(before.lead) is not None


def _with_verb(clauses: Clauses, clause: Counted, taken: Taken) -> Iterator[str]:
    at = place_of_verb(clauses, clause.lead, taken.noun)
    before, behind = clause.lead[:at], clause.lead[at:] + taken.head
    used = clauses.row_before(clause.place)
    for verb in _fitting(clauses, clause, taken):
        if used and without_subject(used.lead).startswith(verb):
            if not before and not HAN.search(_without_figures(clauses, used.rest)):
                yield clauses.text({clause.place: clause.led_by(behind)}, {clause.place - 1: "、"})
            continue
        if clauses.mark_before(clause.place) == "、":
            first = clause.place - 1
            if not has_verb(clauses.pieces[first].text, ""):
                yield clauses.text({first: verb + clauses.pieces[first].text})
            continue
        if verb == "发放" and clause.unit in _RECIPIENTS:
            yield from _to_recipients(clauses, clause, before, behind)
        yield clauses.text({clause.place: clause.led_by(f"{before}{verb}{behind}")})


def _fitting(clauses: Clauses, clause: Counted, taken: Taken) -> list[str]:
    """The verbs that a noun takes here, where none of its other words says otherwise."""
    if _is_of_the_moved(clauses, clause) and not is_deed(taken.noun):
        return []
    if any(
        taken.noun in nouns and clause.unit != unit for unit, nouns in pairs_in("counted_only_in")
    ):
        return []  # 专业6支 are teams
    before = clause.lead.removesuffix(taken.noun)
    unfit: frozenset[str] = frozenset()
    if before.endswith(tuple(words_in("deeds_as_nouns"))):
        unfit |= STOCK  # 民主评议党员286名
    if before.endswith(_LOOKED_AT):
        unfit |= _LAID  # 普查管网283公里
    fresh = [verb for verb in taken.verbs if verb not in unfit and not doubles(verb, before)]
    return [verb for verb in fresh if _fits(clauses, clause, verb)]


def _to_recipients(clauses: Clauses, clause: Counted, before: str, thing: str) -> Iterator[str]:
    """高龄津贴412人 → 为412人发放高龄津贴."""
    whole = f"{before}为{clause.figure}发放{thing}"
    sum_of_all = clauses.at(clause.place + 1)
    if clause.rest:
        return
    if sum_of_all and not sum_of_all.lead and sum_of_all.kind is FactKind.MONEY:
        text = f"{whole}{sum_of_all.figure}{sum_of_all.rest}"
        yield clauses.joined(clause.place, sum_of_all.place, text)
    yield clauses.text({clause.place: whole})


def _fits(clauses: Clauses, clause: Counted, verb: str) -> bool:
    """Whether a verb goes with its figure and with what else it would govern.

    Not 种植柑橘9.2万亩、水产1.4万亩, and of money only what is paid out; 案件86起 may be what
    happened as well as what was taken in.
    """
    if not _goes_with_unit(clause, verb) or (verb in _THERE and _follows_deed(clauses, clause)):
        return False
    at = clause.place
    while clauses.pieces[at].mark == "、":
        at += 1
        other = clauses.at(at)
        verbs = verbs_known(other.lead) if other else frozenset()
        if verbs and verb not in verbs and not (verb in STOCK and STOCK & verbs):
            return False
    return True


def _goes_with_unit(clause: Counted, verb: str) -> bool:
    if clause.kind is FactKind.MONEY:
        return verb in _OF_MONEY
    if verb in STOCK:
        return clause.unit not in _OF_EVENTS and not clause.unit.endswith("次")
    if verb in _CONVENED:
        return not clause.unit.endswith("人次")
    return not (clause.unit == "起" and verb in _TAKEN_IN)


def _before_bare(clauses: Clauses, place: int) -> Counted | None:
    """The clause before one, or that before the nouns with figures that stand between them."""
    at = place - 1
    while at > 0 and clauses.mark_before(at) in ("，", "、"):
        between = clauses.at(at)
        if not between or has_verb(between.lead, ""):
            break
        at -= 1
    return clauses.at(at)


def _follows_deed(clauses: Clauses, clause: Counted) -> bool:
    """Whether what a clause counts may have been done too: 整治山塘12口，水库2座."""
    before = _before_bare(clauses, clause.place)
    if clause.place and clauses.pieces[clause.place - 1].text.startswith(_UNDER_WAY):
        return True  # 推进龙溪河治理，护岸9.4公里
    if not before or clauses.mark_before(clause.place) not in ("，", "、"):
        return False
    if _BROUGHT.search(before.lead):
        return True  # 物资库新增折叠床500张，棉被1200床
    done = before.lead.startswith(tuple(words_in("own_deeds")))
    has_it = before.lead.startswith(_MAKING) or clause.unit in _PEOPLE
    return done and not has_it and not is_level(before.lead)
