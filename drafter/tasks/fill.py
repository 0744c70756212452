"""drafter fill: values of returned forms into a draft's gaps, each in its hole or nowhere."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from drafter.documents.draft_file import read_draft
from drafter.documents.draft_store import held
from drafter.errors import InputError, UsageFault
from drafter.files import Publication
from drafter.filling.answers import Answers, is_question, read_answers
from drafter.filling.filling import (
    Filling,
    Given,
    Remark,
    changed_sentences,
    fill,
    restorable,
    undone,
)
from drafter.filling.form import contract
from drafter.filling.rows import gap_rows
from drafter.messages import t
from drafter.records import Draft, Finding
from drafter.tasks.fill_notes import Noted, commands_after, notes_contract, notes_lines, write_notes
from drafter.tasks.telling import Warn, writing
from drafter.writing.outputs import SUFFIXES, draft_beside, standing_there, write_outputs


@dataclass(frozen=True, slots=True)
class FillWish:
    """What is to be filled in; fields as the options of `drafter fill`."""

    files: Sequence[Path] = ()
    given: Sequence[Given] = ()
    restore: bool = False
    accept: Sequence[str] = ()
    skip_unknown: bool = False
    undo: bool = False
    final: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a draft.

    removed    how many values were taken out; None where none were to be
    wrong      what keeps it from being final
    held_back  it was to be final and is not: nothing was written
    """

    filling: Filling
    removed: int | None
    wrong: tuple[Finding, ...]
    held_back: bool
    written: list[str]
    noted: Noted | None = None

    @property
    def exit_code(self) -> int:
        return 1 if self.held_back or self.refused else 0

    @property
    def refused(self) -> bool:
        """Whether a value, or new words of a note, were not taken."""
        return bool(self.filling.refused or (self.noted and self.noted.supplement.refused))


def filled(report: Path, output: Path, wish: FillWish, warn: Warn) -> Outcome:
    """Fill a draft and write it; nothing that a person made is written over.

    Raises InputError, among others for a form that was made for another report.
    """
    with _alone(report, output), _writing(report, output, warn, force=wish.force):
        return _outcome(report, output, wish, warn)


def fill_output(report: Path, output: Path | None) -> Path:
    """Where the report is written; by default a Word file beside the draft.

    Raises UsageFault where it is of no known kind.
    """
    stem = report.name.removesuffix(".json").removesuffix(".draft")
    path = output or report.with_name(f"{stem}.docx")
    if path.suffix.lower() not in SUFFIXES:
        raise UsageFault(t("cli.draft.suffix", suffix=path.suffix), "-o")
    return path


def need_own(answers: Answers, title: str, organization: str, file: Path) -> None:
    """Raise InputError where a form was made for another report."""
    ours = {"title": title, "organization": organization}
    theirs = {"title": answers.title, "organization": answers.organization}
    if answers.title and theirs != ours:
        remedy = t("answers.other.remedy", **ours)
        raise InputError(t("answers.other", **theirs), file, remedy=remedy)


def filled_lines(outcome: Outcome) -> Iterator[str]:
    """What was filled in, what was refused and why, what is still open, what is a note now."""
    filling = outcome.filling
    for remark in filling.refused:
        yield remark_line("cli.fill.refused", remark)
    for remark in filling.warnings:
        yield remark_line("cli.fill.warning", remark)
    counts = {
        "filled": len(filling.filled),
        "same": filling.same,
        "refused": len(filling.refused),
        "open": len(filling.open),
    }
    if outcome.removed is None:
        yield t("cli.fill.total", **counts)
    else:
        yield t("cli.fill.undone", count=outcome.removed, **counts)
    for row in filling.open:
        right = t("form.restore", right=row.gap.restore) if row.gap.restore else ""
        yield f"  {row.gap.id:<6} {row.marked}{right}  ｜{row.number}{row.section}"
    yield from notes_lines(outcome.noted)


