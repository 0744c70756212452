"""Progress on stderr: a line that is rewritten on a terminal, a line a section elsewhere."""

import sys
from typing import Self

from drafter.cli.help_words import columns_of
from drafter.messages import t


class Progress:
    """Tells how far a run is and how long it may still take; silent when quiet."""

    def __init__(self, *, quiet: bool) -> None:
        from drafter.tasks.telling import Pace

        self._quiet = quiet
        self._tty = sys.stderr.isatty()
        self._pace = Pace()
        self._open, self._width = False, 0

    def __enter__(self) -> Self:
        from drafter.tasks.telling import Pace

        self._pace = Pace()
        return self

    def __exit__(self, *fault: object) -> None:
        self._end_line()

    def say(self, text: str) -> None:
        """One line of news."""
        if not self._quiet:
            self._end_line()
            print(text, file=sys.stderr, flush=True)

    def step(self, done: int, total: int, name: str) -> None:
        """So many of so many are done, `name` the last of them.

        Another total is of other work, which is timed anew.
        """
        if self._quiet or not total:
            return
        from drafter.tasks.telling import duration

        left = duration(self._pace.left(done, total))
        text = t("cli.progress", done=done, total=total, name=name, left=left)
        if self._tty:
            # Blanks end what is left of the line before: not every console obeys an order to.
            rest = " " * (self._width - columns_of(text))
            print(f"\r{text}{rest}", end="", file=sys.stderr, flush=True)
            self._open, self._width = True, columns_of(text)
        elif self._pace.spent > 2 or done == total:
            print(text, file=sys.stderr, flush=True)

    def _end_line(self) -> None:
        if self._open:
            print(file=sys.stderr)
            self._open, self._width = False, 0
