"""Drafts made worse to read, with every promise kept: what the measures of prose have to see.

Today's drafts can leave nothing to spoil (where each sentence is a note, none can become one), so
the first paragraph of a part is written well first, and then badly.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from drafter.evaluation.scored_text import Subject, report_of
from drafter.records import Draft, DraftSection, Paragraph, Part


@dataclass(frozen=True, slots=True)
class Spoiling:
    """A paragraph written well and badly; {note} is the note it was made of."""

    name: str
    scorer: str
    good: str
    bad: str
    part: Part = Part.DONE


SPOILINGS = (
    Spoiling("verbs lost", "telegraphic", "在校门口设置护学岗46个。", "护学岗46个，推动工作落实。"),
    Spoiling(
        "verbs inside nouns",
        "telegraphic",
        "办理提案23件，办结率为100%。",
        "办理的提案23件，办结率100%。",
    ),
    Spoiling(
        "figures alone", "figure_only", "聚焦上下学安全，设置护学岗46个。", "设置护学岗46个。"
    ),
    Spoiling(
        "lead lost",
        "led",
        "坚持预防为主，守住安全底线。设置护学岗46个。修复台阶31处。",
        "设置护学岗46个，守住安全底线。修复台阶31处。路灯也已经修好。",
    ),
    Spoiling(
        "words of grammar lost",
        "function_words",
        "在校门口和路口设置了护学岗46个，对上岗的人员也进行了培训。",
        "校门口、路口设置护学岗46个，上岗人员培训完毕。",
    ),
    Spoiling(
        "closing phrase added",
        "closings",
        "设置护学岗46个。",
        "设置护学岗46个，切实维护校门口秩序。",
    ),
    Spoiling(
        "plan said as done", "planned", "力争新建服务站8个。", "新建服务站8个。", Part.PLANNED
    ),
    Spoiling("note word for word", "verbatim", "围绕日常工作，{note}。", "{note}。"),
    Spoiling(
        "one frame throughout",
        "frames",
        "设置护学岗46个。聚焦汛期，修复台阶31处。路灯也已经修好。",
        "设置护学岗46个。修复台阶31处。安装路灯52盏。",
    ),
)


def written(text: str, part: Part) -> Callable[[Subject], Subject | None]:
    """What puts a text in the place of the first paragraph of a part; None where it has none."""

    def change(subject: Subject) -> Subject | None:
        draft = subject.draft
        old = _first(subject, draft, part) if draft else None
        if draft is None or old is None:
            return None
        notes = {bullet.id: bullet.text for bullet in subject.brief.all_bullets()}
        first = old.sentences[0]
        note = notes[first.bullets[0]]
        new = replace(first, text=text.format(note=note), marks=(), own=(), label="")
        sections = tuple(_changed(section, old, Paragraph((new,))) for section in draft.sections)
        harmed = replace(draft, sections=sections)
        return replace(subject, draft=harmed, report=report_of(harmed))

    return change


def _first(subject: Subject, draft: Draft, part: Part) -> Paragraph | None:
    """The first paragraph that was made of notes in what the measures take for a part."""
    blocks = subject.prose.plans if part is Part.PLANNED else subject.prose.past
    of_part = "\n".join(block.text for block in blocks)
    for section in draft.all_sections():
        for paragraph in section.paragraphs:
            first = paragraph.sentences[0]
            if first.bullets and first.text in of_part:
                return paragraph
    return None


def _changed(section: DraftSection, old: Paragraph, new: Paragraph) -> DraftSection:
    """The section with one paragraph for another, once."""
    paragraphs = tuple(new if paragraph is old else paragraph for paragraph in section.paragraphs)
    below = tuple(_changed(child, old, new) for child in section.sections)
    return replace(section, paragraphs=paragraphs, sections=below)
