"""How commands write: over nothing that somebody made, and telling what they left beside."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.files import Publication

Force = Annotated[bool, typer.Option("--force", help=t("cli.force"))]


@contextmanager
def writing(
    *paths: Path | None,
    force: bool = False,
    known: Collection[str] = (),
    held: Collection[Path] = (),
) -> Iterator["Publication"]:
    """What `drafter.tasks.telling.writing` does, told on standard error."""
    from drafter.tasks import telling

    with telling.writing(*paths, warn=warn, force=force, known=known, held=held) as files:
        yield files
