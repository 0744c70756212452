"""The story of a report told again and again, its steps killed at random points and done again.

    python bench/story_kills.py [--kills 200] [--seed 1]

Half of the kills come before an operation on files, half at a moment. Prints how often each step
was killed, and what was lost, damaged or another than in the unharmed story; exit 1 where anything
was. The tests kill a few (tests/faults/test_story.py).
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.faults.story_kills import steps_killed, told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    started = time.monotonic()
    made = told(given.kills, given.seed)
    print(f"{'step':<12}{'operation':>10}{'moment':>8}")
    for name, at_operation, at_moment in steps_killed(made):
        print(f"{name:<12}{at_operation:>10}{at_moment:>8}")
    for line in made.wrong:
        print(f"WRONG {line}")
    count, seconds = made.kills.total(), time.monotonic() - started
    print(f"{count} kills, {len(made.wrong)} wrong, {seconds:.0f} s (seed {given.seed})")
    return int(bool(made.wrong) or count < given.kills)


if __name__ == "__main__":
    sys.exit(main())
