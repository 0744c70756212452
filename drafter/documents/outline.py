"""Brief and written sentences → the sections of a draft: numbers, paragraphs, labels (提纲与成文)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.facts.numbering import heading_number, item_label
from drafter.facts.punctuation import without_end
from drafter.records import (
    Author,
    Brief,
    Bullet,
    DraftSection,
    Mark,
    Paragraph,
    Part,
    Section,
    Sentence,
)

RULES = Author("rules")
_LONG = 420  # characters after which a run-on paragraph is parted
_LISTED = {Part.PROBLEMS, Part.PLANNED}


def opening_paragraphs(brief: Brief, written: Mapping[str, Sentence]) -> tuple[Paragraph, ...]:
    """The opening: notes that stand before the first heading, then the sentence that says what this is."""
    notes = list(_paragraphs(brief.preamble, written, listed=False))
    if not brief.opening:
        return tuple(notes)
    marks = tuple(Mark(gap.id, gap.span) for gap in brief.opening_gaps)
    last = Sentence("T1", brief.opening, (), RULES, marks=marks)
    if len(notes) == 1:
        return (Paragraph((*notes[0].sentences, last)),)
    return (*notes, Paragraph((last,)))


def draft_sections(brief: Brief, written: Mapping[str, Sentence]) -> tuple[DraftSection, ...]:
    """The sections with their right numbers; `written` holds a sentence without end mark for every bullet."""
    return tuple(_section(section, n, written) for n, section in enumerate(brief.sections, 1))


def _section(section: Section, number: int, written: Mapping[str, Sentence]) -> DraftSection:
    own = sum(not _goes_on(written[bullet.id]) for bullet in section.bullets)
    listed = section.part in _LISTED and own > 1 and not any(b.children for b in section.bullets)
    paragraphs = tuple(_paragraphs(section.bullets, written, listed=listed))
    if section.hole:
        text = section.hole.text
        hole = Sentence(
            f"T{section.id}", text, (), RULES, marks=(Mark(section.hole.id, (0, len(text))),)
        )
        paragraphs = (Paragraph((hole,)),)
    return DraftSection(
        id=section.id,
        level=section.level,
        number=_number(section, number),
        heading=section.heading,
        run_in=section.level >= 3 and bool(paragraphs),
        marks=(
            *(Mark(f.id, f.span) for f in section.facts),
            *(Mark(g.id, g.span) for g in section.gaps),
        ),
        paragraphs=paragraphs,
        sections=tuple(_section(child, n, written) for n, child in enumerate(section.sections, 1)),
    )


def _number(section: Section, number: int) -> str:
    """The number as printed; an Arabic one stands off from a figure: 1. 15项."""
    space = " " if section.level == 3 and section.heading[:1].isdigit() else ""
    return heading_number(section.level, number) + space


def _paragraphs(
    bullets: Sequence[Bullet], written: Mapping[str, Sentence], *, listed: bool
) -> Iterator[Paragraph]:
    """Bullets in a row make a paragraph; a bullet with bullets below it makes one of its own."""
    row: list[Sentence] = []
    count = 0
    for bullet in bullets:
        sentence = written[bullet.id]
        if bullet.children:
            if row:
                yield Paragraph(tuple(row))
                row = []
            yield Paragraph(tuple(_list(bullet, written)))
            continue
        ended = _end(sentence, "。")
        if listed and not _goes_on(sentence):
            count += 1
            ended = replace(ended, label=item_label(count))
        if row and sum(len(s.text) for s in row) + len(ended.text) > _LONG:
            yield Paragraph(tuple(row))
            row = []
        row.append(ended)
    if row:
        yield Paragraph(tuple(row))


def _list(bullet: Bullet, written: Mapping[str, Sentence]) -> Iterator[Sentence]:
    """X：一是…；二是…。 — items that are sentences of their own are parted by 。 throughout (GB/T 15834).

    其中… goes on with what stands before it, X，其中…；…。 or 一是…，其中…；二是…。, and is no item.
    """
    goes_on = [_goes_on(written[child.id]) for child in bullet.children]
    yield _end(written[bullet.id], "，" if goes_on[0] else "：")
    heavy = any(
        child.children or set("。；：") & set(written[child.id].text) for child in bullet.children
    )
    labelled = not goes_on[0] and goes_on.count(False) > 1
    count = 0
    for child, goes, next_goes_on in zip(
        bullet.children, goes_on, [*goes_on[1:], None], strict=True
    ):
        count += not goes
        label = item_label(count) if labelled and not goes else ""
        if child.children:
            yield replace(_end(written[child.id], "："), label=label)
            leaves = [leaf for grandchild in child.children for leaf in grandchild.walk()]
            for m, leaf in enumerate(leaves, 1):
                yield _end(written[leaf.id], "。" if m == len(leaves) else "；")
        else:
            mark = (
                "，"
                if next_goes_on and not goes
                else "。"
                if heavy or next_goes_on is None
                else "；"
            )
            yield replace(_end(written[child.id], mark), label=label)


def _goes_on(sentence: Sentence) -> bool:
    return sentence.text.startswith("其中")


def _end(sentence: Sentence, mark: str) -> Sentence:
    """The sentence closed by `mark`, whatever it was closed by before."""
    text = without_end(sentence.text)
    return replace(
        sentence, text=text if text.endswith(("！", "？", "】")) and mark == "。" else text + mark
    )
