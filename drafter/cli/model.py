"""drafter model: the local models."""

from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.output import print_json, warn
from drafter.messages import t

app = typer.Typer(help=t("cli.model"), no_args_is_help=True, rich_markup_mode=None)

_Name = Annotated[str, typer.Argument(metavar="[NAME]", help=t("cli.model.name"))]
_Json = Annotated[bool, typer.Option("--json", help=t("cli.json"))]


@app.command("list", help=t("cli.model.list"))
def list_models(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[GGUF]…", help=t("cli.model.files"))
    ] = None,
    as_json: _Json = False,
) -> None:
    from drafter.cli.model_print import as_table, rows_of
    from drafter.settings import load_settings

    rows = rows_of(load_settings(), files or ())
    if as_json:
        print_json(rows)
    else:
        typer.echo(as_table(rows))


@app.command("pull", help=t("cli.model.pull"))
def pull(
    name: _Name = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.cli.progress import Progress
    from drafter.settings import load_settings
    from drafter.writing.model_catalogue import model_named
    from drafter.writing.model_download import pull as fetch
    from drafter.writing.model_memory import too_large

    settings = load_settings()
    spec = model_named(name, settings.home)
    if warning := too_large(spec.name, spec.size):
        warn(warning)
    with Progress(quiet=quiet) as progress:
        path = fetch(
            settings.models,
            progress=lambda done, total, source: progress.step(done >> 20, total >> 20, source),
            spec=spec,
        )
    typer.echo(str(path))


@app.command("status", help=t("cli.model.status"))
def status(name: _Name = "", as_json: _Json = False) -> None:
    from drafter.settings import load_settings
    from drafter.writing import model_file
    from drafter.writing.model_catalogue import model_named

    settings = load_settings()
    model = model_file.status(settings.models, spec=model_named(name, settings.home))
    if as_json:
        content = {
            "state": model.state,
            "path": str(model.path),
            "size": model.spec.size,
            "present": model.present,
            "sha256": model.sha256,
        }
        print_json(content)
    else:
        share = f"{model.present * 100 // model.spec.size}%"
        typer.echo(t(f"cli.model.{model.state}", path=model.path, share=share))
    raise typer.Exit(0 if model.state is model_file.State.READY else 3)
