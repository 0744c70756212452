"""drafter review: a page on this machine, where reviewers look, decide and hand back."""

from pathlib import Path
from typing import Annotated

import typer

from drafter.messages import t


def review(
    drafts: Annotated[list[Path], typer.Argument(metavar="DRAFT…", help=t("cli.review.drafts"))],
    port: Annotated[int, typer.Option(min=0, max=65535, help=t("cli.review.port"))] = 0,
    who: Annotated[str, typer.Option("--as", metavar="NAME", help=t("cli.review.as"))] = "",
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.review.no_index"))] = False,
) -> None:
    from datetime import datetime

    from drafter.documents.draft_file import read_draft
    from drafter.documents.draft_reviewed import tidy
    from drafter.documents.draft_store import DraftStore
    from drafter.review.decisions import By, taken_from
    from drafter.review.serving import serve
    from drafter.review.session import Other, Sitting
    from drafter.settings import load_settings
    from drafter.writing.assembly import open_redraft

    store = DraftStore(drafts[0])
    name = tidy(who) or _user()
    others = []
    for path in drafts[1:]:
        other = Other(path.name.removesuffix(".json").removesuffix(".draft"), read_draft(path))
        taken_from(store.load().draft, other.draft, (), str(path))  # refuses drafts of other notes
        others.append(other)

    def by() -> By:
        return By(name, datetime.now().astimezone().isoformat(timespec="seconds"))

    with open_redraft(load_settings(), indexed=not no_index) as redraft:
        sitting = Sitting(store, others, by, redraft)
        serve(sitting, port, lambda address: _say(address, name))


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return t("cli.review.nobody")


def _say(address: str, name: str) -> None:
    """The address on standard output, all else on standard error."""
    typer.echo(address)
    typer.echo(t("cli.review.ready", who=name), err=True)
