"""The lines of a report with how a Word file sets them, and what page and type come to."""

import re
from collections.abc import Iterator

from drafter.documents.draft_lines import Role
from drafter.documents.report import Line, Place, Report
from drafter.documents.word_page import Footer, PageSetup, Setting, Sheet, Stretch, Type
from drafter.records import Span

Range = tuple[float, float]  # from, to
TWIPS_PER_MM = 1440 / 25.4


def within(value: float, bounds: Range) -> bool:
    """Whether a value lies in a range, allowing for what twips round off."""
    return bounds[0] - 0.02 <= value <= bounds[1] + 0.02


def mm(twips: float) -> float:
    return round(twips / TWIPS_PER_MM, 1)


# --- what each paragraph is ---

_HANZI = re.compile(r"[\u4e00-\u9fff]")
_MOST_OPENING = 40


def set_lines(report: Report, sheet: Sheet) -> Iterator[tuple[Line, Setting, Role]]:
    """The lines of a report that have a place in the standard, with how each is set and what it is.

    Left out are tables, furniture, and issuer and date where they stand above the text.
    """
    begun = False
    for line in report.lines:
        begun = begun or line.place in {Place.HEADING, Place.BODY}
        role = _role(line)
        setting = sheet.settings.get(line.number)
        if role and setting and (begun or role not in {Role.ISSUER, Role.DATE}):
            yield line, setting, role


def _role(line: Line) -> Role | None:
    match line.place:
        case Place.HEADING:
            return Role(f"h{min(max(line.level, 1), 4)}")
        case Place.TABLE | Place.FURNITURE:
            return None
        case place:
            return Role(place.value)


def set_stretches(report: Report, sheet: Sheet) -> Iterator[tuple[Line, Role, Stretch]]:
    """Every stretch of one type that says something, with what it is part of.

    A heading that opens a paragraph (1.加强管理。…) is left out: both its own font and the text's
    are usual; and so is an opening sentence set off by its font.
    """
    for line, setting, role in set_lines(report, sheet):
        start = 0
        if role is Role.BODY and line.level:
            if line.heading == (0, 0) and line.level <= 2:
                continue
            start = line.heading[1]
        for stretch in setting.stretches:
            span = max(stretch.span[0], start), stretch.span[1]
            if role is Role.BODY and _opens(line, span, setting):
                continue
            if span[0] < span[1] and re.search(r"\w", line.text[slice(*span)]):
                yield line, role, Stretch(span, stretch.type)


def _opens(line: Line, span: Span, setting: Setting) -> bool:
    words = line.text[slice(*span)]
    first = not line.text[: span[0]].strip()
    return (
        first
        and span != (0, len(line.text))
        and len(words) <= _MOST_OPENING
        and words.rstrip()[-1:] in {"。", "：", "，"}
    )


def hanzi(text: str) -> int:
    return len(_HANZI.findall(text))


# --- measures that page and lines give together ---


def line_pitch(setting: Setting, page: PageSetup) -> float:
    """Points from line to line: as the paragraph says, else of the grid, else of the font."""
    size = max((stretch.type.size for stretch in setting.stretches), default=32)
    natural = size * 0.65  # of the usual Chinese fonts, 1.3 of their size
    grid = page.pitch / 20 if page.grid and page.pitch and setting.snap else 0.0
    match setting.rule:
        case "exact":
            return setting.line / 20
        case "atLeast":
            natural = max(natural, setting.line / 20)
            many = 1.0
        case _:
            many = setting.line / 240
    if grid:
        return -(-natural // grid) * grid * many
    return natural * many


def line_characters(type: Type, page: PageSetup) -> int:
    """How many hanzi of a type a line of the page holds."""
    width = page.width - page.left - page.right
    each: float = type.size * 10 + type.spacing
    if page.grid in {"linesAndChars", "snapToChars"}:
        each += page.char_space * 20 / 4096
    return int(width / each + 0.005) if each > 0 else 0  # 28 of 15.793 pt miss 156 mm by a hair


def first_indent(setting: Setting) -> float:
    """Where the first line begins, in characters of its own size from the margin."""
    size = setting.stretches[0].type.size if setting.stretches else 32
    left = setting.left_chars / 100 if setting.left_chars else setting.left / (size * 10)
    first = (
        setting.first_line_chars / 100
        if setting.first_line_chars
        else setting.first_line / (size * 10)
    )
    return left + first


def number_gap(footer: Footer, page: PageSetup) -> float:
    """From the text's lower edge to the middle of the page number, in mm."""
    return (
        page.bottom - page.footer - 0.43 * footer.line
    ) / TWIPS_PER_MM  # as measured on printed pages


def page_of(sheet: Sheet, number: int) -> PageSetup | None:
    """The page that a paragraph stands on."""
    return next((page for page in reversed(sheet.pages) if page.first <= number), None)
