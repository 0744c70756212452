"""drafter review: a page on this machine, where reviewers look, decide and hand back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.messages import t

if TYPE_CHECKING:
    from drafter.records import Draft
    from drafter.review.access import Pass
    from drafter.review.decisions import By
    from drafter.review.session import Sitting
    from drafter.review.sides import Other


def review(
    drafts: Annotated[list[Path], typer.Argument(metavar="DRAFT…", help=t("cli.review.drafts"))],
    port: Annotated[int, typer.Option(min=0, max=65535, help=t("cli.review.port"))] = 0,
    who: Annotated[str, typer.Option("--as", metavar="NAME", help=t("cli.review.as"))] = "",
    second_reader: Annotated[
        bool | None,
        typer.Option("--second-reader/--no-second-reader", help=t("cli.draft.second_reader")),
    ] = None,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.review.no_index"))] = False,
    browser: Annotated[
        bool | None, typer.Option("--browser/--no-browser", help=t("cli.review.browser"))
    ] = None,
    listen: Annotated[str, typer.Option(metavar="HOST:PORT", help=t("cli.review.listen"))] = "",
    reviewer: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=t("cli.review.reviewer"))
    ] = None,
    revoke: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=t("cli.review.revoke"))
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help=t("cli.review.certificate"))] = None,
    key: Annotated[Path | None, typer.Option(help=t("cli.review.key"))] = None,
) -> None:
    from drafter.cli.review_listen import Asked, office_for
    from drafter.cli.take_print import take_in
    from drafter.documents.draft_store import DraftStore
    from drafter.review.access import reviewer as who_asks
    from drafter.review.session import Sitting
    from drafter.settings import load_settings
    from drafter.writing.assembly import open_redraft

    store = DraftStore(drafts[0])
    own = store.load().draft
    settings = load_settings({"second_reader": second_reader})
    asked = Asked(listen, reviewer or (), revoke or (), certificate, key, port)
    office = office_for(drafts[0], settings.home, asked)
    if revoke and office is None:
        return
    others = [_other(path, own) for path in drafts[1:] if not _is_word(path)]
    for path in filter(_is_word, drafts[1:]):
        take_in(drafts[0], path, by_now(who))
    with open_redraft(settings, indexed=not no_index) as redraft:
        if office:
            office.serve(Sitting(store, others, lambda: by_now(who_asks()), redraft, several=True))
        else:
            _serve_here(Sitting(store, others, lambda: by_now(who), redraft), port, who, browser)


def _serve_here(sitting: "Sitting", port: int, who: str, browser: bool | None) -> None:
    """The page for the person at this machine."""
    from drafter.review.app import review_app
    from drafter.review.serving import serve

    serve(partial(review_app, sitting), port, lambda given: _say(given, by_now(who).who, browser))


def _is_word(path: Path) -> bool:
    """Whether a file is one that was handed out and came back, no draft."""
    return path.is_file() and path.suffix.lower() != ".json"


def _other(path: Path, draft: "Draft") -> "Other":
    """Another draft of the same notes; drafts of other notes are refused."""
    from drafter.documents.draft_file import read_draft
    from drafter.review.decisions import taken_from
    from drafter.review.sides import Other

    other = Other(path.name.removesuffix(".json").removesuffix(".draft"), read_draft(path))
    taken_from(draft, other.draft, (), str(path))
    return other


def by_now(who: str) -> "By":
    """Who decides, by default the login, and the present moment."""
    from datetime import datetime

    from drafter.documents.draft_reviewed import tidy
    from drafter.review.decisions import By

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return By(tidy(who) or _user(), now)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return t("cli.review.nobody")


def _say(given: "Pass", name: str, browser: bool | None) -> None:
    """The address on standard output, all else on standard error; the page in the browser."""
    from drafter.cli.browser import has_browser, open_browser

    opens = has_browser() if browser is None else browser
    typer.echo(given.address)
    typer.echo(t("cli.review.opened" if opens else "cli.review.ready", who=name), err=True)
    if opens:
        open_browser(given.opening)
