"""DOC117: the page number stands seven millimetres below the text."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, whole
from drafter.checks.rule import Rule
from drafter.documents.typesetting import number_gap, within
from drafter.records import Finding, Severity


def wrong_gap(page: Page) -> Iterator[Finding]:
    for kind, (footer, setup) in page.numbers.items():
        gap = number_gap(footer, setup)
        if (
            kind == "default"
            and footer.align
            and not setup.landscape
            and not within(gap, page.profile.number.gap)
        ):
            middle = sum(page.profile.number.gap) / 2
            yield whole(RULE, found=f"{gap:.0f}", wanted=f"{middle:.0f}")


RULE: Rule[Page] = Rule(
    code="DOC117",
    severity=Severity.INFO,
    name=("页码到版心的距离", "distance of the page number"),
    why=(
        "页码排在版心下边缘之下，一字线上距版心下边缘7毫米：下边距35毫米时页脚距边界约25毫米。",
        "The number's dashes stand 7 mm below the text: with a bottom margin of 35 mm the footer is 25 mm from the edge.",
    ),
    source="GB/T 9704-2012 7.5",
    message=(
        "页码在版心下约{found}毫米处，应为{wanted}毫米",
        "the number stands about {found} mm below the text, should be {wanted}",
    ),
    wrong=("页脚距边界17.5毫米", "页脚距边界30毫米", "页脚距边界10毫米"),
    right=("页脚距边界25毫米", "页脚距边界26毫米", "文本框里的页码"),
    check=wrong_gap,
)
