"""DOC105: 小标宋 for the title, 仿宋 for the text, 黑体 and 楷体 for headings."""

from collections.abc import Iterator

from drafter.checks.layout.page import ROLES, Page, gathered, matches
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.fonts import kind_of
from drafter.documents.report import Line
from drafter.documents.typesetting import hanzi, set_stretches
from drafter.messages import say
from drafter.records import Finding, Severity, Span

_SUBSTITUTE = (
    "{role}用{found}，是没有{wanted}时的通行替代，共{count}处",
    "{role} in {found}, which commonly stands in for {wanted}, {count} places",
)


def wrong_fonts(page: Page) -> Iterator[Finding]:
    for (role, kind), place in gathered(_deviations(page)):
        # Word ships no 小标宋; 华文中宋 comes nearest
        substitute = role is Role.TITLE and kind == "中宋"
        yield RULE.at(
            place.line,
            place.span,
            message=_SUBSTITUTE if substitute else None,
            severity=Severity.INFO if substitute else None,
            role=say(ROLES[role]),
            found=kind,
            wanted="、".join(page.profile.types[role].fonts),
            count=place.count,
        )


def _deviations(page: Page) -> Iterator[tuple[tuple[Role, str], Line, Span]]:
    for line, role, stretch in set_stretches(page.report, page.sheet):
        font = stretch.type.east_asia
        if hanzi(line.text[slice(*stretch.span)]) and not matches(
            font, page.profile.types[role].fonts
        ):
            yield (role, kind_of(font)), line, stretch.span


RULE: Rule[Page] = Rule(
    code="DOC105",
    severity=Severity.WARNING,
    name=("字体", "fonts"),
    why=(
        "标题小标宋，正文仿宋，一级标题黑体，二级标题楷体，三、四级标题仿宋。同类字体（仿宋_GB2312、方正仿宋）都可以。",
        "Title in 小标宋, text in 仿宋, headings in 黑体, then 楷体, then 仿宋; any maker's will do.",
    ),
    source="GB/T 9704-2012 5.2.2, 7.3.1, 7.3.3",
    message=(
        "{role}用{found}，应为{wanted}，共{count}处",
        "{role} in {found}, should be {wanted}, {count} places",
    ),
    wrong=("正文宋体", "标题黑体", "一级标题仿宋", "二级标题黑体"),
    right=("方正仿宋_GBK", "仿宋", "SimHei和KaiTi", "段首小标题用楷体"),
    check=wrong_fonts,
)
