"""DOC110: text is black."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, gathered
from drafter.checks.rule import Rule
from drafter.documents.report import Line
from drafter.documents.typesetting import set_stretches
from drafter.records import Finding, Severity, Span

_DARK = 0x40  # of each channel; below it nobody sees a colour


def coloured(page: Page) -> Iterator[Finding]:
    for colour, place in gathered(_found(page)):
        yield RULE.at(place.line, place.span, colour=f"#{colour}", count=place.count)


def _found(page: Page) -> Iterator[tuple[str, Line, Span]]:
    for line, _, stretch in set_stretches(page.report, page.sheet):
        colour = stretch.type.color
        if colour and any(int(colour[at : at + 2], 16) > _DARK for at in (0, 2, 4)):
            yield colour, line, stretch.span


RULE: Rule[Page] = Rule(
    code="DOC110",
    severity=Severity.WARNING,
    name=("文字颜色", "colour of text"),
    why=(
        "如无特殊说明，公文中文字的颜色均为黑色。彩色多半是修改时留下的记号。",
        "Text is black; colours are mostly marks left from revising.",
    ),
    source="GB/T 9704-2012 5.2.4",
    message=(
        "文字“{text}”等{count}段用了颜色{colour}，应为黑色",
        "“{text}” and others in {colour}, should be black ({count} lines)",
    ),
    wrong=("正文有红字", "标题蓝色", "灰色小标题"),
    right=("全黑", "自动颜色", "近黑色0D0D0D", "版头红字"),
    check=coloured,
)
