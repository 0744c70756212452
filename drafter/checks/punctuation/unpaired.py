"""PUN103: quotes, brackets and title marks come in pairs."""

from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕"}
_CLOSING = {close: start for start, close in _PAIRS.items()}


def unpaired(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        start = 0 if line.auto else len(line.mark)  # 1）
        for at in _unpaired(line.view, start):
            yield RULE.at(line, (at, at + 1))


def _unpaired(text: str, start: int) -> Iterator[int]:
    """The places of marks without partner; a second “ or ‘ takes the place of an open one."""
    waiting: list[int] = []
    for at in range(start, len(text)):
        sign = text[at]
        last = text[waiting[-1]] if waiting else ""
        if sign in "“‘" and last == sign:
            yield waiting.pop()
        if sign in _PAIRS:
            waiting.append(at)
        elif sign in _CLOSING and last == _CLOSING[sign]:
            waiting.pop()
        elif sign in _CLOSING:
            yield at
    yield from waiting


RULE: Rule[Report] = Rule(
    code="PUN103",
    severity=Severity.ERROR,
    name=("成对标点不成对", "unpaired mark"),
    why=(
        "引号、括号、书名号必须成对，在同一段内配齐。",
        "Quotes, brackets and title marks are opened and closed in one paragraph.",
    ),
    source="GB/T 15834-2011 4.8–4.15",
    message=("“{text}”没有与之配对的标点", "“{text}” has no partner"),
    wrong=(
        "继续开展“文明校园”“德育示范校“艺术教育特色学校”等创建活动。",
        "印发《工作要点，明确了任务。",
    ),
    right=(
        "开展“文明校园”“德育示范校”创建活动，印发《关于印发〈办法〉的通知》。",
        "（一）强化领导\n1）加强管理。",
    ),
    check=unpaired,
)
