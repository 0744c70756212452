"""Measures how well one draft by a remote model keeps the endpoint at work.

    python bench/schedule.py [--parallel 4 8 16] [--runs 3]

A stub on loopback answers each request after a second and half a second for each of its bullets,
every fifth section's first answer so that it is refused. The report has 96 sections, 360 bullets.
The lower bound is the longer of the longest chain of requests of one section and all seconds of
service over the requests that may be open at once, as the stub measured them. Printed is that bound
over the time from the first request to the last answer, and over the wall time of the whole
command, start of Python and Word file included.
"""

import argparse
import os
import re
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from subprocess import PIPE, run
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.draft import notes
from tests.writing.fake_openai import Act, FakeOpenAI, Seen

HEADINGS = """教育 医疗 交通 水利 农业 林业 文化 体育 旅游 住房 就业 养老
社保 民政 司法 统计 审计 税务 商务 科技 气象 档案 信访 外事""".split()
SIDES = ("工作", "服务", "管理", "改革")
ALL = [word + side for side in SIDES for word in HEADINGS]
FIXED, PER_BULLET = 1.0, 0.5
"""Seconds of a request, and more for each of its bullets."""


class Timed(FakeOpenAI):
    """The endpoint with a clock.

    service  section → seconds of each of its requests
    first    when the first request came, last when the last one ended
    """

    def __init__(self) -> None:
        super().__init__()
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  the command left
        self.service: defaultdict[int, list[float]] = defaultdict(list)
        self.first = self.last = 0.0
        self._clock = threading.local()

    def enter(self, seen: Seen) -> Act:
        super().enter(seen)
        self._clock.start = time.time()
        self.first = self.first or self._clock.start
        matter = seen.body["messages"][-1]["content"]
        section = next(n for n, heading in enumerate(ALL) if heading in matter)
        self._clock.section = section
        asked = re.findall(r"^【B\d+】", matter, re.MULTILINE)
        refused = section % 5 == 0 and not self.service[section]
        time.sleep(FIXED + PER_BULLET * len(asked))
        return Act.NO_TOKENS if refused else Act.GOOD

    def leave(self) -> None:
        super().leave()
        self.last = time.time()
        self.service[self._clock.section].append(self.last - self._clock.start)


class Run(NamedTuple):
    """Seconds: the lower bound, from the first request to the last answer, of the command."""

    bound: float
    asking: float
    wall: float
    rest: str


def report() -> str:
    """The notes of bench/draft.py four times over, under headings that prompts show as they are."""
    front, body = notes().split("# 工作情况\n")
    names = iter(ALL)
    parts = (re.sub(r"第\d+方面工作", lambda _: next(names), body) for _ in SIDES)
    return f"{front}# 工作情况\n{''.join(parts)}"


def drafted(file: Path, folder: Path, parallel: int) -> Run:
    """One run in a process of its own."""
    with Timed() as stub:
        settings = {
            "OPENAI_API_KEY": "key",
            "OPENAI_MODEL": "stub",
            "OPENAI_BASE_URL": stub.base_url,
            "DRAFTER_OPENAI_PARALLEL": str(parallel),
            "PYTHONDONTWRITEBYTECODE": "",  # as it is installed: compiled
            "DRAFTER_HOME": str(folder / "home"),
        }
        words = ["draft", file, "-o", folder / "report.docx", "--writer", "openai", "--quiet"]
        words += ["--journal", Path(tempfile.mkdtemp(dir=folder)) / "journal.sqlite"]
        started = time.time()
        command = [sys.executable, "-m", "drafter", *map(str, words)]
        done = run(command, env=os.environ | settings, check=False, stdout=PIPE)
        ended = time.time()
        if done.returncode not in (0, 1):
            sys.exit(f"exit code {done.returncode}")
        chains = [sum(seconds) for seconds in stub.service.values()]
        bound = max(*chains, sum(chains) / parallel)
        asked = sum(map(len, stub.service.values()))
        before, asking, after = stub.first - started, stub.last - stub.first, ended - stub.last
    seconds = f"{before:.2f} s before the first of {asked} requests, {after:.2f} s after the last"
    return Run(bound, asking, ended - started, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parallel", type=int, nargs="+", default=[4, 8, 16])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "notes.md"
        file.write_text(report(), encoding="utf-8")
        for parallel in given.parallel:
            runs = [drafted(file, folder, parallel) for _ in range(given.runs)]
            best = min(runs, key=lambda run: run.wall - run.bound)
            print(
                f"{parallel} at once: {best.bound / best.asking:.3f} asking, "
                f"{best.bound / best.wall:.3f} the command (bound {best.bound:.2f} s, "
                f"wall {best.wall:.2f} s, {best.rest}; best of {given.runs})",
                flush=True,
            )


if __name__ == "__main__":
    main()
