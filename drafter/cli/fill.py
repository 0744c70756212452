"""drafter fill: values into a draft's gaps, each in its hole or nowhere."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.filling import Filling, Given
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
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    if report.suffix.lower() != ".json":
        _fill_template(report, values or [], output, as_json=as_json)
    from drafter.documents.draft_file import read_draft
    from drafter.documents.draft_store import held
    from drafter.files import prepare_folder
    from drafter.filling.filling import Filling, undone
    from drafter.filling.rows import gap_rows
    from drafter.writing.outputs import draft_beside, write_outputs

    if undo and (values or given or restore):
        raise typer.BadParameter(t("cli.fill.undo_alone"), param_hint="--undo")
    output = output or report.with_name(
        report.name.removesuffix(".json").removesuffix(".draft") + ".docx"
    )
    if output.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(t("cli.draft.suffix", suffix=output.suffix), param_hint="-o")
    prepare_folder(output)
    over = report.is_file() and draft_beside(output).resolve() == report.resolve()
    with held(report) if over else nullcontext():  # a reviewer may be at work on it
        draft = read_draft(report)
        if undo:
            before, gone = undone(draft)
            still = tuple(row for row in gap_rows(before) if row.value is None)
            result, removed = Filling(before, open=still), len(gone)
        else:
            result = _filled(
                draft, report, values or [], given or [], restore, accept or [], skip_unknown
            )
            removed = 0
        wrong = _wrong(result.draft) if final else ()
        refused = final and bool(result.open or wrong)
        written = [] if refused else write_outputs(result.draft, output, clean=final)
    if as_json:
        typer.echo(_json(result, [str(path) for path in written], removed))
    else:
        _say(result, written, removed, undo)
    if refused:
        typer.echo(t("cli.final.open", count=len(result.open)), err=True)
    for one in wrong:
        typer.echo(f"  {one.code} {one.message}", err=True)
    raise typer.Exit(1 if refused or result.refused else 0)


def _wrong(draft: "Draft") -> "tuple[Finding, ...]":
    from drafter.checks.draft import open_errors  # loads every rule

    return open_errors(draft)


def _fill_template(
    template: Path, values: list[Path], output: Path | None, *, as_json: bool
) -> None:
    """Put the values of a map back into a masked report; ends the command."""
    import json

    from drafter.files import prepare_folder
    from drafter.filling.template_files import fill_template, objection

    if len(values) != 1 or output is None:
        raise typer.BadParameter(t("cli.fill.map"), param_hint="VALUES")
    prepare_folder(output)
    done = fill_template(template, values[0], output)
    if as_json:
        warnings = [
            {"gap": one.id, "source": values[0].name, "message": objection(one)}
            for one in done.objections
        ]
        left = [
            {"id": name, "section": place.section, "text": place.gap.text}
            for name, place in done.withheld
        ]
        whole = {
            "files": [str(output)],
            "filled": len(done.edits),
            "warnings": warnings,
            "open": left,
        }
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        raise typer.Exit(0)
    typer.echo(str(output))
    for one in done.objections:
        typer.echo(
            t("cli.fill.warning", source=values[0].name, gap=one.id, text=objection(one)), err=True
        )
    counts = {"filled": len(done.edits), "same": 0, "refused": 0, "open": len(done.withheld)}
    typer.echo(t("cli.fill.total", **counts), err=True)
    for name, place in done.withheld:
        typer.echo(f"  {name:<6} {place.excerpt}  ｜{place.section}", err=True)
    raise typer.Exit(0)


def _filled(
    draft: "Draft",
    report: Path,
    files: list[Path],
    settings: list[str],
    restore: bool,
    accept: list[str],
    skip_unknown: bool,
) -> "Filling":
    from drafter.errors import InputError
    from drafter.filling.answers import read_answers
    from drafter.filling.filling import Given, fill, restorable

    said: list[Given] = list(restorable(draft)) if restore else []
    for file in files:
        answers = read_answers(file)
        if answers.title and (answers.title, answers.organization) != (
            draft.brief.title,
            draft.brief.organization,
        ):
            theirs = t("answers.other", title=answers.title, organization=answers.organization)
            ours = t(
                "answers.other.remedy",
                title=draft.brief.title,
                organization=draft.brief.organization,
            )
            raise InputError(theirs, file, remedy=ours)
        said += answers.given
        for remark in answers.remarks:
            typer.echo(
                t("cli.fill.remark", source=remark.source, gap=remark.gap, text=remark.message),
                err=True,
            )
    said += [_given(text) for text in settings]
    return fill(draft, said, str(report), accepted=set(accept), unknown_too=skip_unknown)


def _given(text: str) -> "Given":
    from drafter.filling.filling import Given

    name, sign, value = text.partition("=")
    if not sign:
        raise typer.BadParameter(t("cli.fill.set.form"), param_hint="--set")
    return Given(name.strip(), value, f"--set {name.strip()}")


def _say(result: "Filling", written: list[Path], removed: int, undo: bool) -> None:
    """What was written where on standard output; what has to be looked at on standard error."""
    for path in written[:1]:
        typer.echo(str(path))
    for remark in result.refused:
        typer.echo(
            t("cli.fill.refused", source=remark.source, gap=remark.gap, text=remark.message),
            err=True,
        )
    for remark in result.warnings:
        typer.echo(
            t("cli.fill.warning", source=remark.source, gap=remark.gap, text=remark.message),
            err=True,
        )
    counts = {
        "filled": len(result.filled),
        "same": result.same,
        "refused": len(result.refused),
        "open": len(result.open),
    }
    typer.echo(
        t("cli.fill.undone", count=removed, **counts) if undo else t("cli.fill.total", **counts),
        err=True,
    )
    for row in result.open:
        right = t("form.restore", right=row.gap.restore) if row.gap.restore else ""
        typer.echo(f"  {row.gap.id:<6} {row.marked}{right}  ｜{row.number}{row.section}", err=True)


def _json(result: "Filling", written: list[str], removed: int) -> str:
    import json

    from drafter.filling.filling import changed_sentences
    from drafter.filling.form import contract

    def said(remarks: "tuple[object, ...]") -> list[dict[str, str]]:
        return [
            {name: getattr(one, name) for name in ("gap", "source", "message")} for one in remarks
        ]

    return json.dumps(
        {
            "files": written,
            "filled": [
                {"id": one.gap, "text": one.text, "given": one.given, "source": one.source}
                for one in result.filled
            ],
            "same": result.same,
            "undone": removed,
            "refused": said(result.refused),
            "warnings": said(result.warnings),
            "changed": changed_sentences(result.draft),
            "open": [contract(row) for row in result.open],
        },
        ensure_ascii=False,
        indent=1,
    )
