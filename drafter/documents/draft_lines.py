"""A draft as the lines a reader sees: the one view that Markdown, Word, text and checks share.

Whatever is printed is printed from here, so that "the file holds exactly the text of the draft" is
one comparison.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from drafter.documents.draft_filled import filled
from drafter.records import Draft, DraftSection, Gap, Mark, Paragraph


class Role(StrEnum):
    """What a line is; the renderer gives each its place and font."""

    TITLE = "title"
    RECIPIENT = "recipient"
    BODY = "body"
    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    H4 = "h4"
    ISSUER = "issuer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line set in one way.

    role     of the characters: a run-in heading (h3) can open a body line
    mark     id of the fact or gap that stands here, "" for none
    sentence id of the sentence it belongs to, "" for headings
    filled   the gap that stood here was filled in
    """

    text: str
    role: Role
    mark: str = ""
    sentence: str = ""
    filled: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a gap stands here."""
        return self.mark.startswith("G") and not self.filled


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as printed; section is the id of the section it stands in."""

    role: Role
    runs: tuple[Run, ...]
    section: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def lines(draft: Draft) -> Iterator[Line]:
    """Yield the draft's lines in reading order, without blank ones; what was filled in is shown."""
    done = {fill.gap for fill in draft.fills}
    for line in _lines(filled(draft)):
        runs = tuple(
            replace(run, filled=True) if run.mark in done else run for run in line.runs if run.text
        )
        yield replace(line, runs=runs)


def _lines(draft: Draft) -> Iterator[Line]:
    brief = draft.brief
    yield Line(Role.TITLE, tuple(_runs(brief.title, Role.TITLE, _marks(brief.title_gaps))))
    if brief.recipient:
        runs = _runs(
            brief.recipient.rstrip("：:") + "：", Role.RECIPIENT, _marks(brief.recipient_gaps)
        )
        yield Line(Role.RECIPIENT, tuple(runs))
    for paragraph in draft.opening:
        yield Line(Role.BODY, tuple(_paragraph_runs(paragraph)))
    for section in draft.sections:
        yield from _section_lines(section)
    yield Line(
        Role.ISSUER, tuple(_runs(brief.organization, Role.ISSUER, _marks(brief.issuer_gaps)))
    )
    yield Line(Role.DATE, tuple(_runs(brief.date, Role.DATE, _marks(brief.date_gaps))))


def _marks(gaps: Iterable[Gap]) -> list[Mark]:
    return [Mark(gap.id, gap.span) for gap in gaps]


def plain_text(draft: Draft) -> str:
    """The draft's text, a line a paragraph."""
    return "\n".join(line.text for line in lines(draft))


def _section_lines(section: DraftSection) -> Iterator[Line]:
    role = Role(f"h{section.level}")
    heading = [Run(section.number, role), *_runs(section.heading, role, section.marks)]
    rest = list(section.paragraphs)
    if section.run_in and rest:
        first = rest.pop(0)
        yield Line(role, (*heading, Run("。", role), *_paragraph_runs(first)), section.id)
    else:
        yield Line(role, tuple(heading), section.id)
    for paragraph in rest:
        yield Line(Role.BODY, tuple(_paragraph_runs(paragraph)), section.id)
    for child in section.sections:
        yield from _section_lines(child)


def _paragraph_runs(paragraph: Paragraph) -> Iterator[Run]:
    for sentence in paragraph.sentences:
        if sentence.label:
            yield Run(sentence.label, Role.BODY, sentence=sentence.id)
        yield from _runs(sentence.text, Role.BODY, sentence.marks, sentence.id)


def _runs(text: str, role: Role, marks: Iterable[Mark], sentence: str = "") -> Iterator[Run]:
    at = 0
    for mark in sorted(marks, key=lambda m: m.span):
        start, end = mark.span
        if at < start:
            yield Run(text[at:start], role, sentence=sentence)
        yield Run(text[start:end], role, mark.id, sentence)
        at = end
    if at < len(text):
        yield Run(text[at:], role, sentence=sentence)
