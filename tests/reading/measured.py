"""One file read in every way that takes it: seconds of the slowest, most memory, how it ended.

python -m tests.reading.measured FILE
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from drafter.errors import InputError
from drafter.filling.answers import SUFFIXES, read_answers
from drafter.reading import confined
from drafter.reading.document import read_document
from drafter.reading.files import FileKind, kind_of, open_file
from drafter.reading.notes import open_notes
from drafter.reading.reports import read_report


def ways(path: Path) -> list[Callable[[Path], object]]:
    """What the commands do with a file of its kind."""
    try:
        kind = kind_of(path)
    except InputError:
        return [open_file]
    if kind is FileKind.DRAFT:
        return [open_file]
    found: list[Callable[[Path], object]] = [read_document, open_notes]
    if kind not in {FileKind.WORKBOOK, FileKind.CSV}:
        found.append(read_report)
    return [*found, read_answers] if path.suffix in SUFFIXES else found


def measured(path: Path) -> tuple[float, float, str]:
    """Read it; a refusal counts for all ways only where none of them reads it."""
    slowest, ends = 0.0, []
    memory = 0.0
    for way in ways(path):
        before = _seconds()
        try:
            way(path)
            ends.append("read")
        except InputError as error:
            ends.append(f"refused: {error.message}")
        memory = max(memory, *(_peak(process) for process in _processes()))
        for reader in confined._idle:
            memory = max(memory, _peak(psutil.Process(reader._process.pid)))
        slowest = max(slowest, _seconds() - before)
    return slowest, memory, "read" if "read" in ends else ends[0]


def _processes() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


def _seconds() -> float:
    """Of processor time, of this process and of all that it has started."""
    own = psutil.Process().cpu_times()
    ended = own.children_user + own.children_system
    alive = sum(sum(child.cpu_times()[:4]) for child in psutil.Process().children())
    return float(own.user + own.system + ended + alive)


def _peak(process: psutil.Process) -> float:
    """The most memory that a process ever had, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
