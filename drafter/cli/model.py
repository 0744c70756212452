"""drafter model: the local model."""

import json
from typing import Annotated

import typer

from drafter.messages import t

app = typer.Typer(help=t("cli.model"), no_args_is_help=True, rich_markup_mode=None)


@app.command("pull", help=t("cli.model.pull"))
def pull(
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.cli.progress import Progress
    from drafter.settings import load_settings
    from drafter.writing import model_download

    with Progress(quiet=quiet) as progress:
        path = model_download.pull(
            load_settings().models,
            progress=lambda done, total, source: progress.step(done >> 20, total >> 20, source),
        )
    typer.echo(str(path))


@app.command("status", help=t("cli.model.status"))
def status(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.settings import load_settings
    from drafter.writing import model_download

    found = model_download.status(load_settings().models)
    if as_json:
        content = {
            "state": found.state,
            "path": str(found.path),
            "size": found.spec.size,
            "present": found.present,
        }
        typer.echo(json.dumps({**content, "sha256": found.sha256}, ensure_ascii=False))
    else:
        share = f"{found.present * 100 // found.spec.size}%"
        typer.echo(t(f"cli.model.{found.state}", path=found.path, share=share))
    raise typer.Exit(0 if found.state is model_download.State.READY else 3)
