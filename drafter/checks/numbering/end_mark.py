"""HED108: a heading alone on its line ends without a mark."""

import re
from collections.abc import Iterator

from drafter.checks.numbering.series import Group, Item, groups, lines_of
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

_MARKS = "。：；，、"
_ANNOUNCED = re.compile(r"[下上]列|如下|以下|其中|组成$")
_MOST = 40  # characters of heading: longer is text


def end_mark(report: Report) -> Iterator[Finding]:
    lines = lines_of(report)
    numbered = {item.at for group in groups(report) for item in group.items}
    for group in groups(report):
        if not _is_list(group, lines, numbered):
            yield from _closed(group, lines, numbered)
    for line in lines:
        if line.source.level and not line.mark and line.place is Place.HEADING and _ends(line):
            yield _finding(line)


def _closed(group: Group, lines: tuple[Line, ...], numbered: set[int]) -> Iterator[Finding]:
    """The headings of a group that a mark closes."""
    run_in = [item for item in group.items if item.line.heading[1] and not _alone(item.line)]
    for item in filter(lambda item: _ends(item.line), group.items):
        if _ANNOUNCED.search(item.line.title) and _last(item.line) == "：":
            continue  # 由下列人员组成：
        if 2 * len(run_in) >= len(group.items) and _last(item.line) == "。":
            continue  # run in like its siblings, only that the text begins on the next line
        if group.depth <= 1 or (
            _has_text_below(item, lines, numbered) and (group.depth == 2 or _short(item.line))
        ):
            yield _finding(item.line)


def _has_text_below(item: Item, lines: tuple[Line, ...], numbered: set[int]) -> bool:
    """Whether the next line is not numbered, or stands on a level below."""
    at = item.at + 1
    return at < len(lines) and (at not in numbered or lines[at].level > item.depth)


def _last(line: Line) -> str:
    """The line's last character; "" for a blank one."""
    return line.view.rstrip()[-1:]


def _ends(line: Line) -> bool:
    start, end = line.heading
    rest = line.view[end:].rstrip()
    return 0 < end - start <= _MOST and len(rest) == 1 and rest in _MARKS


def _alone(line: Line) -> bool:
    return len(line.view[line.heading[1] :].rstrip()) <= 1


def _short(line: Line) -> bool:
    return line.heading[1] - line.heading[0] <= 12 and _last(line) in "：:。"


def _is_list(group: Group, lines: tuple[Line, ...], numbered: set[int]) -> bool:
    """Whether the items are sentences of a list, with nothing below most of them.

    Below its last item a text goes on: （一）…。（二）…。 and the next paragraph.
    """
    if any(_last(item.line) in "；，" for item in group.items[:-1]):
        return True
    below = [item.at + 1 for item in group.items]
    if all(at >= len(lines) or at in numbered for at in below):
        return group.depth > 1
    bare = sum(at in numbered and lines[at].level <= group.depth for at in below)
    return group.depth > 1 and bare > 0 and 2 * bare >= len(below)


def _finding(line: Line) -> Finding:
    at = len(line.view.rstrip()) - 1
    return RULE.at(line, (at, at + 1), new="", heading=line.title)


RULE: Rule[Report] = Rule(
    code="HED108",
    severity=Severity.WARNING,
    name=("标题末尾多标点", "mark at the end of a heading"),
    why=(
        "独立成行的标题末尾不用句号、冒号等标点；标题后接排正文的才用句号。",
        "A heading alone on its line ends without a mark; only one run into its text is closed by 。",
    ),
    source=("GB/T 15834-2011 附录；通行用法", "GB/T 15834-2011, appendix; practice"),
    message=(
        "标题“{heading}”独立成行，末尾的“{text}”应去掉",
        "“{heading}” stands alone: drop the {text} at its end",
    ),
    wrong=(
        "一、工作完成情况：\n今年以来，完成投资2亿元。",
        "（一）坚持党建引领，提升治理能力。\n组织学习12次。\n（二）抓好项目建设\n开工5个。",
        "一、主要工作。\n正文。\n二、存在问题。\n正文。",
        "（一）抓党建。\n1.学习\n学习12次。\n（二）抓项目。\n开工5个。",
        "1.主要做法：\n组织学习12次，培训120人。\n2.存在问题\n经费不足。",
    ),
    right=(
        "（一）坚持党建引领。组织学习12次。\n（二）抓好项目建设。开工5个。",
        "有下列情形之一的，不予受理：\n（一）材料不齐的；\n（二）超过期限的；\n（三）不属于本机关职权范围的。",
        "1.完成道路改造3公里。\n2.新建公厕5座。",
        "一、工作情况\n（一）党建工作\n组织学习12次。",
        "（一）不可抗力。\n（二）货物本身的自然属性。\n（三）托运人的过错。\n托运人应当如实填报。",
        "（一）产品为社会所需要。\n（二）有自己的机构。\n（三）有明确的范围。\n企业可以合并。\n（一）被责令撤销。\n（二）其他原因。\n清理债务。",
        "一、领导小组由下列人员组成：\n组长：李明\n二、工作安排\n9月底前完成。",
    ),
    check=end_mark,
)
