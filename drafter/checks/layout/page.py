"""What the rules on a Word file see and share; a deviation is told once for the whole file."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from drafter.checks.rule import Rule, Words
from drafter.documents.draft_lines import Role
from drafter.documents.fonts import kind_of
from drafter.documents.house_style import Margins, Profile
from drafter.documents.report import Line, Report
from drafter.documents.typesetting import mm, page_of, set_lines, within
from drafter.documents.word_page import Footer, PageSetup, Setting, Sheet
from drafter.messages import say
from drafter.records import Finding, Severity, Span

Kind = TypeVar("Kind", bound=Hashable)

ROLES: dict[Role, Words] = {
    Role.TITLE: ("标题", "title"),
    Role.RECIPIENT: ("主送机关", "recipient"),
    Role.BODY: ("正文", "text"),
    Role.H1: ("一级标题", "level 1 headings"),
    Role.H2: ("二级标题", "level 2 headings"),
    Role.H3: ("三级标题", "level 3 headings"),
    Role.H4: ("四级标题", "level 4 headings"),
    Role.ISSUER: ("署名", "issuer"),
    Role.DATE: ("成文日期", "date"),
}
_EXCERPT = 24  # characters flagged of the first place


@dataclass(frozen=True, slots=True)
class Page:
    """A report, what its file looks like, and what it is to look like."""

    report: Report
    sheet: Sheet
    profile: Profile

    def lines(self, *roles: Role) -> Iterator[tuple[Line, Setting, PageSetup]]:
        """The lines of some roles with their settings and the pages they stand on."""
        for line, setting, role in set_lines(self.report, self.sheet):
            if role in roles and (page := page_of(self.sheet, line.number)):
                yield line, setting, page

    @property
    def numbers(self) -> dict[str, tuple[Footer, PageSetup]]:
        """The page numbers of the first section that has any, by kind of footer."""
        numbered = [footer for footer in self.sheet.footers if footer.page]
        first = min((footer.section for footer in numbered), default=0)
        return {
            footer.kind: (footer, self.sheet.pages[first])
            for footer in numbered
            if footer.section == first and (footer.kind != "even" or self.sheet.odd_even)
        }


@dataclass(frozen=True, slots=True)
class Place:
    """The first place of a kind of deviation, and how many lines have it."""

    line: Line
    span: Span
    count: int


def gathered(found: Iterable[tuple[Kind, Line, Span]]) -> Iterator[tuple[Kind, Place]]:
    """Each kind of deviation once, in the order they first appear."""
    places: dict[Kind, tuple[Line, Span]] = {}
    lines: dict[Kind, set[int]] = {}
    for kind, line, span in found:
        places.setdefault(kind, (line, span))
        lines.setdefault(kind, set()).add(line.number)
    for kind, (line, (start, end)) in places.items():
        yield kind, Place(line, (start, min(end, start + _EXCERPT)), len(lines[kind]))


def whole(
    rule: Rule[Any],
    *,
    message: Words | None = None,
    severity: Severity | None = None,
    line: int | None = None,
    **values: object,
) -> Finding:
    """A finding about the file as a whole, or about the page that begins with paragraph `line`."""
    return Finding(
        rule.code, severity or rule.severity, say(message or rule.message, **values), line=line
    )


def margins_of(profile: Profile, setup: PageSetup) -> Margins:
    """The set of margins that a page follows, the first of the profile where it follows none."""
    matching = (each for each in profile.margins if within(mm(setup.top), each.top))
    return next(matching, profile.margins[0])


def matches(font: str, wanted: tuple[str, ...]) -> bool:
    """Whether a font is of a kind wanted; one that is not known counts as right."""
    return not font or kind_of(font) in wanted or font in wanted
