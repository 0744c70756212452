"""Where commands print: results on standard output, all else on standard error."""

import json

import typer


def print_json(value: object) -> None:
    """Print a result for programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def warn(text: str) -> None:
    """Tell the user something that is no result."""
    typer.echo(text, err=True)
