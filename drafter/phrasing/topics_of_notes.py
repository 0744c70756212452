"""What a note is about, in a word or two of its own: 隐患排查, 教师招聘, 防溺水."""

import re
from collections.abc import Iterator

from drafter.facts.planted_instructions import speaks_to_model
from drafter.phrasing.verb_places import BY_OTHERS
from drafter.phrasing.verbs import taken_by
from drafter.phrasing.word_lists import any_of, words_in
from drafter.ports import TaskBullet
from drafter.proof.clauses import HAN
from drafter.proof.tokens import slots
from drafter.proof.word_reading import tagged, words_of
from drafter.records import Bullet, Fact, FactKind

_BEFORE_COLON = re.compile("^([\u4e00-\u9fff]{2,8})：")
_CLAUSE = re.compile("[^，；。：、（）【】]+")
_ENDINGS = ("方面", "工作", "活动", "班", "各")  # of a topic, which is the same without them
_AGAINST = "防治控"  # 防溺水 names work by itself, 改扩建 does not
_DENIED = re.compile("未|没有|不|尚|暂|取消|推迟|无")
# What is said of a whole note in whichever clause: 村晚3场，因雨取消.
_CALLED_OFF = re.compile(
    "取消|推迟|暂缓|暂停|搁置|停办|叫停|[终中]止|[没未](?:有|能)?(?:开展|启动|实施|开工|搞|办成|举办|组织)"
)
_BRACKETED = re.compile("（[^（）]*）(?=[，；。]|$)")
_BUILDING = ("新建", "改建", "扩建", "新改建", "改扩建")
_PAPERS = ("证", "卡", "档案", "台账", "制度", "机制", "任务", "支部")  # are not built
_GOES_TO = re.compile("[\u4e00-\u9fff]{2}(?:进校园|进社区|进企业|进机关|进农村|进课堂|下乡)$")
_WHEN_WHERE = re.compile("^(?:[上下]半年|[今全]年|全[县区市镇乡]|[共已]|累计)+")
_LISTED = re.compile("(?:^|[，；。])(?:与|同|会同|联合)[^，；。]*、$|】[^，；。]*：[^，；。]*$")
_NO_WORK = ("班", "率", "占比", "比例")  # classes and rates
_SPECIAL = re.compile("(?:专项|集中|联合)(?:检查|排查|整治|督查|执法|巡查|审计|行动|清理|宣传)")
_DOING = re.compile("(?:开展|举办|组织|完成)(.{3,})$")
_CASE = re.compile("(?<![提方预档草议教图答备])案$")  # not of papers: 提案, 预案
_FIRST = re.compile(r"([\u4e00-\u9fff]+)(?:(【F\d+】)|$)")
_COUNTED = re.compile(
    r"(?:^|[，；。])([\u4e00-\u9fff]{2,7})(【F\d+】)([\u4e00-\u9fff]{2,4})(?=[，；。]|$)"
)
_FIGURES = frozenset({FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS})
_OF_A_ROW = frozenset("期 号 线 级".split())  # 江澜精纺三期 counts nothing
_NOUNS = frozenset("n nz nt vn an j l".split())  # of the dictionary; no places and persons
_TURN = re.compile("(?:同比)?(?:增长|下降|上涨|增加|减少|提高)$")  # behind an indicator
_LONGEST, _LONGEST_NAME = 12, 12  # characters, of a topic and of an indicator


def topics_of(bullet: Bullet, base: TaskBullet) -> Iterator[str]:
    """The topics of a note that can stand in a list of work, the best first."""
    if is_told(bullet):
        masked = _packed(bullet, base)
        topics = (*_topics(bullet.text, masked), *_counted_deeds(base, masked))
        yield from filter(_is_fit, dict.fromkeys(topics))


def first_topics_of(bullet: Bullet, base: TaskBullet) -> Iterator[str]:
    """The topics that a note begins with: 隐患排查 of 隐患排查3轮，追回电动车14辆."""
    first = set(re.split("[，；。]", bullet.text)[0])
    for topic in topics_of(bullet, base):
        if first.issuperset(topic.removesuffix("建设")):
            yield topic


def is_deed(topic: str) -> bool:
    """Whether a topic says by itself what is done: 户厕改造, not 户厕."""
    return bool(_deed(topic)) or topic.endswith(("建设", *words_in("lead_verbs_behind")))


