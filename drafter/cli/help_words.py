"""The words of the command line itself in the user's language: usage, headings, what went wrong.

Typer has them in English alone. Here they come from the message catalogue; names of commands and
options are shown whole at every width, and lines are as wide as they look.
"""

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import typer
from typer.exceptions import TyperException

from drafter.messages import catalogue, t

_HEADINGS = {"Arguments", "Options", "Commands"}
_WIDEST, _NARROWEST = 100, 30
_NAMES = 0.4  # of a line: wider names stand on lines of their own
_TOKEN = re.compile(r"(?:\[[^\[\]\s]*\]|[!-~]+|.)[，。、；：！？）》”…]*")
_EXTRA = re.compile(r"\[[^\[\]]*(?:default: |required|env var: )[^\[\]]*\]$")
_Base: Any = typer.Context.formatter_class


class _Formatter(_Base):  # type: ignore[misc]
    """Help in the user's language, as wide as the terminal."""

    def __init__(self, **options: Any) -> None:
        columns = shutil.get_terminal_size().columns
        super().__init__(**{**options, "width": max(_NARROWEST, min(columns, _WIDEST) - 2)})

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args.replace("[OPTIONS]", t("help.options"))
        words = words.replace("COMMAND [ARGS]...", t("help.command"))
        words = re.sub(
            r"(?<=…[}\]])\.\.\.", "", words
        )  # DRAFT… says already that there may be more
        lines = wrapped(f"{t('help.usage')}{prog} {words}", self.width)
        self.write("\n    ".join(lines) + "\n")

    def write_heading(self, heading: str) -> None:
        name = t(f"help.heading.{heading.lower()}") if heading in _HEADINGS else heading
        self.write(f"{name}{t('help.colon')}\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" * bool(number))
            for line in wrapped(paragraph, self.width - len(indent)):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], *_: int, **__: int) -> None:
        """Write names with what they do, beside them or below them."""
        most = int(self.width * _NAMES)
        widths = [width for name, _ in rows if (width := columns_of(name)) <= most]
        first = max(widths, default=2) + 2
        indent = " " * self.current_indent
        for name, text in rows:
            lines = wrapped(_said(text), self.width - first - len(indent))
            if columns_of(name) <= first - 2 and lines:
                self.write(f"{indent}{name}{' ' * (first - columns_of(name))}{lines.pop(0)}\n")
            else:
                self.write(f"{indent}{name}\n")
            for line in lines:
                self.write(f"{indent}{' ' * first}{line}\n")


class _Context(typer.Context):
    formatter_class = _Formatter


def run(app: typer.Typer) -> None:
    """Run the command line; what is wrong with it is told in the user's language."""
    command = typer.main.get_command(app)
    for one in _all_commands(command):
        one.context_class = _Context
        whole = (one.help or "").split("\n\n")[0]
        one.short_help = one.short_help or whole  # not cut to a line
    try:
        code = command.main(standalone_mode=False)
    except TyperException as error:
        sys.exit(_tell(error))
    except typer.Abort:
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _all_commands(command: Any) -> Iterator[Any]:
    yield command
    for child in getattr(command, "commands", {}).values():
        yield from _all_commands(child)


def _tell(error: Any) -> int:
    """Tell of a command line that cannot be run; its exit code."""
    context, text = getattr(error, "ctx", None), error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(text, err=True)
        return int(error.exit_code)
    if context is not None:
        hint = t("help.hint", command=context.command_path, option=context.help_option_names[0])
        typer.echo(f"{context.get_usage()}\n{hint}\n", err=True)
    typer.echo(t("help.error", message=in_words(text)), err=True)
    return int(error.exit_code)


def in_words(text: str) -> str:
    """What Typer says, in the user's language, as far as the catalogue knows it."""
    for name, (_, english) in catalogue().items():
        if name.startswith("help.said."):
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(english))
            if found := re.fullmatch(pattern, text, re.DOTALL):
                return t(name, **{key: in_words(value) for key, value in found.groupdict().items()})
    return text


def _said(text: str) -> str:
    """A description with what Typer adds to it."""
    if text == "Show this message and exit.":
        return t("help.help")
    return _EXTRA.sub(lambda extra: _extra(extra[0]), text)


def _extra(text: str) -> str:
    parts = text.strip("[]").split("; ")
    return f"[{t('help.and').join(map(in_words, parts))}]"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines that look no wider; Chinese is parted anywhere but before a mark."""
    lines, line = [], ""
    for token in _TOKEN.findall(text.replace("\n", " ")):
        if line and columns_of(line + token.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += token if line else token.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def columns_of(text: str) -> int:
    """How many columns a text takes on a screen."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
