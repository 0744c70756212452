"""Who is in: a visit begins with a pass and ends by leaving, by time, or with the pass.

All is kept in memory, and what a browser holds of a visit is kept as a digest.
"""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from drafter.review.passes import Holder, Passes, digest_of

LONGEST, IDLE = 12 * 60 * 60.0, 2 * 60 * 60.0  # seconds of a visit, and of doing nothing in it
MOST = 6  # visits of one reviewer at a time: several browsers, a phone
WRONG, WINDOW = 10, 15 * 60.0  # wrong passes from one address in so many seconds
_ADDRESSES = 1000  # that are remembered for it
Clock = Callable[[], float]  # seconds


@dataclass(slots=True)
class _Visit:
    holder: Holder
    began: float
    last: float


class Visits:
    """The visits that are going on."""

    def __init__(self, passes: Passes, clock: Clock) -> None:
        self._passes, self._clock = passes, clock
        self._visits: dict[str, _Visit] = {}

    def begin(self, holder: Holder) -> str:
        """What the browser is to show from now on; the oldest of too many visits ends."""
        now = self._clock()
        own = [key for key, one in self._visits.items() if one.holder.name == holder.name]
        for key in own[: max(0, len(own) - MOST + 1)]:
            del self._visits[key]
        token = secrets.token_urlsafe(32)
        self._visits[digest_of(token)] = _Visit(holder, now, now)
        return token

    def who(self, token: str, *, active: bool = True) -> str:
        """The name of the reviewer; "" where there is no such visit any more.

        active  whether somebody did something, and not only his browser
        """
        key, now = digest_of(token), self._clock()
        visit = self._visits.get(key)
        if visit is None:
            return ""
        over = now - visit.began > LONGEST or now - visit.last > IDLE
        if over or visit.holder not in self._passes.holders:
            del self._visits[key]
            return ""
        visit.last = now if active else visit.last
        return visit.holder.name

    def end(self, token: str) -> None:
        self._visits.pop(digest_of(token), None)


class Tries:
    """Wrong passes by the address that they came from."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[str, deque[float]] = {}

    def too_many(self, address: str) -> bool:
        """Whether nothing is looked at that comes from there for now."""
        wrong = self._wrong.get(address, deque())
        while wrong and self._clock() - wrong[0] > WINDOW:
            wrong.popleft()
        return len(wrong) >= WRONG

    def wrong(self, address: str) -> None:
        times = self._wrong.pop(address, deque(maxlen=WRONG))
        times.append(self._clock())
        self._wrong[address] = times  # the last in the order of the table
        if len(self._wrong) > _ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
