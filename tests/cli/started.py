"""`drafter` in a process of its own that is warm already: a tenth of the time of a cold one.

A server that has loaded everything (`loaded`) is forked for each command, so that working folder,
environment, streams and state are the command's alone.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from io import TextIOWrapper
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

_CHINESE = ("gbk", "big5")  # what is told to a stream in another encoding is told in UTF-8
_ROOT = Path(__file__).parents[2]
SERVED = get_context("forkserver")
SERVED.set_forkserver_preload(["tests.cli.loaded"])


def started(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """Run `drafter` with these words in this folder and nothing but this environment."""
    with TemporaryDirectory() as written:
        streams = [str(Path(written) / name) for name in ("out", "err")]
        work = (list(words), str(folder), dict(environment), streams)
        process = SERVED.Process(target=_run, args=work)
        with chdir(_ROOT):  # the server, which the first call starts, loads the tree of its folder
            process.start()
        process.join(timeout)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(list(words), timeout)
        encoding = environment.get("PYTHONIOENCODING", "utf-8")
        told = encoding if encoding in _CHINESE else "utf-8"
        out, err = (Path(name).read_text(encoding=told) for name in streams)
    return subprocess.CompletedProcess(list(words), process.exitcode or 0, out, err)


def _run(words: list[str], folder: str, environment: dict[str, str], streams: list[str]) -> None:
    from drafter.cli import main

    for number, name in enumerate(streams, 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    if encoding := environment.get("PYTHONIOENCODING"):  # as Python does at its start
        for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
            cast(TextIOWrapper, stream).reconfigure(encoding=encoding, errors=errors)
    sys.argv = ["drafter", *words]
    main()
