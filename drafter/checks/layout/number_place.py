"""DOC115: the page number stands on the right of odd pages and on the left of even ones."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, whole
from drafter.checks.rule import Rule
from drafter.documents.word_page import Footer
from drafter.records import Finding, Severity

_CENTRED = (
    "页码居中；国标是单页居右空一字、双页居左空一字，材料居中的也常见",
    "page numbers are centred; the standard has them right on odd pages and left on even ones",
)
_SAME = (
    "单双页页码都在{odd}，应单页居右、双页居左（勾选“奇偶页不同”）",
    "page numbers are on the {odd} of all pages; should be right on odd, left on even ones",
)
_INDENT = (
    "页码距边{found}字，应空{wanted}字",
    "page numbers are {found} characters from the edge, should be {wanted}",
)
_SIDES = {
    "left": "左",
    "right": "右",
    "center": "中",
    "both": "左",
    "inside": "内侧",
    "outside": "外侧",
}


def misplaced(page: Page) -> Iterator[Finding]:
    if "default" not in page.numbers:
        return
    wanted = page.profile.number
    odd, even = sides = _sides(page)
    outer = sides == ("outside", "outside") and (wanted.odd, wanted.even) == ("right", "left")
    if "" in sides or outer:  # a text box does not tell
        return
    if sides == ("center", "center") != (wanted.odd, wanted.even):
        yield whole(RULE, message=_CENTRED, severity=Severity.INFO)
    elif sides != (wanted.odd, wanted.even):
        same = odd == even and not page.sheet.odd_even and wanted.odd != wanted.even
        names = _SIDES.get(odd, ""), _SIDES.get(even, "")
        yield whole(RULE, message=_SAME if same else None, odd=names[0], even=names[1])
    else:
        yield from _off_edge(page.numbers["default"][0], wanted.indent)


def _sides(page: Page) -> tuple[str, str]:
    """Where the number stands on odd and on even pages."""
    odd = page.numbers["default"][0].align
    even = page.numbers["even"][0].align if "even" in page.numbers else odd
    return ("left" if odd == "both" else odd), ("left" if even == "both" else even)


def _off_edge(footer: Footer, wanted: float) -> Iterator[Finding]:
    """A number on the right side, but not as far from the edge as it should be."""
    indent = footer.indent / (footer.type.size * 10) if footer.type.size else 0
    if footer.align in {"left", "right"} and abs(indent - wanted) > 0.3:
        found = f"{indent:.1f}".removesuffix(".0")
        severity = Severity.INFO
        yield whole(RULE, message=_INDENT, severity=severity, found=found, wanted=f"{wanted:g}")


RULE: Rule[Page] = Rule(
    code="DOC115",
    severity=Severity.WARNING,
    name=("页码位置", "place of the page number"),
    why=(
        "单页码居右空一字，双页码居左空一字，要勾选“奇偶页不同”。",
        "Page numbers stand one character in from the right edge on odd pages and from the left edge on even ones.",
    ),
    source="GB/T 9704-2012 7.5",
    message=(
        "单页页码居{odd}、双页页码居{even}，应单页居右、双页居左",
        "odd numbers {odd}, even numbers {even}: should be right, left",
    ),
    wrong=("全部居右", "页码居中", "单左双右", "没有空一字"),
    right=("单右双左空一字", "外侧的图文框", "文本框里的页码"),
    check=misplaced,
)
