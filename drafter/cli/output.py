"""Where commands print: results on standard output, all else on standard error."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from drafter.cli.streams import for_programs
from drafter.errors import UsageFault


def print_json(value: object) -> None:
    """Print a result for programs."""
    print_document(json.dumps(value, ensure_ascii=False, indent=1))


def print_document(text: str, *, nl: bool = True) -> None:
    """Print a document of JSON or markup, for programs."""
    typer.echo(for_programs(text), nl=nl)


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
