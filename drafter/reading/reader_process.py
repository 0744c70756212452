"""The process that reads files from outside for another: what it may take is limited, no network.

One process reads many files, and is replaced once one of them made an end of it.
"""

import importlib
import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from drafter.errors import DrafterError
from drafter.system import (
    end_here_with_children,
    leave_interrupts_to_others,
    leave_network,
    stay_within,
)

_LENGTH = 8  # bytes before every message, its length


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.

    seconds  of processor time; three times that on the clock
    memory   MiB beyond what the process had, where the system can tell (Linux)
    written  MiB of a file that is written on the way; 0 for none
    """

    seconds: int
    memory: int
    written: int = 0


def send(stream: IO[bytes], content: bytes) -> None:
    """Write one message."""
    stream.write(len(content).to_bytes(_LENGTH, "little") + content)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message. Raises EOFError where there is no whole one."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "little")
    content = stream.read(length)
    if len(head) < _LENGTH or len(content) < length:
        raise EOFError
    return content


def serve() -> None:
    """Answer what comes on the standard input until it ends."""
    leave_interrupts_to_others()
    questions, answers = _own_streams()
    without_network()
    asked: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(questions, asked), daemon=True).start()
    while True:
        send(answers, _answer(*pickle.loads(asked.get())))


def _listen(questions: IO[bytes], asked: "SimpleQueue[bytes]") -> None:
    """Pass on what is asked; once nobody is there to ask, end at once with all that was started."""
    with suppress(EOFError, OSError):
        while True:
            asked.put(receive(questions))
    end_here_with_children()


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for us alone: what a library prints goes nowhere."""
    ours = [os.fdopen(os.dup(number), mode) for number, mode in ((0, "rb"), (1, "wb"))]
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    return ours[0], ours[1]


def without_network() -> None:
    """Give up the network for good: the system's own way, else no socket can be made here."""
    if not leave_network():
        sys.addaudithook(_refuse_sockets)


def _refuse_sockets(event: str, arguments: object) -> None:
    if event in {"socket.__new__", "socket.connect", "socket.getaddrinfo"}:
        raise PermissionError(event)


def _answer(
    function: str, arguments: tuple[object, ...], limits: Limits, folder: Path | None, language: str
) -> bytes:
    """How a call ended, and with what: see `_called`."""
    module, _, name = function.partition(":")
    work = getattr(importlib.import_module(module), name)
    if folder is not None:
        os.chdir(folder)
    os.environ["DRAFTER_LANG"] = language
    stay_within(limits.seconds, limits.memory, limits.written)
    return _called(work, arguments)


def _called(work: Callable[..., Any], arguments: tuple[object, ...]) -> bytes:
    """Call a function: ("value", it), ("error", it and the number of its OSError) …, as bytes."""
    try:
        return pickle.dumps(("value", work(*arguments)))
    except DrafterError as error:
        cause = error.__cause__
        return pickle.dumps(("error", (error, cause.errno if isinstance(cause, OSError) else None)))
    except MemoryError:
        return pickle.dumps(("memory", None))
    except TimeoutError:  # of a program that it had to wait for
        return pickle.dumps(("time", None))
    except OSError as error:
        return pickle.dumps(("system", (error.errno or 0, error.strerror or str(error))))
    except Exception as error:  # noqa: BLE001  a library's own, on a file nobody foresaw
        return pickle.dumps(("other", f"{type(error).__name__}: {error}"[:200]))
