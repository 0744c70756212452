"""DOC106: 二号 for the title, 三号 for everything else."""

from collections.abc import Iterator

from drafter.checks.layout.page import ROLES, Page, gathered
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.fonts import size_name
from drafter.documents.report import Line
from drafter.documents.typesetting import set_stretches
from drafter.messages import say
from drafter.records import Finding, Severity, Span


def wrong_sizes(page: Page) -> Iterator[Finding]:
    for (role, size), place in gathered(_deviations(page)):
        yield RULE.at(
            place.line,
            place.span,
            role=say(ROLES[role]),
            found=size_name(size),
            wanted=size_name(round(page.profile.types[role].size * 2)),
            count=place.count,
        )


def _deviations(page: Page) -> Iterator[tuple[tuple[Role, int], Line, Span]]:
    for line, role, stretch in set_stretches(page.report, page.sheet):
        if stretch.type.size != round(page.profile.types[role].size * 2):
            yield (role, stretch.type.size), line, stretch.span


RULE: Rule[Page] = Rule(
    code="DOC106",
    severity=Severity.WARNING,
    name=("字号", "sizes of type"),
    why=(
        "标题一般用二号，其余各要素一般用三号；页码四号。",
        "The title is 22 pt (二号), everything else 16 pt (三号), page numbers 14 pt (四号).",
    ),
    source="GB/T 9704-2012 5.2.2, 7.3.1",
    message=(
        "{role}是{found}，应为{wanted}，共{count}处",
        "{role} in {found}, should be {wanted}, {count} places",
    ),
    wrong=("正文四号", "标题小二", "一级标题小三"),
    right=("标题二号正文三号", "表格里小四", "本单位标准正文小三"),
    check=wrong_sizes,
)
