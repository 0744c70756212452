"""A draft by a model on loopback, killed at random points and run again.

    python bench/draft_kills.py [--kills 200] [--seed 1]

Whatever was answered is kept: run again, only the rest is asked for, and the text is the same.
Exit 1 where it is not.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.faults.answers import asked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    started = time.monotonic()
    made = asked(given.kills, given.seed)
    for kept, count in sorted(Counter(made.kills).items()):
        print(f"{kept} of {made.answers} answers kept: {count} kills")
    for line in made.wrong:
        print(f"WRONG {line}")
    seconds = time.monotonic() - started
    print(f"{len(made.kills)} kills, {len(made.wrong)} wrong, {seconds:.0f} s (seed {given.seed})")
    return int(bool(made.wrong))


if __name__ == "__main__":
    sys.exit(main())
