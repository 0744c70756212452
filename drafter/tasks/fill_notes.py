"""What `drafter fill` makes of answers to questions: notes beside the draft, what to run next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.filling.filling import Given
from drafter.filling.supplement import Supplement, supplement, write_supplement
from drafter.messages import t
from drafter.records import Draft
from drafter.tasks.command_line import joined
from drafter.writing.outputs import draft_beside


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of the answers, and the notes that were written; None where none were."""

    supplement: Supplement
    path: Path | None = None


def write_notes(
    draft: Draft, given: Sequence[Given], report: Path, output: Path, *, unknown_too: bool
) -> Noted | None:
    """Make notes of the answers, beside the report; None where nothing was answered."""
    if not given:
        return None
    made = supplement(draft, given, str(report), unknown_too=unknown_too)
    return Noted(made, write_supplement(made.text, output) if made.text else None)


def notes_lines(noted: Noted | None) -> Iterator[str]:
    """What is a note now, and what was no answer."""
    if noted is None:
        return
    made = noted.supplement
    for remark in made.changed:
        values = {"source": remark.source, "gap": remark.gap, "text": remark.message}
        yield t("cli.fill.warning", **values)
    for remark in made.refused:
        values = {"source": remark.source, "gap": remark.gap, "text": remark.message}
        yield t("cli.fill.refused", **values)
    if made.empty:
        answers = "、".join(f"{one.gap}“{one.value.strip()}”" for one in made.empty)
        yield t("cli.fill.notes.empty", answers=answers)
    if noted.path is not None:
        yield t("cli.fill.notes", count=len(made.taken), path=noted.path)


def commands_after(noted: Noted | None, files: Sequence[Path], output: Path) -> Iterator[str]:
    """What to run next.

    files  those that hold values for gaps too, which have to be filled in again
    """
    if noted is None or noted.path is None:
        return
    yield t("cli.fill.notes.next")
    yield "  " + joined(["drafter", "draft", noted.path, "-o", output])
    if files:
        draft = draft_beside(output)  # the one that is written by then
        yield "  " + joined(["drafter", "fill", draft, *files, "-o", output])


def notes_contract(noted: Noted | None) -> dict[str, object]:
    """The same for programs."""
    if noted is None:
        return {"notes": None, "answers": [], "empty": [], "unworded": []}

    def rows(given: Sequence[Given]) -> list[dict[str, str]]:
        return [{"id": one.gap, "value": one.value, "source": one.source} for one in given]

    made = noted.supplement
    path = str(noted.path) if noted.path else None
    unworded = [
        {"id": one.gap, "source": one.source, "message": one.message} for one in made.refused
    ]
    taken, empty = rows(made.taken), rows(made.empty)
    return {"notes": path, "answers": taken, "empty": empty, "unworded": unworded}
