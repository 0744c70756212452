"""drafter fill: values into a draft's gaps, each in its hole or nowhere."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.fill_notes import Noted, notes_contract, tell_notes, write_notes
from drafter.cli.fill_template import TemplateWish, fill_template, need_own
from drafter.cli.kept import Force, writing
from drafter.cli.output import print_json, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.files import Publication
    from drafter.filling.filling import Filling, Given, Remark
    from drafter.records import Draft, Finding

_SUFFIXES = {".docx", ".md", ".json"}


def fill(
    report: Annotated[
        Path, typer.Argument(metavar="REPORT.draft.json|TEMPLATE", help=t("cli.fill.draft"))
    ],
    values: Annotated[
        list[Path] | None, typer.Argument(metavar="VALUES…", help=t("cli.fill.values"))
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.fill.output"))
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", metavar="G1234=36", help=t("cli.fill.set"))
    ] = None,
    restore: Annotated[bool, typer.Option("--restore", help=t("cli.fill.restore"))] = False,
    accept: Annotated[
        list[str] | None, typer.Option(metavar="G1234", help=t("cli.fill.accept"))
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help=t("cli.fill.undo"))] = False,
    final: Annotated[bool, typer.Option("--final", help=t("cli.final"))] = False,
    skip_unknown: Annotated[bool, typer.Option("--skip-unknown", help=t("cli.fill.skip"))] = False,
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    files = _forms(values or [])
    wanted = _Wanted(files, given or [], restore, accept or [], skip_unknown)
    if report.suffix.lower() != ".json":
        if undo or final:
            raise typer.BadParameter(t("cli.fill.template"), param_hint="--undo, --final")
        raise typer.Exit(fill_template(report, wanted.of_template(), output, force, as_json))
    if undo and not wanted.is_nothing():
        raise typer.BadParameter(t("cli.fill.undo_alone"), param_hint="--undo")
    output = _output(report, output)
    with _alone(report, output), _writing(report, output, force=force):
        outcome = _outcome(report, output, wanted, undo=undo, final=final)
    if as_json:
        print_json(_contract(outcome))
    else:
        _say(outcome)
        tell_notes(outcome.noted, report, files if outcome.filling.draft.fills else [], output)
    if outcome.held_back:
        warn(t("cli.final.open", count=len(outcome.filling.open)))
    for finding in outcome.wrong:
        warn(f"  {finding.code} {finding.message}")
    raise typer.Exit(1 if outcome.held_back or outcome.refused else 0)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be filled in: files of values, --set, --restore, --accept, --skip-unknown."""

    files: list[Path]
    given: list[str]
    restore: bool
    accept: list[str]
    skip_unknown: bool

    def of_template(self) -> TemplateWish:
        given = list(map(_given, self.given))
        return TemplateWish(self.files, given, self.accept, self.restore, self.skip_unknown)

    def is_nothing(self) -> bool:
        return not (self.files or self.given or self.restore)


def _forms(values: list[Path]) -> list[Path]:
    """The files of values; of a folder, every file in it that can be one."""
    from drafter.filling.answers import forms_in

    return [file for path in values for file in (forms_in(path) if path.is_dir() else [path])]


def _output(report: Path, output: Path | None) -> Path:
    """Where the report is written; by default a Word file beside the draft."""
    stem = report.name.removesuffix(".json").removesuffix(".draft")
    path = output or report.with_name(f"{stem}.docx")
    if path.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(t("cli.draft.suffix", suffix=path.suffix), param_hint="-o")
    return path


def _alone(report: Path, output: Path) -> AbstractContextManager[object]:
    """Holds the draft's file where it is written over: a reviewer may be at work on it."""
    from drafter.documents.draft_store import held
    from drafter.writing.outputs import draft_beside

    over = report.is_file() and draft_beside(output).resolve() == report.resolve()
    return held(report) if over else nullcontext()


