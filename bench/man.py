"""The man page of drafter, made of the commands themselves: python bench/man.py > drafter.1

In the language of DRAFTER_LANG, as help is.
"""

from collections.abc import Iterator
from typing import Any

import typer

from drafter import __version__
from drafter.cli import app
from drafter.messages import t


def main() -> None:
    """Print the page."""
    root: Any = typer.main.get_command(app)
    print(f'.TH DRAFTER 1 "" "drafter {__version__}"')
    print(f".SH NAME\ndrafter \\- {escaped(t('cli.help'))}")
    print(".SH SYNOPSIS\n.B drafter\n.I COMMAND\n[OPTIONS]")
    for path, command in commands(root, ()):
        print("\n".join(section(path, command)))


def commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command that can be run, with the words that name it."""
    inner = getattr(command, "commands", None)
    if not inner:
        yield path, command
        return
    for name, one in inner.items():
        yield from commands(one, (*path, name))


def section(path: tuple[str, ...], command: Any) -> Iterator[str]:
    """Yield the lines of one command: what it does, what it takes."""
    context = command.context_class(command, info_name=" ".join(("drafter", *path)))
    usage = " ".join(command.collect_usage_pieces(context))
    yield f'.SH "drafter {" ".join(path)}"'
    yield f".B drafter {' '.join(path)}\n{escaped(usage)}\n.PP\n{escaped(command.help or '')}"
    for param in command.get_params(context):
        if row := param.get_help_record(context):
            yield f".TP\n.B {escaped(row[0])}\n{escaped(row[1])}"


def escaped(text: str) -> str:
    """A text as troff takes it, in one line that is no request."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


if __name__ == "__main__":
    main()
