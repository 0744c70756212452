"""DAT111: the ordinal of what is held each year does not follow last year's."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.numbering import CN
from drafter.facts.numerals import chinese_number
from drafter.records import Finding, Severity

_NTH = rf"第(?P<n>[{CN}]{{1,3}}|\d{{1,2}})(?P<of>[届次])"
_HELD = re.compile(_NTH + r"(?P<name>[一-鿿]{0,8})")
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年)[^。；，第]{0,12}" + _NTH + r"(?P<name>[一-鿿]{0,8})")
_EVENT = re.compile(r"[一-鿿]{1,7}?(?:会|节|赛|展|周|月|日|活动|培训班)")


def next_of_series(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for last in _LAST_YEAR.finditer(line.view):
            for held in _HELD.finditer(line.view):
                if last.start("n") == held.start("n") or not _is_same(last, held):
                    continue
                step = _number(held["n"]) - _number(last["n"])
                if step > 1 or step < 0:
                    span = (held.start(), held.end("of"))
                    yield RULE.at(line, span, last=line.view[last.start("n") - 1 : last.end("of")])


def _is_same(last: re.Match[str], held: re.Match[str]) -> bool:
    """Whether both are of one series, by the names of those that are named."""
    names = [name[0] for match in (last, held) if (name := _EVENT.match(match["name"]))]
    return last["of"] == held["of"] and len(set(names)) == 1


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else int(chinese_number(text) or 0)


RULE: Rule[Report] = Rule(
    code="DAT111",
    severity=Severity.WARNING,
    name=("届次不相接", "an ordinal that does not follow last year's"),
    why=(
        "每年一届的活动，届次应与去年相接；请核对。",
        "What is held each year has the ordinal after last year's.",
    ),
    source=("审核惯例：查上下文一致", "practice: reviewers' check of consistency"),
    message=("去年是{last}，这里是{text}", "{last} last year, {text} here"),
    wrong=("成功举办全县第二十一届运动会，比去年第十九届增设项目6个。",),
    right=(
        "成功举办全县第二十届运动会，比去年第十九届增设项目6个。",
        "去年第三次现场会以来，召开第十二届理事会。",
    ),
    check=next_of_series,
)