def next_lines(outcome: Outcome, files: Sequence[Path], output: Path) -> Iterator[str]:
    """What to run next, where there are notes now that there were not."""
    yield from commands_after(outcome.noted, files if outcome.filling.draft.fills else [], output)


def remark_line(name: str, remark: Remark) -> str:
    """What is to be said of a value, and where it was written."""
    return t(name, source=remark.source, gap=remark.gap, text=remark.message)


def fill_contract(outcome: Outcome) -> dict[str, object]:
    """The outcome for programs."""
    filling = outcome.filling

    def rows(remarks: Sequence[Remark]) -> list[dict[str, str]]:
        return [
            {"gap": remark.gap, "source": remark.source, "message": remark.message}
            for remark in remarks
        ]

    return {
        "files": outcome.written,
        "filled": [
            {"id": fill.gap, "text": fill.text, "given": fill.given, "source": fill.source}
            for fill in filling.filled
        ],
        "same": filling.same,
        "undone": outcome.removed or 0,
        "refused": rows(filling.refused),
        "warnings": rows(filling.warnings),
        "changed": changed_sentences(filling.draft),
        "open": [contract(row) for row in filling.open],
        **notes_contract(outcome.noted),
    }


def _alone(report: Path, output: Path) -> AbstractContextManager[object]:
    """Holds the draft's file where it is written over: a reviewer may be at work on it."""
    over = report.is_file() and draft_beside(output).resolve() == report.resolve()
    return held(report) if over else nullcontext()


def _writing(
    report: Path, output: Path, warn: Warn, *, force: bool
) -> AbstractContextManager[Publication]:
    """Keeps what somebody made of the report, and the work in another draft that stands there."""
    known, work = standing_there(output, read_draft(report))
    return writing(output, draft_beside(output), warn=warn, force=force, known=known, held=work)


def _outcome(report: Path, output: Path, wish: FillWish, warn: Warn) -> Outcome:
    draft = read_draft(report)
    given = [] if wish.undo else _given_by(wish, draft, warn)
    answers = [one for one in given if is_question(one.gap)]
    values = [one for one in given if one not in answers]
    if wish.undo:
        filling, removed = _undone(draft)
    else:
        filling, removed = _filled(draft, report, wish, values), None
    wrong = _wrong(filling.draft) if wish.final else ()
    held_back = wish.final and bool(filling.open or wrong)
    noted = write_notes(draft, answers, report, output, unknown_too=wish.skip_unknown)
    written = [] if held_back else write_outputs(filling.draft, output, clean=wish.final)
    return Outcome(filling, removed, wrong, held_back, list(map(str, written)), noted)


def _wrong(draft: Draft) -> tuple[Finding, ...]:
    from drafter.checks.draft import open_errors  # loads every rule

    return open_errors(draft)


def _undone(draft: Draft) -> tuple[Filling, int]:
    """The draft before its last filling, and how many values that takes out."""
    before, gone = undone(draft)
    still = tuple(row for row in gap_rows(before) if row.value is None)
    return Filling(before, open=still), len(gone)


def _given_by(wish: FillWish, draft: Draft, warn: Warn) -> list[Given]:
    """What was written for gaps and questions, in files, on the command line, by --restore."""
    given = list(restorable(draft)) if wish.restore else []
    for file in wish.files:
        given += _answers(file, draft, warn)
    return [*given, *wish.given]


def _filled(draft: Draft, report: Path, wish: FillWish, given: list[Given]) -> Filling:
    accepted = set(wish.accept)
    return fill(draft, given, str(report), accepted=accepted, unknown_too=wish.skip_unknown)


def _answers(file: Path, draft: Draft, warn: Warn) -> tuple[Given, ...]:
    """The values of a file. Raises InputError where its form was made for another report."""
    answers = read_answers(file)
    need_own(answers, draft.brief.title, draft.brief.organization, file)
    for remark in answers.remarks:
        warn(remark_line("cli.fill.remark", remark))
    return answers.given
