"""To whom a task tells how far it is, and what it has to say on the way."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Protocol, Self

from drafter.documents.kept import outputs
from drafter.files import Publication
from drafter.messages import t

Warn = Callable[[str], None]
"""Is told something that is no result, however quiet the run is to be."""


class Telling(Protocol):
    """Is told of a run: entered when the writing begins, left when it is over."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *fault: object) -> None: ...

    def say(self, text: str) -> None:
        """One line of news."""

    def step(self, done: int, total: int, name: str) -> None:
        """So many of so many are done, `name` the last of them."""


class Pace:
    """How long work may still take, by what is done of it."""

    def __init__(self) -> None:
        self._start = monotonic()
        self._total = 0

    @property
    def spent(self) -> float:
        """Seconds since this work began."""
        return monotonic() - self._start

    def left(self, done: int, total: int) -> float:
        """Seconds; another total than before is of other work, which is timed anew."""
        if self._total not in (0, total):
            self._start = monotonic()
        self._total = total
        return self.spent / done * (total - done) if done else 0.0


def duration(seconds: float) -> str:
    """So many seconds in the user's words."""
    minutes, left = divmod(round(seconds), 60)
    if not minutes:
        return t("cli.seconds", seconds=left)
    return t("cli.minutes", minutes=minutes, seconds=left)


@contextmanager
def writing(
    *paths: Path | None,
    warn: Warn,
    force: bool = False,
    known: Collection[str] = (),
    held: Collection[Path] = (),
) -> Iterator[Publication]:
    """What `drafter.documents.kept.outputs` does, the copies and a run that was cut short told.

    All that `write_whole` is given for these files is published when this ends, or nothing is.
    """
    with outputs(*paths, force=force, known=known, held=held) as made:
        for copy in made.copies:
            warn(t("file.left", copy=copy))
        for path in made.behind:
            warn(t("file.behind", path=path))
        yield made.files
