"""WRD109: a sentence stands twice in one report, or a clause twice in one sentence."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import common_start
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.facts.numbering import LABEL
from drafter.records import Finding, Severity, Span

_LEAST = 12  # characters of a sentence without its marks
_LEAST_BESIDE = 4  # of one that stands beside itself
_LEAST_OF_CLAUSE = 8  # of a clause that stands twice between two semicolons
_LEAST_FIGURED = (
    5  # without its time and figures, of one with a figure that stands twice in a paragraph
)
_TIME = re.compile(r"[\d.%年月日底初末至截以来上下半同去今明季度第]")
_MARKS = re.compile(rf"[^\u4e00-\u9fffA-Za-z0-9.%]|^{LABEL}")
_KEY = 8
_LEAST_NEARLY = 24  # characters of a sentence that can stand twice with a slight change
_FIGURE = re.compile(r"\d+")
_APART = re.compile(
    r"[一二三四五六七八九十东西南北中前后上下大小老新内外城县镇乡村区市省国男女初高季月年春夏秋冬不未已拟]"
)
_PART = re.compile(r"[^；。！？：]+")
_CLAUSE = re.compile(r"[^，]+")
_CALL = re.compile(r"[！!]")  # 各位代表！ is said again and again


def repeated(report: Report) -> Iterator[Finding]:
    rows: dict[str, int] = {}
    ends: dict[str, str] = {}  # the last sentence with this beginning or end
    for line in report.text_lines:
        before = ""
        for start, end in line.sentences:
            words = _MARKS.sub("", line.view[start:end])
            beside = len(words) >= _LEAST_BESIDE and words == before
            called = _CALL.search(line.view, start, end)
            if (words in rows or beside) and not called:
                yield RULE.at(line, (start, end), row=rows.get(words, line.number))
            elif len(words) >= _LEAST:
                other = next(
                    (old for key in _keys(words) if _same(words, old := ends.get(key, ""))), ""
                )
                if other and not called:
                    yield RULE.at(line, (start, end), message=_NEARLY, row=rows[other])
                rows[words] = line.number
                ends |= dict.fromkeys(_keys(words), words)
            before = words
        for span in _clauses(line):
            yield RULE.at(line, span, row=line.number)


def _keys(words: str) -> tuple[str, ...]:
    """What a sentence long enough shares with its like: how it begins, and how it ends."""
    return (words[:_KEY], words[-_KEY:]) if len(words) >= _LEAST_NEARLY else ()


def _same(words: str, other: str) -> bool:
    """Whether two sentences differ in one place only, by few characters, none of which tells two apart."""
    if not other or _FIGURE.findall(words) != _FIGURE.findall(other):
        return False
    short, long = sorted((words, other), key=len)
    start = common_start(short, long)
    end = common_start(short[start:][::-1], long[start:][::-1])
    more = long[start : len(long) - end]
    return len(more) * 10 <= len(long) and not _APART.search(more + short[start : len(short) - end])


def _clauses(line: Line) -> Iterator[Span]:
    """The clauses that stand a second time in their part of a sentence; figures tell two apart.

    A clause with a figure of its own is not said again in its paragraph, nor once more with a word
    before it: 开展活动36场，组织开展活动36场.
    """
    counted: set[str] = set()
    for part in _PART.finditer(line.view):
        seen: set[str] = set()
        before = ""
        for clause in _CLAUSE.finditer(line.view, *part.span()):
            words = _MARKS.sub("", clause[0])
            figured = len(_TIME.sub("", words)) >= _LEAST_FIGURED and bool(_FIGURE.search(words))
            beside = words == before and len(words) >= _LEAST_BESIDE
            again = figured and (words in counted or _is_end(words, before))
            if beside or again or (words in seen and len(words) >= _LEAST_OF_CLAUSE):
                yield clause.span()
            seen.add(words)
            counted |= {words} if figured else set()
            before = words


def _is_end(one: str, other: str) -> bool:
    """Whether the longer of two clauses ends with the other."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_OF_CLAUSE and long.endswith(short)


_NEARLY = (
    "与第{row}行的句子几乎相同",
    "nearly the same sentence stands on line {row}",
)

RULE: Rule[Report] = Rule(
    code="WRD109",
    severity=Severity.WARNING,
    name=("重复的句子、分句", "a sentence or clause that stands twice"),
    why=(
        "同一句话在一份材料里出现两次，多半是拼稿时重复粘贴。",
        "The same sentence twice is mostly a slip of pasting.",
    ),
    source=("校对惯例", "practice: proofreading"),
    message=("与第{row}行的句子重复", "the same sentence stands on line {row}"),
    wrong=(
        "扎实开展安全隐患大排查大整治专项行动。\n二、工作情况\n扎实开展安全隐患大排查大整治专项行动。",
        "持续优化县域营商环境和政务服务水平。持续优化县域营商环境和政务服务水平。",
        "一是全面推进义务教育优质均衡发展各项工作。二是全面推进义务教育优质均衡发展各项工作。",
        "健全工作机制，健全工作机制，压实各方责任。",
        "强化源头治理，压紧压实主体责任，开展检查12次，压紧压实主体责任。",
        "全县粮食再获丰收。全县粮食再获丰收。",
        "新建公厕12座，改造污水管网8公里，新建公厕12座。",
        "开展“送法下乡”36场，组织开展“送法下乡”36场，发放资料5000份。",
        "健全隐患排查治理长效机制，压实企业安全生产主体责任，严防事故发生。\n二、问题\n健全隐患排查治理长效机制，压实企业安全生产的主体责任，严防事故发生。",
    ),
    right=(
        "成效明显。\n成效明显。",
        "截至2025年底，建成公厕12座；截至2025年底，改造管网8公里。",
        "开展安全检查12次，发现隐患8处，全部整改。\n开展安全检查15次，发现隐患8处，全部整改。",
        "各位代表！\n各位代表！",
        "推进城区学校食堂改造和设施设备更新，保障师生饮食安全和身体健康。推进乡村学校食堂改造和设施设备更新，保障师生饮食安全和身体健康。",
        "经市政府批准的，由市水务局组织实施；经县政府批准的，由县水务局组织实施；由县水务局组织实施的，报市备案。",
    ),
    check=repeated,
)
