"""A topic and what is counted of it in one clause: 口袋公园：建成5个 is 建成口袋公园5个.

Where the verb does nothing to the topic, it is its subject: 老旧小区：开工12个 is 老旧小区开工12个.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.phrasing.note import Note
from drafter.phrasing.plan_words import opens_with_verb
from drafter.phrasing.shape import Shape, pattern
from drafter.phrasing.verbs import is_deed, is_level, starts_with_verb, taken_by
from drafter.phrasing.word_lists import any_of, named_words, words_in
from drafter.proof.clauses import HAN
from drafter.proof.word_reading import words_of
from drafter.records import Part

_ROW = pattern("(<Q>(?:[，、]?<Q>)*)($|[，、；。（].*)")
_WHAT_EACH = pattern(
    "<Q>(?:(?!~{0,2}[了通完余剩])[一-龥]{1,3}<Q>|[一-龥]{1,6}(?:、<Q>[一-龥]{1,6})+(?=$|[，；。]))"
)
_LEVEL = pattern("((?:[一-龥]){2,8})(<Q>).*")
_RATE = re.compile("(?:率|占比|比例|比重)$")
# What is said right behind a topic: 保交房剩余2个项目, 水厂日供水1.5万吨.
_LEFT = re.compile("剩下|剩余|余下|还剩|[日年月](?:均|处理|供|产|接待|收|发电|吞吐|销)")
_AT_LAST = 3  # characters of a topic that a level can follow
_BODY = re.compile("(?:[院校站所局镇乡村县区市园馆库厂室队团]|中心|公司|协会|企业|合作社|社区)$")
_OF_BODIES = frozenset("个 家 所 处 座 支 片 户".split())
_PEOPLE = frozenset({"人", "名", "位", "万人", "人次", "万人次"})
_ARE_PEOPLE = re.compile("[人员生师工民手官警长兵属才者童妇客众士医户]$|干部|劳动力|对象|代表|专家")
_SHORT_VERBS = "清保扫防治打控促稳强禁反补"
_WON = ("获奖", "得奖", "获奖情况")


def joined_to_count(shape: Shape, topic: str, rest: str, *, led: bool) -> Iterator[str]:
    """The topic in one clause with what it counts, in several ways; nothing where it is none.

    led  whether there is a verb that can lead the topic: 开展专项整治，立案19件
    """
    name = shape.read(topic)
    if found := _verb().fullmatch(rest):
        yield from _with_verb(shape, name, topic, found, led=led)
    elif found := _sort().fullmatch(rest):
        yield f"{found[1]}{topic}{found[2]}"
    elif tells_each(rest) and not is_work(name) and not led:
        yield f"{topic}{'共' if _opens_with_short_verb(name) else '有'}{rest}"
    elif _is_subject(name, rest):
        yield topic + rest


def _is_subject(name: str, rest: str) -> bool:
    """Whether what follows can be said of a topic right behind it."""
    if _BODY.search(name) and starts_with_verb(rest):
        return True  # 老兵调解室调处矛盾71起
    if _LEFT.match(rest) or _dated_verb().fullmatch(rest):
        return True
    if level := _LEVEL.fullmatch(rest):
        taught = name in named_words("topic_verbs")["object"] and _ARE_PEOPLE.search(level[1])
        return bool(taught) or _is_told_of(name, level[1])  # 培训一线工人2000人次
    return False


def parts_joined(note: Note, shape: Shape, topic: str, rest: str) -> Iterator[str]:
    """A topic with its list behind 有 or what else can govern it: 应急物资有融雪剂120吨、….

    What only sorts things keeps its colon, and so does a list of money and shares.
    """
    name = shape.read(topic)
    if name in _WON:
        yield f"获{rest}"
    if ends_with_verb(name):
        yield topic + rest
    is_sorted = name.endswith(named_words("topic_verbs")["divided"]) or not _are_things(shape, rest)
    if is_sorted or is_work(name) or note.part not in (Part.DONE, Part.OTHER):
        return
    taken = taken_by(name, "")
    yield f"{topic}{'储备有' if taken and '储备' in taken.verbs else '有'}{rest}"


def _with_verb(
    shape: Shape, name: str, topic: str, found: re.Match[str], *, led: bool
) -> Iterator[str]:
    """口袋公园：再建2个 → 再建口袋公园2个."""
    before, verb, figures, rest = found.groups()
    row = "、".join(re.sub("[，、]", "", figures))
    words, is_deed_too = named_words("topic_verbs"), is_work(name)
    if verb in words["work" if is_deed_too else "object"] and _is_its_object(
        name, shape.read(row[0])
    ):
        yield f"{before}{verb}{topic}{row}{rest}"
    is_subject = not is_deed_too or (verb in words["subject"] and not led)
    if is_subject and not _opens_with_short_verb(name):  # 公园建设 does not 建成
        yield f"{topic}{before}{verb}{row}{rest}"


def _is_its_object(name: str, figure: str) -> bool:
    """Whether what is counted may be the topic: people only of people, no machines of a body."""
    unit = figure.lstrip("0123456789.,")
    if unit in _PEOPLE:
        return bool(_ARE_PEOPLE.search(name)) or name.endswith(("补贴", "补助", "津贴", "证", "金"))
    return not _BODY.search(name) or unit in _OF_BODIES


def _is_told_of(name: str, level: str) -> bool:
    """Whether a level can stand behind a topic as one of it: 海绵城市达标面积."""
    words = named_words("topic_verbs")
    told = (bool(_RATE.search(level)) or is_level(level)) and level[:2] not in words["object"]
    return told and len(name) >= _AT_LAST and not opens_with_verb(name)


def tells_each(rest: str) -> bool:
    """Whether figures say how many of each: 1个中心、16个站."""
    return bool(_WHAT_EACH.match(rest))


def _opens_with_short_verb(name: str) -> bool:
    """Whether a topic is a watchword: 清四乱, 保交房."""
    first = words_of(name)[0] if HAN.match(name) else ""
    return first != "" and first in _SHORT_VERBS


def is_work(name: str) -> bool:
    """Whether a topic names a deed: 消防验收, not 公租房."""
    return is_deed(name) or name.endswith((*words_in("hanging_deeds"), *words_in("lead_deeds")))


def ends_with_verb(name: str) -> bool:
    """Whether a topic is a verb, with no more than how it is done before it: 定向招录."""
    verbs = words_in("objects_first")
    verb = next((name[-size:] for size in (4, 3, 2) if name[-size:] in verbs), "")
    how = name.removesuffix(verb)
    return bool(verb) and (not how or how in words_in("no_objects") or how in ("定向", "面向社会"))


def _are_things(shape: Shape, rest: str) -> bool:
    """Whether the parts of a list count things: no money, no shares."""
    figures = [value for sign, value in shape.values.items() if sign in rest]
    return not any(figure.endswith(("元", "%", "‰", "点", "分")) for figure in figures)


@lru_cache(maxsize=1)
def _verb() -> re.Pattern[str]:
    """再建2个: what is before the verb, the verb, its figures, and what follows."""
    words = named_words("topic_verbs")
    verbs = any_of((*words["object"], *words["work"], *words["subject"]))
    before = any_of(words["before"])
    return pattern(f"((?:{before})*?)({verbs})了?，?{_ROW.pattern}")


@lru_cache(maxsize=1)
def _sort() -> re.Pattern[str]:
    """专场3场: which of its kind a topic is."""
    return pattern(f"({any_of(named_words('topic_verbs')['sort'])})(<O>.*)")


@lru_cache(maxsize=1)
def _dated_verb() -> re.Pattern[str]:
    """8月试运行."""
    words = named_words("plan_verbs")
    return pattern(f"<BEAS>[前底内]?(?:{any_of((*words['finish'], *words['start']))})")
