"""drafter draft: notes in, a proved draft out."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.choices import MANNERS, WRITERS
from drafter.cli.kept import Force
from drafter.cli.output import print_json, told_as_usage, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.tasks.draft import Drafted


def draft(
    notes: Annotated[list[Path], typer.Argument(metavar="NOTES…", help=t("cli.draft.notes"))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.draft.output"))
    ] = None,
    outline: Annotated[Path | None, typer.Option(help=t("cli.draft.outline"))] = None,
    organization: Annotated[str, typer.Option(help=t("cli.draft.organization"))] = "",
    period: Annotated[str, typer.Option(help=t("cli.draft.period"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.draft.kind"))] = "",
    date: Annotated[str, typer.Option(help=t("cli.draft.date"))] = "",
    writer: Annotated[str | None, typer.Option(help=t("cli.draft.writer"))] = None,
    manner: Annotated[str | None, typer.Option(help=t("cli.draft.manner"))] = None,
    model: Annotated[str | None, typer.Option(help=t("cli.draft.model"))] = None,
    journal: Annotated[Path | None, typer.Option(help=t("cli.draft.journal"))] = None,
    second_reader: Annotated[
        bool | None,
        typer.Option("--second-reader/--no-second-reader", help=t("cli.draft.second_reader")),
    ] = None,
    replay: Annotated[bool, typer.Option("--replay", help=t("cli.draft.replay"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.draft.no_index"))] = False,
    keep_personal: Annotated[
        bool, typer.Option("--keep-personal", help=t("cli.draft.keep_personal"))
    ] = False,
    length: Annotated[int | None, typer.Option(min=1, help=t("cli.draft.length"))] = None,
    style_from: Annotated[
        Path | None,
        typer.Option(metavar="REPORT", help=t("cli.draft.style"), exists=True, dir_okay=False),
    ] = None,
    final: Annotated[bool, typer.Option("--final", help=t("cli.final"))] = False,
    force: Force = False,
    changed: Annotated[bool, typer.Option("--changed", help=t("cli.draft.changed"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.draft.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    refuse_unknown(writer, manner)
    from drafter.cli.contact_lines import with_contact_lines
    from drafter.cli.progress import Progress
    from drafter.tasks.draft import DraftWish, drafted, output_of

    with told_as_usage():
        wish = DraftWish(
            notes, output_of(notes, output), outline,
            {"organization": organization, "period": period, "kind": kind, "date": date},
            {"writer": writer, "manner": manner, "model": model, "second_reader": second_reader},
            journal, [style_from] if style_from else [], replay=replay, indexed=not no_index,
            keep_personal=keep_personal, final=final, force=force, changed=changed,
        )  # fmt: skip
        contacts = partial(with_contact_lines, silent=quiet or keep_personal)
        made = drafted(wish, Progress(quiet=quiet or as_json), warn, contacts)
    _tell(made, length, as_json=as_json, quiet=quiet)
    raise typer.Exit(made.exit_code)


def _tell(made: "Drafted", length: int | None, *, as_json: bool, quiet: bool) -> None:
    """Tell of a draft; length is how many characters were wanted, if any number was."""
    from drafter.tasks.draft_told import question_lines, refusal, report_lines, summary

    if as_json:
        print_json(summary(made.shown, made.written, length))
    else:
        typer.echo(str(made.written[0]))
        if not quiet:
            for line in report_lines(made.shown):
                warn(line)
            for line in question_lines(made.shown, made.written[-1], length):
                warn(line)
        made.earlier.tell(made.draft, quiet=quiet)
    if made.refused:
        warn(refusal(made.shown))


def refuse_unknown(writer: str | None, manner: str | None) -> None:
    """Refuse a writer or a manner that there is not."""
    for name, given, known in (("--writer", writer, WRITERS), ("--manner", manner, MANNERS)):
        if given is not None and given not in known:
            raise typer.BadParameter(t("settings.choices", names="、".join(known)), param_hint=name)
