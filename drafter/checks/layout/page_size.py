"""DOC101: A4."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, whole
from drafter.checks.rule import Rule
from drafter.documents.typesetting import mm, within
from drafter.records import Finding, Severity

_TOLERANCE = 1.0  # mm


def wrong_size(page: Page) -> Iterator[Finding]:
    wanted = page.profile.size
    for setup in page.sheet.pages:
        # a landscape page of the same paper is for wide tables (clause 8)
        sides = sorted((mm(setup.width), mm(setup.height)))
        bounds = ((side - _TOLERANCE, side + _TOLERANCE) for side in sorted(wanted))
        if not all(within(side, each) for side, each in zip(sides, bounds, strict=True)):
            yield whole(
                RULE,
                line=setup.first,
                found=f"{mm(setup.width):g}×{mm(setup.height):g}",
                wanted=f"{wanted[0]:g}×{wanted[1]:g}",
            )
            return


RULE: Rule[Page] = Rule(
    code="DOC101",
    severity=Severity.WARNING,
    name=("纸张大小", "paper size"),
    why=(
        "公文用 A4 型纸，210毫米×297毫米。在“页面设置”里改纸张大小。",
        "Official documents are on A4. Set it in the page setup.",
    ),
    source="GB/T 9704-2012 5.1",
    message=("纸张是{found}毫米，应为{wanted}毫米", "paper is {found} mm, should be {wanted} mm"),
    wrong=("Letter", "16开", "A3"),
    right=("A4", "A4横排", "A4差半毫米"),
    check=wrong_size,
)
