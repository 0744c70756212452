"""Names that stand in one text in two spellings: 东风街道 and 东丰街道, 李建国 and 李健国.

A name is told by its last word; how far it reaches before that need not be known, for what the two
have in common stands on both sides of what differs.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.pattern import common_start
from drafter.checks.wording.alike import are_alike, look_alike, sound_alike
from drafter.checks.wording.cutting import cuts_through
from drafter.checks.wording.word_lists import words
from drafter.documents.report import Line
from drafter.facts.names import persons
from drafter.records import Span

_LAST = (
    "街道 社区 水库 灌区 林场 农场 茶场 牧场 渔场 工业园 产业园 示范园 园区 开发区 景区 风景区 度假区 小镇 公园 广场 大桥 "
    "隧道 码头 机场 电站 水厂 处理厂 煤矿 公司 集团 合作社 联合社 联社 银行 医院 卫生院 卫生所 小学 中学 学校 幼儿园 学院 大学 敬老院 "
    "福利院 养老院 中心 办事处 研究院 研究所 事务所 派出所 管理所 工作站 服务站 监测站 协会 商会 联合会 基金会 执法局 管理局 "
    "监督局 发展局 大队 支队 管委会 委员会 项目部 博物馆 图书馆 文化馆 纪念馆 体育馆"
).split()
_NAMED = re.compile("|".join(sorted(_LAST, key=len, reverse=True)))
_CHINESE = re.compile(r"[\u4e00-\u9fff]+$")
_BEFORE_NAMES = frozenset(
    "由同在对与和经到从向给为及"
)  # a name begins behind them, or behind a mark
_PLACE = re.compile(
    r"(?:^|(?<=[，。；、：\d在由对与和向为赴到从]))(?P<name>(?![各全本我该每个新建中心多])[一-鿿]{2})(?P<rank>[镇乡])"
    r"(?=政府|党委|人民|敬老院|中心|卫生院|小学|中学|学校|幼儿园|文化站|派出所|司法所|新|建|完|开|召|组|投|[一-鿿]{2}村)"
)
_NO_NAME = frozenset("的与及或并为")
_RANKS = frozenset("省市县区镇乡村")
_KINDS = (
    ("大队", "支队", "总队"),
    ("卫生院", "卫生所"),
    ("研究院", "研究所"),
    ("有限公司", "有限责任公司"),
)
_STEM = 11  # characters before the last word that are looked at
_LONG_REST = 4  # characters of one that is known by the rest, where its first is exchanged
_SHORT_REST = 3  # of one the first of which sounds and looks like the other: 青河水库
_SAME_STEM = 4  # characters that names of two kinds have in common
_LOST_STEM = 4  # characters before a last word that has lost its last one
_APART = (3, 5)  # characters before and behind one that need not look like its like
_MOVED = 2  # places by which a character of a name may have moved
_GRAM = 5
_SHORTEST_MOVED = 5  # characters of a name in which one has moved
_SHORTEST_PERSON = 3

Likeness = tuple[Line, Span, str]  # where, and what it stands for elsewhere


def likenesses(lines: list[Line]) -> Iterator[Likeness]:
    names = [name for line in lines for name in _names(line)]
    yield from _exchanged(names)
    yield from _moved(lines, names)
    yield from _cut_short(lines, names)
    yield from _of_another_kind(names)
    yield from _of_two_ranks(lines)
    yield from _persons(lines)


@dataclass(frozen=True)
class _Name:
    """A name as far as it can be told: its last word, and what stands before that."""

    line: Line
    start: int
    stem: str
    last: str

    @property
    def end(self) -> int:
        return self.start + len(self.stem) + len(self.last)

    def begins(self, at: int) -> bool:
        """Whether the name may begin at a place of its stem."""
        before = self.line.view[: self.start + at][-1:]
        return not _CHINESE.search(before) or before in _BEFORE_NAMES


def _names(line: Line) -> Iterator[_Name]:
    for last in _NAMED.finditer(line.view):
        before = _CHINESE.search(line.view[max(0, last.start() - _STEM) : last.start()])
        stem = before[0] if before else ""
        yield _Name(line, last.start() - len(stem), stem, last[0])


def _exchanged(names: list[_Name]) -> Iterator[Likeness]:
    """Names of which one character is another that sounds or looks like it.

    It may be any other in a long name: 宏达农机专业合作社, 宏达农业专业合作社.
    """
    seen: dict[tuple[str, str], tuple[_Name, int]] = {}
    for name in names:
        for at in range(len(name.stem)):
            lead, rest = name.stem[max(0, at - 1) : at], name.stem[at + 1 :] + name.last
            if name.begins(at):
                lead = ""
            if not lead and len(rest) < _SHORT_REST:
                continue
            first, place = seen.setdefault((lead, rest), (name, at))
            if (
                not lead
                and len(rest) < _LONG_REST
                and not _are_twins(first.stem[place], name.stem[at])
            ):
                continue
            if _is_slip(first.stem[place], name.stem[at], lead, rest, first.line.view) or _is_long(
                first.stem[: place + 1], name.stem[: at + 1], rest
            ):
                known = lead + first.stem[place] + rest
                yield name.line, (name.start + at - len(lead), name.end), known
                break


def _is_slip(one: str, other: str, lead: str, rest: str, text: str) -> bool:
    """Whether two characters are one, miswritten, and no two names that a list tells apart."""
    if one == other or not are_alike(one, other) or {one, other} <= words("telling"):
        return False
    told = (lead[-1:] + other + rest, lead[-1:] + one + rest)
    return re.search(f"{told[1]}[、和与].{{0,12}}{told[0]}", text) is None


def _are_twins(one: str, other: str) -> bool:
    return sound_alike(one, other) and look_alike(one, other)


def _is_long(one: str, other: str, rest: str) -> bool:
    """Whether two names have much in common on both sides of the character that they end with here."""
    apart = one[-1] == other[-1] or not words("telling").isdisjoint((one[-1], other[-1]))
    same = common_start(one[-2::-1], other[-2::-1])
    return not apart and same >= _APART[0] and len(rest) >= _APART[1]


def _moved(lines: list[Line], names: list[_Name]) -> Iterator[Likeness]:
    """Names of which characters stand elsewhere: 融媒中心体 for 融媒体中心.

    Looked at from the character before what has moved, since a name's beginning is not known.
    """
    grams = {line.view[at : at + _GRAM] for line in lines for at in range(len(line.view))}
    written = dict.fromkeys(name.stem + name.last for name in names)
    told: set[str] = set()
    for name in sorted(written, key=len, reverse=True):
        for right, other in _with_one_moved(name):
            if right not in told and other[:_GRAM] in grams and other[-_GRAM:] in grams:
                told.add(other)
                for line in lines:
                    if (start := line.view.find(other)) >= 0:
                        yield line, (start, start + len(other)), right


def _with_one_moved(name: str) -> Iterator[tuple[str, str]]:
    """Ends of a name, each with what it is when one or two characters have changed places with the next.

    An end begins with the character before them, or further back where it is short.
    """
    for at in range(len(name) - 1):
        for size, by in ((1, 1), (1, _MOVED), (_MOVED, 1), (_MOVED, _MOVED)):
            rest = name[at + size + by :]
            lead = name[max(0, at - max(1, _SHORTEST_MOVED - size - by - len(rest))) : at]
            first, second = name[at : at + size], name[at + size : at + size + by]
            right, other = lead + first + second + rest, lead + second + first + rest
            long = len(second) == by and len(other) >= _SHORTEST_MOVED + (not lead)
            if long and right != other and _NO_NAME.isdisjoint(other):
                yield right, other


def _cut_short(lines: list[Line], names: list[_Name]) -> Iterator[Likeness]:
    """Names that lack their last character elsewhere: 公共资源交易中 for 公共资源交易中心."""
    lasts: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if len(name.stem) >= _LOST_STEM:
            lasts[name.stem[-_LOST_STEM:]].add(name.last)
    for line in lines if lasts else ():
        for at in range(_LOST_STEM, len(line.view)):
            stem = line.view[at - _LOST_STEM : at]
            for last in lasts.get(stem, ()):
                if _lacks_end(line.view, at, last):
                    yield line, (at - _LOST_STEM, at + len(last) - 1), stem + last


def _lacks_end(text: str, at: int, last: str) -> bool:
    end = at + len(last) - 1
    if not text.startswith(last[:-1], at) or _NAMED.match(text, at) or _NAMED.match(text, end - 1):
        return False
    return text[end : end + 1] != last[-1] and not cuts_through(text, (at, end))


def _of_another_kind(names: list[_Name]) -> Iterator[Likeness]:
    """Names of bodies that are called another kind of body elsewhere: 执法大队 and 执法支队."""
    seen: dict[tuple[tuple[str, ...], str], tuple[_Name, str]] = {}
    for name in names:
        for kinds in _KINDS:
            text = name.stem + name.last
            kind = next((kind for kind in kinds if text.endswith(kind)), "")
            stem = text[: len(text) - len(kind)]
            if not kind or len(stem) < _SAME_STEM:
                continue
            first, known = seen.setdefault((kinds, stem[-_SAME_STEM:]), (name, kind))
            if known != kind and not _ranks_differ(first.stem, stem):
                start = name.end - len(kind) - _SAME_STEM
                yield name.line, (start, name.end), stem[-_SAME_STEM:] + known


def _of_two_ranks(lines: list[Line]) -> Iterator[Likeness]:
    """Places that are 镇 and 乡 in one text: 白石镇敬老院, 白石乡敬老院."""
    seen: dict[str, str] = {}
    for line in lines:
        for place in _PLACE.finditer(line.view):
            known = seen.setdefault(place["name"], place["rank"])
            if known != place["rank"]:
                yield line, place.span(), place["name"] + known


def _ranks_differ(one: str, other: str) -> bool:
    """Whether two bodies are of two ranks: 市农业综合执法支队, 县农业综合执法大队."""
    same = common_start(one[::-1], other[::-1])
    before = (one[: len(one) - same][-1:], other[: len(other) - same][-1:])
    return before[0] in _RANKS and before[1] in _RANKS


def _persons(lines: list[Line]) -> Iterator[Likeness]:
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for line in lines:
        for start, end in persons(line.view):
            name = line.view[start:end]
            if len(name) < _SHORTEST_PERSON:
                continue
            for at in range(1, len(name)):
                lead, rest = name[:at], name[at + 1 :]
                known, text = seen.setdefault((lead, rest), (name[at], line.view))
                if _is_slip(known, name[at], lead, rest, text):
                    yield line, (start, end), lead + known + rest
                    break
