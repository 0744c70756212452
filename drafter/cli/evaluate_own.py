"""drafter eval init and case: an evaluation in a repository of one's own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.review.access import Pass

_Cases = Annotated[Path, typer.Option(metavar="DIR", help=t("cli.eval.cases"))]
_Page = Annotated[bool, typer.Option("--page/--no-page", help=t("cli.eval.case.page"))]
_Browser = Annotated[
    bool | None, typer.Option("--browser/--no-browser", help=t("cli.review.browser"))
]
_CASES = Path("eval/cases")

case = typer.Typer(help=t("cli.eval.case"), no_args_is_help=True, rich_markup_mode=None)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help=t("cli.eval.init.folder"))
    ] = Path(),
) -> None:
    from drafter.evaluation.repository import begin

    made, kept = begin(folder)
    for file in made:
        typer.echo(str(file))
    for file in kept:
        warn(t("eval.init.kept", file=file))
    warn(t("eval.init.next"))


@case.command("add", help=t("cli.eval.case.add"))
def add(
    notes: Annotated[Path, typer.Argument(metavar="NOTES", help=t("cli.eval.case.notes"))],
    group: Annotated[list[str] | None, typer.Option(help=t("cli.eval.case.group"))] = None,
    about: Annotated[str, typer.Option(help=t("cli.eval.case.about"))] = "",
    cases: _Cases = _CASES,
    page: _Page = True,
    browser: _Browser = None,
) -> None:
    from drafter.evaluation.new_case import begin_case

    pending = begin_case(notes, cases, group or [t("eval.case.own")], about or notes.stem)
    _shown(pending.file, browser, page=page)


@case.command("confirm", help=t("cli.eval.case.confirm"))
def confirm(
    name: Annotated[str, typer.Argument(metavar="NAME", help=t("cli.eval.case.name"))],
    cases: _Cases = _CASES,
    page: _Page = True,
    browser: _Browser = None,
) -> None:
    from drafter.evaluation.new_case import PENDING, read_pending

    pending = read_pending(cases / PENDING / f"{name}.md")
    if page:
        _shown(pending.file, browser, page=True)
    else:
        typer.echo(str(pending.confirm()))


def _shown(file: Path, browser: bool | None, *, page: bool) -> None:
    """Serve the page of a pending case until it is interrupted; say where the case lies."""
    typer.echo(str(file))
    if not page:
        warn(t("eval.case.pending", name=file.stem))
        return
    from drafter.review.serving import serve
    from drafter.tasks.case_page import case_app

    serve(partial(case_app, file), 0, lambda given: _say(given, browser))


def _say(given: "Pass", browser: bool | None) -> None:
    from drafter.cli.browser import has_browser, open_browser

    typer.echo(given.address)
    warn(t("case.ready"))
    if has_browser() if browser is None else browser:
        open_browser(given.opening)
