"""Chinese numerals that state a number, told by what stands beside them and not by a grammar.

The half of `unread` for 廿五人, 上百株, 三点五亿元, 玖拾玖. What the reader reads is none of its
business: it looks only at numerals of which a sign is held by nothing.
"""

import re
from collections.abc import Iterator, Sequence

from drafter.facts.later import Later
from drafter.facts.numeral_words import PHRASES
from drafter.facts.patterns import NOT_AFTER
from drafter.facts.units import UNIT
from drafter.records import Span

_DIGITS = "〇零一二两三四五六七八九"
_SCALES = "十百千万亿"
_OLD = "廿卅卌"
_ANY = f"{_DIGITS}{_SCALES}{_OLD}"
_NUMERAL = re.compile(
    rf"(?P<vague>好几|(?:(?<![以网路])上|(?<![建形完变组构集])成|[近数几])(?=[{_SCALES}]))?"
    rf"(?P<signs>[{_ANY}]+(?:[余多来几][{_SCALES}]+)*(?:点[{_DIGITS}]+[{_SCALES}]*)?)"
)
_MORE = re.compile("[余多来](?!自|源|到)")
_MEASURED = Later(UNIT)
_CLOSED = Later(
    rf"[余多来]?(?:{UNIT}|左右|上下|以上|以下|以内|不等|[，,；;。！!？?）)\n]|$|[-—–~～至A-Za-z])"
)
_LABELLED = re.compile("[是要]")  # 十一是
# Units of other words where one sign stands before them: 百年, 万家, 千里, 千人一面.
_OF_WORDS = frozenset("年家户人岁里种类口级方分点周代层天日夜面克")
_ABOVE = re.compile("[破超逾过达近每]$")  # 突破万亿, 每千人
# What no phrase of the reader has, for it reads none of it.
_WORDS = re.compile(
    "千千万万|千万(?=[要别不])|万一|两点一线|三八节|五一节|六一节|七一节|八一节"
    "|三尺讲台|红十字|[千万]兆"
)
# 千克, 百分点: the sign is of the unit.
_OF_UNIT = re.compile("千(?=[克瓦米伏卡赫帕兆])|百(?=分[点之])")

# Of the net's own, not the grammar's: a unit that is missing there is not missing here too.
_UNITS_OF_ONE = (
    "个百分点 百分点 个工作日 个小时 个月 % ‰ 元 米 厘米 公里 丈 尺 平方 公顷 亩 立方 吨 "
    "公斤 克 斤 课时 学时 小时 分钟 秒 夜 天 周年 周岁 周 年级 年 岁 人次 个 名 人 位 户 家 "
    "所 项 次 场 起 件 宗 批 期 班 座 栋 幢 套 台 辆 艘 份 册 本 部 篇 张 块 只 头 株 棵 门 "
    "节 堂 课 类 种 轮 倍 处 间 条 村 镇 乡 县 区 市 省 校 园 店 厂 企 例 床 组 支 步 层 桶 "
    "箱 袋 瓶 桌 餐 顿 杯 盏 封 枚 匹 羽 尾 粒 捆 趟 遍 届 笔 架 孔 把 根 番 折 具"
)
_ONES = "|".join([*_UNITS_OF_ONE.split(), "点(?![一二两三四五六七八九])"])
BEHIND = Later(rf"{UNIT}|{_ONES}")  # the unit of a number
_ONE = re.compile(
    rf"(?:{NOT_AFTER})(?:[{_DIGITS}]{{0,12}}[二两三四五六七八九][{_DIGITS}]{{0,12}}|几)(?={_ONES})"
)
_HALF = Later(
    rf"(?<![上下前后大多一])半(?:个|小时|公里|[天亩吨]|日(?!制)|年(?![度报来工总计])"
    rf"|[{_SCALES}]{{1,2}}{UNIT})"
)
_AND_HALF = re.compile("半(?=[，,；;。！!？?）)\n以内来的左时]|$)")

