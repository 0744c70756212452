"""HED111: under each heading stands something."""

from collections.abc import Iterator

from drafter.checks.numbering.series import items
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

# Characters: where a shorter text without title ends, its last heading may go on elsewhere.
_FRAGMENT = 300
_FAR = 61  # lines between siblings
_CONTENT = frozenset({Place.HEADING, Place.BODY, Place.TABLE})


def empty(report: Report) -> Iterator[Finding]:
    numbered = {id(item.line): item.depth for item in items(report)}
    lines = [line for line in report.lines if line.place in _CONTENT]
    depths = [_depth(line, numbered) for line in lines]
    bare = [_is_bare(depth, depths[at + 1 : at + 2]) for at, depth in enumerate(depths)]
    whole = report.title and report.length >= _FRAGMENT
    for at, line in enumerate(lines if whole else lines[:-1]):
        if bare[at] and (depths[at] in {0, 1} or _sibling_full(at, depths, bare)):
            yield RULE.at(line, line.heading, heading=line.title)


def _is_bare(depth: int | None, following: list[int | None]) -> bool:
    """Whether a heading is followed by one of its level or above, or by nothing."""
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
    """Whether a heading beside it has something below: then they are no bare list."""
    before, behind = (
        range(at - 1, max(-1, at - _FAR), -1),
        range(at + 1, min(len(depths), at + _FAR)),
    )
    return any(_meets_full(depths[at] or 0, places, depths, bare) for places in (before, behind))


def _meets_full(level: int, places: range, depths: list[int | None], bare: list[bool]) -> bool:
    """Whether a heading of that level with something below comes before one of a level above."""
    for place in places:
        depth = depths[place]
        if depth is not None and depth < level:
            return False
        if depth == level and not bare[place]:
            return True
    return False


RULE: Rule[Report] = Rule(
    code="HED111",
    severity=Severity.WARNING,
    name=("标题下没有内容", "heading with nothing below"),
    why=(
        "有标题而无正文，多半是漏写或删节后忘了去掉标题。",
        "A heading with no text: the text was forgotten, or the heading was left when it went.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
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
