"""Where commands print: results on standard output, all else on standard error."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from drafter.errors import UsageFault


def print_json(value: object) -> None:
    """Print a result for programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def warn(text: str) -> None:
    """Tell the user something that is no result."""
    typer.echo(text, err=True)


@contextmanager
def told_as_usage() -> Iterator[None]:
    """Tells of what cannot be asked for so beside how the command is used."""
    try:
        yield
    except UsageFault as error:
        raise typer.BadParameter(str(error), param_hint=error.option) from error
