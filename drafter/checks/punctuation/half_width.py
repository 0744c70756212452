"""PUN101: Chinese text has its punctuation at full width."""

import re
from collections.abc import Iterator

from drafter.checks.leftovers.cells import CODES
from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Edit, Finding, Severity

_MARKS = frozenset(',;:?!()~."')
_SIGN = re.compile(r"&[a-z#\d]{2,6};")  # a leftover, and no punctuation
_FOLDED = 5  # so many places in one text are one cause: it was folded as a whole


def half_width(report: Report) -> Iterator[Finding]:
    places = [
        (line, at)
        for line in own_lines(report)
        for codes in (_codes(line),)
        for at, (sign, wide) in enumerate(zip(line.text, line.view, strict=True))
        if sign in _MARKS and sign != wide and not line.leaves_open((at, at + 1))
        if at not in codes
    ]
    if len(places) >= _FOLDED:
        line, at = places[0]
        edits = [_edit(line, at) for line, at in places]
        yield RULE.at(line, (at, at + 1), edits=edits, message=_ALL, count=len(places))
        return
    for line, at in places:
        yield RULE.at(line, (at, at + 1), new=line.view[at], right=line.view[at])


def _codes(line: Line) -> set[int]:
    """The places of the characters that belong to a leftover."""
    spans = (match.span() for code in (CODES, _SIGN) for match in code.finditer(line.text))
    return {at for span in spans for at in range(*span)}


def _edit(line: Line, at: int) -> Edit:
    return Edit(line.number, (at, at + 1), line.text[at], line.view[at])


_ALL = (
    "全文有 {count} 处半角标点，应改用全角（自此处起）",
    "{count} marks at half width in the text, this is the first",
)
RULE: Rule[Report] = Rule(
    code="PUN101",
    severity=Severity.ERROR,
    name=("半角标点", "half-width punctuation"),
    why=(
        "汉字文本中的逗号、句号、冒号、括号等用全角；小数点、时刻、英文和文件名里的除外。",
        "Marks beside Chinese are at full width; decimals, times, English and file names keep theirs.",
    ),
    source="GB/T 15834-2011 5.1",
    message=("半角标点“{text}”应为“{right}”", "“{text}” should be “{right}”"),
    wrong=("今年以来,我局开展检查12次。", "印发通知(试行)3份;开展培训6期。", '落实"双减"政策。'),
    right=(
        "投资1.5亿元，8:30开始。",
        "完成率98.5%，参训1,200人。",
        "通过QQ群发送a,b.txt。",
        "完成投资#DIV/0!亿元。&nbsp;",
    ),
    check=half_width,
)
