"""What is told of what the notes do not say, and of a draft's length beside the one wanted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.lengths import Length, SectionLength
    from drafter.filling.questions import Question
    from drafter.records import Draft

_FIRST, _EXCERPT = 3, 12  # notes to reword that are named at once, characters of each
_MOST = 8  # short sections that are named; the rest are counted


def questions_to(draft: "Draft") -> "list[Question]":
    """What is to be asked of the notes of a draft, and of whom."""
    from drafter.filling.questions import questions_of
    from drafter.settings import load_settings

    return questions_of(draft, dict(load_settings().divisions) | dict(draft.brief.divisions))


def rewordings_to(draft: "Draft") -> "list[Question]":
    """The notes of a draft that are to be worded anew, and by whom."""
    from drafter.filling.rewordings import rewordings_of
    from drafter.settings import load_settings

    return rewordings_of(draft, dict(load_settings().divisions) | dict(draft.brief.divisions))


def list_questions(questions: "Sequence[Question]", *, divided: bool) -> None:
    """Print the questions below their sections, or below the divisions that are to answer.

    Notes that are to be reworded come last, with their places.
    """
    import typer

    lacks = [question for question in questions if question.kind != "wording"]
    _list(lacks, divided=divided)
    if wordings := [question for question in questions if question not in lacks]:
        typer.echo(f"{t('form.wordings')}{t('help.colon')}")
        _list(wordings, divided=divided)


def tell_rewordings(rewordings: "Sequence[Question]", draft: object) -> None:
    """Tell how many notes are to be reworded, and which are the first."""
    if not rewordings:
        return
    first = "、".join(
        t("cli.report.wordings.one", note=one.note[:_EXCERPT], place=one.place)
        for one in rewordings[:_FIRST]
    )
    more = t("cli.report.wordings.more") if len(rewordings) > _FIRST else ""
    warn(t("cli.report.wordings", count=len(rewordings), first=first + more, draft=draft))


def _list(questions: "Sequence[Question]", *, divided: bool) -> None:
    import typer

    above = ""
    for question in sorted(questions, key=lambda each: each.division if divided else ""):
        place = question.number + question.heading
        head = (question.division or t("form.nobody")) if divided else place
        if head != above:
            typer.echo(head)
            above = head
        about = question.note or place
        about += f"（{question.place}）" if question.kind == "wording" else ""
        typer.echo(f"  {question.id:<6} {question.text}  ｜{about}")


def tell_length(length: "Length") -> None:
    """Tell how long the draft is, which sections are short, and what would fill them."""
    counts = {"characters": length.characters, "wanted": length.wanted}
    if not length.missing:
        warn(t("cli.length.enough", **counts))
        return
    warn(t("cli.length.missing", missing=length.missing, **counts))
    named = sorted(length.short, key=lambda section: not section.questions)[:_MOST]
    for section in named:
        _tell_section(section)
    if more := len(length.short) - len(named):
        warn(t("cli.length.more", count=more))


def _tell_section(section: "SectionLength") -> None:
    place = section.number + section.heading
    counts = {"characters": section.characters, "share": section.share}
    full = "" if section.questions else t("cli.length.full")
    warn("  " + t("cli.length.section", place=place, **counts) + full)
    for question in section.questions:
        warn(f"    {question.id:<6} {question.text}  ｜{question.note or place}")