_CAPITAL = "壹贰貳叁參肆柒捌玖佰仟萬億"
_CAPITAL_WORDS = "伍陆陸拾"  # and 队伍, 大陆, 收拾
CAPITALS = _CAPITAL + _CAPITAL_WORDS
_WITH_CAPITALS = f"[{CAPITALS}{_DIGITS}{_SCALES}]{{0,24}}"
_CAPITALS = Later(
    rf"{_WITH_CAPITALS}[{_CAPITAL}]{_WITH_CAPITALS}"
    rf"|(?<![队退入行落大登内水海着收捡])[{_CAPITAL_WORDS}]{{1,12}}"
    rf"(?:(?<=[{_CAPITAL_WORDS}]{{2}})|(?=[{_SCALES}]{{0,2}}[余多]?(?:[元圆%个名项户件次人处座所期批条年]"
    rf"|{UNIT}(?:[，,；;。！!？?、）)\n以的左]|$))))"
)
_PRICED = Later(rf"[{_SCALES}]{{0,2}}(?:{UNIT}|[元圆整])")


def numerals(text: str, held: Sequence[int]) -> Iterator[Span]:
    """The spans of numerals that state a number, none in order.

    held  for each character what holds it: 0 nothing, below 0 a gap
    """
    words = [word.span() for part in (_WORDS, PHRASES) for word in part.finditer(text)]
    for start, end in (*_chinese(text, held), *_capitals(text), *_halves(text, held)):
        loose = any(not held[at] and text[at] not in "上近数几好点" for at in range(start, end))
        if loose and not any(a <= start < b for a, b in words):
            yield start, end


def _capitals(text: str) -> Iterator[Span]:
    for match in _CAPITALS.finditer(text):
        if len(match[0]) > 1 or match[0] in _CAPITAL_WORDS or _PRICED.match(text, match.end()):
            yield match.span()


def _halves(text: str, held: Sequence[int]) -> Iterator[Span]:
    """半小时, and the 半 of 两年半."""
    for match in _HALF.finditer(text):
        yield match.start(), match.start() + 1
    for match in _AND_HALF.finditer(text):
        if match.start() and held[match.start() - 1] > 0:
            yield match.span()


def _chinese(text: str, held: Sequence[int]) -> Iterator[Span]:
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        end -= _OF_UNIT.match(text, end - 1) is not None
        begin = _behind_slot(held, start, end)
        if begin > start:  # 9万亿三个: the reader's figure ends in its midst
            if begin < end and _MEASURED.match(text, end):
                yield begin, end
        elif match.start("signs") < end and _states(text, match, end, held):
            yield start, end + (_MORE.match(text, end) is not None)
    for match in _ONE.finditer(text):
        if not PHRASES.match(text, match.start()):
            yield match.span()


def _behind_slot(held: Sequence[int], start: int, end: int) -> int:
    """Where a numeral begins that is the end of a slot that began before it."""
    while start and start < end and held[start] and held[start] == held[start - 1]:
        start += 1
    return start


def _states(text: str, match: re.Match[str], end: int, held: Sequence[int]) -> bool:
    """Whether a numeral with one of 十百千万亿廿卅〇 states a number where it stands."""
    start, vague = match.start(), match["vague"] or ""
    signs = text[match.start("signs") : end]
    before = text[max(0, start - 1) : start]
    if re.search(f"[{_OLD}]", signs) or (len(signs) > 1 and "〇" in signs):
        return True
    if not re.search(f"[{_SCALES}点]", signs):
        return False
    if PHRASES.match(text, start):
        return False
    if before == "第":
        return _MEASURED.match(text, end) is not None
    if vague and vague in "上近成" and len(signs) == 1:
        return _CLOSED.match(text, end) is not None
    if vague or not re.fullmatch(f"[{_SCALES}]+", signs):
        return not _LABELLED.match(text, end)
    return not (start and held[start - 1] < 0) and _is_large(text, signs, start, end)


def _is_large(text: str, signs: str, start: int, end: int) -> bool:
    """Whether 十百千万亿 alone state a number: 千列, 千亿级, 突破万亿, 每千人; not 百年, 万元."""
    before = text[max(0, start - 1) : start]
    if _ABOVE.search(before) or _MORE.match(text, end):
        return _CLOSED.match(text, end) is not None
    unit = _MEASURED.match(text, end)
    if not unit:
        return False
    if len(signs) > 1:
        return True
    return unit[0] not in _OF_WORDS and not (signs == "万" and unit[0] == "元") and before != "/"
