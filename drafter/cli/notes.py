"""drafter notes: notes to start from."""

from pathlib import Path
from typing import Annotated

import typer

from drafter.messages import t

app = typer.Typer(help=t("cli.notes"), no_args_is_help=True, rich_markup_mode=None)


@app.callback(help=t("cli.notes"))
def _group() -> None:
    """Keeps `new` a word of its own while it is the only command."""


@app.command("new", help=t("cli.notes.new"))
def new(
    template: Annotated[Path, typer.Argument(metavar="TEMPLATE", help=t("cli.notes.template"))],
    output: Annotated[Path, typer.Option("-o", "--output", help=t("cli.notes.output"))],
) -> None:
    from drafter.files import prepare_folder, write_whole
    from drafter.newnotes import counted, new_notes, stale
    from drafter.templates import read_sheet

    if output.exists() and template.exists() and output.samefile(template):
        raise typer.BadParameter(t("cli.mask.over", path=output), param_hint="-o")
    prepare_folder(output)
    sheet = read_sheet(template)
    notes = new_notes(sheet.report)
    write_whole(output, notes.text.encode())
    typer.echo(str(output))
    for line in (*counted(notes), *stale(notes), *notes.notices):
        typer.echo(line, err=True)
