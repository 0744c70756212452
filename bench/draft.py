"""Times drafting as a person meets it: whole commands, each in a process of its own.

    python bench/draft.py [--local] [--home FOLDER]

Prints the CPU of `drafter --help` against an empty Python, the wall time of the rules on 24
sections and 90 bullets, and with --local the seconds per section and the share that is not the
model, for both manners. The home should hold an index (`drafter index add corpus/reports
corpus/policies`) and, for --local, the model.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from drafter.reading.notes import read_notes

ROOT = Path(__file__).parents[1]
SECTIONS, BULLETS = 24, 90
FRONT = """---
organization: 云岭县人民政府办公室
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
"""


def notes() -> str:
    """24 sections and 90 bullets, taken in order from the examples."""
    sources = [
        bullet.source
        for file in sorted((ROOT / "examples").glob("*.md"))
        for bullet in read_notes(file).all_bullets()
        if not bullet.children
    ]
    lines, taken = [FRONT, "# 工作情况"], 0
    for n in range(SECTIONS):
        share = (n + 1) * BULLETS // SECTIONS - taken
        lines += [
            f"## 第{n + 1}方面工作",
            *(f"- {source}" for source in sources[taken : taken + share]),
        ]
        taken += share
    return "\n".join(lines) + "\n"


def cpu(words: list[str]) -> float:
    """CPU seconds of a command, the median of seven."""
    times = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def draft(file: Path, folder: Path, *words: str) -> tuple[float, dict[str, object]]:
    """Wall seconds of one run with a new journal, and what it says of itself."""
    words = (*words, "--journal", str(Path(tempfile.mkdtemp(dir=folder)) / "journal.sqlite"))
    start = time.perf_counter()
    output = str(folder / "report.docx")
    command = [sys.executable, "-m", "drafter", "draft", str(file), "-o", output, "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    return wall, json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--local", action="store_true")
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    if options.home:
        os.environ["DRAFTER_HOME"] = str(options.home.resolve())
    print(f"load before: {os.getloadavg()[0]:.1f}")
    empty = cpu([sys.executable, "-c", "pass"])
    script = Path(sys.executable).with_name("drafter")
    help_ = cpu([str(script), "--help"])
    times = f"{help_ / empty:.1f} times python -c pass ({empty * 1000:.0f} ms)"
    print(f"--help: {help_ * 1000:.0f} ms CPU, {times}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "notes.md"
        file.write_text(notes(), encoding="utf-8")
        walls = [draft(file, folder, "--writer", "rules")[0] for _ in range(3)]
        size = f"{SECTIONS} sections, {BULLETS} bullets"
        print(f"rules, {size}, to docx: {statistics.median(walls):.2f} s wall (of 3)")
        for manner in ("plain", "rich") if options.local else ():
            wall, report = draft(file, folder, "--writer", "local", "--manner", manner)
            model = float(report["writer_seconds"])  # type: ignore[arg-type]
            by_model = report["written"]
            print(
                f"local {manner}: {wall:.0f} s wall, {wall / SECTIONS:.2f} s a section, "
                f"{1 - model / wall:.1%} not the model, sentences by {by_model}"
            )


if __name__ == "__main__":
    main()
