"""WRD115: a statute under a wrong name, or an article that it does not have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.sources.cited import articles_at, distance, shown_article
from drafter.checks.wording.word_lists import rows
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity, Span

_STATE = "中华人民共和国"
_TITLE = re.compile(r"《([^《》\n]{3,40})》")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,9}条")
_VERSION = re.compile(r"[（(][^（）()]{1,20}[）)]$")  # （2018修正）
_NAMED = re.compile(r"[\u4e00-\u9fff]+$")
_LONGEST, _SHORTEST = 30, 3  # characters of a name
_LEAST = 5  # characters of a name that a slip can be told from
_END = "法"
_PLACE = re.compile(r"[省市县区州]|自治")


@dataclass(frozen=True, slots=True)
class Statute:
    """What is known of a statute: how many articles it has since when; 0 where that is not known."""

    name: str
    articles: int
    passed: str


def statutes(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        if _END not in line.view and "典" not in line.view:
            continue
        for span, name, end in _named(line.view):
            known = _known().get(name)
            if known:
                yield from _missing(line, known, end, report.year)
            elif right := _meant(name):
                yield RULE.at(line, span, message=_NAME, right=right)


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
        if distance(name, other) == 1
    ]
    return near[0] if len(near) == 1 else ""


@cache
def _known() -> dict[str, Statute]:
    return {name: Statute(name, int(count), day) for name, count, day in rows("statutes")}


@cache
def _by_length() -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = {}
    for name in _known():
        if name.endswith(_END):
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
    ),
    right=(
        "依据《中华人民共和国义务教育法》第十一条规定，保障适龄儿童入学。",
        "依据《行政处罚法》第三十三条、第八十六条办理。",
        "云岭县教育局2015年工作总结\n依据《食品安全法》第一百五十五条处罚。",
        "宣传《合同法》《中外合资经营企业法》《未成年人保护法》。",
        "落实《云岭县校车安全管理办法》第九十九条。",
        "依据刑法第四百五十条起诉。",
    ),
    check=statutes,
)
