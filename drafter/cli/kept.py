"""How commands write: over nothing that somebody made, and telling what they left beside."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.output import warn
from drafter.messages import t

Force = Annotated[bool, typer.Option("--force", help=t("cli.force"))]


@contextmanager
def writing(
    *paths: Path | None,
    force: bool = False,
    known: Collection[str] = (),
    held: Collection[Path] = (),
) -> Iterator[None]:
    """What `drafter.documents.kept.outputs` does, the copies told."""
    from drafter.documents.kept import outputs

    with outputs(*paths, force=force, known=known, held=held) as copies:
        for copy in copies:
            warn(t("file.left", copy=copy))
        yield
