"""HED111: under each heading stands something."""

from collections.abc import Iterator

from drafter.checks.numbering.series import items
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

_FRAGMENT = (
    300  # characters: where a shorter text without title ends, its last heading may go on elsewhere
)


def empty(report: Report) -> Iterator[Finding]:
    numbered = {id(item.line): item.depth for item in items(report)}
    lines = [
        line for line in report.lines if line.place in {Place.HEADING, Place.BODY, Place.TABLE}
    ]
    depths = [_depth(line, numbered) for line in lines]
    bare = [_bare(depth, depths[at + 1 : at + 2]) for at, depth in enumerate(depths)]
    for at, line in enumerate(lines):
        depth = depths[at]
        if depth is None or not bare[at]:
            continue
        if at + 1 == len(lines) and not (report.title and report.length >= _FRAGMENT):
            continue
        if depth > 1 and not _sibling_full(at, depths, bare):
            continue
        yield RULE.at(line, line.heading, heading=line.title)


def _bare(depth: int | None, following: list[int | None]) -> bool:
    if depth is None:
        return False
    return not following or (following[0] is not None and following[0] <= depth)


def _depth(line: Line, numbered: dict[int, int]) -> int | None:
    """Of a heading alone on its line that closes without a mark; None for all else."""
    if line.place is not Place.HEADING or line.view.rstrip()[-1:] in "。；，：！？":
        return None
    if line.level > 2 and not line.source.level:
        return None
    return numbered.get(id(line), line.level)


def _sibling_full(at: int, depths: list[int | None], bare: list[bool]) -> bool:
    """Whether a heading of the same level beside it has something below: then these are no bare list."""
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(depths):
            depth = depths[place]
            if depth is not None and depth < (depths[at] or 0):
                break
            if depth == depths[at] and not bare[place]:
                return True
            place += step
            if abs(place - at) > 60:
                break
    return False


RULE: Rule[Report] = Rule(
    code="HED111",
    severity=Severity.WARNING,
    name=("标题下没有内容", "heading with nothing below"),
    why=(
        "有标题而无正文，多半是漏写或删节后忘了去掉标题。",
        "A heading with no text: the text was forgotten, or the heading was left when it went.",
    ),
    source="practice: 机关公文校核",
    message=("标题“{heading}”下面没有内容", "nothing stands below “{heading}”"),
    wrong=(
        "一、工作情况\n二、存在问题\n经费不足，人员短缺。",
        "一、工作情况\n（一）抓党建\n（二）抓项目\n开工5个项目。\n二、打算\n正文。",
        "一、工作情况\n（一）抓党建\n学习12次。\n（二）抓项目\n二、打算\n正文。",
    ),
    right=(
        "一、工作情况\n（一）抓党建\n学习12次。",
        "重点任务包括：\n（一）抓党建\n（二）抓项目\n（三）抓民生",
        "一、工作情况\n正文。\n二、存在问题",
        "（一）抓党建。学习12次。\n（二）抓项目。开工5个。",
    ),
    check=empty,
)
