"""Writes a draft in the form its file names; apart from the assembly, which loads all that a draft takes."""

from pathlib import Path

from drafter.draftfile import to_json, write_draft
from drafter.files import write_whole
from drafter.records import Draft


def write_outputs(result: Draft, output: Path, *, clean: bool = False) -> list[Path]:
    """Write the draft in the form its suffix names, and its JSON beside it; each file whole or not at all.

    clean  without the marks at what was filled in
    """
    beside = output.with_name(output.name.removesuffix(".draft.json").removesuffix(output.suffix) + ".draft.json")
    match output.suffix.lower():
        case ".docx":
            from drafter.gongwen.render import write_docx

            write_docx(result, output, clean=clean)
        case ".md":
            from drafter.markdown import to_markdown

            write_whole(output, to_markdown(result).encode())
        case _:
            write_whole(output, to_json(result).encode())
    if beside != output:
        write_draft(result, beside)
    return [output] if beside == output else [output, beside]
