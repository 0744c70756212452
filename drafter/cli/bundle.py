"""drafter bundle: a folder from which a machine without any network installs."""

from pathlib import Path
from typing import Annotated

import typer

from drafter.messages import t


def bundle(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=t("cli.bundle.folder"))],
    wheel: Annotated[Path, typer.Option(metavar="WHEEL", help=t("cli.bundle.wheel"))],
    part: Annotated[str, typer.Option(help=t("cli.bundle.part"))] = "all",
    system: Annotated[str, typer.Option(help=t("cli.bundle.system"))] = "",
    python: Annotated[str, typer.Option(metavar="3.N", help=t("cli.bundle.python"))] = "",
    model: Annotated[bool, typer.Option("--model/--no-model", help=t("cli.bundle.model"))] = True,
) -> None:
    from drafter.extras import MODULES
    from drafter.tasks.bundle import SYSTEMS, Target, bundle

    if system and system not in SYSTEMS:
        raise typer.BadParameter(t("settings.choices", names="、".join(SYSTEMS)))
    if bool(system) != bool(python):
        raise typer.BadParameter(t("cli.bundle.both"))
    if part not in ("base", "all", *MODULES):
        names = "、".join(("base", "all", *MODULES))
        raise typer.BadParameter(t("settings.choices", names=names), param_hint="--part")
    file = _model() if model and part in ("all", "local") else None
    count = bundle(folder, wheel, "" if part == "base" else part, Target(system, python), file)
    typer.echo(t("cli.bundle.done", folder=folder, count=count))


def _model() -> Path:
    """The file of the local model. Raises ModelMissing where it is not there whole."""
    from drafter.errors import ModelMissing
    from drafter.settings import load_settings
    from drafter.writing import model_file
    from drafter.writing.model_catalogue import model_named

    settings = load_settings()
    found = model_file.status(settings.models, spec=model_named("", settings.home))
    if found.state is not model_file.State.READY:
        raise ModelMissing(t("cli.bundle.no_model"))
    return found.path
