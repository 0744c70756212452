"""Whether the index holds what it has to: processes killed at any moment, and many at it at once.

    python bench/soak.py kills [--times 100] [--seed N]  kill -9 while it is written, then look
    python bench/soak.py crowd [--seconds 60]            4 processes search for what 2 write

Exits with 1 where a passage is lost or doubled, a process fails or waits longer than 10 s.
"""

import argparse
import random
import sys
from pathlib import Path

from soak_crowd import crowd
from soak_index import keep_small, look
from soak_kills import kills, operate


def main() -> int:
    """Run what the command line asks for; `operate` and `look` are processes of a run."""
    match sys.argv[1:]:
        case ["operate", folder, name, line, *asked]:
            keep_small()
            operate(Path(folder), name, line, asked)
            return 0
        case ["look", folder]:
            keep_small()
            look(Path(folder))
            return 0
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["kills", "crowd"])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    good = kills(asked.times, asked.seed) if asked.what == "kills" else crowd(asked.seconds)
    print("nothing lost" if good else "NOT AS IT SHOULD BE")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
