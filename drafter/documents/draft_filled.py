"""A draft with its filled gaps shown: values in the place of masks, all else as it was.

Values are kept beside the draft, not in it, so that a filling can be undone, repeated and proved.
They come last: drafted → reviewed → filled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from drafter.documents.draft_headings import front_now
from drafter.documents.draft_reviewed import reviewed
from drafter.records import Draft, DraftSection, Gap, Mark, Paragraph, Sentence, Span


def unfilled(draft: Draft) -> Draft:
    """The draft before anything was filled in."""
    return replace(draft, fills=())


def filled(draft: Draft) -> Draft:
    """The draft as it reads now: as reviewed, with every fill in its place.

    Marks keep the ids of the gaps, notes
    stay as they are."""
    draft = reviewed(draft)
    values = {fill.gap: fill.text for fill in draft.fills}
    brief = front_now(draft)
    if not values:
        return draft if brief == draft.brief else replace(draft, brief=brief)
    title, title_gaps = _gaps_filled(brief.title, brief.title_gaps, values)
    recipient, recipient_gaps = _gaps_filled(brief.recipient, brief.recipient_gaps, values)
    organization, issuer_gaps = _gaps_filled(brief.organization, brief.issuer_gaps, values)
    date, date_gaps = _gaps_filled(brief.date, brief.date_gaps, values)
    return replace(
        draft,
        brief=replace(
            brief,
            title=title,
            title_gaps=title_gaps,
            recipient=recipient,
            recipient_gaps=recipient_gaps,
            organization=organization,
            issuer_gaps=issuer_gaps,
            date=date,
            date_gaps=date_gaps,
        ),
        opening=_paragraphs(draft.opening, values),
        sections=tuple(_section(section, values) for section in draft.sections),
    )


def _section(section: DraftSection, values: Mapping[str, str]) -> DraftSection:
    heading, spans = with_values(section.heading, [(m.id, m.span) for m in section.marks], values)
    return replace(
        section,
        heading=heading,
        marks=tuple(Mark(mark.id, span) for mark, span in zip(section.marks, spans, strict=True)),
        paragraphs=_paragraphs(section.paragraphs, values),
        sections=tuple(_section(child, values) for child in section.sections),
    )


def _paragraphs(
    paragraphs: Iterable[Paragraph], values: Mapping[str, str]
) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(tuple(_sentence(one, values) for one in paragraph.sentences))
        for paragraph in paragraphs
    )


def _sentence(sentence: Sentence, values: Mapping[str, str]) -> Sentence:
    if not any(mark.id in values for mark in sentence.marks):
        return sentence
    whose = [*sentence.own, *sentence.hand]
    places = [(mark.id, mark.span) for mark in sentence.marks] + [("", span) for span in whose]
    text, spans = with_values(sentence.text, places, values)
    count = len(sentence.marks)
    marks = tuple(
        Mark(mark.id, span) for mark, span in zip(sentence.marks, spans[:count], strict=True)
    )
    own, hand = spans[count:][: len(sentence.own)], spans[count:][len(sentence.own) :]
    return replace(sentence, text=text, marks=marks, own=tuple(own), hand=tuple(hand))


def _gaps_filled(
    text: str, gaps: tuple[Gap, ...], values: Mapping[str, str]
) -> tuple[str, tuple[Gap, ...]]:
    shown, spans = with_values(text, [(gap.id, gap.span) for gap in gaps], values)
    return shown, tuple(
        replace(gap, span=span, text=values.get(gap.id, gap.text))
        for gap, span in zip(gaps, spans, strict=True)
    )


def with_values(
    text: str, places: Iterable[tuple[str, Span]], values: Mapping[str, str]
) -> tuple[str, list[Span]]:
    """`text` with the values of places that have one, and the span of every place in it then."""
    given = list(places)
    filled_places = sorted(
        ((span, values[name]) for name, span in given if name in values), key=lambda one: one[0]
    )
    pieces, at = [], 0
    for (start, end), value in filled_places:
        pieces += [text[at:start], value]
        at = end

    def moved(offset: int) -> int:
        return offset + sum(
            len(value) - (end - start) for (start, end), value in filled_places if end <= offset
        )

    spans = []
    for name, (start, end) in given:
        begin = moved(start)
        spans.append((begin, begin + len(values[name])) if name in values else (begin, moved(end)))
    return "".join(pieces) + text[at:], spans
