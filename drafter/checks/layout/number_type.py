"""DOC116: — 1 — in 宋体 of 四号."""

import re
from collections.abc import Iterator

from drafter.checks.layout.page import Page, matches, whole
from drafter.checks.rule import Rule
from drafter.documents.fonts import kind_of, size_name
from drafter.records import Finding, Severity

_TEXT = ("页码写作“{found}”，应为“{wanted}”", "page numbers read “{found}”, should read “{wanted}”")
_FONT = ("页码用{found}，应为{wanted}", "page numbers in {found}, should be {wanted}")
_SIZE = ("页码是{found}，应为{wanted}", "page numbers in {found}, should be {wanted}")


def wrong_type(page: Page) -> Iterator[Finding]:
    wanted = page.profile.number
    if "default" not in page.numbers:
        return
    number = page.numbers["default"][0]
    if _bare(number.text) != _bare(wanted.text):
        shown = (text.replace("{}", "1").strip() for text in (number.text, wanted.text))
        yield whole(RULE, message=_TEXT, found=next(shown), wanted=next(shown))
    if not matches(number.type.ascii, wanted.fonts):
        yield whole(
            RULE, message=_FONT, found=kind_of(number.type.ascii), wanted="、".join(wanted.fonts)
        )
    if number.type.size != round(wanted.size * 2):
        yield whole(
            RULE,
            message=_SIZE,
            found=size_name(number.type.size),
            wanted=size_name(round(wanted.size * 2)),
        )


def _bare(text: str) -> str:
    """Without spaces; a dash of one character is the same whichever horizontal line it is."""
    return re.sub("[―─]", "—", re.sub(r"\s", "", text))


RULE: Rule[Page] = Rule(
    code="DOC116",
    severity=Severity.WARNING,
    name=("页码样式", "form of the page number"),
    why=(
        "页码一般用四号半角宋体阿拉伯数字，数字左右各放一条一字线：— 1 —。",
        "Page numbers are half-width digits in 宋体, 14 pt, between two dashes: — 1 —.",
    ),
    source="GB/T 9704-2012 7.5",
    message=_TEXT,
    wrong=("- 1 -", "第1页", "页码五号", "页码Times New Roman"),
    right=("— 1 —", "一字线不带空格", "页码SimSun"),
    check=wrong_type,
)
