"""What is told of what the notes do not say, and of a draft's length beside the one wanted."""

from collections.abc import Iterator, Sequence

from drafter.filling.lengths import Length, SectionLength
from drafter.filling.questions import Question, questions_of
from drafter.filling.rewordings import rewordings_of
from drafter.messages import t
from drafter.records import Draft
from drafter.settings import load_settings

_FIRST, _EXCERPT = 3, 12  # notes to reword that are named at once, characters of each
_MOST = 8  # short sections that are named; the rest are counted


def questions_to(draft: Draft) -> list[Question]:
    """What is to be asked of the notes of a draft, and of whom."""
    return questions_of(draft, dict(load_settings().divisions) | dict(draft.brief.divisions))


def rewordings_to(draft: Draft) -> list[Question]:
    """The notes of a draft that are to be worded anew, and by whom."""
    return rewordings_of(draft, dict(load_settings().divisions) | dict(draft.brief.divisions))


def question_rows(questions: Sequence[Question], *, divided: bool) -> Iterator[str]:
    """The questions below their sections, or below the divisions that are to answer.

    Notes that are to be reworded come last, with their places.
    """
    lacks = [question for question in questions if question.kind != "wording"]
    yield from _rows(lacks, divided=divided)
    if wordings := [question for question in questions if question not in lacks]:
        yield f"{t('form.wordings')}{t('help.colon')}"
        yield from _rows(wordings, divided=divided)


def rewording_lines(rewordings: Sequence[Question], draft: object) -> Iterator[str]:
    """How many notes are to be reworded, and which are the first."""
    if not rewordings:
        return
    first = "、".join(
        t("cli.report.wordings.one", note=one.note[:_EXCERPT], place=one.place)
        for one in rewordings[:_FIRST]
    )
    more = t("cli.report.wordings.more") if len(rewordings) > _FIRST else ""
    yield t("cli.report.wordings", count=len(rewordings), first=first + more, draft=draft)


def _rows(questions: Sequence[Question], *, divided: bool) -> Iterator[str]:
    above = ""
    for question in sorted(questions, key=lambda each: each.division if divided else ""):
        place = question.number + question.heading
        head = (question.division or t("form.nobody")) if divided else place
        if head != above:
            yield head
            above = head
        about = question.note or place
        about += f"（{question.place}）" if question.kind == "wording" else ""
        yield f"  {question.id:<6} {question.text}  ｜{about}"


def length_lines(length: Length) -> Iterator[str]:
    """How long the draft is, which sections are short, and what would fill them."""
    counts = {"characters": length.characters, "wanted": length.wanted}
    if not length.missing:
        yield t("cli.length.enough", **counts)
        return
    yield t("cli.length.missing", missing=length.missing, **counts)
    named = sorted(length.short, key=lambda section: not section.questions)[:_MOST]
    for section in named:
        yield from _section_lines(section)
    if more := len(length.short) - len(named):
        yield t("cli.length.more", count=more)


def _section_lines(section: SectionLength) -> Iterator[str]:
    place = section.number + section.heading
    counts = {"characters": section.characters, "share": section.share}
    full = "" if section.questions else t("cli.length.full")
    yield "  " + t("cli.length.section", place=place, **counts) + full
    for question in section.questions:
        yield f"    {question.id:<6} {question.text}  ｜{question.note or place}"
