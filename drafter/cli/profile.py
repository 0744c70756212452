"""drafter profile: a house style, measured from a file that is set as it should be."""

from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.kept import Force, writing
from drafter.messages import t

app = typer.Typer(help=t("cli.profile"), no_args_is_help=True, rich_markup_mode=None)


@app.callback(help=t("cli.profile"))
def _group() -> None:
    """Keeps `learn` a word of its own while it is the only command."""


@app.command("learn", help=t("cli.profile.learn"))
def learn(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help=t("cli.profile.file"))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.profile.output"))
    ] = None,
    force: Force = False,
) -> None:
    from drafter.documents.house_style_file import profile_toml
    from drafter.documents.house_style_measured import measure_profile
    from drafter.documents.report import Place
    from drafter.errors import InputError
    from drafter.files import write_whole
    from drafter.reading.files import FileKind
    from drafter.reading.reports import read_report

    word = read_report(file, accept={FileKind.WORD})
    if word.page is None or not any(line.place is Place.BODY for line in word.report.lines):
        raise InputError(t("profile.text"), file)
    text = profile_toml(measure_profile(word.page, word.report, file.stem))
    if output:
        with writing(output, force=force):
            write_whole(output, text.encode())
    else:
        typer.echo(text, nl=False)
