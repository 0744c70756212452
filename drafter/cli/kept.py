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
    """What `drafter.documents.kept.outputs` does, the copies and a run that was cut short told.

    All that `write_whole` is given for these files is published when this ends, or nothing is.
    """
    from drafter.documents.kept import outputs

    with outputs(*paths, force=force, known=known, held=held) as made:
        for copy in made.copies:
            warn(t("file.left", copy=copy))
        for path in made.behind:
            warn(t("file.behind", path=path))
        yield made.files
