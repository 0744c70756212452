"""Times of `drafter check`: 10,000 characters warm and from a cold start, and 500,000 characters.

    python bench/check.py

The text is the reports of the corpus, one after the other, cut to length.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from drafter.checks.text import check_report
from drafter.documents.report_text import read_text

ROOT = Path(__file__).parents[1]


def text(length: int) -> str:
    """So many characters of real sentences, each repetition told apart by its figures."""
    reports = sorted((ROOT / "corpus" / "reports").glob("*.md"))
    bodies = [
        re.sub(r"\A---\n.*?\n---\n", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for file in reports
    ]
    once, pieces, turn = "\n".join(bodies), [], 0
    while sum(map(len, pieces)) < length:
        pieces.append(once.replace("，", f"，第{turn}轮" if turn else "，", 40))
        turn += 1
    return "\n".join(pieces)[:length]


def warm(length: int) -> float:
    """Seconds for the rules on a text, once everything is loaded."""
    list(check_report(read_text(text(2_000)[::-1])))
    start = perf_counter()
    list(check_report(read_text(text(length))))
    return perf_counter() - start


def cold(length: int) -> float:
    """Seconds of the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(text(length), encoding="utf-8")
        start = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "drafter", "check", str(file)],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        return perf_counter() - start


if __name__ == "__main__":
    print(f"10,000 characters, warm        {warm(10_000) * 1000:6.0f} ms   (goal 300)")
    print(
        f"10,000 characters, cold start  {min(cold(10_000) for _ in range(3)):6.2f} s    (goal 1.2)"
    )
    print(f"500,000 characters, command    {cold(500_000):6.1f} s    (goal 15)")
