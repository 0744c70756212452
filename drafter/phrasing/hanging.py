"""A topic that hangs before a comma, with what makes it a part of its sentence.

环境卫生评比，每月排名 is 开展环境卫生评比，…; 野外违规用火，处罚29人 is 针对野外违规用火，….
"""

import re
from collections.abc import Iterator

from drafter.phrasing.note import Note
from drafter.phrasing.shape import pattern, shape_of
from drafter.phrasing.topics import is_clause, verbs_before
from drafter.phrasing.turns import turned
from drafter.phrasing.word_lists import words_in
from drafter.proof.word_reading import tagged
from drafter.records import Part

_HANGING = pattern("((?:[一-龥“”、]|<N>){4,20})，(.+)")
# A word that makes a topic a clause: 养护工程采取打包招标, 文化馆参加评估.
_SAYING = re.compile(
    "[了着得把被将已仍还都就也先再拟为是有在对从由与向到至]|正在|未(?!成年)|没|参加|参与|接受|完成|启动|配合"
    "|迎接|纳入|列入|入选|获|计划|预计|采取|实行|通过|开始|结束|准备|全面|持续|深入|认真|其中|取消|暂停|推迟|收尾$|收官$|开局$|^(?:结合|依托|借助|利用|通过|按照|根据|围绕|聚焦|针对)"
)
_HOW_OFTEN = pattern("(?:<O>|[一两二三四五六七八九十][期场次批轮])(?:$|[，、；])")
_DOER = re.compile(
    "[局办委部队院所站村镇乡县市们人员者]$|(?<!社)区$|中心$|机关$|公司$|群众$|学校$|企业$|家长$"
)
_TROUBLE = re.compile(
    "(?:问题|情况|现象|行为|乱象)$|违规|违法|违建|非法|无证|超限|超载|扰民|噪声|欠薪|诈骗|污染$|盗采|偷"
)
_NAMED = re.compile("的(?:问题|情况|现象|行为)$")  # 护栏被撞了没人修的情况
_CAMPAIGN = re.compile("(?:提升|攻坚|行动|建设|主题|宣传|服务|质量|规范|巩固)[年月周]$")
_AHEAD = ("提升", "优化", "分级", "更新", "融合")  # of the past, it may have come about


def with_its_topic(note: Note) -> Iterator[str]:
    """The note with the topic that hangs before its first comma told, in several ways."""
    shape = shape_of(note)
    found = _HANGING.fullmatch(shape.text)
    if not found or note.part not in (Part.DONE, Part.PLANNED):
        return
    name = shape.read(found[1])
    if (joined := _counted(note, found[1], found[2])) and _deed(name) and not _SAYING.search(name):
        yield from map(shape.written, joined)
    is_named = bool(_NAMED.search(name))
    if is_named and tagged(name)[0][1].startswith("v"):
        return  # 解决学生午睡无场地的问题
    if not is_clause(found[1]) and (is_named or not _SAYING.search(name)):
        for opened in _opened(note, found[1], name):
            yield shape.written(f"{opened}，{found[2]}")


def _counted(note: Note, topic: str, rest: str) -> list[str]:
    """乡村工匠培训，两期 → 开展乡村工匠培训两期: what it counts, right behind it."""
    if note.part is not Part.DONE or not _HOW_OFTEN.match(rest):
        return []
    return [f"开展{topic}{rest}"]


def _opened(note: Note, topic: str, name: str) -> Iterator[str]:
    deed = _deed(name)
    if _TROUBLE.search(name):
        yield f"针对{topic}"
    elif _CAMPAIGN.search(name):
        yield f"围绕{topic}"
    elif deed and not _DOER.search(name.removesuffix(deed)) and _is_open(note, deed):
        yield from (f"{verb}{topic}" for verb in turned(verbs_before(name), note.bullet))
        yield f"在{topic}方面"


def _is_open(note: Note, deed: str) -> bool:
    """Whether a deed is work, and not what has come about: 满意度提升."""
    return note.part is Part.PLANNED or deed not in _AHEAD


def _deed(name: str) -> str:
    """The work that a name ends with; "" for none."""
    known = words_in("hanging_deeds")
    return next((name[-size:] for size in (4, 3, 2) if name[-size:] in known), "")
