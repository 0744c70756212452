"""WRD115: a statute under a wrong name, or an article that it does not have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafter.checks.pattern import common_start, own_lines
from drafter.checks.rule import Rule
from drafter.checks.sources.cited import articles_at, distance, shown_article
from drafter.checks.wording.alike import are_alike
from drafter.checks.wording.word_lists import rows, words
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity, Span

_STATE = "中华人民共和国"
_TITLE = re.compile(r"《([^《》\n]{3,40})》")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,9}条")
_VERSION = re.compile(r"[（(][^（）()]{1,20}[）)]$")  # （2018修正）
_NAMED = re.compile(r"[\u4e00-\u9fff]+$")
_LONGEST, _SHORTEST = 30, 3  # characters of a name
_LEAST = 5  # characters of a name that a slip can be told from
_LONG = 8  # characters of a regulation's name of which one is a slip
_MOST_OFF = 2  # characters by which a name is told from the one meant
_END = "法"
_ENDS = (_END, "条例")
_PLACE = re.compile(r"[省县州]|市(?![容场政])(?<!城市)|(?<!社)区(?![域划])|自治")


@dataclass(frozen=True, slots=True)
class Statute:
    """What is known of a statute: how many articles it has since when; 0 where that is not known."""

    name: str
    articles: int
    passed: str


def statutes(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        if not any(sign in line.view for sign in (*_ENDS, "典", "国")):
            continue
        for span, name, end in _named(line.view):
            known = _known().get(name)
            if known:
                yield from _missing(line, known, end, report.year)
            elif right := _meant(name) or _meant_in_part(name):
                yield RULE.at(line, span, message=_NAME, right=right)
        yield from _of_state(line)


def _of_state(line: Line) -> Iterator[Finding]:
    """Titles that open with the state's name, misspelt, or that call a statute by another kind."""
    for match in _TITLE.finditer(line.view):
        title = _VERSION.sub("", match[1])
        opening = _opening(title)
        if not opening:
            continue
        if opening != _STATE:
            span = (match.start(1), match.start(1) + len(opening))
            yield RULE.at(line, span, message=_NAME, right=_STATE)
        elif right := _meant_by_kind(title.removeprefix(_STATE)):
            yield RULE.at(line, match.span(1), message=_NAME, right=_STATE + right)


def _opening(title: str) -> str:
    """The characters that stand for the state's name at the beginning of a title; "" for none."""
    if not title.startswith("中") or title.startswith(_STATE):
        return _STATE if title.startswith(_STATE) else ""
    for length in range(len(_STATE) - 2, len(_STATE) + 2):
        opening, rest = title[:length], title[length:]
        if opening.endswith("国") and distance(opening, _STATE) <= _MOST_OFF and _is_law(rest):
            return opening
    return ""


def _is_law(name: str) -> bool:
    return name in _known() or (len(name) > 1 and name.endswith((_END, "条例")))


def _meant_by_kind(name: str) -> str:
    """The statute that a name of the state's laws is meant for; "" where it can be one itself.

    食品安全条例 for 食品安全法.
    """
    if name in _known() or len(name) < _SHORTEST:
        return ""
    for kind in ("管理办法", "条例", "办法", "规定"):
        stem = name.removesuffix(kind)
        if stem != name and stem + _END in _known():
            return stem + _END
    return ""


def _meant_in_part(name: str) -> str:
    """The one statute that a name has some characters more or less than, or in another order.

    妇女权益法, 反食品浪费管理法, 道路安全交通法.
    """
    if not name.endswith(_ENDS) or name.endswith("办法") or _PLACE.search(name):
        return ""
    if not name.endswith(_END):  # places make regulations of their own
        others = _by_length().get(len(name), ())
        near = [other for other in others if _is_swapped(name, other) or _differs_once(name, other)]
        return near[0] if len(near) == 1 else ""
    near = [
        other
        for length in range(len(name) - _MOST_OFF, len(name) + _MOST_OFF + 1)
        for other in _by_length().get(length, ())
        if other.endswith(_END)
        if _is_cut(*sorted((name, other), key=len)) or _is_swapped(name, other)
    ]
    return near[0] if len(near) == 1 else ""


def _is_cut(short: str, long: str) -> bool:
    """Whether one run of characters makes the longer of the shorter: 水污染法, 水污染防治法."""
    if len(short) == len(long) or len(short) < _LEAST - 1:
        return False
    start = common_start(short, long)
    return long.endswith(short[start:])


def _is_swapped(name: str, other: str) -> bool:
    """Whether two neighbouring runs changed places: 道路安全交通法, 道路交通安全法."""
    return len(name) == len(other) and sorted(name) == sorted(other)