def thing_of(bullet: Bullet, base: TaskBullet) -> str:
    """What a note counts first, where that is no deed: 茶园, 农机 of 农机总动力; "" for none.

    With what is done to it, where that is known: 沙袋储备. A later clause tells of the first one's
    thing: 森林火情4起，过火面积3公顷.
    """
    counted, is_counted = _first_counted(bullet, base)
    if counted.endswith(_NO_WORK):
        return ""
    thing = _without_tail(_TURN.sub("", _without_light(counted)))
    done = re.match(f"(?:{any_of(tuple(words_in('joining_verbs')))})(?=..)", thing)
    if done and done[0] in words_in("lead_verbs_behind"):
        return _with_deed(thing[done.end() :], done[0])
    thing = thing[done.end() :] if done else thing
    told = bool(_CASE.search(thing)) or thing.endswith(tuple(words_in("lead_statistics")))
    told = told or (_deed(thing) == thing and not _is_own_name(thing))  # 培训3期
    if told or not _is_noun(thing) or not _is_fit(thing):
        return ""
    return f"{thing}{_done_to(thing)}" if is_counted and thing == counted else thing


def _with_deed(thing: str, deed: str) -> str:
    """非法采砂查处 of 查处非法采砂案: what is dealt with is no work without the deed."""
    topic = _CASE.sub("", thing) + deed
    return topic if _is_noun(thing) and not _deed(thing) and _is_fit(topic) else ""


def indicator_of(bullet: Bullet, base: TaskBullet) -> str:
    """The indicator of the economy that a note tells first: 规上工业产值; "" for none."""
    counted, is_counted = _first_counted(bullet, base)
    name = _TURN.sub("", _without_light(counted))
    known = name.endswith(tuple(words_in("lead_indicators"))) and len(name) <= _LONGEST_NAME
    return name if is_counted and known else ""


def _first_counted(bullet: Bullet, base: TaskBullet) -> tuple[str, bool]:
    """The words of a note before its first figure or its end, and whether a figure ends them."""
    found = _FIRST.match(_packed(bullet, base))
    if not found or not is_told(bullet) or _denies(found[1]):
        return "", False
    if found[2] and found[2] not in _figures(base):
        return "", False
    return found[1], found[2] is not None


def _done_to(thing: str) -> str:
    """What is done to a thing that is counted, of the words that can stand behind it."""
    taken = taken_by(thing, "")
    verbs = taken.verbs[:1] if taken else ()
    return next((verb for verb in verbs if verb in words_in("lead_done_to_things")), "")


def is_told(bullet: Bullet) -> bool:
    """Whether a note tells of something: it is no order to a model, and nothing was called off."""
    return not speaks_to_model(bullet.text) and not _CALLED_OFF.search(bullet.text)


def _packed(bullet: Bullet, base: TaskBullet) -> str:
    """A note in tokens, without units and brackets; a figure that is zero says 没有."""
    text = _BRACKETED.sub("", base.masked)
    for number, slot in enumerate(slots(bullet), 1):
        if isinstance(slot, Fact) and slot.value == 0:
            text = text.replace(f"【F{number}】", "没有")  # 演练0场
    for token in base.tokens:
        text = text.replace(token.name + token.unit, token.name)
    return text


def _topics(text: str, masked: str) -> Iterator[str]:
    colon = _BEFORE_COLON.match(text)
    told = colon and not colon[1].endswith(tuple(words_in("lead_statistics")))
    if colon and told and not _denies(re.split("[，；]", text)[0]):
        yield colon[1].removesuffix("工作").removesuffix("方面")
    for piece in _CLAUSE.finditer(masked):
        if HAN.fullmatch(piece[0]) and not _denies(piece[0]) and not _is_cut(masked, piece):
            yield from _of_clause(piece[0].rpartition("等")[2])  # 桥梁垮塌、水上搜救等应急演练
            if _SPECIAL.fullmatch(piece[0]) and not masked[: piece.start()].endswith("】"):
                yield piece[0]
            if behind := _DOING.search(piece[0]):
                yield from _of_clause(behind[1])


def _counted_deeds(base: TaskBullet, masked: str) -> Iterator[str]:
    """高层建筑排查 of 高层建筑87栋排查."""
    for thing, token, deed in _COUNTED.findall(masked):
        bare = _without_light(thing)
        named = _is_noun(bare) and _deed(deed) == deed
        if named and token in _figures(base) and not _denies(thing):
            yield bare + deed


def _figures(base: TaskBullet) -> set[str]:
    """The tokens that stand for how many or how much there is."""
    return {
        token.name
        for token in base.tokens
        if token.kind in _FIGURES and token.unit not in _OF_A_ROW
    }


def _is_cut(text: str, piece: re.Match[str]) -> bool:
    """Whether a piece is no clause by itself: behind a bracket or figure, or of a list.

    校（园）长交流; 与公安、市场监管联合执法; 新增专业2个：智慧养老、汽车维修
    """
    before = text[: piece.start()]
    if _LISTED.search(before) or _is_half(before, piece[0]):
        return True
    doing = any(piece[0].startswith(verb) for verb in words_in("lead_light_verbs"))
    return before.endswith("）") or (before.endswith("】") and not doing)


