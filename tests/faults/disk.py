"""What a process does to the files of one folder, counted; at the n-th time something happens.

Python tells its audit hooks of every file it opens and of every name it makes or changes (PEP 578),
whoever asks for it: this program, a library in Python, or one in C that opens files by Python's own
functions. So nothing is replaced but `os.fsync`, of which no hook is told, and nothing has to be
compiled: it runs on every machine. What libraries write by themselves (SQLite, lxml) and what is
written into open files is reached by `at_most`, a limit of the system itself.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_FAILING = {"open", "os.rename", "os.mkdir", "os.chmod", "os.link"}
_DYING = {*_FAILING, "os.remove", "os.rmdir", "os.utime", "sqlite3.connect"}
Happen = Callable[[str, str], None]
"""Is told what is to be done, and to which path."""


def fails(code: int) -> Happen:
    """What is to be done fails as the system says it."""

    def fail(operation: str, path: str) -> None:
        raise OSError(code, os.strerror(code), path or None)

    return fail


def die(operation: str, path: str) -> None:
    """The process is killed before it is done."""
    os.kill(os.getpid(), signal.SIGKILL)


class Disk:
    """Watches a folder for as long as the process lives: make one in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.count = 0
        self.reached = ""  # the operation at which it happened, and the file's name
        self._folder = str(folder)
        self._at, self._still = 0, False
        self._happen: Happen | None = None
        self._counted: set[str] = set()
        sys.addaudithook(self._hear)
        self._sync = os.fsync
        os.fsync = self._fsync

    @contextmanager
    def at(self, number: int, happen: Happen = die, *, still: bool = False) -> Iterator[None]:
        """Have something happen at this operation, and with `still` at each after it; 0 is none."""
        self._at, self._still, self._happen = number, still, happen
        self._counted = _DYING if happen is die else _FAILING
        self.count, self.reached = 0, ""
        try:
            yield
        finally:
            self._happen = None

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self._happen and event in self._counted:
            names = [one for one in args[:2] if isinstance(one, str | bytes | os.PathLike)]
            paths = [str(Path(os.fsdecode(one)).absolute()) for one in names]
            if event == "open":
                paths = paths[:1]  # the other is how it is to be opened
            if any(path.startswith(self._folder) for path in paths):
                self._one_more(event, paths[-1])

    def _fsync(self, handle: int) -> None:
        if self._happen:
            self._one_more("fsync", "")
        self._sync(handle)

    def _one_more(self, operation: str, path: str) -> None:
        self.count += 1
        if self.count == self._at or (self._still and 0 < self._at < self.count):
            assert self._happen is not None
            self.reached = self.reached or f"{operation} {Path(path).name}".strip()
            self._happen(operation, path)


@contextmanager
def at_most(length: int) -> Iterator[None]:
    """While this lasts no file of this process grows beyond so many bytes, whoever writes it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
