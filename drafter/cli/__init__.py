"""The command line, a file a command: parse, call, print, exit code.

Nothing heavy is imported before a command runs.

Exit codes: 0 fine, 1 findings, 2 usage, 3 writer or environment, 4 input, 130 interrupted.
A disk or folder that does not take or give a file counts as input, memory that is short as
environment.
"""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from drafter.cli import (
    batch,
    bundle,
    check,
    compare,
    doctor,
    draft,
    evaluate,
    fill,
    gaps,
    index,
    mask,
    model,
    notes,
    profile,
    prompt,
    review,
    start,
    take,
)
from drafter.cli.help_words import run
from drafter.cli.streams import set_up
from drafter.errors import DrafterError, EnvironmentFault, InputError, Interrupted
from drafter.extras import fault_of
from drafter.files import said_by_system
from drafter.messages import t


class _Root(TyperGroup):
    """Typer makes of Ctrl-C an exit that waits for every thread; ours does not.

    What it says of completion is in English alone; ours is in the user's language.
    """

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, TyperOption) and str(param.name).endswith("_completion"):
                param.help = t(f"cli.{param.name}")
        return params

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Interrupted(t("cli.interrupted")) from None


app = typer.Typer(
    name="drafter",
    cls=_Root,
    help=t("cli.help"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("start", help=t("cli.start"))(start.start)
app.command("draft", help=t("cli.draft"))(draft.draft)
app.command("batch", help=t("cli.batch"))(batch.batch)
app.command("check", help=t("cli.check"))(check.check)
app.command("compare", help=t("cli.compare"))(compare.compare)
app.command("review", help=t("cli.review"))(review.review)
app.command("take", help=t("cli.take"))(take.take)
app.command("gaps", help=t("cli.gaps"))(gaps.gaps)
app.command("fill", help=t("cli.fill"))(fill.fill)
app.command("mask", help=t("cli.mask"))(mask.mask)
app.add_typer(notes.app, name="notes")
app.add_typer(evaluate.app, name="eval")
app.add_typer(index.app, name="index")
app.add_typer(model.app, name="model")
app.add_typer(prompt.app, name="prompt")
app.add_typer(profile.app, name="profile")
app.command("bundle", help=t("cli.bundle"))(bundle.bundle)
app.command("doctor", help=t("cli.doctor"))(doctor.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        from drafter import __version__

        typer.echo(f"drafter {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help=t("cli.version")
    ),
) -> None:
    return


_in_our_words = partial(run, app)

# A start makes some hundred thousand objects that stay: at Python's own 700 the collector goes over
# them 479 times, which is a twelfth of what `drafter check` takes.
_COLLECTED_AT = (20_000, 50, 50)


def main(command: Callable[[], object] = _in_our_words) -> None:
    """Run a command line.

    What went wrong is told in one message; faults of the program itself keep their traceback.
    """
    gc.set_threshold(*_COLLECTED_AT)
    set_up()
    try:
        command()
    except Interrupted as error:
        typer.echo(f"\n{error}", err=True)
        sys.stderr.flush()
        # A request may still be under way in a thread: its answer is not waited for.
        os._exit(error.exit_code)
    except DrafterError as error:
        _end(str(error), error.exit_code)
    except ModuleNotFoundError as error:
        if (fault := fault_of(error)) is None:
            raise
        _end(str(fault), fault.exit_code)
    except OSError as error:
        _end(said_by_system(error), InputError.exit_code)
    except RecursionError:
        _end(t("cli.nested"), InputError.exit_code)
    except MemoryError:
        _end(t("cli.memory"), EnvironmentFault.exit_code)


def _end(message: str, code: int) -> None:
    """Tell what is wrong as far as it can be told, and end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is sys.stderr:
                typer.echo(t("cli.error", message=message), err=True)
            stream.flush()
        except (
            OSError,
            ValueError,
        ):  # full or closed; at its end Python would try again
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)
