"""Writes a draft in the form its file names; apart from the assembly, which loads much more."""

import hashlib
from dataclasses import replace
from pathlib import Path

from drafter.documents.draft_file import read_draft, to_json, write_draft
from drafter.errors import InputError
from drafter.files import digest_of, write_whole
from drafter.records import Draft


def write_outputs(result: Draft, output: Path, *, clean: bool = False) -> list[Path]:
    """Write the draft in the form its suffix names, and its JSON beside it, each file whole.

    The JSON comes first: it holds the work, and the digest of the report.

    clean  without the marks at what was filled in
    """
    beside = draft_beside(output)
    if beside == output:
        write_draft(result, output)
        return [output]
    content = _content(result, output, clean=clean)
    digest = hashlib.sha256(content).hexdigest()
    written = {**dict(result.written), output.name: digest}
    write_draft(replace(result, written=tuple(written.items())), beside)
    write_whole(output, content)
    return [output, beside]


def _content(result: Draft, output: Path, *, clean: bool) -> bytes:
    """What the report holds in the form that its suffix names."""
    match output.suffix.lower():
        case ".docx":
            from drafter.word.render import word_bytes

            return word_bytes(result, output, clean=clean)
        case ".md":
            from drafter.documents.draft_markdown import to_markdown

            return to_markdown(result).encode()
        case _:
            return to_json(result).encode()


def draft_beside(output: Path) -> Path:
    """Where the draft's JSON goes when the draft is written there."""
    return output.with_name(
        output.name.removesuffix(".draft.json").removesuffix(output.suffix) + ".draft.json"
    )


def standing_there(output: Path, coming: Draft | None = None) -> tuple[set[str], list[Path]]:
    """What may go when a report is written there, and what may not.

    The digests of what drafter wrote there by the draft that stands beside it, and the file of that
    draft where it holds values or decisions that the one that is `coming` has not.
    """
    beside = draft_beside(output)
    if not beside.is_file():
        return set(), []
    try:
        draft = read_draft(beside)
    except InputError:
        return set(), [beside]  # whatever it is, no draft
    known = {digest for _, digest in draft.written} | {digest_of(beside)}
    return known, [beside] if _work(draft) - _work(coming) else []


def _work(draft: Draft | None) -> set[tuple[str, ...]]:
    """What people did to a draft: values that stand in it, decisions in force."""
    if draft is None:
        return set()
    values = {(fill.gap, fill.text) for fill in draft.fills}
    decided = draft.review.decisions
    return values | {(one.id, one.deed, one.who, one.when) for one in decided if not one.undone}