def _writing(report: Path, output: Path, *, force: bool) -> "AbstractContextManager[Publication]":
    """Keeps what somebody made of the report, and the work in another draft that stands there."""
    from drafter.documents.draft_file import read_draft
    from drafter.writing.outputs import draft_beside, standing_there

    known, held = standing_there(output, read_draft(report))
    return writing(output, draft_beside(output), force=force, known=known, held=held)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a draft.

    removed    how many values were taken out; None where none were to be
    wrong      what keeps it from being final
    held_back  it was to be final and is not: nothing was written
    """

    filling: "Filling"
    removed: int | None
    wrong: "tuple[Finding, ...]"
    held_back: bool
    written: list[str]
    noted: Noted | None = None

    @property
    def refused(self) -> bool:
        """Whether a value, or new words of a note, were not taken."""
        return bool(self.filling.refused or (self.noted and self.noted.supplement.refused))


def _outcome(report: Path, output: Path, wanted: _Wanted, *, undo: bool, final: bool) -> _Outcome:
    from drafter.documents.draft_file import read_draft
    from drafter.filling.answers import is_question
    from drafter.writing.outputs import write_outputs

    draft = read_draft(report)
    given = [] if undo else _given_by(wanted, draft)
    answers = [one for one in given if is_question(one.gap)]
    values = [one for one in given if one not in answers]
    filling, removed = _undone(draft) if undo else (_filled(draft, report, wanted, values), None)
    wrong = _wrong(filling.draft) if final else ()
    held_back = final and bool(filling.open or wrong)
    noted = write_notes(draft, answers, report, output, unknown_too=wanted.skip_unknown)
    written = [] if held_back else write_outputs(filling.draft, output, clean=final)
    return _Outcome(filling, removed, wrong, held_back, list(map(str, written)), noted)


def _wrong(draft: "Draft") -> "tuple[Finding, ...]":
    from drafter.checks.draft import open_errors  # loads every rule

    return open_errors(draft)


def _undone(draft: "Draft") -> "tuple[Filling, int]":
    """The draft before its last filling, and how many values that takes out."""
    from drafter.filling.filling import Filling, undone
    from drafter.filling.rows import gap_rows

    before, gone = undone(draft)
    still = tuple(row for row in gap_rows(before) if row.value is None)
    return Filling(before, open=still), len(gone)


def _given_by(wanted: _Wanted, draft: "Draft") -> "list[Given]":
    """What was written for gaps and questions, in files, on the command line, by --restore."""
    from drafter.filling.filling import restorable

    given = list(restorable(draft)) if wanted.restore else []
    for file in wanted.files:
        given += _answers(file, draft)
    return given + list(map(_given, wanted.given))


def _filled(draft: "Draft", report: Path, wanted: _Wanted, given: "list[Given]") -> "Filling":
    from drafter.filling.filling import fill

    accepted = set(wanted.accept)
    return fill(draft, given, str(report), accepted=accepted, unknown_too=wanted.skip_unknown)


def _answers(file: Path, draft: "Draft") -> "tuple[Given, ...]":
    """The values of a file. Raises InputError where its form was made for another report."""
    from drafter.filling.answers import read_answers

    answers = read_answers(file)
    need_own(answers, draft.brief.title, draft.brief.organization, file)
    for remark in answers.remarks:
        _warn("cli.fill.remark", remark)
    return answers.given


def _given(text: str) -> "Given":
    from drafter.filling.filling import Given

    name, sign, value = text.partition("=")
    if not sign:
        raise typer.BadParameter(t("cli.fill.set.form"), param_hint="--set")
    return Given(name.strip(), value, f"--set {name.strip()}")


def _say(outcome: _Outcome) -> None:
    """Tell where the report was written and what has to be looked at."""
    filling = outcome.filling
    for path in outcome.written[:1]:
        typer.echo(path)
    for remark in filling.refused:
        _warn("cli.fill.refused", remark)
    for remark in filling.warnings:
        _warn("cli.fill.warning", remark)
    counts = {
        "filled": len(filling.filled),
        "same": filling.same,
        "refused": len(filling.refused),
        "open": len(filling.open),
    }
    if outcome.removed is None:
        warn(t("cli.fill.total", **counts))
    else:
        warn(t("cli.fill.undone", count=outcome.removed, **counts))
    for row in filling.open:
        right = t("form.restore", right=row.gap.restore) if row.gap.restore else ""
        warn(f"  {row.gap.id:<6} {row.marked}{right}  ｜{row.number}{row.section}")


def _warn(name: str, remark: "Remark") -> None:
    warn(t(name, source=remark.source, gap=remark.gap, text=remark.message))


def _contract(outcome: _Outcome) -> dict[str, object]:
    """The outcome for programs."""
    from drafter.filling.filling import changed_sentences
    from drafter.filling.form import contract

    filling = outcome.filling

    def rows(remarks: "tuple[Remark, ...]") -> list[dict[str, str]]:
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
