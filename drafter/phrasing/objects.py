"""The object of a deed goes behind its verb: 危桥改造9座 → 改造危桥9座."""

import re
from collections.abc import Iterator

from drafter.facts.units import OCCASIONS
from drafter.phrasing.counted import Clauses, Counted, clauses_of, each_clause
from drafter.phrasing.note import Note, Step
from drafter.phrasing.verb_places import NO_DEED, place_of_verb
from drafter.phrasing.verbs import (
    has_verb,
    is_deed,
    last_run,
    starts_with_verb,
    taken_by,
    verbs_known,
)
from drafter.phrasing.word_lists import pairs_in, words_in
from drafter.proof.clauses import HAN
from drafter.records import FactKind, Part

_WORN = re.compile("^(?:破损|损坏|老化|报废|废弃|废旧|闲置|病死|水毁|灾毁|到期|过期|退化)")
_PLANS = ("规划", "方案", "工程", "项目", "任务")
_DRAFTED = re.compile(
    "规划|方案|预案|计划|[预决]算|目录|名录|清单|手册|指南|标准|报告|教材|图|台账"
)
_OF_NAMES = frozenset("建成 创建 打造 评选 培育 创成 开展 举办 发放 办理".split())
_PAPERS = ("证", "证书", "牌", "卡", "执照", "补贴", "补助", "疫苗")  # 排污许可证 is a thing
_OF_PEOPLE = frozenset({"人", "名", "位", "万人"})
_ARE_PEOPLE = re.compile("[人员生师工民手官警长兵属才者童妇客众士医]$|干部|劳动力|对象|代表|专家")
_ENDED = ("完成", "办结")
_LE = re.compile("([一-龥]{3,})了")
_IS_WHEN = re.compile("期间|前后|以来|[前后时内日月年天里]$")  # 春节前后办了63场
_SAYS_WHEN = re.compile("(?:期间|以来|[前后]|(?<![课学工])时)$")  # 报修后24小时内修好
_IS_HOW = re.compile("[少多没未不只才又也再都先的]$")  # 会议少开了46次
_IS_AGAIN = re.compile("[又也再都先的]$")
_SAID_OF = frozenset({FactKind.QUANTITY, FactKind.MONEY})
_TOLD = frozenset({Part.DONE, Part.OTHER})
_NOUN = 2  # characters of a noun
_ON_EACH = ("审查", "审核", "审计", "评估", "鉴定", "核查", "检测", "巡察")
_WHO = tuple("局委办院所站组队部会镇乡村县区市厅")


def spoken(place: int, note: Note) -> Iterator[str]:
    """太阳能路灯装了240盏 → 安装太阳能路灯240盏."""
    clauses = clauses_of(note)
    clause = clauses.at(place)
    found = _LE.fullmatch(clause.lead) if clause and note.part in _TOLD else None
    if not clause or not found or clause.rest or clause.kind not in _SAID_OF:
        return
    for verb, written in pairs_in("verbs_with_le"):
        thing = re.sub("^[把将]", "", found[1].removesuffix(verb))
        named = not _IS_WHEN.search(thing) and not _IS_HOW.search(thing)
        named = named and (clause.kind is FactKind.QUANTITY or written[0] == "发放")
        if found[1].endswith(verb) and named and _is_object(thing, clause.unit):
            yield clauses.text({place: clause.led_by(f"{written[0]}{thing}")})


SPOKEN: tuple[Step, ...] = each_clause(spoken)
"""A step for each clause of a note, in order."""