def _is_half(before: str, piece: str) -> bool:
    """Whether a piece names one half of a pair: 重复领取核查 of 冒领、重复领取核查."""
    if not before.endswith("、") or "等" in piece:
        return False
    first = _CLAUSE.findall(before)
    return bool(first) and not _deed(first[-1]) and first[-1] not in _BUILDING


def _of_clause(clause: str) -> Iterator[str]:
    """隐患排查 as it stands, 开展隐患排查 without its verb, 招聘教师 turned round."""
    clause = _WHEN_WHERE.sub("", clause)
    if clause.endswith(_NO_WORK):
        return
    if clause[1:3] in words_in("lead_verbs_behind"):
        clause = clause.removeprefix("新")  # 新登记经营主体
    bare = _without_tail(_without_light(clause))
    for ending in _ENDINGS:
        bare = bare.removesuffix(ending)
    turned = list(_turned(bare)) if clause.startswith(bare[:2]) else []
    deed = _deed(bare)
    if deed and not turned and (deed != bare or _is_own_name(bare)):
        yield bare
    if goes_to := _GOES_TO.search(bare):
        yield goes_to[0]
    yield from turned


def _is_own_name(deed: str) -> bool:
    """Whether a deed says by itself what work it is: 防溺水, 禁毒, but not 培训."""
    return len(deed) > 3 or deed[:1] in _AGAINST or deed in words_in("lead_short_deeds")


def _turned(text: str) -> Iterator[str]:
    """教师招聘 of 招聘教师, 食堂建设 of 新建食堂, 功臣慰问 of 走访慰问功臣.

    培训巡查责任人 is no 责任人巡查: what is behind the verb has to be a thing.
    """
    if text.startswith(tuple(words_in("lead_compounds"))):
        return
    behind = words_in("lead_verbs_behind") | set(_BUILDING)
    visited = text.removeprefix("走访") if text.startswith("走访慰问") else text
    verb = next((visited[:size] for size in (5, 3, 2) if visited[:size] in behind), "")
    text = visited.removeprefix(verb)
    built = verb not in _BUILDING or not text.endswith(_PAPERS)
    if verb and built and len(text) > 1 and _is_object(text):  # 维修基金到位 is no 基金到位维修
        yield text + ("建设" if verb in _BUILDING else verb)


def _is_object(text: str) -> bool:
    """Whether all of a text is what is done something to: its words are nouns."""
    kinds = [kind for _, kind in tagged(text)]
    nouns = all(kind.startswith(("n", "j")) or kind in ("vn", "b", "l", "s") for kind in kinds)
    ends = not text.endswith(tuple(words_in("joining_results")))  # 调解结案 is no 结案调解
    return text in words_in("lead_objects") or (nouns and ends and not _deed(text))


def _is_noun(text: str) -> bool:
    """Whether a text names a thing, and does not begin by what is done to it."""
    taken = taken_by(text, "")
    kinds = [kind for _, kind in tagged(text)] or [""]
    known = taken is not None and taken.noun == text
    return known or (kinds[-1] in _NOUNS and kinds[0] != "v")


def _without_light(clause: str) -> str:
    light = words_in("lead_light_verbs")
    while size := next((n for n in (4, 3, 2, 1) if clause[:n] in light and len(clause) > n + 1), 0):
        if size == 1 and len(words_of(clause)[0]) > 1:
            break
        clause = clause[size:]
    return clause


def _without_tail(text: str) -> str:
    """The text without what is counted of it: 农机 of 农机总动力, 户厕改造 of 户厕改造完成."""
    tails = any_of(tuple(words_in("lead_tails")))
    while (shorter := re.sub(f"(?<=..)(?:{tails})$", "", text)) != text:
        text = shorter
    return text


def _deed(text: str) -> str:
    """The deed with which a topic ends; "" for none."""
    deeds = words_in("lead_deeds") | words_in("lead_short_deeds")
    return next((text[-size:] for size in (4, 3, 2) if text[-size:] in deeds), "")


def _denies(text: str) -> bool:
    """Whether a text says that something was not done."""
    return _DENIED.search(_plain(text)) is not None


def _plain(text: str) -> str:
    """A text without the words that only look like denials or results: 不动产, 无偿."""
    return re.sub(any_of(tuple(words_in("lead_harmless"))), "", text)


def _is_fit(topic: str) -> bool:
    unfit = words_in("lead_unfit")
    fit = 2 <= len(topic) <= _LONGEST and topic not in words_in("lead_statistics")
    begins = topic.startswith(tuple(words_in("lead_never_first")))
    begins = begins or (BY_OTHERS.match(topic) is not None and bool(_deed(topic)))
    return fit and not begins and not any(word in _plain(topic) for word in unfit)
