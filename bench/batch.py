"""Measures `drafter batch` in ratios of one run.

    python bench/batch.py [overhead] [flat] [nodes] [killed] [--units 24 200] [--seed 1]

overhead  what a unit costs in a batch with one process, over what the same units cost drafted one
          after the other by the same functions in one process: seconds of processor of both
flat      processor seconds a unit of a batch of the first and of the second number of units
nodes     the same units on one Ray node and on two, a stub of half a second a call as the model
killed    the second number of units on two Ray nodes, one of which is killed at a random moment:
          what was drafted, and how many requests came twice
The last two need the extra `ray`.
"""

import argparse
import contextlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.tasks.ray_nodes import Nodes
from tests.writing.fake_openai import Act, FakeOpenAI, Seen

ROOT = Path(__file__).parents[1]
FRONT = (
    "---\norganization: 云岭县{}局\nkind: summary\nperiod: 2026年上半年\ndate: 2026年7月5日\n---\n"
)
WHERE = "校园 乡村 社区 园区 机关 企业 医院 工地 景区 市场".split()
WHAT = "安全 卫生 消防 节能 普法 防汛 用电 食品 环保 交通".split()
WHO = "支部 网格 站所 班组 协会 学校 村组 街道 志愿者 联防队".split()
HOW = "巡查 宣传 整治 演练 指导 检查 走访 培训 评估 督导".split()
WORDS = (WHO, WHERE, WHAT, HOW)
CALL = 0.5
"""Seconds of a call of the stub."""


class Stub(FakeOpenAI):
    """The endpoint that takes its time, and counts how often it is asked the same."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[bytes] = Counter()
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  killed ones

    def enter(self, seen: Seen) -> Act:
        act = super().enter(seen)
        self.asked[seen.raw] += 1
        time.sleep(CALL)
        return act


def digits(unit: int, section: int) -> str:
    """Four digits that tell a section from all others: a model is shown words, and no numbers."""
    return f"{unit * 20 + section:04}"[-4:]


def make_units(folder: Path, number: int, sections: int, bullets: int) -> Path:
    """So many units, each with so many sections of so many notes; no two alike."""
    for unit in range(number):
        name = f"第{unit + 1:04}"
        own = folder / name
        own.mkdir(parents=True)
        lines = [FRONT.format(name)]
        for section in range(sections):
            matter = "".join(
                words[int(at)] for words, at in zip(WORDS, digits(unit, section), strict=True)
            )
            lines.append(f"# {matter}")
            for bullet in range(bullets):
                count = 100 * unit + 10 * section + bullet + 11
                lines.append(f"- 开展{matter}{count}场次,参加{count * 7}人")
        (own / "要点.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def batch(folder: Path, output: Path, *words: str, **environment: str) -> tuple[float, float]:
    """Wall and processor seconds of a batch; ends all where a unit failed."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "drafter", "batch", str(folder), "-o", str(output), "-q"]
    done = subprocess.run(
        [*command, *words], env=os.environ | environment, check=False, stdout=subprocess.DEVNULL
    )
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"exit code {done.returncode}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


SERIAL = """
import sys
from pathlib import Path
from drafter.cli.progress import Progress
from drafter.tasks.contacts import unasked
from drafter.tasks.draft import DraftWish, drafted
from drafter.tasks.gaps import lacks_of, write_forms
def none(text): pass
out = Path(sys.argv[2])
for unit in sorted(Path(sys.argv[1]).iterdir()):
    report = out / unit.name / f"{unit.name}.docx"
    wish = DraftWish([unit / "要点.md"], report, flags={"writer": "rules"})
    drafted(wish, Progress(quiet=True), none, lambda b, s: unasked(b, s, none))
    lacks = lacks_of(report.with_suffix(".draft.json"), none).wanted(None)
    write_forms(report.with_suffix(".xlsx"), lacks, None, none, by_division=True, force=False)
"""


