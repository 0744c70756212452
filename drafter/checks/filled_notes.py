"""The values that were filled into the draft of a report: no note states them, and they are known.

They are looked for in the draft beside the report, which keeps who gave them.
"""

from dataclasses import dataclass
from pathlib import Path

from drafter.documents.draft_file import read_draft
from drafter.documents.gaps import open_gaps
from drafter.documents.notes_filled import notes_filled
from drafter.errors import InputError
from drafter.messages import t
from drafter.records import Brief, Draft

_MOST = 50  # drafts of a folder that are looked into


@dataclass(frozen=True, slots=True)
class FilledNotes:
    """Notes with values; notice tells whose they are, "" where there are none."""

    brief: Brief
    notice: str = ""


def filled_notes(report: Path, notes: Brief, draft: Draft | None = None) -> FilledNotes:
    """The notes with the values that were filled into the draft of this report.

    The draft is the report itself, the one of its name, or else the only one in its folder that was
    made of these very notes and has values.
    draft  the report, where it is a draft
    """
    path, found = (report, draft) if draft else _draft_of(report, notes)
    if found is None:
        return FilledNotes(notes)
    open_here = {place.gap.id for place in open_gaps(notes)}
    values = {fill.gap: fill.text for fill in found.fills if fill.gap in open_here}
    if not values:
        return FilledNotes(notes)
    notice = "" if draft else t("check.filled", count=len(values), file=path.name)
    return FilledNotes(notes_filled(notes, values), notice)


def _draft_of(report: Path, notes: Brief) -> tuple[Path, Draft | None]:
    own = report.with_name(f"{report.stem}.draft.json")
    if own.is_file() and (draft := _read(own)):
        return own, draft
    others = sorted(report.parent.glob("*.draft.json"))[:_MOST]
    made = [(path, draft) for path in others if (draft := _of_notes(path, notes)) and draft.fills]
    return made[0] if len(made) == 1 else (report, None)


def _of_notes(path: Path, notes: Brief) -> Draft | None:
    """A draft that was made of these very notes; read only where it names them."""
    try:
        named = notes.sha256.encode() in path.read_bytes()
    except OSError:
        return None
    draft = _read(path) if named else None
    return draft if draft and draft.brief.sha256 == notes.sha256 else None


def _read(path: Path) -> Draft | None:
    try:
        return read_draft(path)
    except InputError:  # not the file that is checked: it tells nothing
        return None
