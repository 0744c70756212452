"""Names that stand in one text in two spellings: 东风街道 and 东丰街道, 李建国 and 李健国.

A name is told by its last word; how far it reaches before that need not be known, for what the two
have in common stands on both sides of what differs.
"""

import re
from collections.abc import Iterator

from drafter.checks.wording.alike import are_alike
from drafter.checks.wording.word_lists import words
from drafter.documents.report import Line
from drafter.facts.names import persons
from drafter.records import Span

_LAST = (
    "街道 社区 水库 灌区 林场 农场 茶场 牧场 工业园 产业园 园区 开发区 景区 公园 广场 大桥 隧道 码头 机场 电站 水厂 "
    "煤矿 公司 集团 合作社 银行 医院 卫生院 小学 中学 学校 幼儿园 学院 大学 敬老院 福利院 养老院 中心 办事处 研究院 "
    "研究所 协会 商会 基金会 执法局 管理局 监督局 大队 支队 管委会 委员会 项目部"
).split()
_NAMED = re.compile("|".join(sorted(_LAST, key=len, reverse=True)))
_CHINESE = re.compile(r"[\u4e00-\u9fff]+$")
_STEM = 9  # characters before the last word that are looked at
_LONG_STEM = 4  # characters of one that is known by the rest
_BEFORE = 2  # of them before what differs
_MOVED = 2  # places by which a character of a name may have moved
_GRAM = 5
_PAIR = 2  # characters of a word that has changed places with the next
_SHORTEST_MOVED = 5  # characters of a name in which one has moved
_SHORTEST_PERSON = 3

Likeness = tuple[Line, Span, str]  # where, and what it stands for elsewhere


def likenesses(lines: list[Line]) -> Iterator[Likeness]:
    yield from _exchanged(lines)
    yield from _moved(lines)
    yield from _persons(lines)


def _exchanged(lines: list[Line]) -> Iterator[Likeness]:
    """Names of which one character is another that sounds or looks like it."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for line in lines:
        for last in _NAMED.finditer(line.view):
            before = _CHINESE.search(line.view[max(0, last.start() - _STEM) : last.start()])
            stem = before[0] if before else ""
            for at in _doubtful(line.view, last.start() - len(stem), stem):
                lead, rest = stem[max(0, at - _BEFORE) : at], stem[at + 1 :] + last[0]
                known, text = seen.setdefault((lead, rest), (stem[at], line.view))
                if known != stem[at] and _is_slip(known, stem[at], lead, rest, text):
                    start = last.start() - len(stem) + at - len(lead)
                    yield line, (start, last.end()), lead + known + rest
                    break


def _doubtful(text: str, start: int, stem: str) -> range:
    """Which characters of a stem may be a slip: the first one, too, of a long name that begins a clause."""
    begins = not _CHINESE.search(text[:start][-1:]) and len(stem) >= _LONG_STEM
    return range(0 if begins else 1, len(stem))


def _is_slip(one: str, other: str, lead: str, rest: str, text: str) -> bool:
    """Whether two characters are one, miswritten, and no two names that a list tells apart."""
    told = (lead[-1:] + other + rest, lead[-1:] + one + rest)
    beside = re.search(f"{told[1]}[、和与].{{0,12}}{told[0]}", text) is not None
    return are_alike(one, other) and not {one, other} <= words("telling") and not beside


def _moved(lines: list[Line]) -> Iterator[Likeness]:
    """Names of which a character stands elsewhere: 融媒中心体 for 融媒体中心."""
    grams = {line.view[at : at + _GRAM] for line in lines for at in range(len(line.view))}
    names = {name for line in lines for name in _bodies(line.view)}
    for name in sorted(names, key=len, reverse=True):
        for other in _with_one_moved(name):
            if other not in names and other[:_GRAM] in grams and other[-_GRAM:] in grams:
                for line in lines:
                    if (start := line.view.find(other)) >= 0:
                        yield line, (start, start + len(other)), name


def _bodies(text: str) -> Iterator[str]:
    """What stands before the last word of a name, with it, of each length."""
    for last in _NAMED.finditer(text):
        before = _CHINESE.search(text[max(0, last.start() - _STEM) : last.start()])
        name = (before[0] if before else "") + last[0]
        if len(name) >= _SHORTEST_MOVED:
            yield name


def _with_one_moved(name: str) -> set[str]:
    moved = {
        name[:at] + name[at + 1 : at + 1 + by] + name[at] + name[at + 1 + by :]
        for at in range(1, len(name))
        for by in range(1, _MOVED + 1)
    }
    turned = {
        name[:at]
        + name[at + _PAIR : at + 2 * _PAIR]
        + name[at : at + _PAIR]
        + name[at + 2 * _PAIR :]
        for at in range(1, len(name) - 2 * _PAIR)
    }
    return (moved | turned) - {name}


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
                if known != name[at] and _is_slip(known, name[at], lead, rest, text):
                    yield line, (start, end), lead + known + rest
                    break
