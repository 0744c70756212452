"""Writes a draft in the form its file names; apart from the assembly, which loads much more."""

import hashlib
from dataclasses import replace
from pathlib import Path

from drafter.documents.draft_file import read_draft, to_json, write_draft
from drafter.errors import InputError
from drafter.files import digest_of, join_publication, write_whole
from drafter.records import Draft

SUFFIXES = (".docx", ".md", ".json")
"""The forms in which a draft is written."""


def write_outputs(result: Draft, output: Path, *, clean: bool = False) -> list[Path]:
    """Write the draft in the form its suffix names, and its JSON beside it, each file whole.

    The JSON comes first: it holds the work, and the digest of the report, by which a report that
    a program was killed before writing is known to be an older one.

    clean  without the marks at what was filled in
    """
    beside = draft_beside(output)
    join_publication(beside)
    if beside == output:
        write_draft(result, output)
        return [output]
    content = _content(result, output, clean=clean)
    write_draft(_with_digest(result, output.name, content), beside)
    write_whole(output, content)
    return [output, beside]


def _with_digest(draft: Draft, name: str, content: bytes) -> Draft:
    """The draft that knows its report by what it holds now, and by what it held before."""
    digest = hashlib.sha256(content).hexdigest()
    before = [one for one in draft.written if one[0] == name and one[1] != digest][-1:]
    others = [one for one in draft.written if one[0] != name]
    return replace(draft, written=(*others, *before, (name, digest)))


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
