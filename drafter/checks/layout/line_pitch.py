"""DOC103: twenty-two lines a page."""

from collections.abc import Iterator

from drafter.checks.layout.page import Page, gathered, margins_of
from drafter.checks.rule import Rule
from drafter.documents.draft_lines import Role
from drafter.documents.house_style import Profile
from drafter.documents.report import Line
from drafter.documents.typesetting import Range, line_pitch, mm, within
from drafter.documents.word_page import PageSetup
from drafter.records import Finding, Severity, Span


def wrong_pitch(page: Page) -> Iterator[Finding]:
    for (pitch, count, told, wanted), place in gathered(_deviations(page)):
        yield RULE.at(
            place.line,
            place.span,
            pitch=f"{pitch:g}" if told else f"约{pitch:.1f}".removesuffix(".0"),
            lines=count,
            wanted="～".join(f"{bound:g}" for bound in wanted),
            right=page.profile.lines,
            count=place.count,
        )


def _deviations(page: Page) -> Iterator[tuple[tuple[float, int, bool, Range], Line, Span]]:
    for line, setting, setup in page.lines(Role.BODY):
        pitch = round(line_pitch(setting, setup), 2)
        lines = (
            int((setup.height - setup.top - setup.bottom) / 20 / pitch + 0.001) if pitch > 0 else 0
        )
        if not setup.landscape and not _right(page.profile, setup, pitch, lines):
            yield (
                (pitch, lines, setting.rule == "exact", margins_of(page.profile, setup).line),
                line,
                (0, len(line.text)),
            )


def _right(profile: Profile, setup: PageSetup, pitch: float, lines: int) -> bool:
    """A pitch that belongs to the margins the page has.

    Where it has none of those known, one that gives the lines.
    """
    own = margins_of(profile, setup)
    if within(mm(setup.top), own.top) and within(mm(setup.bottom), own.bottom):
        return within(pitch, own.line)
    return lines == profile.lines


RULE: Rule[Page] = Rule(
    code="DOC103",
    severity=Severity.WARNING,
    name=("每页行数", "lines per page"),
    why=(
        "一般每面排22行，撑满版心：页边距上37、下35毫米时行距固定值27.75～28.95磅；29磅、30磅只排得下21行。"
        "国标没有规定磅值，特定情况可以调整。",
        "A page has 22 lines that fill the text area: exact 27.75 to 28.95 pt with margins of 37 and 35 mm; 29 and 30 pt "
        "leave 21. The standard names no points and allows for special cases.",
    ),
    source="GB/T 9704-2012 5.2.3",
    message=(
        "正文行距{pitch}磅，每页{lines}行，应为{right}行（固定值{wanted}磅），共{count}段",
        "lines {pitch} pt apart, {lines} a page; should be {right} (exact {wanted} pt), {count} paragraphs",
    ),
    wrong=("固定值30磅", "1.5倍行距", "固定值20磅", "宽边距配29.75磅"),
    right=("固定值28磅", "固定值28.95磅", "窄边距配29.75磅", "单倍行距加网格"),
    check=wrong_pitch,
)
