"""`drafter` in a process of its own that is warm already: a tenth of the time of a cold one.

A server that has loaded everything (`loaded`) is forked for each command, so that working folder,
environment, streams and state are the command's alone.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

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
        process.start()
        process.join(timeout)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(list(words), timeout)
        out, err = (Path(name).read_text(encoding="utf-8") for name in streams)
    return subprocess.CompletedProcess(list(words), process.exitcode or 0, out, err)


def _run(words: list[str], folder: str, environment: dict[str, str], streams: list[str]) -> None:
    from drafter.cli import main

    for number, name in enumerate(streams, 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["drafter", *words]
    main()
