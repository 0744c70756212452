"""DAT111: two of one series are further apart, or nearer, than their years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.facts.numbering import CN
from drafter.facts.numerals import chinese_number
from drafter.records import Finding, Severity, Span

_HELD = re.compile(rf"第(?P<n>[{CN}]{{1,3}}|\d{{1,2}})(?P<of>[届次轮])(?P<name>[一-鿿“]{{0,10}})")
_EVENT = re.compile(r"[一-鿿“]{1,9}?(?:会|节|赛|展|周|月|日|活动|培训班|论坛|评选|试点|巡察|承包)")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年|(?P<last>去年|上一?年)|(?P<this>今年|本年)")
_MEETING = re.compile(
    r"(?:[一-鿿]{0,6}(?:会议|全会|[议席办常进度谈例事员话察]会))"
)  # of which many are held in a year
_NEAR = 24  # characters before an ordinal in which its year stands


@dataclass(frozen=True, slots=True)
class _Held:
    """One of a series: its ordinal, its name, and its year as written; None where none is named."""

    number: int
    kind: str
    name: str
    year: int | None
    named: str
    span: Span


def next_of_series(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        if not _YEAR.search(line.view):
            continue
        held = [one for match in _HELD.finditer(line.view) if (one := _read(line.view, match))]
        for at, first in enumerate(held):
            for second in held[at + 1 :]:
                yield from _judged(report, line, first, second)


def _read(text: str, match: re.Match[str]) -> _Held | None:
    number = int(match["n"]) if match["n"].isdecimal() else int(chinese_number(match["n"]) or 0)
    event = _EVENT.match(match["name"])
    if not number or _MEETING.match(match["name"]):
        return None
    years = list(_YEAR.finditer(re.split("[。；]", text[: match.start()])[-1][-_NEAR:]))
    told = years[-1] if years else None
    year = int(told["year"]) if told and told["year"] else None
    named = told.lastgroup or "" if told else ""
    span = (match.start(), match.end("of"))
    return _Held(number, match["of"], event[0] if event else "", year, named, span)


def _judged(report: Report, line: Line, first: _Held, second: _Held) -> Iterator[Finding]:
    """The finding on two of one series that are further apart than their years."""
    names = {one.name for one in (first, second) if one.name}
    years = _apart(report, first, second)
    if first.kind != second.kind or len(names) != 1 or not years:
        return
    step = (second.number - first.number) * (1 if years > 0 else -1)
    if not 0 < step <= abs(years):
        last = line.view[slice(*first.span)]
        yield RULE.at(line, second.span, last=last)


def _apart(report: Report, first: _Held, second: _Held) -> int:
    """How many years the second is after the first; 0 where that is not told."""
    if first.year and second.year:
        return second.year - first.year
    kinds = first.named, second.named
    if kinds in {("last", "this"), ("last", ""), ("last", "last")} and first.named == "last":
        return 1 if kinds != ("last", "last") else 0
    if second.named == "last" and first.named in {"this", ""}:
        return -1
    if report.year and first.year and second.named == "this":
        return report.year - first.year
    return 0


RULE: Rule[Report] = Rule(
    code="DAT111",
    severity=Severity.WARNING,
    name=("届次不相接", "an ordinal that does not follow last year's"),
    why=(
        "每年至多一届的活动，届次之差不会大于年份之差，后一届不会小于前一届；请核对。",
        "What is held once a year at most goes no further in its ordinals than in its years.",
    ),
    source=("审核惯例：查上下文一致", "practice: reviewers' check of consistency"),
    message=(
        "前面是{last}，这里是{text}，与年份对不上",
        "{last} before, {text} here: not so far apart",
    ),
    wrong=(
        "成功举办全县第二十一届运动会，比去年第十九届增设项目6个。",
        "2022年举办第六届乡村文化旅游节，2023年举办第八届乡村文化旅游节。",
        "2023年举办第十届中小学生运动会，2024年举办第九届中小学生运动会。",
    ),
    right=(
        "成功举办全县第二十届运动会，比去年第十九届增设项目6个。",
        "去年第三次现场会以来，召开第十二届理事会。",
        "2022年举办第六届乡村文化旅游节，2023年举办第七届乡村文化旅游节。",
        "2019年举办第六届职工运动会，2023年举办第七届职工运动会，2024年举办第三届歌手大赛。",
        "2020年第七次人口普查比2010年第六次人口普查减少1.2万人。",
    ),
    check=next_of_series,
)