def turned(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """危桥改造9座 → 改造危桥9座."""
    verb = _verb_behind_object(clause)
    at = place_of_verb(clauses, clause.lead, "")
    thing = re.sub("^[把将]", "", clause.lead[at:].removesuffix(verb))
    words = "".join(HAN.findall(thing))
    if verb == "编制" and not _DRAFTED.search(thing):
        return  # of posts: 农技站编制86个
    open_ended = _IS_AGAIN.search(thing) or _governs_more(clauses, clause)
    if not verb or len(words) < _NOUN or verb in thing or open_ended:
        return  # 危房改造和抗震改造112户 are two works
    if verb == _ENDED[0] or (_is_object(thing, clause.unit) and _may_count(verb, thing, clause)):
        yield clauses.text({clause.place: clause.led_by(clause.lead[:at] + verb + thing)})


def _may_count(verb: str, thing: str, clause: Counted) -> bool:
    """Whether people are counted only where people are the object: not 招聘事业单位126人."""
    counted = clause.unit not in _OF_PEOPLE or bool(_ARE_PEOPLE.search(thing))
    return counted or verb == "发放" or thing.endswith(_PAPERS)


def _verb_behind_object(clause: Counted) -> str:
    """The verb that ends a lead and goes before its object with such a figure; "" for none."""
    run = last_run(clause.lead)
    verb = next((run[-n:] for n in (4, 3, 2) if run[-n:] in words_in("objects_first")), "")
    if not verb and (run[-2:] in verbs_known(run[:-2]) or _is_done_with(run)):
        verb = run[-2:]  # 旅游投诉受理217起
    paid = clause.kind is FactKind.MONEY and verb in words_in("money_first")
    handed_out = verb == "发放" and clause.unit.endswith("人次")
    counted = clause.kind is FactKind.QUANTITY and clause.unit not in OCCASIONS
    return verb if paid or handed_out or counted else ""


def by_topic(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """设备更新方面，计算机1450台 → 设备更新方面，更新计算机1450台: the topic has the verb."""
    first = clauses.row_before(clause.place)
    topic = clauses.pieces[(first or clause).place - 1] if clause.place else None
    if not topic or topic.tokens or topic.mark not in ("，", "："):
        return
    words = topic.text.removesuffix("方面")
    verb = next((word for word in words_in("objects_first") if words.endswith(word)), "")
    if not verb or len(words) == len(verb) or has_verb(clause.lead, ""):
        return
    if not first:
        yield clauses.text({clause.place: clause.led_by(verb + clause.lead)})
    elif first.lead.startswith(verb) and clause.kind is first.kind:
        yield clauses.text({}, {clause.place - 1: "、"})


def verb_behind(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """高层建筑87栋排查 → 排查高层建筑87栋; 合法性审查93件文件 → 对93件文件开展合法性审查."""
    thing = last_run(clause.lead)
    plain = thing == clause.lead and not NO_DEED.search(thing)
    if not plain or len(thing) < _NOUN or clauses.mark_before(clause.place) == "、":
        return
    deed = next((word for word in _ON_EACH if thing.endswith(word)), "")
    who = thing.removesuffix(deed)
    if deed and len(who) >= _NOUN and not who.endswith(_WHO) and _is_noun(clause.rest):
        if not has_verb(thing, deed):
            yield clauses.text({clause.place: f"对{clause.figure}{clause.rest}开展{thing}"})
    elif clause.rest in (*words_in("objects_first"), *_ENDED) and _is_thing(thing, clause):
        yield clauses.text({clause.place: f"{clause.rest}{thing}{clause.figure}"})


def _is_done_with(run: str) -> bool:
    """村庄规划编制完成31个: what is 完成 is a deed."""
    deed = run.removesuffix("完成")
    doing = (*words_in("deeds_as_nouns"), *words_in("objects_first"), *_PLANS)
    return deed != run and deed.endswith(doing) and not starts_with_verb(deed)


def named(clauses: Clauses, clause: Counted) -> Iterator[str]:
    """“五小园”建成2600个 → 建成“五小园”2600个."""
    name = clauses.tokens.get(clause.lead[:1])
    verb = clause.lead[1:]
    plain = verb in _OF_NAMES and not clause.rest
    if plain and name and clauses.printed(clause.lead[0])[:1] == "“":
        yield clauses.text({clause.place: clause.led_by(verb + clause.lead[0])})


def _is_thing(thing: str, clause: Counted) -> bool:
    """Whether words name an object, or the deed that is 完成: 考古勘探1.2万平方米完成."""
    return clause.rest == _ENDED[0] or _is_object(thing, clause.unit)


def _is_object(thing: str, unit: str) -> bool:
    """Whether words name what something is done to, not how or by whom."""
    if len(bare := _WORN.sub("", thing)) >= _NOUN:
        thing = bare
    taken = taken_by(thing, unit)
    if thing.endswith(_PAPERS):
        return True
    if _SAYS_WHEN.search(thing):
        return False
    verbal = has_verb(thing, "") and (not taken or has_verb(thing, taken.noun))
    return len(thing) >= _NOUN and not verbal and not _is_manner(thing) and not is_deed(thing)


def _is_noun(text: str) -> bool:
    """Whether a text is one run of Chinese without a verb."""
    return bool(HAN.fullmatch(text)) and not has_verb(text, "")


def _governs_more(clauses: Clauses, clause: Counted) -> bool:
    """Whether a verb that moves to the front would govern another thing of the list."""
    behind = clauses.at(clause.place + 1)
    if clauses.pieces[clause.place].mark != "、" or not behind:
        return False
    run = last_run(behind.lead)
    return bool(run) and not starts_with_verb(run) and not is_deed(run)


def _is_manner(words: str) -> bool:
    """Whether words tell how or by whom something is done: 自动化改造, 人民调解."""
    return any(words.endswith(manner) for manner in words_in("no_objects"))
