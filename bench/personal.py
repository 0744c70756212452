"""Personal data in notes, headings, past reports and remarks: what of it leaves the machine.

    python bench/personal.py [COUNT] [WAY ...] [--kept|--late] [--seed N] [--show N]

COUNT items (1,000) are drawn and sent each WAY (all of them) through the real commands; servers on
loopback keep what reaches them. --kept, --late draw from names and lines that rules were not
written with. Exit code 1 where anything was told.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.personal.items import DEV, KEPT, LATE, items
from tests.personal.ways_out import WAYS, leaks, machine

# Of each way so many items: a remark is a request or two by itself.
_SHARE = {"notes": 1.0, "headings": 0.3, "archive": 1.0, "passages": 1.0, "remarks": 0.1}


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("count", nargs="?", type=int, default=1000)
    asked.add_argument("ways", nargs="*", metavar="way", choices=[*WAYS, []])
    asked.add_argument("--kept", dest="half", action="store_const", const=KEPT, default=DEV)
    asked.add_argument("--late", dest="half", action="store_const", const=LATE)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--show", type=int, default=0)
    wish = asked.parse_args()
    told = 0
    for way in wish.ways or WAYS:
        drawn = list(items(wish.count, seed=wish.seed, half=wish.half))
        some = drawn[: max(1, round(len(drawn) * _SHARE[way]))]
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder, machine(Path(folder)) as here:
            WAYS[way](here, some)
            found = leaks(here, some)
            asked_of, embedded = here.counts
        told += len(found)
        seconds = time.perf_counter() - began
        print(
            f"{way}: {len(found)} of {len(some)} items told; {asked_of} requests to the model, "
            f"{embedded} texts to the embedder, {seconds:.0f} s"
        )
        all_of = Counter(item.kind.split(",")[0] for item in some)
        for kind, count in sorted(Counter(item.kind.split(",")[0] for item in found).items()):
            print(f"    {kind}: {count} of {all_of[kind]}")
        for item in found[: wish.show]:
            print(f"        {item.kind}: {item.line}")
    sys.exit(told > 0)


if __name__ == "__main__":
    main()
