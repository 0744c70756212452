"""Brief and written sentences → the sections of a draft: numbers, paragraphs, labels (提纲)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

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
    """The opening: notes before the first heading, then the sentence that says what this is."""
    notes = list(_paragraphs(brief.preamble, written, listed=False))
    if not brief.opening:
        return tuple(notes)
    marks = tuple(Mark(gap.id, gap.span) for gap in brief.opening_gaps)
    last = Sentence("T1", brief.opening, (), RULES, marks=marks)
    if len(notes) == 1:
        return (Paragraph((*notes[0].sentences, last)),)
    return (*notes, Paragraph((last,)))


def draft_sections(brief: Brief, written: Mapping[str, Sentence]) -> tuple[DraftSection, ...]:
    """The sections with their right numbers.

    written  a sentence without end mark for every bullet
    """
    return tuple(_section(section, n, written) for n, section in enumerate(brief.sections, 1))


def _section(section: Section, number: int, written: Mapping[str, Sentence]) -> DraftSection:
    own = sum(not _goes_on(written[bullet.id]) for bullet in section.bullets)
    listed = section.part in _LISTED and own > 1 and not any(b.children for b in section.bullets)
    paragraphs = tuple(_paragraphs(section.bullets, written, listed=listed))
    if section.hole:
        text = section.hole.text
        marks = (Mark(section.hole.id, (0, len(text))),)
        hole = Sentence(f"T{section.id}", text, (), RULES, marks=marks)
        paragraphs = (Paragraph((hole,)),)
    return DraftSection(
        id=section.id,
        level=section.level,
        number=_number(section, number),
        heading=section.heading,
        run_in=section.level >= 3 and bool(paragraphs),
        marks=(
            *(Mark(fact.id, fact.span) for fact in section.facts),
            *(Mark(gap.id, gap.span) for gap in section.gaps),
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
        if row and sum(len(other.text) for other in (*row, ended)) > _LONG:
            yield Paragraph(tuple(row))
            row = []
        row.append(ended)
    if row:
        yield Paragraph(tuple(row))


def _list(bullet: Bullet, written: Mapping[str, Sentence]) -> Iterator[Sentence]:
    """X：一是…；二是…。

    Items that are sentences of their own are parted by 。 throughout (GB/T 15834). 其中… goes on
    with what stands before it, X，其中…；…。 or 一是…，其中…；二是…。, and is no item.
    """
    items = bullet.children
    goes_on = [_goes_on(written[item.id]) for item in items]
    yield _end(written[bullet.id], "，" if goes_on[0] else "：")
    labels = _labels(goes_on)
    between = "。" if any(_is_heavy(item, written) for item in items) else "；"
    for at, item in enumerate(items):
        is_last = at == len(items) - 1
        if item.children:
            mark = "："
        elif not is_last and goes_on[at + 1] and not goes_on[at]:
            mark = "，"
        else:
            mark = "。" if is_last else between
        yield replace(_end(written[item.id], mark), label=labels[at])
        yield from _below(item, written)


def _labels(goes_on: Sequence[bool]) -> list[str]:
    """一是, 二是 … for items that do not go on; "" for one item alone, or if the first goes on."""
    if goes_on[0] or goes_on.count(False) < 2:
        return [""] * len(goes_on)
    numbers = accumulate(not goes for goes in goes_on)
    return [
        "" if goes else item_label(number) for goes, number in zip(goes_on, numbers, strict=True)
    ]


def _is_heavy(item: Bullet, written: Mapping[str, Sentence]) -> bool:
    """Whether an item is more than a clause, so that ； would not part it from the next."""
    return bool(item.children) or bool(set("。；：") & set(written[item.id].text))


def _below(item: Bullet, written: Mapping[str, Sentence]) -> Iterator[Sentence]:
    """What stands below an item, however deep, in one row."""
    leaves = [leaf for child in item.children for leaf in child.walk()]
    for number, leaf in enumerate(leaves, 1):
        yield _end(written[leaf.id], "。" if number == len(leaves) else "；")


def _goes_on(sentence: Sentence) -> bool:
    return sentence.text.startswith("其中")


def _end(sentence: Sentence, mark: str) -> Sentence:
    """The sentence closed by `mark`, whatever it was closed by before."""
    text = without_end(sentence.text)
    hole = text.startswith("【") and text.find("】") == len(text) - 1
    ended = mark == "。" and (hole or text.endswith(("！", "？")))
    return replace(sentence, text=text if ended else text + mark)
