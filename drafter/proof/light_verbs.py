"""Verbs that say nothing new of the noun beside them: 开展 of a check, 受理 of a complaint.

They are listed with their nouns (`inventory/deeds.txt`). What is measured in 场 is held, whatever
it is called; a loan counted in money may be a balance, and nobody needs to have given it out.
"""

import re

from drafter.proof.clauses import ANY_TOKEN, Clause, tokens_of
from drafter.proof.moods import is_open
from drafter.proof.word_reading import WordReading
from drafter.records import Fact, FactKind, Gap, Part

_HELD = frozenset({"场", "场次", "届"})
_HOLDING = frozenset({"举办", "举行", "召开", "组织"})
_ENDING = frozenset(
    {"完成", "实现", "取得", "获得", "荣获", "形成", "达成"}
)  # not of 未改造 or 待改造
_POSTS = frozenset({"配备"})  # of who is named right before the figure: not 配备联络员会议
# What is called after what is held, and is not held itself: 培训基地, 科普读物.
_NAMED_AFTER = re.compile(
    "基地|场馆|馆|中心|阵地|场所|场地|学校|点|站|示范|资料|手册|视频|文章|读物|教材|作品|产品|品牌|志愿者|师资|队|人员|专家|员|经费|费用|资金|设备|平台|制度|协议"
)
_COMING = ("参加", "参与", "出席", "观摩", "审核", "审批")  # who comes does not hold: 参加比赛


def light_verbs(reading: WordReading, piece: Clause) -> frozenset[str]:
    """The light verbs that go with a noun of a clause; a noun of one character has to end there."""
    deeds, text = reading.lists.deeds, piece.text
    verbs = {
        verb
        for noun in (*_nouns(reading, text), "*")
        for verb in deeds.get(noun, ())
        if _is_object(reading, text, noun, verb)
    }
    if _HELD & {reading.units.get(token) for token in tokens_of(text)}:
        verbs |= {"举办"}
    if reading.part is not Part.PLANNED and is_open(reading.home(piece)):
        verbs -= _ENDING
    return frozenset(verb for verb in verbs if not _is_of_guests(reading, text, verb))


def _nouns(reading: WordReading, text: str) -> set[str]:
    """What may be a noun in a clause; beside money no stock, which may be a balance."""
    nouns = {text[at:end] for at in range(len(text)) for end in range(at + 2, at + 9)}
    nouns |= set(re.findall(rf"[\u4e00-\u9fff](?=$|的|{ANY_TOKEN})", text))
    if any(_is_money(reading.slots.get(token)) for token in tokens_of(text)):
        stocks = tuple(reading.lists["stocks"])
        nouns = {noun for noun in nouns if not noun.endswith(stocks)}
    return nouns


def _is_object(reading: WordReading, text: str, noun: str, verb: str) -> bool:
    """Whether a noun stands where a verb can have it as its object, and not another named after it.

    What the note says itself is not judged.
    """
    if verb not in _POSTS | _HOLDING or noun == "*" or verb in reading.note:
        return True
    behind = [text[found.end() :] for found in re.finditer(re.escape(noun), text)]
    if verb in _POSTS:
        return any(re.match(f"$|[的、和与及（]|{ANY_TOKEN}", rest) for rest in behind)
    return any(not _NAMED_AFTER.match(rest) for rest in behind)


def _is_money(slot: Fact | Gap | None) -> bool:
    return slot is not None and slot.fact_kind is FactKind.MONEY


def _is_of_guests(reading: WordReading, text: str, verb: str) -> bool:
    """Whether a verb makes hosts of guests: 参加举办比赛 of 参加比赛."""
    pairs = [f"{coming}{verb}" for coming in _COMING] if verb in _HOLDING else []
    return any(pair in text and pair not in reading.note for pair in pairs)
