"""DOC108: every paragraph opens two characters in."""

import re
from collections.abc import Iterator

from drafter.checks.layout.page import Page, gathered
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.report import Line
from drafter.documents.typesetting import first_indent
from drafter.records import Finding, Severity, Span

_TOLERANCE = 0.16  # characters: 630 twips where the type is condensed, 600 for two of 15 pt
_OTHER = re.compile(r"\s*(?:附件|附表|附：|注：|联系人|[（(]此件|抄送)")


def wrong_indents(page: Page) -> Iterator[Finding]:
    wanted = page.profile.first_line
    for indent, place in gathered(_deviations(page, wanted)):
        yield RULE.at(
            place.line, place.span, found=f"{indent:g}", wanted=f"{wanted:g}", count=place.count
        )


def _deviations(page: Page, wanted: float) -> Iterator[tuple[float, Line, Span]]:
    for line, setting, _ in page.lines(Role.BODY, Role.H1, Role.H2, Role.H3, Role.H4):
        spaces = re.match(r"\s*", line.text)
        if (
            setting.align in {"center", "right"}
            or _OTHER.match(line.text)
            or (spaces and spaces[0])
        ):
            continue  # with spaces DOC109 speaks
        indent = first_indent(setting)
        if abs(indent - wanted) > _TOLERANCE:
            yield round(indent, 1), line, (0, len(line.text))


RULE: Rule[Page] = Rule(
    code="DOC108",
    severity=Severity.WARNING,
    name=("首行缩进", "first-line indent"),
    why=(
        "正文和各级标题每个自然段左空二字，回行顶格。在段落格式里设“首行缩进2字符”。",
        "Each paragraph and heading opens two characters in; set it in the paragraph's format.",
    ),
    source="GB/T 9704-2012 7.3.3",
    message=(
        "首行缩进{found}字，应为{wanted}字，共{count}段",
        "indent of {found} characters, should be {wanted}, {count} paragraphs",
    ),
    wrong=("正文不缩进", "缩进420缇", "标题缩进四字"),
    right=("缩进2字符", "缩进640缇", "缩进630缇", "附件说明另有位置", "图题居中"),
    check=wrong_indents,
)
