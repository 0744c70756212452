"""Files from outside are read in a process of their own, which may use so much and no more.

A warm process (`drafter.reading.reader_process`) reads many files. Whatever a file does to its
reader, a crash in a library, endless work, all of the memory, ends that reader and is one sentence
about that file. What a reader answers is data of listed kinds, so that one that was taken over
cannot have anything run here.
"""

import io
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import IO, Any

import drafter
from drafter.errors import DrafterError, InputError
from drafter.messages import t
from drafter.reading.reader_process import Limits, receive, send
from drafter.system import end_with_children, ended_by

_WAIT = 3  # seconds on the clock for one of processor time, before a reader is ended
_PLAIN = {
    *(("builtins", name) for name in ("set", "frozenset")),
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta")),
    *(("pathlib", name) for name in ("Path", "PosixPath", "WindowsPath")),
    ("decimal", "Decimal"),
}
_idle: list["_Reader"] = []


class Unforeseen(Exception):
    """A library's own error, on a file that nobody foresaw."""


def limits_of(path: Path, pages: int = 0) -> Limits:
    """What reading a file of this size may take: many times what ordinary ones need.

    pages  of a PDF file, of which many can be packed into a small one
    """
    size = path.stat().st_size / 2**20
    return Limits(round(20 + 10 * size + pages / 10), round(600 + 4 * size))


def confined(path: Path, function: str, *arguments: object, limits: Limits | None = None) -> Any:
    """What `module:function` of drafter gives for its arguments, called in a limited process.

    path  the file that is read

    Raises InputError on a file that crashes its reader or takes too much, DrafterError and OSError
    as the function does, and Unforeseen for every other error of it.
    """
    limits = limits or limits_of(path)
    reader = _taken()
    try:
        ended, value = reader.ask(function, arguments, limits)
    except BaseException:
        reader.end()
        raise
    if ended in {"time", "memory", "crashed"}:
        reader.end()
    elif reader.is_ours():
        _idle.append(reader)
    match ended:
        case "value":
            return value
        case "error":
            error, number = value
            raise error from (None if number is None else OSError(number, os.strerror(number)))
        case "system":
            raise OSError(*value)
        case "other":
            raise Unforeseen(value)
    # the machine may have had no memory to give: not for good
    raise _told(path, ended, value, limits) from ChildProcessError()


def _told(path: Path, ended: str, value: object, limits: Limits) -> InputError:
    """Say of a reader that came to no answer how it ended."""
    match ended:
        case "time":
            reason = t("index.read.time", seconds=limits.seconds, clock=_WAIT * limits.seconds)
        case "memory":
            reason = t("index.read.memory", limit=limits.memory)
        case _:
            reason = t("index.read.crashed", how=value)
    return InputError(reason, path, remedy=t("index.read.damaged.remedy"))


def _taken() -> "_Reader":
    """A process that reads for nobody else."""
    while True:
        try:
            reader = _idle.pop()
        except IndexError:
            return _Reader()
        if reader.is_ours():
            return reader


def _working_folder() -> Path | None:
    """Where we are; None where that folder is gone: who is asked then has whole paths."""
    try:
        return Path.cwd()
    except OSError:
        return None


class _Reader:
    """One process that reads."""

    def __init__(self) -> None:
        root = str(Path(drafter.__file__).parents[1])
        code = f"import sys; sys.path.insert(0, {root!r})\n"
        code += "from drafter.reading.reader_process import serve; serve()"
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code],  # -P: nothing is imported from the working folder
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )

    def is_ours(self) -> bool:
        """Whether it lives, and was started by this process and not by the one that forked it."""
        return self._owner == os.getpid() and self._process.poll() is None

    def ask(self, function: str, arguments: tuple[object, ...], limits: Limits) -> tuple[str, Any]:
        """Have a function called: how that ended, and with what."""
        language = os.environ.get("DRAFTER_LANG", "")
        asked = (function, arguments, limits, _working_folder(), language)
        late = threading.Event()
        clock = threading.Timer(_WAIT * limits.seconds, self._stop, [late])
        clock.daemon = True
        clock.start()
        try:
            send(self._pipe(self._process.stdin), pickle.dumps(asked))
            answer = receive(self._pipe(self._process.stdout))
            ended, value = _Listed(io.BytesIO(answer)).load()
        except (OSError, EOFError):
            return self._how_it_ended(late=late.is_set())
        except pickle.UnpicklingError as error:
            return "crashed", str(error)
        finally:
            clock.cancel()
            if late.is_set():  # as the answer came: it is good, and nobody is there any more
                self.end()
        return ended, value

    def _how_it_ended(self, *, late: bool) -> tuple[str, Any]:
        """Of a process that is not there any more."""
        self.end()
        how = ended_by(self._process.wait())
        return ("time", None) if late or how == "SIGXCPU" else ("crashed", how)

    def _pipe(self, pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe

    def _stop(self, late: threading.Event) -> None:
        late.set()
        end_with_children(self._process)

    def end(self) -> None:
        """End the process and all that it has started."""
        end_with_children(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                self._pipe(pipe).close()


class _Listed(pickle.Unpickler):
    """Takes the plain data and the records of drafter, and nothing that could do anything."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith("drafter.") else None
        if isinstance(found, type) and (
            is_dataclass(found) or issubclass(found, Enum | DrafterError)
        ):
            return found
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
