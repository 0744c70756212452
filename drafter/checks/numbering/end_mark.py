"""HED108: a heading alone on its line ends without a mark."""

from collections.abc import Iterator

from drafter.checks.numbering.series import Group, groups, lines_of
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

_MARKS = "。：；，、"
_MOST = 40  # characters of heading: longer is text


def end_mark(report: Report) -> Iterator[Finding]:
    lines = lines_of(report)
    numbered = {item.at for group in groups(report) for item in group.items}
    for group in groups(report):
        lone = [item for item in group.items if _ends(item.line)]
        if not lone or (group.depth > 1 and _is_list(group, lines, numbered)):
            continue
        if group.depth <= 1 and any(
            item.line.view.rstrip()[-1:] in "；，" for item in group.items[:-1]
        ):
            continue
        run_in = sum(1 for item in group.items if item.line.heading[1] and not _alone(item.line))
        for item in lone:
            if 2 * run_in >= len(group.items) and item.line.view.rstrip()[-1] == "。":
                continue  # run into its text like its siblings, only that the text begins on the next line
            following = lines[item.at + 1] if item.at + 1 < len(lines) else None
            if group.depth > 1 and (
                following is None or (item.at + 1 in numbered and following.level <= item.depth)
            ):
                continue
            if group.depth > 2 and not _short(item.line):
                continue
            yield _finding(item.line)
    for line in lines:
        if line.source.level and not line.mark and line.place is Place.HEADING and _ends(line):
            yield _finding(line)


def _ends(line: Line) -> bool:
    start, end = line.heading
    rest = line.view[end:].rstrip()
    return 0 < end - start <= _MOST and len(rest) == 1 and rest in _MARKS


def _alone(line: Line) -> bool:
    return len(line.view[line.heading[1] :].rstrip()) <= 1


def _short(line: Line) -> bool:
    return line.heading[1] - line.heading[0] <= 12 and line.view.rstrip()[-1:] in "：:。"


def _is_list(group: Group, lines: tuple[Line, ...], numbered: set[int]) -> bool:
    """Whether the items are sentences of a list: （一）…的；（二）…的。 with nothing below any of them."""
    closed = [item.line.view.rstrip()[-1:] for item in group.items]
    if any(mark in "；，" for mark in closed[:-1]):
        return True
    return all(item.at + 1 >= len(lines) or item.at + 1 in numbered for item in group.items)


def _finding(line: Line) -> Finding:
    at = (
        line.heading[1]
        + len(line.view[line.heading[1] :])
        - len(line.view[line.heading[1] :].lstrip())
    )
    span = (at, at + 1)
    return RULE.at(line, span, new="", heading=line.title)


RULE: Rule[Report] = Rule(
    code="HED108",
    severity=Severity.WARNING,
    name=("标题末尾多标点", "mark at the end of a heading"),
    why=(
        "独立成行的标题末尾不用句号、冒号等标点；标题后接排正文的才用句号。",
        "A heading alone on its line ends without a mark; only one run into its text is closed by 。",
    ),
    source="GB/T 15834-2011 附录; practice",
    message=(
        "标题“{heading}”独立成行，末尾的“{text}”应去掉",
        "“{heading}” stands alone: drop the {text} at its end",
    ),
    wrong=(
        "一、工作完成情况：\n今年以来，完成投资2亿元。",
        "（一）坚持党建引领，提升治理能力。\n组织学习12次。\n（二）抓好项目建设\n开工5个。",
        "一、主要工作。\n正文。\n二、存在问题。\n正文。",
        "1.主要做法：\n组织学习12次，培训120人。\n2.存在问题\n经费不足。",
    ),
    right=(
        "（一）坚持党建引领。组织学习12次。\n（二）抓好项目建设。开工5个。",
        "有下列情形之一的，不予受理：\n（一）材料不齐的；\n（二）超过期限的；\n（三）不属于本机关职权范围的。",
        "1.完成道路改造3公里。\n2.新建公厕5座。",
        "一、工作情况\n（一）党建工作\n组织学习12次。",
    ),
    check=end_mark,
)
