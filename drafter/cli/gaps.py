"""drafter gaps: what a draft lacks, for whom."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.form import Letter
    from drafter.filling.rows import Row

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
    every: Annotated[bool, typer.Option("--all", help=t("cli.gaps.all"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.gaps.no_index"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    if output and output.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter(t("cli.gaps.suffix", suffix=output.suffix), param_hint="-o")
    if by not in (None, "division"):
        raise typer.BadParameter(t("settings.choices", names="division"), param_hint="--by")
    from drafter.filling.form import to_json

    head, rows = _rows(report, due, _assigned(assigned), indexed=not no_index)
    wanted = [row for row in rows if every or row.value is None]
    if as_json:
        typer.echo(to_json(wanted), nl=False)
        return
    still = [row for row in rows if row.value is None]
    if output:
        _write(output, wanted, head, divided=by is not None)
        typer.echo(str(output))
    else:
        _list(still, divided=by is not None)
    warn(_total(still, len(rows)))


def _write(output: Path, rows: "list[Row]", head: "Letter", *, divided: bool) -> None:
    from drafter.files import prepare_folder, write_whole
    from drafter.filling.form import to_json, to_markdown, to_workbook

    prepare_folder(output)
    match output.suffix.lower():
        case ".json":
            content = to_json(rows).encode()
        case ".md":
            content = to_markdown(rows, head, divided=divided).encode()
        case _:
            content = to_workbook(rows, head, divided=divided)
    write_whole(output, content)


def _rows(
    report: Path, due: str, assigned: dict[str, str], *, indexed: bool
) -> "tuple[Letter, list[Row]]":
    """What stands above a form, and its rows: of a draft, or of a masked report."""
    from drafter.filling.form import Letter, letter

    if report.suffix.lower() == ".json":
        from drafter.settings import load_settings
        from drafter.writing.assembly import gap_rows_of

        draft, rows = gap_rows_of(
            report, load_settings(), assigned=assigned, indexed=indexed, say=warn
        )
        return letter(draft.brief, due), rows
    from drafter.filling.rows import template_rows
    from drafter.filling.template_files import read_sheet
    from drafter.filling.unmask_report import template_gaps

    sheet = read_sheet(report)
    head = Letter(sheet.report.title or report.stem, "", due)
    return head, template_rows(template_gaps(sheet.rows), assigned)


def _assigned(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    from drafter.filling.answers import read_answers

    return dict(read_answers(file).divisions)


def _list(rows: "list[Row]", *, divided: bool) -> None:
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


def _total(still: "list[Row]", count: int) -> str:
    """How many gaps are open, of which kinds, and how many are not."""
    missing = [row for row in still if not row.withheld]
    withheld = len(still) - len(missing)
    told = t("cli.gaps.withheld", count=withheld) if withheld else ""
    if not missing:
        return t("cli.gaps.none") + told
    counts = Counter(row.gap.kind for row in missing)
    kinds = "、".join(t(f"gap.kind.{kind}") + str(n) for kind, n in counts.most_common())
    done = count - len(still)
    return t("cli.gaps.total", count=len(missing), kinds=kinds, done=done) + told
