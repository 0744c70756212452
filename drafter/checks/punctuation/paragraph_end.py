"""PUN113: a paragraph that ends with a comma, and a new one begins."""

from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.numbering.lists import ordinals
from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

_OPEN = "，、"


def paragraph_end(report: Report) -> Iterator[Finding]:
    """Only before what opens a paragraph by its number: a line may be broken anywhere."""
    for line, following in pairwise(own_lines(report)):
        end = len(line.view.rstrip())
        body = line.place is Place.BODY and "。" in line.view
        if body and line.view[end - 1 : end] in _OPEN and _opens(following):
            yield RULE.at(line, (end - 1, end))


def _opens(line: Line) -> bool:
    first = next(iter(ordinals(line)), None)
    return bool(line.mark) or (first is not None and not line.view[: first.span[0]].strip())


RULE: Rule[Report] = Rule(
    code="PUN113",
    severity=Severity.WARNING,
    name=("段末标点不完整", "a paragraph that ends with a comma"),
    why=(
        "一段说完用句号（分条列出的可用分号）；段末是逗号、顿号，多半是误写或漏了后文。",
        "A paragraph ends with a full stop, an item with ；; a comma there is a slip, or words are lost.",
    ),
    source=("GB/T 15834-2011 4.1、4.4", "GB/T 15834-2011, 4.1 and 4.4"),
    message=("段末不用“{text}”，应为句号", "a paragraph does not end with {text}"),
    wrong=(
        "一是改善出行条件。新改建农村公路46公里，受益群众1.2万人，\n二是提升运营服务。优化线路5条。",
        "（一）抓党建。组织学习12次。培训党员320人、\n（二）抓项目。开工5个。",
    ),
    right=(
        "一是改善出行条件。新改建农村公路46公里，受益群众1.2万人。\n二是提升运营服务。优化线路5条。",
        "重点办好两件实事：\n一是改善出行条件，新改建农村公路46公里；\n二是提升运营服务，优化线路5条。",
        "今年以来，全局上下紧紧围绕中心工作。扎实推进各项任务，\n取得了较好成效。",
    ),
    check=paragraph_end,
)
