"""drafter compare: what differs between two versions of a report, facts first."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.kept import Force, writing
from drafter.cli.output import print_document, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.compare.files import Compared


def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help=t("cli.compare.a"))],
    b: Annotated[Path, typer.Argument(metavar="B", help=t("cli.compare.b"))],
    html: Annotated[Path | None, typer.Option(metavar="FILE", help=t("cli.compare.html"))] = None,
    docx: Annotated[Path | None, typer.Option(metavar="FILE", help=t("cli.compare.docx"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.compare.json"))] = False,
    notes: Annotated[Path | None, typer.Option(help=t("cli.compare.notes"))] = None,
    force: Force = False,
) -> None:
    from drafter.checks.files import notes_of
    from drafter.checks.settings import load_check_settings
    from drafter.compare.files import compare_files

    for output in filter(None, (html, docx)):
        _refuse_over(output, (a, b, notes))
    with writing(html, docx, force=force):
        compared = compare_files(a, b, load_check_settings(), notes_of(notes, warn))
        _write(compared, html, docx)
    if as_json:
        from drafter.compare.output.contract import as_json as document

        print_document(document(compared))
    else:
        _print(compared)
    for output in filter(None, (html, docx)):
        warn(t("compare.written", path=output))
    raise typer.Exit(0 if compared.comparison.agree else 1)


def _write(compared: "Compared", html: Path | None, docx: Path | None) -> None:
    if html:
        from drafter.compare.output.page import html as page
        from drafter.files import write_whole

        write_whole(html, page(compared).encode())
    if docx:
        from drafter.compare.files import write_redline

        write_redline(compared, docx)


def _print(compared: "Compared") -> None:
    from drafter.compare.output.plain import text

    for version in (compared.a, compared.b):
        for notice in version.notices:
            warn(t("check.notice", file=version.file, text=notice))
    typer.echo(text(compared, shutil.get_terminal_size((100, 40)).columns))


def _refuse_over(output: Path, read: tuple[Path | None, ...]) -> None:
    from drafter.errors import InputError

    if output.exists() and any(path and path.exists() and output.samefile(path) for path in read):
        raise InputError(t("compare.over"), output, remedy=t("compare.over.remedy"))
