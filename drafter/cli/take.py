"""drafter take: an edited Word file comes home into its draft."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import print_json
from drafter.cli.review import by_now
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.review.taking import Numbers, Wanted


def take(
    file: Annotated[Path, typer.Argument(metavar="EDITED.docx", help=t("cli.take.file"))],
    draft: Annotated[
        Path | None, typer.Argument(metavar="REPORT.draft.json", help=t("cli.take.draft"))
    ] = None,
    accept: Annotated[str, typer.Option(metavar="all|none|1,3-5", help=t("cli.take.accept"))] = "",
    decline: Annotated[str, typer.Option(metavar="all|1,3-5", help=t("cli.take.decline"))] = "",
    author: Annotated[str, typer.Option(metavar="NAME", help=t("cli.take.author"))] = "",
    who: Annotated[str, typer.Option("--as", metavar="NAME", help=t("cli.take.as"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.cli.take_print import contract, is_clear, say
    from drafter.review.taking import draft_of, take_file

    wanted = _wanted(accept, decline)
    home = draft or draft_of(file)
    taking = take_file(home, file, by_now(who), author=author, wanted=wanted)
    if as_json:
        print_json(contract(taking))
    else:
        say(taking, file, home)
    raise typer.Exit(0 if is_clear(taking) else 1)


def _wanted(accept: str, decline: str) -> "Wanted":
    from drafter.review.taking import Wanted

    if accept.strip().lower() == "none":
        return Wanted(decline=None)
    return Wanted(_numbers(accept, "--accept"), _numbers(decline, "--decline"))


def _numbers(text: str, option: str) -> "Numbers":
    """1,3-5 → 1, 3, 4, 5; all → None."""
    if text.strip().lower() == "all":
        return None
    found: set[int] = set()
    for part in filter(None, re.split(r"[,，、\s]+", text.strip())):
        span = re.fullmatch(r"(\d{1,5})(?:[-–—~～](\d{1,5}))?", part)
        if not span:
            raise typer.BadParameter(t("take.numbers"), param_hint=option)
        found |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
    return found
