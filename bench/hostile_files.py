"""Files made to hurt their reader, each read as `index add`, `draft`, `check` and `fill` read it.

    python bench/hostile_files.py [NAME…]

Prints a line a file: seconds of processor time of the slowest way, the most memory of any process,
and how it ended. Exit 1 where a file takes more than 2 s or 300 MB and is not refused, or does
anything but being read or refused. The makers are in tests/reading/hostile.py; the tests read
some of them.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.reading.hostile import MAKERS

SECONDS, MEMORY = 2.0, 300.0
_LONGEST = 300  # seconds, for one file in all ways


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    wanted = parser.parse_args().names or list(MAKERS)
    over = wrong = 0
    for name in wanted:
        seconds, memory, ended = _read(name)
        bad = not ended.startswith(("read", "refused"))
        large = not bad and (seconds > SECONDS or memory > MEMORY)
        slow = large and ended.startswith("read")
        wrong, over = wrong + bad + slow, over + large
        mark = "WRONG" if bad or slow else "over " if large else "     "
        print(f"{mark} {name:36} {seconds:6.1f} s {memory:6.0f} MB  {ended[:110]}", flush=True)
    print(f"{len(wanted)} files, {over} over {SECONDS} s or {MEMORY} MB, {wrong} wrong")
    return int(wrong > 0)


def _read(name: str) -> tuple[float, float, str]:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        MAKERS[name](path)
        reading = [sys.executable, "-m", "tests.reading.measured", str(path)]
        try:
            run = subprocess.run(reading, capture_output=True, text=True, timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            return _LONGEST, 0, "did not end"
    if run.returncode:
        return 0, 0, f"exit {run.returncode}: {run.stderr.strip()[-200:]}"
    seconds, memory, ended = json.loads(run.stdout)
    return seconds, memory, ended


if __name__ == "__main__":
    sys.exit(main())
