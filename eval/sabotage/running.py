"""Runs faults: a copy of the tree, one fault in it, the part of `make eval` that should see it."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

from drafter.errors import InputError
from eval.sabotage.faults import FAULTS, Fault, Part

ROOT = Path(__file__).parents[2]
_TREE = ("drafter", "eval", "prompts", "corpus", "pyproject.toml")
_LIMIT = 900  # seconds; a fault that hangs is no verdict


@dataclass(frozen=True, slots=True)
class Ended:
    """How the gate ended in a tree: its exit code, the scorers it named, and what it said."""

    code: int
    named: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A fault and how the gate ended; `fault` None for the tree as it is, on that part."""

    fault: Fault | None
    part: Part
    ended: Ended

    @property
    def seen(self) -> bool:
        """Whether the gate is red and names what it should; for the whole tree, whether green."""
        if self.fault is None:
            return self.ended.code == 0
        if self.ended.code not in (1, 3):
            return False
        named = set(self.fault.scorers) & set(self.ended.named)
        return bool(named) or any(words in self.ended.said for words in self.fault.says)


def chosen(names: Sequence[str], sample: int | None = None, seed: str = "") -> list[Fault]:
    """The faults with some of these words in their names, all without any.

    sample  so many of those that are quick to try; the same seed draws the same
    Raises InputError where no fault has these words.
    """
    faults = [fault for fault in FAULTS if not names or any(name in fault.name for name in names)]
    if not faults:
        raise InputError("no fault is named so", "eval/sabotage/faults.py", value=" ".join(names))
    if sample is None:
        return faults
    quick = [fault for fault in faults if not fault.part.slow]
    return random.Random(seed).sample(quick, min(sample, len(quick)))


def sabotaged(
    faults: Sequence[Fault] = FAULTS,
    *,
    jobs: int = 2,
    told: Callable[[Tried], None] = lambda tried: None,
) -> list[Tried]:
    """The tree as it is on every part that is needed, then every fault.

    Raises InputError where a fault does not fit the tree any more.
    """
    parts = dict.fromkeys(fault.part for fault in faults)
    wanted: list[tuple[Fault | None, Part]] = [(None, part) for part in parts]
    wanted += [(fault, fault.part) for fault in faults]
    with TemporaryDirectory() as scratch:
        trees: Queue[Path] = Queue()
        for number in range(jobs):
            trees.put(copy_tree(Path(scratch, f"tree{number}")))
        with ThreadPoolExecutor(jobs) as pool:
            made = []
            for tried in pool.map(partial(_tried, trees), wanted):
                told(tried)
                made.append(tried)
    return made


def copy_tree(tree: Path, more: Sequence[str] = ()) -> Path:
    """A copy of what `make eval` needs, and of more."""
    for name in (*_TREE, *more):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name)
        else:
            tree.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, tree / name)
    return tree


def _tried(trees: "Queue[Path]", wanted: tuple[Fault | None, Part]) -> Tried:
    fault, part = wanted
    tree = trees.get()
    try:
        for patch in fault.patches if fault else ():
            patch.apply(tree)
        return Tried(fault, part, _ended(tree, part))
    finally:
        for file in {patch.file for patch in fault.patches} if fault else ():
            restore(tree, file)
        trees.put(tree)


def restore(tree: Path, file: str) -> None:
    """Put a file or folder of the copy back as it is."""
    source, target = ROOT / file, tree / file
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _ended(tree: Path, part: Part) -> Ended:
    """Run the gate in a tree; a run that did not come to its report has named nothing."""
    out = tree / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "eval", "run", *part.suites, "-o", str(out), "-q"]
    command += [word for name in part.cases for word in ("--group", name)]
    command += [word for writer in part.writers for word in ("--writer", writer)]
    command += ["--replay", "eval/recordings"] if part.replay else []
    home = {"DRAFTER_HOME": str(tree / "home"), "PYTHONPATH": str(tree), "DRAFTER_LANG": "zh"}
    done = subprocess.run(
        command,
        cwd=tree,
        env=os.environ | home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_LIMIT,
    )
    return Ended(done.returncode, _named(out / "report.json"), done.stdout + done.stderr)


def _named(report: Path) -> tuple[str, ...]:
    """The scorers that the gate names, each once."""
    if not report.is_file():
        return ()
    whole = json.loads(report.read_text("utf-8"))
    rows = [*whole["breaches"], *whole["regressions"]]
    return tuple(dict.fromkeys(row["scorer"] for row in rows))


def told(tried: Tried) -> str:
    """A fault in a line: whether it was seen, how the gate ended and what it named."""
    part = " ".join((*tried.part.suites, *tried.part.cases))
    name = tried.fault.name if tried.fault else f"as it is, {part}"
    named = ", ".join(tried.ended.named[:6])
    said = "" if tried.seen else " ".join(tried.ended.said.split())[-200:]
    return f"{'✓' if tried.seen else '✗'} {name}: {tried.ended.code} {named} {said}".rstrip()


def total(made: Sequence[Tried]) -> str:
    """How many faults were seen."""
    faults = [tried for tried in made if tried.fault]
    seen = sum(tried.seen for tried in faults)
    share = seen / len(faults) if faults else 0.0
    return f"{seen} of {len(faults)} faults seen and named ({share:.1%})"
