"""What stands before a colon becomes part of its sentence; a true list keeps its colon.

防溺水：家访2.6万户 is 聚焦防溺水，家访2.6万户; 设备更新：计算机1450台 is 推进设备更新，….
"""

import re
from collections.abc import Iterator

from drafter.phrasing.counted_topics import (
    ends_with_verb,
    joined_to_count,
    parts_joined,
    tells_each,
)
from drafter.phrasing.note import Note
from drafter.phrasing.plan_words import opens_with_verb
from drafter.phrasing.shape import Shape, pattern, shape_of
from drafter.phrasing.turns import turned
from drafter.phrasing.verbs import starts_with_verb
from drafter.phrasing.word_lists import named_words
from drafter.proof.clauses import HAN
from drafter.proof.word_reading import words_of
from drafter.records import Part

_LONG = 16
_NAMED = 6  # characters of a thing that is named by what is done: 帮扶村
_VERB = 2  # characters of a verb, or of a thing that the dictionary has as one: 盗窃12件
_SHORT = 10  # characters of a topic of which 方面 can be said
_TOPIC = pattern(r"((?:[^，。；：、（]{1,18}|<N>)(?:（[^（）：]{1,12}）)?)：([^\n]+)")
# What stands before a colon and is no subject: 其中, 备注, 时间, 书记说.
_NO_TOPIC = re.compile(
    r"其中|备注|注意|附注|说明|时间|地点|地址|电话|联系|来源|依据|原因|目标|要求|例如|比如|如下|提示"
    r"|(?:[说道称问是为有]|指出|强调|包括)$|^一是"
)
_NO_REST = pattern(r"一是|“|<P>(?!<Q>)|.{0,12}：")
_PHASE = re.compile("[一二三四五六七八九十]期$")  # 龙溪河治理二期 counts nothing
# A bare noun that one carries out: 教师培训：12期. Nothing may stand in it that makes it another
# thing: 未开展体检, 取消演出, 接受督查, 累计培训.
_DEED = pattern(
    "(?!.*[未不无已拟将被受停全年度每共累计取消接配合参加上级省市组织举办开展完成])"
    "(?:[\u4e00-\u9fff]|<N>){0,10}?"
    "(?:培训|检查|演练|活动|宣传|宣讲|讲座|督导|督查|巡查|排查|竞赛|比赛|调研|演出|义诊|走访|慰问"
    r"|巡诊|抽检|监测|整治|教研|研讨|体检|筛查|执法|巡逻)"
)
_EVENT = pattern("(<BA>)(举办|举行|召开|开展|组织|启动|实施|印发)(?=，|；|$)")
_COUNT = pattern(
    "(?:<P>)?<Q>次?(?:<Q>|$|[，。；、/（])"
)  # of what was just named: 教师培训：12期，…
_OCCASIONS = pattern("<O>|<Q>次")
# Parts of a list, each with its figure: 城市765元、农村580元.
_PARTS = pattern("(?:[一-龥]|<N>)+<Q>(?:、(?:[一-龥]|<N>)+<Q>)+")
_AIM = re.compile("[防禁反控治抗打扫护保促稳强补]|双减|两个|三[项个]|四[项个]|五[项个]")
_NAMES = pattern("(?:~|<N>){1,8}(?:、(?:~|<N>){1,8})+")
_TROUBLE = re.compile("(?:问题|情况|现象|行为|乱象)$")
_DATED, _PRIZES = pattern("<D>"), re.compile("[金银铜奖]牌|[一二三特]等奖")
_PLACES = re.compile("(?:学校|小学|中学|医院|卫生院|大桥|隧道|公路|大道|客运站|馆|园|水库|码头)$")
_SIZES = re.compile("(?:占地|建筑面积|全长|总投资|投资|概算|总概算|规模|总建筑面积|设计)")
_WORKS = re.compile("(?:建|改造|加固|大修|提升|更新|修复|公路|大桥|隧道|学校|医院|工程|管网)$")
# What is said of a topic that lacks something or is bad: 养护资金：缺口1800万元.
_LACKING = re.compile(
    "(?:还|仍|尚|已|均|都|较|比较|相对|普遍|严重|明显)*(?:缺口|缺|不足|不够|不强|不高|不大|不到|短缺|紧张|紧缺|老化|老旧"
    "|陈旧|偏[少低高慢弱大小紧远老]|低于|高于|少于|滞后|薄弱|严重|困难|难以|未(?!成年|来)|没|只有|仅|平均|下降|减少|拖欠|空缺|断档|流失|闲置|超期|逾期)"
)
_STATES_PROBLEM = re.compile(
    "(?:不.{1,3}|未.{1,4}|没.{1,4}|缺.{1,2}|[难弱少低慢重大紧差旧多]|短板|滞后|薄弱|紧张|突出|严重)$"
)


def told_topic(note: Note) -> Iterator[str]:
    """The note with what stands before its colon as a part of its sentence, in several ways."""
    shape = shape_of(note)
    found = _TOPIC.fullmatch(shape.text)
    if not found:
        return
    topic, rest = found[1], found[2]
    if len(shape.read(topic)) == 1 and topic not in rest:
        return
    for way in _ways(note, shape, topic, rest):
        text = shape.written(way)
        yield text
        if text == note.text:  # what it says already is better than what comes after
            return


