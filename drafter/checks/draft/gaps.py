"""GAP1xx: what the notes leave open stays open, as wide as it was, and is listed. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.figures import read_gaps
from drafter.layout import lines
from drafter.messages import t
from drafter.records import Bullet, Draft, Finding, Gap, Severity


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A gap in its place: the heading of its section, its line in the notes (0 for none), the text it stands in."""

    gap: Gap
    section: str
    line: int
    text: str

    @property
    def excerpt(self) -> str:
        """The gap with the words around it: …选派民办学校党建指导员【xx】名."""
        start, end = self.gap.span
        before, after = self.text[:start], self.text[end:]
        head = "…" + before[-_AROUND:] if len(before) > _AROUND else before
        foot = after[: _AROUND // 2] + "…" if len(after) > _AROUND // 2 else after
        return head + (self.gap.text if self.gap.text.startswith("【") else f"【{self.gap.text}】") + foot


_AROUND = 14  # characters before a gap in an excerpt


def open_gaps(draft: Draft) -> Iterator[OpenGap]:
    """Every gap in its place, in reading order."""
    brief = draft.brief
    for gap in brief.title_gaps:
        yield OpenGap(gap, t("gap.in.title"), 0, brief.title)
    for gap in brief.recipient_gaps:
        yield OpenGap(gap, t("gap.in.recipient"), 0, brief.recipient)
    for gap in brief.opening_gaps:
        yield OpenGap(gap, t("gap.in.opening"), 0, brief.opening)
    for bullet in _walk(brief.preamble):
        for gap in bullet.gaps:
            yield OpenGap(gap, t("gap.in.opening"), bullet.line, bullet.text)
    for section in brief.all_sections():
        for gap in section.gaps:
            yield OpenGap(gap, section.heading, section.line, section.heading)
        if section.hole:
            yield OpenGap(section.hole, section.heading, section.line, section.hole.text)
        for bullet in _walk(section.bullets):
            for gap in bullet.gaps:
                yield OpenGap(gap, section.heading, bullet.line, bullet.text)
    for gap in brief.issuer_gaps:
        yield OpenGap(gap, t("gap.in.issuer"), 0, brief.organization)
    for gap in brief.date_gaps:
        yield OpenGap(gap, t("gap.in.date"), 0, brief.date)


def _walk(bullets: Iterable[Bullet]) -> Iterator[Bullet]:
    for bullet in bullets:
        yield from bullet.walk()


def altered_gaps(draft: Draft) -> Iterator[Finding]:
    """GAP101: a gap is not where it was, exactly as wide, once; GAP103: a mask stands where the notes have none."""
    shown: dict[str, list[str]] = {}
    for line in lines(draft):
        marked = [run for run in line.runs if run.mark.startswith("G")]
        read = [gap.text for gap in read_gaps(line.text)]
        for run in marked:
            kept = run.text if run.text in read else ""  # one x more beside it and the reader sees another mask
            shown.setdefault(run.mark, []).append(kept)
        for text in (Counter(read) - Counter(run.text for run in marked)).elements():
            yield Finding("GAP103", Severity.ERROR, t("gap103", text=text), line.section, text)
    for place in open_gaps(draft):
        gap = place.gap
        if shown.get(gap.id) != [gap.text]:
            message = t("gap101", text=gap.text)
            yield Finding("GAP101", Severity.ERROR, message, gap.id, gap.text, gap.span, place.line or None)


def empty_sections(draft: Draft) -> Iterator[Finding]:
    """GAP102: a section nobody wrote a note for, or a part that the kind promises and the notes leave out."""
    for section in draft.brief.all_sections():
        if section.hole:
            message = t("gap102", heading=section.heading)
            yield Finding("GAP102", Severity.WARNING, message, section.id, section.heading, line=section.line or None)
