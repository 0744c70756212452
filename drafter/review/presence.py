"""Who is on the page now, and at what: kept while his page says so, and no longer."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

LASTS = 15.0  # seconds after which one who says nothing is gone


@dataclass(frozen=True, slots=True)
class Present:
    """A reviewer; at is the address of what he has selected on the page."""

    name: str
    at: str
    editing: bool


class Presence:
    """The reviewers whose pages are open, one place each: where they did something last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._last: dict[str, tuple[float, Present]] = {}

    def say(self, name: str, at: str, *, editing: bool = False) -> list[Present]:
        """He is there; those who are there too, by name."""
        with self._lock:
            now = self._clock()
            self._last[name] = now, Present(name, at, editing)
            since = now - LASTS
            self._last = {who: one for who, one in self._last.items() if one[0] >= since}
            return [one for who, (_, one) in sorted(self._last.items()) if who != name]