def _ways(note: Note, shape: Shape, topic: str, rest: str) -> Iterator[str]:
    if _PRIZES.match(rest):
        yield f"{topic}获{rest}"
    elif _keeps_colon(topic, shape.read(topic), rest):
        yield f"{topic}：{rest}"
    elif _is_list(shape, topic, rest):
        yield from parts_joined(note, shape, topic, rest)
        yield f"{topic}：{rest}"
    elif topic in re.split("[，；]", rest)[0]:  # 财力：可用财力缺口240万元
        yield rest
    elif event := _EVENT.match(rest):
        yield f"{event[1]}{event[2]}{topic}{rest[event.end() :]}"
        yield f"{event[1]}，{event[2]}{topic}{rest[event.end() :]}"
    elif _COUNT.match(rest):
        yield from _counted(note, topic, rest)
    elif note.part is Part.PROBLEMS:
        yield from _troubled(note, topic, rest)
    else:
        led = bool(verbs_before(shape.read(topic)))
        yield from joined_to_count(shape, topic, rest, led=led)
        yield from _led(note, shape, topic, rest)


def _keeps_colon(topic: str, name: str, rest: str) -> bool:
    """Whether no topic stands before the colon, or a total whose parts are behind it.

    改造卫生院4所：柳坞镇、东槿乡.
    """
    is_label = _NO_TOPIC.search(topic) or _NO_REST.match(rest)
    return bool(is_label or (pattern("<Q>").fullmatch(topic[-1]) and not _PHASE.search(name)))


def _is_list(shape: Shape, topic: str, rest: str) -> bool:
    """Whether nothing but things, each with its figure, stands behind the colon."""
    name = shape.read(topic)
    first = pattern("<Q>").split(rest)[0]
    is_done = opens_with_verb(rest) or (len(first) > _VERB and starts_with_verb(first))  # 新改管网
    is_list = _PARTS.fullmatch(rest) and not is_done
    return bool(is_list) and (ends_with_verb(name) or not verbs_before(name))


def _counted(note: Note, topic: str, rest: str) -> Iterator[str]:
    deeds = _DEED.fullmatch(topic) and _OCCASIONS.match(rest)
    if deeds and note.part is not Part.PROBLEMS:
        yield f"开展{topic}{rest}"
    yield topic + rest


def _troubled(note: Note, topic: str, rest: str) -> Iterator[str]:
    """劳力：务农人员平均58岁 is 劳力方面，…; what says the problem stays the first clause."""
    if _LACKING.match(rest):
        yield topic + rest
    if _STATES_PROBLEM.search(topic):
        yield f"{topic}，{rest}"
    else:
        yield from turned([f"{topic}方面，{rest}", f"在{topic}方面，{rest}"], note.bullet)


def _led(note: Note, shape: Shape, topic: str, rest: str) -> Iterator[str]:
    name = shape.read(topic)
    if is_clause(topic):
        yield f"{topic}，{rest}"
        return
    verbs = turned(verbs_before(name), note.bullet)
    if _NAMES.fullmatch(rest) and not starts_with_verb(rest):
        yield from (f"{verb}{topic}：{rest}" for verb in verbs)  # 铁拳行动：农资、加油机
        return
    if tells_each(rest) and note.part is Part.DONE:
        rest = f"有{rest}"
    if joined := _joined(note, name, topic, rest):
        yield joined
    yield from (f"{verb}{topic}，{rest}" for verb in verbs)
    yield from _about(note, name, topic, rest)


def _about(note: Note, name: str, topic: str, rest: str) -> Iterator[str]:
    """What follows a topic with no more than 方面, 针对 or their like before it."""
    if _TROUBLE.search(name):
        yield f"针对{topic}，{rest}"
    if len(name) > _SHORT and not name.endswith("方面") and len(name) <= _LONG:
        yield f"在{topic}方面，{rest}"
    if len(name) > _SHORT or name.endswith("方面"):
        yield f"{topic}，{rest}"
        return
    ways = (f"聚焦{topic}，", f"在{topic}方面，", f"围绕{topic}，", f"{topic}方面，")
    fitting = ways if opens_with_verb(rest) and _AIM.match(name) else (ways[1], ways[3])
    yield from (f"{way}{rest}" for way in turned(fitting, note.bullet))


def is_clause(topic: str) -> bool:
    """Whether a topic has its verb: 深化“双减”, not 执行攻坚, 绿化, 经费 or 帮扶村."""
    words = named_words("plan_verbs")
    if topic.startswith(words["clause"]) and topic[:1] not in words["clause"]:
        return True
    if topic.startswith(words["soft"]) or topic in words["act"]:
        return False
    first = words_of(topic)[0] if HAN.fullmatch(topic) else topic[:1]
    is_thing = len(topic) <= _NAMED and topic.endswith(words["noun"])
    return first in words["clause"] or (opens_with_verb(topic) and not is_thing)


def _joined(note: Note, name: str, topic: str, rest: str) -> str:
    """The topic as the subject of what follows; "" where it is none."""
    if note.part is not Part.PLANNED and _WORKS.search(name) and _SIZES.match(rest):
        return f"{topic}项目{rest}"
    if note.part is Part.DONE and _SIZES.match(rest) and not verbs_before(name):
        return topic + rest  # 锦程鞋材投资1.2亿元
    is_place = _PLACES.search(name) and not opens_with_verb(rest)
    return topic + rest if is_place or (_DATED.match(rest) and _PLACES.search(name)) else ""


def verbs_before(topic: str) -> tuple[str, ...]:
    """The verbs of the longest listed ending that the topic has."""
    listed = named_words("topics")
    bare = _PHASE.sub("", re.sub("（[^（）]*）$", "", topic)).rstrip("”")
    endings = [ending for ending in listed if bare.endswith(ending)]
    return listed[max(endings, key=len)] if endings else ()
