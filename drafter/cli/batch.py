"""drafter batch: a folder of units, each drafted as `drafter draft` drafts it."""

from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.draft import refuse_unknown
from drafter.cli.kept import Force
from drafter.cli.output import print_json, told_as_usage, warn
from drafter.messages import t


def batch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=t("cli.batch.folder"))],
    output: Annotated[Path, typer.Option("-o", "--output", help=t("cli.batch.output"))],
    workers: Annotated[int | None, typer.Option(min=1, help=t("cli.batch.workers"))] = None,
    ray: Annotated[str, typer.Option(metavar="ADDRESS", help=t("cli.batch.ray"))] = "",
    again: Annotated[bool, typer.Option("--again", help=t("cli.batch.again"))] = False,
    period: Annotated[str, typer.Option(help=t("cli.draft.period"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.draft.kind"))] = "",
    date: Annotated[str, typer.Option(help=t("cli.draft.date"))] = "",
    writer: Annotated[str | None, typer.Option(help=t("cli.draft.writer"))] = None,
    manner: Annotated[str | None, typer.Option(help=t("cli.draft.manner"))] = None,
    model: Annotated[str | None, typer.Option(help=t("cli.draft.model"))] = None,
    second_reader: Annotated[
        bool | None,
        typer.Option("--second-reader/--no-second-reader", help=t("cli.draft.second_reader")),
    ] = None,
    replay: Annotated[bool, typer.Option("--replay", help=t("cli.draft.replay"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.draft.no_index"))] = False,
    keep_personal: Annotated[
        bool, typer.Option("--keep-personal", help=t("cli.draft.keep_personal"))
    ] = False,
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.draft.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    refuse_unknown(writer, manner)
    if ray and workers:
        raise typer.BadParameter(t("cli.batch.both"), param_hint="--ray")
    from drafter.choices import is_model_path
    from drafter.cli.progress import Progress
    from drafter.tasks.batch.run import BatchWish, batched
    from drafter.tasks.batch.table import contract, sums

    model = str(Path(model).expanduser().resolve()) if model and is_model_path(model) else model
    flags = {"writer": writer, "manner": manner, "model": model, "second_reader": second_reader}
    wish = {
        "front": {"period": period, "kind": kind, "date": date}, "flags": flags,
        "replay": replay, "indexed": not no_index, "keep_personal": keep_personal, "force": force,
    }  # fmt: skip
    with told_as_usage():
        asked = BatchWish(folder, output, wish, workers, ray, again)
        made = batched(asked, Progress(quiet=quiet or as_json), warn)
    if as_json:
        print_json([contract(outcome) for outcome in made.outcomes])
    else:
        typer.echo("\n".join(map(str, made.tables)))
        warn("　".join(sums(made.outcomes)))
    raise typer.Exit(made.exit_code)
