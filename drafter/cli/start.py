"""drafter start: a page on this machine for people without a terminal."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.review.access import Pass

_FOLDER = "drafter稿件"


def start(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help=t("cli.start.folder"))
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help=t("cli.review.port"))] = 0,
    who: Annotated[str, typer.Option("--as", metavar="NAME", help=t("cli.review.as"))] = "",
    browser: Annotated[
        bool | None, typer.Option("--browser/--no-browser", help=t("cli.review.browser"))
    ] = None,
) -> None:
    import os

    from drafter.cli.review import by_now
    from drafter.review.serving import serve
    from drafter.tasks.page.app import start_app
    from drafter.tasks.page.desk import Desk

    place = _made(folder or _usual_folder())
    os.chdir(place)  # the commands that the page shows are run there
    desk = Desk(Path(), lambda: by_now(who), who)
    try:
        serve(partial(start_app, desk), port, lambda given: _say(given, place, browser))
    finally:
        desk.close()


def _usual_folder() -> Path:
    """In the user's documents, where the platform has such a folder; else in his home."""
    import platformdirs

    documents = platformdirs.user_documents_path()
    return (documents if documents.is_dir() else Path.home()) / _FOLDER


def _made(folder: Path) -> Path:
    from drafter.files import private_folder, unwritable

    try:
        private_folder(folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    return folder.resolve()


def _say(given: "Pass", folder: Path, browser: bool | None) -> None:
    """The address on standard output, all else on standard error; the page in the browser."""
    from drafter.cli.browser import has_browser, open_browser

    opens = has_browser() if browser is None else browser
    typer.echo(given.address)
    warn(t("cli.start.place", folder=folder))
    warn(t("cli.start.opened" if opens else "cli.start.ready"))
    if opens:
        open_browser(given.opening)
