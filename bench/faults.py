"""A failing disk and kills under every command that writes, at every operation.

    python bench/faults.py [faults|codes|kills] [COMMAND…]

faults has one operation fail, by another fault each time, or all from there on; codes has each
operation fail by each of four faults. Without a word: faults and kills.
Prints a line a command, and what was wrong; exit 1 where anything was. The tests run a few of each
(tests/faults).
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.faults.commands import BY_NAME
from tests.faults.trials import Deed, every_code, every_fault, every_kill, tried

DEEDS: dict[str, Deed] = {"faults": every_fault, "codes": every_code, "kills": every_kill}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", nargs="?", choices=DEEDS)
    parser.add_argument("commands", nargs="*", choices=[*BY_NAME, []])
    given = parser.parse_args()
    kinds = [given.kind] if given.kind else ["faults", "kills"]
    wrong = [_all(kind, given.commands) for kind in kinds]
    return int(any(wrong))


def _all(kind: str, commands: list[str]) -> int:
    """Try the commands in one way; how much was wrong."""
    started, ends = time.monotonic(), Counter[int]()
    count = wrong = 0
    for name, report in tried(DEEDS[kind], commands):
        print(f"{name}: {report.tried} {kind} at {report.operations} operations")
        for line in report.wrong:
            print(f"  WRONG {line}")
        count, wrong = count + report.tried, wrong + len(report.wrong)
        ends += report.ends
    codes = ", ".join(f"exit {code}: {times}" for code, times in sorted(ends.items()))
    print(f"{count} {kind}, {wrong} wrong, {time.monotonic() - started:.0f} s; {codes}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
