"""What a note is about, in a word or two of its own: 隐患排查, 教师招聘, 防溺水."""

import re
from collections.abc import Iterator

from drafter.facts.planted_instructions import speaks_to_model
from drafter.phrasing.word_lists import words_in
from drafter.ports import TaskBullet
from drafter.proof.clauses import HAN
from drafter.proof.tokens import slots
from drafter.proof.word_reading import tagged, words_of
from drafter.records import Bullet, Fact

_BEFORE_COLON = re.compile("^([\u4e00-\u9fff]{2,8})：")
_CLAUSE = re.compile("[^，；。：、（）【】]+")
_ENDINGS = ("方面", "工作", "活动", "班", "各")  # of a topic, which is the same without them
_AGAINST = "防治控"  # 防溺水 names work by itself, 改扩建 does not
_DENIED = re.compile("未|没有|不|尚|暂|取消|推迟|无")
_BRACKETED = re.compile("（[^（）]*）(?=[，；。]|$)")
_BUILDING = ("新建", "改建", "扩建", "新改建", "改扩建")
_GOES_TO = re.compile("[\u4e00-\u9fff]{2}(?:进校园|进社区|进企业|进机关|进农村|进课堂|下乡)$")
_DOING = re.compile("(?:开展|举办|组织|完成)(.{3,})$")
_LONGEST = 9  # characters


def topics_of(bullet: Bullet, base: TaskBullet) -> Iterator[str]:
    """The topics of a note that can stand in a list of work, the best first."""
    masked = _BRACKETED.sub("", base.masked)
    for number, slot in enumerate(slots(bullet), 1):
        if isinstance(slot, Fact) and slot.value == 0:
            masked = masked.replace(f"【F{number}】", "没有")  # 演练0场
    for token in base.tokens:
        masked = masked.replace(token.name + token.unit, token.name)
    if not speaks_to_model(bullet.text):
        yield from filter(_is_fit, dict.fromkeys(_topics(bullet.text, masked)))


def thing_of(bullet: Bullet, base: TaskBullet) -> str:
    """What a note counts first, where that is a thing and no statistic; "" for none."""
    first = base.masked.split("【")[0]
    thing = _without_light(first) if HAN.fullmatch(first) else ""
    verbs = words_in("joining_verbs")
    thing = next((thing.removeprefix(verb) for verb in verbs if thing.startswith(verb)), thing)
    kinds = [kind for _, kind in tagged(thing)] or [""]
    is_noun = kinds[-1].startswith("n") and not kinds[0].startswith("v") and len(thing) > 2
    told = any(thing.endswith(word) for word in words_in("lead_statistics"))
    return thing if is_noun and not told and _is_fit(thing) and not speaks_to_model(first) else ""


def _topics(text: str, masked: str) -> Iterator[str]:
    colon = _BEFORE_COLON.match(text)
    if colon and not _DENIED.search(re.split("[，；]", text)[0]):
        yield colon[1].removesuffix("工作").removesuffix("方面")
    for piece in _CLAUSE.finditer(masked):
        if HAN.fullmatch(piece[0]) and not _DENIED.search(piece[0]) and not _is_cut(masked, piece):
            yield from _of_clause(piece[0])
            if behind := _DOING.search(piece[0]):
                yield from _of_clause(behind[1])


def _is_cut(text: str, piece: re.Match[str]) -> bool:
    """Whether a bracket or a figure stands right before a piece: 校（园）长交流."""
    before = text[: piece.start()]
    doing = any(piece[0].startswith(verb) for verb in words_in("lead_light_verbs"))
    return before.endswith("）") or (before.endswith("】") and not doing)


def _of_clause(clause: str) -> Iterator[str]:
    """隐患排查 as it stands, 开展隐患排查 without its verb, 招聘教师 turned round."""
    bare = _without_light(clause)
    for ending in _ENDINGS:
        bare = bare.removesuffix(ending)
    deed = _deed(bare)
    own_name = len(bare) > 3 or bare[:1] in _AGAINST or bare in words_in("lead_short_deeds")
    if deed and (deed != bare or own_name):
        yield bare
    if goes_to := _GOES_TO.search(bare):
        yield goes_to[0]
    if not deed and clause.startswith(bare[:2]):
        yield from _turned(bare)


def _turned(text: str) -> Iterator[str]:
    """教师招聘 of 招聘教师, 食堂建设 of 新建食堂, 功臣慰问 of 走访慰问功臣.

    培训巡查责任人 is no 责任人巡查: what is behind the verb has to be a thing.
    """
    behind = words_in("lead_verbs_behind") | set(_BUILDING)
    visited = text.removeprefix("走访") if text.startswith("走访慰问") else text
    verb = next((visited[:size] for size in (5, 2, 3) if visited[:size] in behind), "")
    text = visited.removeprefix(verb)
    are_things = all(kind.startswith("n") for _, kind in tagged(text))
    if verb and len(text) > 1 and are_things:  # 维修基金到位 is no 基金到位维修
        yield text + ("建设" if verb in _BUILDING else verb)


def _without_light(clause: str) -> str:
    light = words_in("lead_light_verbs")
    while size := next((n for n in (4, 3, 2, 1) if clause[:n] in light and len(clause) > n + 1), 0):
        if size == 1 and len(words_of(clause)[0]) > 1:
            break
        clause = clause[size:]
    return clause


def _deed(text: str) -> str:
    """The deed with which a topic ends; "" for none."""
    deeds = words_in("lead_deeds")
    return next((text[-size:] for size in (4, 3, 2) if text[-size:] in deeds), "")


def _is_fit(topic: str) -> bool:
    unfit = words_in("lead_unfit")
    fit = 2 <= len(topic) <= _LONGEST and topic not in words_in("lead_statistics")
    return fit and not any(word in topic for word in unfit)