def serial(folder: Path, output: Path) -> float:
    """Processor seconds of the same, one after the other in one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", SERIAL, str(folder), str(output)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def overhead(work: Path, few: int, many: int) -> None:
    """Of a unit: what is left when the cost of a smaller run, start and all, is taken away."""
    del many
    units = [make_units(work / f"{name}{few}", few * size, 8, 4) for name, size in SIZES]
    rules = ("--writer", "rules", "--workers", "1")
    costs = {}
    for way in ("serial", "batch"):
        outs = [work / f"{way}{at}" for at in range(2)]
        runs = [
            serial(folder, out) if way == "serial" else batch(folder, out, *rules)[1]
            for folder, out in zip(units, outs, strict=True)
        ]
        costs[way] = (runs[1] - runs[0]) / few
    more = costs["batch"] / costs["serial"] - 1
    print(
        f"overhead: {more:+.1%} a unit ({costs['batch']:.3f} s of processor in a batch, "
        f"{costs['serial']:.3f} s one after the other; from {few} to {2 * few} units)"
    )


SIZES = (("some", 1), ("twice", 2))


def flat(work: Path, few: int, many: int) -> None:
    """Processor seconds a unit, of few and of many."""
    rules = ("--writer", "rules")
    each = [
        batch(make_units(work / f"flat{n}", n, 2, 2), work / f"out{n}", *rules)[1] / n
        for n in (few, many)
    ]
    print(f"flat: {each[0]:.3f} s of processor a unit of {few}, {each[1]:.3f} of {many}")


def nodes(work: Path, few: int, many: int) -> None:
    """Wall of the same units on one node and on two, two processors each."""
    del many
    units = make_units(work / "nodes", few, 20, 1)
    walls = []
    for number in (1, 2):
        with Stub() as stub, on(number, stub, work / f"home{number}") as cluster:
            batch(make_units(work / f"warm{number}", 4, 1, 1), work / f"w{number}", *MODEL(cluster))
            walls.append(batch(units, work / f"nodes{number}", *MODEL(cluster))[0])
    print(
        f"nodes: two are {walls[0] / walls[1]:.2f} times as fast as one "
        f"({walls[0]:.1f} and {walls[1]:.1f} s for {few} units of 20 calls of {CALL} s)"
    )


def killed(work: Path, few: int, many: int) -> None:
    """What becomes of units when one of two nodes dies."""
    del few
    folder, out = make_units(work / "killed", many, 3, 1), work / "survived"
    with Stub() as stub, on(2, stub, work / "home") as cluster:
        at = random.uniform(0.2, 0.8) * many

        def killer() -> None:
            while len(list(out.glob(".batch/*.json"))) < at:
                time.sleep(0.05)
            cluster.kill(1)

        threading.Thread(target=killer, daemon=True).start()
        wall = batch(folder, out, *MODEL(cluster))[0]
    drafts = [json.loads(file.read_bytes()) for file in out.glob("*/*.draft.json")]
    whole = sum(len(list(own.glob("*.docx"))) == 1 for own in out.iterdir() if own.is_dir())
    records = [json.loads(file.read_bytes())["report"] for file in out.glob(".batch/*.json")]
    written = sum((Counter(record["written"]) for record in records), Counter())
    twice = sum(count - 1 for count in stub.asked.values())
    print(
        f"killed: a node after {at:.0f} of {many} units: {len(drafts)} drafts and {whole} reports, "
        f"sentences by {dict(written)}, {sum(stub.asked.values())} requests and "
        f"{sum(record['replayed'] for record in records)} answers of the journal, {twice} requests "
        f"asked again, in {wall:.0f} s"
    )


@contextlib.contextmanager
def on(number: int, stub: FakeOpenAI, home: Path):  # type: ignore[no-untyped-def]
    """A cluster of so many nodes whose model is the stub."""
    environment = {
        "OPENAI_API_KEY": "key",
        "OPENAI_MODEL": "stub",
        "OPENAI_BASE_URL": stub.base_url,
        "DRAFTER_OPENAI_PARALLEL": "1",
        "DRAFTER_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    os.environ.update(environment)
    with Nodes(2, environment) as cluster:
        for _ in range(number - 1):
            cluster.add()
        yield cluster


def MODEL(cluster: Nodes) -> tuple[str, ...]:  # noqa: N802
    return ("--writer", "openai", "--ray", cluster.address)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    every = {made.__name__: made for made in (overhead, flat, nodes, killed)}
    parser.add_argument("what", nargs="*", choices=[*every, []], default=list(every))
    parser.add_argument("--units", type=int, nargs=2, default=[24, 200])
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random.seed(given.seed)
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""
    for name in given.what:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            os.environ["DRAFTER_HOME"] = f"{folder}/home"
            print(f"load before: {os.getloadavg()[0]:.1f}")
            every[name](Path(folder), *given.units)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
