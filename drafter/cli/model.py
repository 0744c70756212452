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
    from drafter.writing.model_download import pull as fetch

    with Progress(quiet=quiet) as progress:
        path = fetch(
            load_settings().models,
            progress=lambda done, total, source: progress.step(done >> 20, total >> 20, source),
        )
    typer.echo(str(path))


@app.command("status", help=t("cli.model.status"))
def status(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.settings import load_settings
    from drafter.writing import model_file

    model = model_file.status(load_settings().models)
    if as_json:
        content = {
            "state": model.state,
            "path": str(model.path),
            "size": model.spec.size,
            "present": model.present,
            "sha256": model.sha256,
        }
        typer.echo(json.dumps(content, ensure_ascii=False))
    else:
        share = f"{model.present * 100 // model.spec.size}%"
        typer.echo(t(f"cli.model.{model.state}", path=model.path, share=share))
    raise typer.Exit(0 if model.state is model_file.State.READY else 3)
