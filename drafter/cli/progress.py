"""Progress on stderr: a line that is rewritten on a terminal, a line a section elsewhere."""

import sys
from time import monotonic
from types import TracebackType

from drafter.messages import t


class Progress:
    """Tells how far a run is and how long it may still take; silent when quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._tty = sys.stderr.isatty()
        self._start = monotonic()
        self._total = 0
        self._open = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open:
            print(file=sys.stderr)

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
        if self._total not in (0, total):
            self._start = monotonic()
        self._total = total
        spent = monotonic() - self._start
        left = spent / done * (total - done) if done else 0.0
        text = t("cli.progress", done=done, total=total, name=name, left=_duration(left))
        if self._tty:
            print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)
            self._open = True
        elif spent > 2 or done == total:
            print(text, file=sys.stderr, flush=True)

    def _end_line(self) -> None:
        if self._open:
            print(file=sys.stderr)
            self._open = False


def _duration(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return (
        t("cli.minutes", minutes=minutes, seconds=left)
        if minutes
        else t("cli.seconds", seconds=left)
    )
