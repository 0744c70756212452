"""Writes a draft in the form its file names; apart from the assembly, which loads much more."""

from pathlib import Path

from drafter.documents.draft_file import read_draft, to_json, write_draft
from drafter.documents.draft_reviewed import in_force
from drafter.errors import InputError
from drafter.files import write_whole
from drafter.messages import t
from drafter.records import Draft


def write_outputs(result: Draft, output: Path, *, clean: bool = False) -> list[Path]:
    """Write the draft in the form its suffix names, and its JSON beside it, each file whole.

    clean  without the marks at what was filled in
    """
    beside = draft_beside(output)
    match output.suffix.lower():
        case ".docx":
            from drafter.word.render import write_docx

            write_docx(result, output, clean=clean)
        case ".md":
            from drafter.documents.draft_markdown import to_markdown

            write_whole(output, to_markdown(result).encode())
        case _:
            write_whole(output, to_json(result).encode())
    if beside != output:
        write_draft(result, beside)
    return [output] if beside == output else [output, beside]


def draft_beside(output: Path) -> Path:
    """Where the draft's JSON goes when the draft is written there."""
    return output.with_name(
        output.name.removesuffix(".draft.json").removesuffix(output.suffix) + ".draft.json"
    )


def refuse_reviewed(output: Path) -> None:
    """Raise InputError where a draft written there would replace one that somebody reviewed."""
    beside = draft_beside(output)
    if not beside.is_file():
        return
    try:
        before = read_draft(beside)
    except InputError:
        return  # no draft that anybody could have reviewed
    decisions = list(in_force(before.review))
    if decisions:
        who = "、".join(dict.fromkeys(decision.who for decision in decisions))
        raise InputError(
            t("draft.reviewed", count=len(decisions), who=who),
            beside,
            remedy=t("draft.reviewed.remedy"),
        )
