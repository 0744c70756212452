"""DOC104: twenty-eight characters a line."""

from collections import Counter
from collections.abc import Iterator

from drafter.checks.layout.page import Page, whole
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.typesetting import line_characters, mm, within
from drafter.documents.word_page import PageSetup, Type
from drafter.records import Finding, Severity

_LONG = 14  # characters of a stretch that shows how lines are filled


def wrong_count(page: Page) -> Iterator[Finding]:
    counts: Counter[tuple[PageSetup, Type]] = Counter()
    for _, setting, setup in page.lines(Role.BODY):
        for stretch in setting.stretches:
            length = stretch.span[1] - stretch.span[0]
            counts[setup, stretch.type] += length if length >= _LONG else 0
    if not counts:
        return
    ((setup, usual), most) = counts.most_common(1)[0]
    sides = within(mm(setup.left), page.profile.left) and within(
        mm(setup.right), page.profile.right
    )
    sized = usual.size == page.profile.types[Role.BODY].size * 2
    found = line_characters(usual, setup)
    if (
        most and sides and sized and found != page.profile.characters
    ):  # else margins or size are the reason
        yield whole(RULE, found=found, wanted=page.profile.characters)


RULE: Rule[Page] = Rule(
    code="DOC104",
    severity=Severity.INFO,
    name=("每行字数", "characters per line"),
    why=(
        "一般每行排28字，撑满版心。三号字16磅×28宽过156毫米，所以要把字符间距紧缩0.25磅，或在文档网格里指定每行28字。",
        "A line has 28 characters. 28 × 16 pt is wider than 156 mm: condense by 0.25 pt, or set 28 in the document grid.",
    ),
    source="GB/T 9704-2012 5.2.3",
    message=(
        "正文每行排{found}字，一般为{wanted}字",
        "{found} characters a line, usually {wanted}",
    ),
    wrong=("三号字不紧缩", "紧缩0.2磅", "加宽1磅"),
    right=("紧缩0.25磅", "文档网格每行28字", "字号不对另有说法", "页边距不对另有说法"),
    check=wrong_count,
)
