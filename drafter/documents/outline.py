"""Brief and written sentences → the sections of a draft: numbers, paragraphs, labels (提纲)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from drafter.documents.plan import as_item, as_noted
from drafter.facts.numbering import heading_number, item_label
from drafter.facts.punctuation import without_end
from drafter.records import (
    Author,
    Brief,
    Draft,
    DraftSection,
    Mark,
    Paragraph,
    PlanItem,
    Section,
    SectionPlan,
    Sentence,
)

RULES = Author("rules")
ARCHIVE = Author("rules", manner="archive")
"""The rules, in the words of an earlier document."""
OPENS = "T1"
"""Names the sentence that says what this is."""
_LONG = 420  # characters after which a run-on paragraph is parted


def opening_paragraphs(brief: Brief, written: Mapping[str, Sentence]) -> tuple[Paragraph, ...]:
    """The opening: notes before the first heading, then the sentence that says what this is.

    written  as in `draft_sections`; under OPENS that sentence, where it is another than the brief's
    """
    notes = list(_paragraphs([as_item(bullet) for bullet in brief.preamble], written))
    if not brief.opening:
        return tuple(notes)
    marks = tuple(Mark(gap.id, gap.span) for gap in brief.opening_gaps)
    composed = Sentence(OPENS, brief.opening, (), RULES, marks=marks)
    last = written.get(OPENS, composed)
    if len(notes) == 1:
        return (Paragraph((*notes[0].sentences, last)),)
    return (*notes, Paragraph((last,)))


def draft_sections(
    brief: Brief, written: Mapping[str, Sentence], plans: Iterable[SectionPlan] = ()
) -> tuple[DraftSection, ...]:
    """The sections with their right numbers.

    written  a sentence for every bullet, the same one for bullets that it states together; under
             the id of a section its lead, where it has one
    plans    how sections are put together; one that is left out stands as the notes have it
    """
    by_id = {plan.section: plan for plan in plans}
    return tuple(
        _section(section, n, written, by_id) for n, section in enumerate(brief.sections, 1)
    )


def written_before(draft: Draft) -> dict[str, Sentence]:
    """The sentences of a draft as `draft_sections` takes them."""
    by_bullet = {
        bullet: replace(sentence, label="")
        for sentence in draft.all_sentences()
        for bullet in sentence.bullets
    }
    leads = {
        section.id: sentence
        for section in draft.all_sections()
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if sentence.id == lead_id(section.id)
    }
    return by_bullet | leads


def lead_id(section: str) -> str:
    """The id of the sentence that leads a section."""
    return f"L{section}"


def _section(
    section: Section, number: int, written: Mapping[str, Sentence], plans: Mapping[str, SectionPlan]
) -> DraftSection:
    plan = plans.get(section.id) or as_noted(section)
    paragraphs = tuple(_paragraphs(plan.items, written, lead=written.get(section.id)))
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
        sections=tuple(
            _section(child, n, written, plans) for n, child in enumerate(section.sections, 1)
        ),
    )


def _number(section: Section, number: int) -> str:
    """The number as printed; an Arabic one stands off from a figure: 1. 15项."""
    space = " " if section.level == 3 and section.heading[:1].isdigit() else ""
    return heading_number(section.level, number) + space


def _paragraphs(
    items: Sequence[PlanItem], written: Mapping[str, Sentence], lead: Sentence | None = None
) -> Iterator[Paragraph]:
    """Items in a row make a paragraph; one with items below it makes one of its own.

    A lead opens the first paragraph; before an item with items below it, it stands alone.
    """
    row = [lead] if lead else []
    numbered = _is_numbered(items, written)
    count = 0
    for item in items:
        if item.below:
            if row:
                yield Paragraph(tuple(row))
                row = []
            yield Paragraph(tuple(_list(item, written)))
            continue
        for sentence in _sentences(item, written):
            ended = _end(sentence, "。")
            if numbered and item.listed and not _goes_on(sentence):
                count += 1
                ended = replace(ended, label=item_label(count))
            opens = item.paragraph and item.bullets[0] in sentence.bullets
            if row and (opens or sum(len(other.text) for other in (*row, ended)) > _LONG):
                yield Paragraph(tuple(row))
                row = []
            row.append(ended)
    if row:
        yield Paragraph(tuple(row))


def _is_numbered(items: Sequence[PlanItem], written: Mapping[str, Sentence]) -> bool:
    """Whether there are several sentences to number: one alone is no list."""
    listed = [sentence for item in items if item.listed for sentence in _sentences(item, written)]
    return sum(not _goes_on(sentence) for sentence in listed) > 1


def _sentences(item: PlanItem, written: Mapping[str, Sentence]) -> list[Sentence]:
    """What states the bullets of an item: one sentence, or one each where joining was refused."""
    return list({written[id].id: written[id] for id in item.bullets}.values())


def _list(item: PlanItem, written: Mapping[str, Sentence]) -> Iterator[Sentence]:
    """X：一是…；二是…。

    Items that are sentences of their own are parted by 。 throughout (GB/T 15834). 其中… goes on
    with what stands before it, X，其中…；…。 or 一是…，其中…；二是…。, and is no item. X方面 goes
    before a comma too. Figures of one thing are parted by ； alone.
    """
    rows = [(sentence, part) for part in item.below for sentence in _sentences(part, written)]
    goes_on = [_goes_on(sentence) for sentence, _ in rows]
    yield _opening(written[item.bullets[0]], goes_on=goes_on[0])
    between = "。" if any(_is_heavy(sentence, part) for sentence, part in rows) else "；"
    labels = [""] * len(rows) if item.data and between == "；" else _labels(goes_on)
    for at, (sentence, part) in enumerate(rows):
        is_last = at == len(rows) - 1
        if part.below:
            mark = _opening(sentence, goes_on=False).text[-1]
        elif not is_last and goes_on[at + 1] and not goes_on[at]:
            mark = "，"
        else:
            mark = "。" if is_last else between
        yield replace(_end(sentence, mark), label=labels[at])
        yield from _below(part, written)


def _opening(sentence: Sentence, *, goes_on: bool) -> Sentence:
    """What stands before a list: X：, X，其中 or X方面，."""
    is_aspect = without_end(sentence.text).endswith("方面")
    return _end(sentence, "，" if goes_on or is_aspect else "：")


def _labels(goes_on: Sequence[bool]) -> list[str]:
    """一是, 二是 … for items that do not go on; "" for one item alone, or if the first goes on."""
    if goes_on[0] or goes_on.count(False) < 2:
        return [""] * len(goes_on)
    numbers = accumulate(not goes for goes in goes_on)
    return [
        "" if goes else item_label(number) for goes, number in zip(goes_on, numbers, strict=True)
    ]


def _is_heavy(sentence: Sentence, item: PlanItem) -> bool:
    """Whether an item is more than a clause, so that ； would not part it from the next."""
    return bool(item.below) or bool(set("。；：") & set(without_end(sentence.text)))


def _below(item: PlanItem, written: Mapping[str, Sentence]) -> Iterator[Sentence]:
    """What stands below an item, however deep, in one row."""
    leaves = [s for part in item.below for leaf in part.walk() for s in _sentences(leaf, written)]
    for number, leaf in enumerate(leaves, 1):
        yield _end(leaf, "。" if number == len(leaves) else "；")


def _goes_on(sentence: Sentence) -> bool:
    return sentence.text.startswith("其中")


def _end(sentence: Sentence, mark: str) -> Sentence:
    """The sentence closed by `mark`, whatever it was closed by before; one taken out stays so."""
    if not sentence.text:
        return sentence
    text = without_end(sentence.text)
    hole = text.startswith("【") and text.find("】") == len(text) - 1
    ended = mark == "。" and (hole or text.endswith(("！", "？")))
    return replace(sentence, text=text if ended else text + mark)
