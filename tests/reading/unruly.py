"""What a file may do to its reader, done on purpose, and the documents of `calling_home` heard."""

import os
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

from drafter.errors import InputError


class Strange:
    """What no reader answers with."""


def abort() -> None:
    os.abort()


def endless() -> None:
    while True:
        pass


def asleep() -> None:
    time.sleep(600)


def asleep_with_a_child() -> None:
    subprocess.run([sys.executable, "-c", "import time; time.sleep(600)"], check=True)


def hungry() -> int:
    return len(bytearray(4 * 2**30))


def leave() -> None:
    os._exit(0)


def refuse() -> None:
    raise InputError("没有", "a.docx", 3, "值", "办法")


def missing() -> None:
    raise FileNotFoundError(2, "gone")


def stumble() -> None:
    raise KeyError("x")


def deep(depth: int = 10**6) -> int:
    return deep(depth - 1) + 1


def strange() -> Strange:
    return Strange()


def command() -> object:
    """An answer that would have something run where it is read."""

    class Run:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("touch was_run",)

    return Run()


def write(path: str) -> None:
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(bytes(2 * 2**20))


def process() -> int:
    return os.getpid()


def connected(url: str) -> bool:
    """Whether an address answers."""
    at = urlsplit(url)
    try:
        socket.create_connection((at.hostname or "", at.port or 0), timeout=2).close()
    except OSError:
        return False
    return True


def without_namespace(url: str) -> bool:
    """Whether an address answers where only Python's own sockets are closed; for good."""
    from drafter.reading import reader_process

    sys.addaudithook(reader_process._refuse_sockets)
    return connected(url)
