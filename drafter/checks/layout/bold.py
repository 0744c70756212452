"""DOC112: 小标宋, 黑体 and 楷体 are not made bold."""

from collections.abc import Iterator

from drafter.checks.layout.page import ROLES, Page, gathered
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.fonts import kind_of
from drafter.documents.report import Line
from drafter.documents.typesetting import hanzi, set_stretches
from drafter.messages import say
from drafter.records import Finding, Severity, Span

_HEAVY = {"小标宋", "黑体", "楷体"}


def bold(page: Page) -> Iterator[Finding]:
    for (role, kind), place in gathered(_found(page)):
        yield RULE.at(place.line, place.span, role=say(ROLES[role]), kind=kind, count=place.count)


def _found(page: Page) -> Iterator[tuple[tuple[Role, str], Line, Span]]:
    for line, role, stretch in set_stretches(page.report, page.sheet):
        kind = kind_of(stretch.type.east_asia)
        headed = role in {Role.TITLE, Role.H1, Role.H2}
        if (
            stretch.type.bold
            and headed
            and kind in _HEAVY
            and hanzi(line.text[slice(*stretch.span)])
        ):
            yield (role, kind), line, stretch.span


RULE: Rule[Page] = Rule(
    code="DOC112",
    severity=Severity.INFO,
    name=("标题加粗", "bold headings"),
    why=(
        "国标靠字体区分层次，没有加粗的要求；小标宋、黑体、楷体一般不再加粗，有的单位二级标题加粗。",
        "The standard tells levels by their fonts and knows no bold; some offices embolden level 2.",
    ),
    source=("通行做法；GB/T 9704-2012 没有规定", "practice; GB/T 9704-2012 has no rule on it"),
    message=(
        "{role}的{kind}加了粗，一般不加，共{count}处",
        "{role}: bold {kind}, usually not, {count} places",
    ),
    wrong=("黑体加粗", "楷体加粗", "小标宋加粗"),
    right=("都不加粗", "三级标题仿宋加粗", "正文关键词加粗"),
    check=bold,
)
