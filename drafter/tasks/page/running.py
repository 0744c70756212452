"""A run that goes on whether anybody looks or not, and how far it is."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from typing import Self

from drafter.errors import DrafterError, InTheWay
from drafter.files import said_by_system
from drafter.messages import t
from drafter.tasks.telling import Pace, duration

_MOST = 200  # lines that are kept


class Run:
    """One run of a task in a thread; implements tasks.telling.Telling.

    state  running, done, failed, or in the way: a person has to say whether it may go on
    way    the file that is in the way
    """

    def __init__(self, work: Callable[["Run"], None]) -> None:
        self.state = "running"
        self.lines: list[str] = []
        self.done = self.total = 0
        self.name = self.left = self.error = self.way = ""
        self.finished: list[str] = []
        self._pace = Pace()
        spoken = copy_context()  # it speaks in the words of whoever began it
        self._thread = Thread(target=spoken.run, args=(self._run, work), daemon=True)
        self._thread.start()

    @property
    def going(self) -> bool:
        return self.state == "running"

    def wait(self) -> None:
        """Until it is over."""
        self._thread.join()

    def __enter__(self) -> Self:
        self._pace = Pace()
        return self

    def __exit__(self, *fault: object) -> None:
        return

    def say(self, text: str) -> None:
        """One line of news."""
        if len(self.lines) < _MOST:
            self.lines.append(text)

    def step(self, done: int, total: int, name: str) -> None:
        """So many of so many are done, `name` the last of them."""
        if not total:
            return
        left = self._pace.left(done, total)
        if total != self.total:
            self.finished = []
        if name and name not in self.finished[-1:]:
            self.finished.append(name)
        self.done, self.total, self.name, self.left = done, total, name, duration(left)

    def _run(self, work: Callable[["Run"], None]) -> None:
        try:
            work(self)
        except InTheWay as error:
            self.error, self.state, self.way = str(error), "in the way", str(error.file)
        except DrafterError as error:
            self.error, self.state = str(error), "failed"
        except OSError as error:
            self.error, self.state = said_by_system(error), "failed"
        except BaseException as error:  # a fault of ours: the terminal shows where
            self.error, self.state = t("start.fault", fault=repr(error)), "failed"
            raise
        else:
            self.state = "done"