def _differs_once(name: str, other: str) -> bool:
    """Whether two long names differ in one character, taken for its like: 劳动保障监查条例."""
    if len(name) < _LONG or len(name) != len(other):
        return False
    off = [pair for pair in zip(name, other, strict=True) if pair[0] != pair[1]]
    return len(off) == 1 and are_alike(*off[0])


def _named(text: str) -> Iterator[tuple[Span, str, int]]:
    """The statutes named: where, the bare name, and where it ends with all that belongs to it."""
    for match in _TITLE.finditer(text):
        name = _VERSION.sub("", match[1]).removeprefix(_STATE)
        yield match.span(1), name, match.end()
    for match in _ARTICLE.finditer(text):
        before = _NAMED.search(text[max(0, match.start() - _LONGEST) : match.start()])
        words = before[0] if before else ""
        for length in range(len(words), _SHORTEST - 1, -1):
            if words[-length:] in _known():
                start = match.start() - length
                yield (start, match.start()), words[-length:], match.start()
                break


def _missing(line: Line, known: Statute, end: int, year: int | None) -> Iterator[Finding]:
    """The articles named behind a statute that it does not have.

    A report older than the version that is known is not judged.
    """
    if not known.articles or (year and year < int(known.passed[:4])):
        return
    for number, span in articles_at(line.view, end)[0]:
        if number // 100 > known.articles:
            last = shown_article(known.articles * 100)
            yield RULE.at(line, span, name=known.name, last=last, passed=known.passed)


def _meant(name: str) -> str:
    """The one statute that a name is nearly; "" where there is none."""
    if (
        not name.endswith(_END)
        or name.endswith("办法")
        or len(name) < _LEAST
        or _PLACE.search(name)
    ):
        return ""
    near = [
        other
        for length in (len(name) - 1, len(name), len(name) + 1)
        for other in _by_length().get(length, ())
        if other.endswith(_END) and distance(name, other) == 1
    ]
    return near[0] if len(near) == 1 else ""


@cache
def _known() -> dict[str, Statute]:
    known = {name: Statute(name, int(count), day) for name, count, day in rows("statutes")}
    return {name: Statute(name, 0, "-") for name in words("regulations")} | known


@cache
def _by_length() -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = {}
    for name in _known():
        if name.endswith(_ENDS):
            lengths.setdefault(len(name), []).append(name)
    return lengths


_NAME = (
    "没有叫“{text}”的法律，疑为“{right}”",
    "there is no statute called “{text}”; most likely “{right}”",
)

RULE: Rule[Report] = Rule(
    code="WRD115",
    severity=Severity.WARNING,
    name=("法律名称、条号有误", "a statute's name or article"),
    why=(
        "法律名称差一个字，或所引条号超出该法的条数：核对法律原文。条数按国家法律的现行版本，有本单位资料库的以库内文本为准（SRC102）。",
        "A name one character away from a statute's, or an article beyond its last. Counted in the versions in force; the index goes further (SRC102).",
    ),
    source="全国人大公布的法律文本（2026年10月）",
    message=(
        "《{name}》（{passed}）没有{text}，末条是{last}",
        "《{name}》 ({passed}) has no {text}; its last is {last}",
    ),
    wrong=(
        "依据《中华人民共和国义务教育法》第八十二条规定，保障适龄儿童入学。",
        "依据义务教育法第七十条开展检查。",
        "依据《食品安全法》（2025修正）第一百二十四条、第三百零二条处罚。",
        "贯彻《中华人民共和国未成年保护法》，开展宣传12场。",
        "宣传《中华人民共和国传染病防冶法》。",
        "宣传《中国人民共和国安全生产法》，执行《中华共和国劳动合同法》。",
        "学习《中华人民共和国妇女权益法》和《中华人民共和国道路安全交通法》。",
        "依据《中华人民共和国食品安全条例》查处案件24件。",
        "落实《农民工工资支付保障条例》，追回工资1120万元。",
        "落实《劳动保障监查条例》《城市市容和环境管理卫生条例》。",
    ),
    right=(
        "依据《中华人民共和国义务教育法》第十一条规定，保障适龄儿童入学。",
        "依据《行政处罚法》第三十三条、第八十六条办理。",
        "云岭县教育局2015年工作总结\n依据《食品安全法》第一百五十五条处罚。",
        "宣传《合同法》《中外合资经营企业法》《未成年人保护法》。",
        "落实《云岭县校车安全管理办法》第九十九条。",
        "依据刑法第四百五十条起诉。",
        "学习《中华人民共和国食品安全法实施条例》《中华人民共和国政府信息公开条例》。",
        "落实《保障农民工工资支付条例》《校园安全管理条例》。",
        "宣传《中华人民共和国河道管理条例》《中华人民共和国增值税暂行条例》。",
    ),
    check=statutes,
)
