"""drafter gaps: what a draft lacks, for whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.kept import Force
from drafter.cli.output import print_document, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.rows import Row
    from drafter.tasks.gaps import Lacks

_SUFFIXES = {".xlsx", ".md", ".json"}


def gaps(
    report: Annotated[
        Path, typer.Argument(metavar="REPORT.draft.json|TEMPLATE", help=t("cli.gaps.draft"))
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.gaps.output"))
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="division", help=t("cli.gaps.by"))
    ] = None,
    due: Annotated[str, typer.Option(help=t("cli.gaps.due"))] = "",
    assigned: Annotated[
        Path | None, typer.Option(metavar="FILE", help=t("cli.gaps.assigned"))
    ] = None,
    asked: Annotated[
        bool | None, typer.Option("--questions/--no-questions", help=t("cli.gaps.questions"))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=t("cli.gaps.all"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.gaps.no_index"))] = False,
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.tasks.gaps import lacks_of, listing, totals, write_forms

    folder = output is not None and by is not None and (output.is_dir() or not output.suffix)
    if output and output.suffix.lower() not in _SUFFIXES and not folder:
        raise typer.BadParameter(t("cli.gaps.suffix", suffix=output.suffix), param_hint="-o")
    if by not in (None, "division"):
        raise typer.BadParameter(t("settings.choices", names="division"), param_hint="--by")
    every_gap = lacks_of(report, warn, due=due, assigned=assigned, indexed=not no_index)
    lacks = every_gap.wanted(asked, filled=every)
    if as_json:
        print_document(listing(lacks, asked), nl=False)
        return
    if output:
        written = write_forms(output, lacks, asked, warn, by_division=by is not None, force=force)
        typer.echo("\n".join(map(str, written)), nl=bool(written))
    else:
        _list(lacks, divided=by is not None)
    if by:
        _tell_nobody(lacks, noted=report.suffix.lower() == ".json")
    for line in totals(every_gap, asked):
        warn(line)


def _tell_nobody(lacks: "Lacks", *, noted: bool) -> None:
    from drafter.tasks.gaps_divided import nobody_lines

    for line in nobody_lines(lacks.rows, noted=noted):
        warn(line)


def _list(lacks: "Lacks", *, divided: bool) -> None:
    """Print the open gaps and the questions below their sections, or who is to answer."""
    from drafter.tasks.length_told import question_rows

    _list_gaps([row for row in lacks.rows if row.value is None], divided=divided)
    for line in question_rows(lacks.questions, divided=divided):
        typer.echo(line)


def _list_gaps(rows: "list[Row]", *, divided: bool) -> None:
    """Print the open gaps below their sections, or the divisions that are to answer.

    What is withheld comes last.
    """
    from drafter.facts.placeholders import withheld_called

    above = ""
    for row in sorted(rows, key=lambda row: (row.withheld, row.division if divided else "")):
        head = (row.division or t("form.nobody")) if divided else row.number + row.section
        head = t("form.withheld") if row.withheld else head
        if head != above:
            typer.echo(head)
            above = head
        right = t("form.restore", right=row.gap.restore) if row.gap.restore else ""
        last = t("form.last", last=row.last) if row.last else ""
        what = withheld_called(row.gap.text) + "  " if row.withheld else ""
        typer.echo(f"  {row.gap.id:<6} {what}{row.marked}{right}{last}")
