"""What a run may ask of an endpoint: so many calls and seconds, and no more after it went silent.

Retries, repairs and threads all draw on one budget, so that they cannot multiply.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from drafter.errors import WriterError
from drafter.messages import t


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a run asks of an endpoint, and takes of one answer.

    calls     requests of a run, retries included
    seconds   of a run, pauses included
    failures  requests in a row that ended without an answer, of all sections together: then nothing
              is asked; a try after which the request is tried again is none of them
    stream    seconds that one answer may take, thinking and signs of life included
    bytes     of one answer as they come
    """

    calls: int = 3000
    seconds: float = 4 * 3600.0
    failures: int = 8
    stream: float = 600.0
    bytes: int = 16_000_000


class Budget:
    """What is left of a run's limits; safe for threads."""

    def __init__(self, limits: Limits, clock: Callable[[], float], parallel: int) -> None:
        """parallel: requests at once. One outage ends them all, so each may fail and another."""
        self.limits = limits
        self._most_failures = max(limits.failures, 2 * parallel)
        self._clock = clock
        self._lock = Lock()
        self.begin()

    def begin(self) -> None:
        """A new run: everything may be asked again."""
        with self._lock:
            self._calls = self._failures = 0
            self._started: float | None = None
            self._reason = ""

    def spend(self, place: str) -> None:
        """One more call. Raises WriterError where none is left, or nobody answers any more."""
        with self._lock:
            if self._started is None:
                self._started = self._clock()
            if self._failures >= self._most_failures:
                raise WriterError(t("writer.gave_up", place=place, reason=self._reason))
            passed = self._clock() - self._started
            if self._calls >= self.limits.calls or passed > self.limits.seconds:
                hours = f"{self.limits.seconds / 3600:g}"
                raise WriterError(t("writer.spent", calls=self.limits.calls, hours=hours))
            self._calls += 1

    def answered(self) -> None:
        """A request brought an answer, if only a refusal."""
        with self._lock:
            self._failures = 0

    def failed(self, reason: str) -> None:
        """A request ended without an answer, after all its tries."""
        with self._lock:
            self._failures += 1
            self._reason = reason
