"""DOC107: the title is centred."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, gathered
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.report import Line
from drafter.documents.typesetting import first_indent
from drafter.records import Finding, Severity, Span

_ASIDE = (
    "标题虽居中，但有首行缩进，偏出半个缩进，共{count}行",
    "the title is centred but indented, so it stands off the middle, {count} lines",
)


def off_centre(page: Page) -> Iterator[Finding]:
    for centred, place in gathered(_deviations(page)):
        yield RULE.at(
            place.line, place.span, message=_ASIDE if centred else None, count=place.count
        )


def _deviations(page: Page) -> Iterator[tuple[bool, Line, Span]]:
    for line, setting, _ in page.lines(Role.TITLE):
        centred = setting.align == "center"
        indented = abs(first_indent(setting)) > 0.5 and setting.left == setting.right
        if not centred or indented:
            yield centred, line, (0, len(line.text))


RULE: Rule[Page] = Rule(
    code="DOC107",
    severity=Severity.WARNING,
    name=("标题居中", "title centred"),
    why=(
        "标题居中排布，可分一行或多行；用段落的“居中”，不用空格，也不要首行缩进。",
        "The title is centred by its alignment, not with spaces, and without an indent.",
    ),
    source="GB/T 9704-2012 7.3.1",
    message=("标题没有居中，共{count}行", "the title is not centred, {count} lines"),
    wrong=("标题居左", "标题用空格居中", "标题居中又缩进两字"),
    right=("标题居中", "标题居中分两段", "标题居中分两行"),
    check=off_centre,
)
