"""Times and memory of comparing two versions of 10,000, 100,000 and 200,000 characters.

    python bench/compare.py

The text is the reports of the corpus; in the second version every fourth line is edited and a tenth
of it moved. Each size runs in a process of its own, once everything is loaded: reading, the checks
on both versions, the comparison and the words of every sentence.
"""

import random
import re
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.check import text
from drafter.checks.files import text_findings
from drafter.compare.comparison import Comparison, compare
from drafter.compare.version import side_of
from drafter.documents.report_text import read_text


def edited(report: str) -> str:
    """The report as a colleague leaves it."""
    dice, lines = random.Random(1), []
    for line in report.split("\n"):
        match dice.randrange(24):
            case 0 | 1 | 2:
                lines.append(re.sub(r"\d+", lambda number: str(int(number[0]) + 1), line, count=1))
            case 3 | 4:
                lines.append(line.replace("，", "、", 1).replace("开展", "组织开展"))
            case 5:
                continue
            case _:
                lines.append(line)
    third, tenth = len(lines) // 3, len(lines) // 10
    block = lines[third : third + tenth]
    rest = lines[:third] + lines[third + tenth :]
    return "\n".join(rest[: third + tenth] + block + rest[third + tenth :])


def compared(a: str, b: str) -> Comparison:
    """What the command does between reading the files and writing what it found."""
    first, second = side_of(read_text(a)), side_of(read_text(b))
    findings = text_findings(first.report, None), text_findings(second.report, None)
    comparison = compare(first, second, findings)
    for row in comparison.rows:
        comparison.words(row)
    return comparison


def measure(length: int) -> str:
    a = text(length)
    b = edited(a)
    compared(text(2_000), edited(text(2_000)))  # loads every module and list
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, worked = perf_counter(), process_time()
    comparison = compared(a, b)
    wall, busy = perf_counter() - start, process_time() - worked
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    times = f"{wall:6.2f} s  (CPU {busy:5.2f} s)  +{more:4.0f} MB"
    return f"2 × {length:>7,} characters  {times}  {len(comparison.facts)} facts differ"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure(int(sys.argv[1])))
    else:
        print("goal: 10,000 characters in 1 s; time and memory in line with the length")
        for length in (10_000, 100_000, 200_000):
            subprocess.run([sys.executable, __file__, str(length)], check=True)
