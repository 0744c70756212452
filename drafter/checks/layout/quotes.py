"""DOC111: quotation marks and dashes set in the Latin font."""

import re
from collections.abc import Iterator

from drafter.checks.layout.page import Page, gathered
from drafter.checks.rule import Rule
from drafter.documents.fonts import is_chinese
from drafter.documents.report import Line
from drafter.documents.typesetting import set_lines
from drafter.records import Finding, Severity, Span

_MARKS = re.compile("[“”‘’—…·①-⑳]")


def narrow(page: Page) -> Iterator[Finding]:
    for font, place in gathered(_found(page)):
        yield RULE.at(place.line, place.span, font=font, count=place.count)


def _found(page: Page) -> Iterator[tuple[str, Line, Span]]:
    for line, setting, _ in set_lines(page.report, page.sheet):
        for stretch in setting.stretches:
            font = stretch.type.h_ansi
            if font and not stretch.type.chinese and not is_chinese(font):
                for mark in _MARKS.finditer(line.text, *stretch.span):
                    yield font, line, mark.span()


RULE: Rule[Page] = Rule(
    code="DOC111",
    severity=Severity.INFO,
    name=("引号用了西文字体", "quotation marks in the Latin font"),
    why=(
        "引号、破折号、省略号没有标为中文时，Word 按西文字体排，宽度只有半个字。选中后重设一次中文字体，"
        "或把西文字体也设为中文字体。",
        "Word sets these marks in the Latin font, half as wide, unless the run says that they are Chinese.",
    ),
    source=(
        "通行做法：ISO/IEC 29500-1 17.3.2.26 的 w:hint",
        "practice: w:hint, ISO/IEC 29500-1 17.3.2.26",
    ),
    message=(
        "标点 {text} 等按{font}排成半字宽，共{count}段",
        "{text} and others are set in {font}, half as wide, {count} paragraphs",
    ),
    wrong=("引号没有中文标记", "破折号没有中文标记", "标题里的引号没有中文标记"),
    right=("引号标为中文", "西文字体也是仿宋", "没有这些标点"),
    check=narrow,
)
