"""DOC114: pages are numbered."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, whole
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity

_ONE_PAGE = 400  # characters that fit one page beside title and signature
_EVEN = (
    "双页没有页码：单双页页脚分设，只有单页插了页码",
    "even pages have no number: only the odd footer has one",
)


def unnumbered(page: Page) -> Iterator[Finding]:
    if page.report.length <= _ONE_PAGE:
        return
    if not page.numbers:
        yield whole(RULE)
    elif page.sheet.odd_even and "even" not in page.numbers:
        yield whole(RULE, message=_EVEN)


RULE: Rule[Page] = Rule(
    code="DOC114",
    severity=Severity.WARNING,
    name=("没有页码", "no page number"),
    why=(
        "公文要编排页码，在页脚里插入，四号半角宋体数字，左右各放一条一字线。",
        "Pages are numbered in the footer: — 1 —.",
    ),
    source="GB/T 9704-2012 7.5",
    message=("页脚里没有页码", "there is no page number in the footers"),
    wrong=("没有页脚", "页脚没有页码", "双页页脚没有页码"),
    right=("有页码", "不足一页", "文本框里的页码"),
    check=unnumbered,
)
