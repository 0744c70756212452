"""What is missing in a draft, for whom: a row a gap."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.checks.indicators import pairs
from drafter.documents.draft_filled import filled
from drafter.documents.gaps import OpenGap, gap_names, marked, open_gaps
from drafter.facts.figures import read_facts
from drafter.facts.placeholders import width
from drafter.facts.punctuation import SENTENCE_END
from drafter.filling.divisions import division_of, place_of
from drafter.records import Draft, DraftSection, FactKind, Gap, GapKind, Part, Span

_NEVER_ASKED = {GapKind.PHRASE, GapKind.STRAY, GapKind.PERSONAL}
_NAMES = {
    GapKind.PLACE, GapKind.UNIT, GapKind.SCHOOL, GapKind.PERSON, GapKind.TITLE, GapKind.PROJECT,
    GapKind.BRAND, GapKind.ACTIVITY, GapKind.TOPIC, GapKind.TEXT, GapKind.SECTION, GapKind.PHRASE,
    GapKind.STRAY, GapKind.PERSONAL,
}  # fmt: skip
_ALIKE = 0.6  # of the word pairs around a gap, found around an earlier figure


@dataclass(frozen=True, slots=True)
class Row:
    """One gap as its form has it.

    section   heading without number; above are the headings over it, the outermost first
    sentence  the text the gap stands in, as it is now; span is the hole in it
    part      what the section is about
    value     what was filled in, None while it is open
    division  who is to say, "" where nobody is named
    last      what an earlier report of the unit has here, for orientation only; "" for nothing
    """

    gap: Gap
    section: str
    sentence: str
    span: Span
    number: str = ""
    above: tuple[str, ...] = ()
    part: Part = Part.OTHER
    value: str | None = None
    division: str = ""
    last: str = ""

    @property
    def marked(self) -> str:
        """The sentence with its hole marked: 招聘教师【xx】名。"""
        start, end = self.span
        return self.sentence[:start] + marked(self.gap.text) + self.sentence[end:]

    @property
    def asked(self) -> bool:
        """Whether a value is to be asked for.

        A fixed phrase is restored instead; a number of a person is withheld on purpose.
        """
        return self.gap.kind not in _NEVER_ASKED

    @property
    def withheld(self) -> bool:
        """Whether a number of a person stands in the notes here, which the draft does not print."""
        return self.gap.kind is GapKind.PERSONAL

    @property
    def width(self) -> tuple[int, int] | None:
        """Digits before and behind the point; None for names, which masks do not measure."""
        return None if self.gap.kind in _NAMES else width(self.gap.text)


def gap_rows(draft: Draft, divisions: Mapping[str, str] | None = None) -> list[Row]:
    """A row for each gap, filled ones included, in reading order.

    A withheld number whose mark a reviewer took out has none.
    divisions  words of a heading → who writes what stands under it; the heading nearest to the gap
               decides; where they say nothing, the name of the file that a note came from may
    """
    shown = filled(draft)
    values = {fill.gap: fill.text for fill in draft.fills}
    places = dict(_places(shown))
    parts = {section.heading: section.part for section in draft.brief.all_sections()}
    places_of = {one.id: place_of(draft.brief, one) for one in draft.brief.all_bullets()}
    rows = []
    for place in open_gaps(draft.brief):
        if place.gap.kind is GapKind.PERSONAL and place.gap.id not in places:
            continue
        number, above, sentence, span = places.get(
            place.gap.id, ("", (), place.text, place.gap.span)
        )
        part = parts.get(place.heading, Part.OTHER)
        row = Row(
            place.gap, place.section, sentence, span, number, above, part, values.get(place.gap.id)
        )
        file = places_of.get(place.bullet, "")
        division = division_of((*above, place.heading), divisions or {}, file)
        rows.append(replace(row, division=division))
    return rows


def template_rows(
    places: Sequence[OpenGap],
    assigned: Mapping[str, str],
    divisions: Mapping[str, str] | None = None,
) -> list[Row]:
    """A row for each gap of a masked report, under the names that its map has them by.

    assigned   gap → who is to answer, before what `divisions` say of its heading
    """
    known = divisions or {}
    return [
        _template_row(place, name, assigned.get(name) or division_of((place.heading,), known))
        for place, name in zip(places, gap_names(places), strict=True)
    ]


def _template_row(place: OpenGap, name: str, division: str) -> Row:
    start, end = place.gap.span
    text = place.text
    begin = max((stop.end() for stop in SENTENCE_END.finditer(text, 0, start)), default=0)
    full_stop = SENTENCE_END.search(text, end)
    sentence = text[begin : full_stop.end() if full_stop else len(text)]
    span = (start - begin, end - begin)
    return Row(replace(place.gap, id=name), place.section, sentence, span, division=division)


_Place = tuple[str, tuple[str, ...], str, Span]
"""Where a gap is printed: number of its section, headings above it, text around it, its span."""


def _places(draft: Draft) -> Iterator[tuple[str, _Place]]:
    """The id and place of each gap that is printed."""
    brief = draft.brief
    for gaps, text in (
        (brief.title_gaps, brief.title),
        (brief.recipient_gaps, brief.recipient),
        (brief.issuer_gaps, brief.organization),
        (brief.date_gaps, brief.date),
    ):
        yield from ((gap.id, ("", (), text, gap.span)) for gap in gaps)
    for paragraph in draft.opening:
        for sentence in paragraph.sentences:
            yield from ((mark.id, ("", (), sentence.text, mark.span)) for mark in sentence.marks)
    for section in draft.sections:
        yield from _in_section(section, ())


def _in_section(section: DraftSection, above: tuple[str, ...]) -> Iterator[tuple[str, _Place]]:
    yield from (
        (mark.id, (section.number, above, section.heading, mark.span)) for mark in section.marks
    )
    for paragraph in section.paragraphs:
        for sentence in paragraph.sentences:
            for mark in sentence.marks:
                yield mark.id, (section.number, above, sentence.text, mark.span)
    for child in section.sections:
        yield from _in_section(child, (*above, section.heading))


# --- what an earlier report has ---


@dataclass(frozen=True, slots=True)
class Earlier:
    """A passage of an earlier report of the same unit."""

    title: str
    headings: tuple[str, ...]
    text: str


def with_last(rows: Iterable[Row], passages: Iterable[Earlier]) -> list[Row]:
    """The rows with the figure that an earlier report states on the same matter, where one does.

    passages  newest report first; the nearest words win, then the newer report
    """
    known: dict[tuple[FactKind, str], list[_Stated]] = {}
    for passage in passages:
        for fact in read_facts(passage.text):
            if fact.value is not None or fact.kind is FactKind.DATE:
                about = _around(passage.text, fact.span) + "，" + "，".join(passage.headings[-1:])
                stated = _Stated(pairs(about), f"{fact.text}（《{passage.title}》）")
                known.setdefault((fact.kind, fact.tail), []).append(stated)
    return [
        replace(row, last=_last(row, known.get((row.gap.fact_kind, row.gap.unit), ())))
        if row.width
        else row
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure of an earlier report, with the pairs of characters around it."""

    around: frozenset[str]
    text: str


def _last(row: Row, known: Sequence[_Stated]) -> str:
    """The figure among the words most like those of the row; the row's own where none is alike."""
    start, end = row.span
    matter = pairs(_around(row.sentence, (start, end + len(row.gap.unit))))
    if not matter or not known:
        return row.last

    def share(stated: _Stated) -> float:
        return len(matter & stated.around) / len(matter)

    best = max(known, key=share)
    return best.text if share(best) >= _ALIKE else row.last


def _around(text: str, span: Span) -> str:
    before = re.split(r"[，；。：、]", text[: span[0]])[-1]
    after = re.split(r"[，；。：、]", text[span[1] :])[0]
    return before + "\n" + after
