"""Turns a note into a plain official sentence without a model.

The rule writer's craft, and the text models start from.

It works on the note with its tokens in place, so no fact can be touched.
"""

import re

from drafter.facts.units import OCCASIONS
from drafter.ports import TaskBullet
from drafter.records import FactKind, Part

_TOPIC = re.compile(r"^([^，。；：、（]{2,18})：(.+)$", re.DOTALL)
# A bare noun that one carries out: 教师培训：【F1】期 is 开展教师培训【F1】期. Nothing may stand in
# it that makes it another thing: 未开展体检, 取消演出, 接受督查, 累计培训.
_DEED = re.compile(
    r"(?!.*[未不无已拟将被受停全年度每共累计取消接配合参加上级省市组织举办开展完"
    r"成])[\u4e00-\u9fff]{0,8}?"
    r"(?:培训|检查|演练|活动|宣传|宣讲|讲座|督导|督查|巡查|排查|竞赛|比赛|调研|演出|义诊|走访|慰问"
    r"|巡诊|抽检|监测|整治|教研|研讨|"
    r"体检|筛查|执法|巡逻)"
)
# What stands before a colon and is no subject: 其中, 备注, 时间, 书记说.
_NO_TOPIC = re.compile(
    r"其中|备注|注意|附注|说明|时间|地点|地址|电话|联系|来源|依据|原因|目标|要求|例如|比如|如下"
    r"|(?:[说道称问是为有]|指出|强调)$|^一是"
)
_VERB = re.compile(
    r"^(?:开展|组织|举办|召开|完成|推进|推动|加强|强化|落实|实施|建成|新建|改建|建设|制定|印发|修订"
    r"|出台|深化|庆祝|做好|抓好|抓实|抓紧|办理|编制|创建|优化|"
    r"提升|提高|规范|健全|完善|建立|打造|培育|引进|争取|争创|承办|参加|启动|学习|贯彻|坚持|围绕"
    r"|聚焦|严格|严肃|持续|积极|全面|深入|扎实|扩大|化解|清理|确保|面向|"
    r"保障|支持|改造|更新|购置|配备|发放|拨付|查处|打击|整治|排查|审核|核查|招聘|选派|调整|关于"
    r"|针对|按照|根据|经|对|为|以|在|将|把|向|与|和|从)"
)


def plain(bullet: TaskBullet, part: Part) -> TaskBullet:
    """The note as a clause of an official text: a topic before a colon becomes its subject.

    教师培训：【F1】期 → 开展教师培训【F1】期; 防溺水：与【F1】联动 → 防溺水方面，与【F1】联动.
    Other notes stay as they are.
    """
    match = _TOPIC.match(bullet.masked)
    if not match or _NO_TOPIC.search(match[1]) or match[2].startswith(("一是", "“", "《")):
        return bullet
    topic, rest = match[1], match[2]
    counted = _opens_with_count(bullet, rest)
    clause = _counted(bullet, topic, rest, part) if counted else _told(topic, rest, part)
    return TaskBullet(bullet.id, clause, bullet.tokens) if clause else bullet


def _counted(bullet: TaskBullet, topic: str, rest: str, part: Part) -> str:
    """The clause of a topic whose count follows."""
    deeds = _DEED.fullmatch(topic) and _counts_deeds(bullet, rest)
    if deeds and part is not Part.PROBLEMS:
        return f"开展{topic}{rest}"
    return f"{topic}，{rest}" if "【F" in topic else topic + rest


def _told(topic: str, rest: str, part: Part) -> str:
    """The clause of a topic of which something is told; "" where the note stays as it is."""
    if part is Part.PROBLEMS or "【F" in topic or _VERB.match(topic):
        return f"{topic}，{rest}"
    stays = "：" in rest or len(topic) > 10 or _DEED.search(topic)
    if stays or not re.match(r"[\u4e00-\u9fff]", rest):
        return ""
    return f"{topic}方面，{rest}"


def _counts_deeds(bullet: TaskBullet, text: str) -> bool:
    """Whether the count that opens `text` is one of occasions: 12期, not 98.5分 or 23人."""
    return any(
        text.startswith(token.name + token.unit) and token.unit in OCCASIONS
        for token in bullet.tokens
    )


def _opens_with_count(bullet: TaskBullet, text: str) -> bool:
    """Whether `text` opens with a count of what was just named (12期，…), not of what follows
    (32项指标 …).
    """
    counts = [token.name + token.unit for token in bullet.tokens if token.kind is FactKind.QUANTITY]
    return any(re.match(re.escape(count) + r"(?:$|[，。；、/（])", text) for count in counts)
