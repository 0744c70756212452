"""DOC102: margins."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, margins_of, whole
from drafter.checks.rule import Rule
from drafter.documents.typesetting import Range, mm, within
from drafter.documents.word_page import PageSetup
from drafter.messages import say
from drafter.records import Finding, Severity

_SIDES = {
    "top": ("上", "top"),
    "bottom": ("下", "bottom"),
    "left": ("左", "left"),
    "right": ("右", "right"),
}


def wrong_margins(page: Page) -> Iterator[Finding]:
    for setup in page.sheet.pages:
        if not setup.landscape and (wrong := _deviations(page, setup)):
            found = "、".join(f"{say(_SIDES[side])} {mm(getattr(setup, side)):g}" for side in wrong)
            wanted = "、".join(f"{say(_SIDES[side])} {middle:g}" for side, middle in wrong.items())
            yield whole(RULE, line=setup.first, found=found, wanted=wanted)
            return


def _deviations(page: Page, setup: PageSetup) -> dict[str, float]:
    """Sides that deviate, each with the margin wanted there; the bottom goes by the top."""
    profile = page.profile
    own = margins_of(profile, setup)
    wanted = {"top": own.top, "bottom": own.bottom, "left": profile.left, "right": profile.right}
    return {
        side: _middle(bounds)
        for side, bounds in wanted.items()
        if not within(mm(getattr(setup, side)), bounds)
    }


def _middle(bounds: Range) -> float:
    return round((bounds[0] + bounds[1]) / 2)


RULE: Rule[Page] = Rule(
    code="DOC102",
    severity=Severity.WARNING,
    name=("页边距", "margins"),
    why=(
        "天头（上）37毫米±1毫米，订口（左）28毫米±1毫米，版心156毫米×225毫米，由此下35毫米、右26毫米；"
        "配29.75磅行距的上34毫米、下32毫米也可以。在“页面设置”里改。",
        "Top 37 ±1 mm, left 28 ±1 mm, text area 156 × 225 mm, hence bottom 35 and right 26; 34 and 32 with 29.75 pt "
        "lines will do as well.",
    ),
    source="GB/T 9704-2012 5.2.1; GB/T 33476.2-2016",
    message=("页边距{found}毫米，应为{wanted}毫米", "margins {found} mm, should be {wanted} mm"),
    wrong=("Word默认页边距", "左右都是28毫米", "下边距25毫米"),
    right=("37、35、28、26毫米", "34、32、28、26毫米", "各差0.9毫米", "横排页"),
    check=wrong_margins,
)
