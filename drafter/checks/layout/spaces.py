"""DOC109: no spaces or tabs for an indent."""

import re
from collections.abc import Iterator

from drafter.checks.layout.page import Page, gathered
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.report import Line
from drafter.documents.typesetting import first_indent
from drafter.messages import say
from drafter.records import Finding, Severity, Span

_ROLES = (Role.TITLE, Role.RECIPIENT, Role.BODY, Role.H1, Role.H2, Role.H3, Role.H4)
_SPACES, _BOTH = (
    ("空格或制表符", "spaces or tabs"),
    ("空格，又设了缩进", "spaces besides an indent"),
)


def spaced(page: Page) -> Iterator[Finding]:
    for both, place in gathered(_found(page)):
        yield RULE.at(
            place.line, place.span, what=say(_BOTH if both else _SPACES), count=place.count
        )


def _found(page: Page) -> Iterator[tuple[bool, Line, Span]]:
    for line, setting, _ in page.lines(*_ROLES):
        if blanks := re.match(r"[ \u3000\xa0\t]+", line.text):
            yield first_indent(setting) > 0.5, line, blanks.span()


RULE: Rule[Page] = Rule(
    code="DOC109",
    severity=Severity.WARNING,
    name=("用空格缩进", "spaces for an indent"),
    why=(
        "行首空格改了字体字号就对不齐，自动套用格式后又会多缩进；请删去空格，在段落格式里设缩进或居中。",
        "Spaces no longer line up once type changes; delete them and set the indent or alignment of the paragraph.",
    ),
    source=("段落格式的通行做法", "practice: paragraph formats"),
    message=("段首有{what}，共{count}段", "{what} before the text, {count} paragraphs"),
    wrong=("段首两个全角空格", "段首制表符", "缩进又加空格"),
    right=("缩进2字符没有空格", "署名前的空格另有说法", "表格里的空格"),
    check=spaced,
)
