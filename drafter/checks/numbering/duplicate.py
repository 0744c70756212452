"""HED110: no two headings under one parent in the same words."""

from collections.abc import Iterator

from drafter.checks.numbering.series import Item, groups
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity


def duplicate(report: Report) -> Iterator[Finding]:
    for group in groups(report):
        seen: dict[str, Item] = {}
        for item in group.items:
            title = item.line.title.replace(" ", "")
            if len(title) < 2:
                continue
            if title in seen:
                yield RULE.at(item.line, item.line.heading, other=seen[title].name, mark=item.name)
            else:
                seen[title] = item


RULE: Rule[Report] = Rule(
    code="HED110",
    severity=Severity.WARNING,
    name=("同级标题重复", "two headings in the same words"),
    why=(
        "同一部分之下的两个标题不应一字不差，多半是复制后未改，或应当合并。",
        "Two headings of one part in the same words: one was copied and not changed, or both belong together.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
    message=(
        "“{mark}”的标题“{text}”与“{other}”完全相同",
        "{mark} has the same heading as {other}: “{text}”",
    ),
    wrong=(
        "一、工作情况\n（一）加强队伍建设\n正文。\n（二）加强项目建设\n正文。\n（三）加强队伍建设\n正文。",
        "1.加强监管。检查30次。\n2.加强监管。抽检20批次。",
        "一、存在问题\n经费不足。\n二、存在问题\n人员不足。",
    ),
    right=(
        "一、工作情况\n（一）加强队伍建设\n正文。\n二、下一步打算\n（一）加强队伍建设\n正文。",
        "（一）加强队伍建设\n正文。\n（二）加强队伍建设保障\n正文。",
        "1.加强监管。检查30次。\n2.加强监测。抽检20批次。",
    ),
    check=duplicate,
)
