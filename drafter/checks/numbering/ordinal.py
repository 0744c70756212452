"""HED105: 第一， 首先， 一是 with the mark that belongs after them, and none other."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.facts.numbering import CN
from drafter.records import Finding, Severity

_START = r"(?:^\s*|(?<=[。；：！？]))"
_FIRST = re.compile(
    _START + rf"(?:第[{CN}]{{1,2}}|首先|其次|再次|最后|其[{CN}])(?P<mark>[、：])(?![{CN}第其])"
)
_IS = re.compile(_START + rf"(?:第?[{CN}]{{1,3}})是(?P<mark>[，、：])")
_INLINE = re.compile(r"(?<=[。；：])\d{1,2}(?P<mark>、)(?=[\u4e00-\u9fff“《])(?!\d)")


def ordinal(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for match in _FIRST.finditer(line.view):
            start, at = _start(match), match.start("mark")
            words = line.text[start:at]
            comma = "," if line.text[at] == ":" else "，"
            yield RULE.at(line, (start, at + 1), new=words + comma, wanted=words + "，")
        for match in _IS.finditer(line.view):
            start, at = _start(match), match.start("mark")
            words = line.text[start:at]
            yield RULE.at(line, (start, at + 1), new=words, wanted=words)
        yield from _inline(line)


def _start(match: re.Match[str]) -> int:
    """Where the words of a match begin behind its blanks."""
    return match.end() - len(match[0].lstrip())


def _inline(line: Line) -> Iterator[Finding]:
    """1、 2、 3、 within a paragraph, from one or, where the paragraph opens with 1、, from two."""
    matches = list(_INLINE.finditer(line.view))
    numbers = [int(line.view[match.start() : match.start("mark")]) for match in matches]
    first = numbers[0] if len(numbers) > 1 else 0
    if first in {1, 2} and numbers == list(range(first, first + len(numbers))):
        for match in matches:
            start, at = match.start(), match.start("mark")
            wanted = line.text[start:at] + "."
            yield RULE.at(line, (start, at + 1), new=wanted, wanted=wanted)


RULE: Rule[Report] = Rule(
    code="HED105",
    severity=Severity.ERROR,
    name=("序次语后的标点不对", "wrong mark after an ordinal"),
    why=(
        "“第一”“首先”后用逗号，“一是”后不用标点，段内的“1”后用下脚点。",
        "A comma stands after 第一 and 首先, nothing after 一是, a dot after 1 within a paragraph.",
    ),
    source="GB/T 15834-2011 4.5.3.5",
    message=("“{text}”应写作“{wanted}”", "{text} ought to be {wanted}"),
    wrong=(
        "第一、加强组织领导。第二、落实工作责任。",
        "会议强调：首先、要提高认识。其次、要压实责任。",
        "一是，加强管理。二是，强化监督。",
        "一是：经费不足；二是：人员短缺。",
        "重点抓好以下工作：1、完善制度；2、加强培训；3、严格考核。",
    ),
    right=(
        "第一，加强组织领导。第二、第三产业分别增长5%和6%。",
        "第一、二、三批项目全部开工。增速位居全市第一、全省第三。",
        "首先要提高认识。一是加强管理；二是强化监督。",
        "重点抓好：1.完善制度；2.加强培训。1、2号线贯通运营。",
    ),
    check=ordinal,
)
