"""drafter fill: values into a draft's gaps, each in its hole or nowhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.kept import Force
from drafter.cli.output import print_json, told_as_usage, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.filling import Given
    from drafter.tasks.fill import Outcome


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
    from drafter.tasks.fill import FillWish, fill_output, filled

    files = _forms(values or [])
    wish = FillWish(
        files, list(map(_given, given or [])), restore, accept or [], skip_unknown,
        undo=undo, final=final, force=force,
    )  # fmt: skip
    if report.suffix.lower() != ".json":
        from drafter.cli.fill_template import fill_template

        if undo or final:
            raise typer.BadParameter(t("cli.fill.template"), param_hint="--undo, --final")
        raise typer.Exit(fill_template(report, wish, output, as_json=as_json))
    if undo and (wish.files or wish.given or restore):
        raise typer.BadParameter(t("cli.fill.undo_alone"), param_hint="--undo")
    with told_as_usage():
        output = fill_output(report, output)
    outcome = filled(report, output, wish, warn)
    _tell(outcome, files, output, as_json=as_json)
    raise typer.Exit(outcome.exit_code)


def _forms(values: list[Path]) -> list[Path]:
    """The files of values; of a folder, every file in it that can be one."""
    from drafter.filling.answers import forms_in

    return [file for path in values for file in (forms_in(path) if path.is_dir() else [path])]


def _given(text: str) -> "Given":
    from drafter.filling.filling import Given

    name, sign, value = text.partition("=")
    if not sign:
        raise typer.BadParameter(t("cli.fill.set.form"), param_hint="--set")
    return Given(name.strip(), value, f"--set {name.strip()}")


def _tell(outcome: "Outcome", files: list[Path], output: Path, *, as_json: bool) -> None:
    """Tell where the report was written and what has to be looked at."""
    from drafter.tasks.fill import fill_contract, filled_lines, next_lines

    if as_json:
        print_json(fill_contract(outcome))
    else:
        for path in outcome.written[:1]:
            typer.echo(path)
        for line in (*filled_lines(outcome), *next_lines(outcome, files, output)):
            warn(line)
    if outcome.held_back:
        warn(t("cli.final.open", count=len(outcome.filling.open)))
    for finding in outcome.wrong:
        warn(f"  {finding.code} {finding.message}")
