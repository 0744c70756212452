"""Whether every part of drafter installs from wheels alone, as locked, on every system and Python.

    python bench/installs.py

Asks a resolver (uv) without installing anything. All parts together with the locked versions stand
for each of them; eval and ray, which are not locked, by themselves. What is left out on a system is
compared with bench/installs.toml, and what has no wheel is asked for there: an exception that is
none any more is told too. Exit 0 where all is as the file says, 1 where it is not; where no
registry is reached nothing is asked, which is said.
"""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
UNREACHED = re.compile(r"Failed to fetch|Request failed|error sending request|dns error", re.I)
AT_ONCE = 6  # the resolver waits for the registry most of the time
Known = dict[str, Any]  # bench/installs.toml
UNLOCKED = ("eval", "ray")
Question = tuple[str, str, str]  # part or package, system, Python


class Unreached(Exception):
    """No registry answers."""


def main() -> int:
    """Ask, print a table, and tell what is not as the file says."""
    known = tomllib.loads((ROOT / "bench/installs.toml").read_text(encoding="utf-8"))
    try:
        with ThreadPoolExecutor(AT_ONCE) as asking:
            wrong = list(asking.map(lambda asked: fault(known, *asked), questions(known)))
    except Unreached:
        print("no package registry is reached from here: what installs where was not looked at")
        return 0
    for (what, system, python), said in zip(questions(known), wrong, strict=True):
        print(f"{what:<10} {system:<15} {python:<5} {said or 'ok'}")
    for left in known["left_out"]:
        print(f"left out: {left['package']} on {', '.join(left['systems'])}; {left['instead']}")
    return 1 if any(wrong) else 0


def questions(known: Known) -> Iterator[Question]:
    """All there is to ask; what has no wheel, with the oldest Python alone."""
    pythons = known["pythons"]
    for system in known["systems"]:
        for python in pythons:
            yield "all", system, python
            for part in UNLOCKED:
                yield part, system, python
    for left in known["left_out"]:
        for system in left["systems"]:
            yield left["because"], system, pythons[0]


def fault(known: Known, what: str, system: str, python: str) -> str:
    """What is not as the file says; "" for nothing."""
    mac, platform = str(known["mac"]), known["systems"][system]
    if what in UNLOCKED:
        return refusal(resolved(["pyproject.toml", "--extra", what], platform, python, mac))
    locked = ["-c", "requirements.lock"]
    if what != "all":
        done = resolved(["-"], platform, python, mac, asked=locked_as(what))
        return "" if done.returncode else "has a wheel by now: no exception any more"
    done = resolved(["pyproject.toml", "--extra", "all", *locked], platform, python, mac)
    lacking = {name for name in direct() if not re.search(rf"(?m)^{name}==", done.stdout)}
    named = {left["package"] for left in known["left_out"] if system in left["systems"]}
    return refusal(done) or (
        f"left out: {sorted(lacking)}, in the file: {sorted(named)}" if lacking != named else ""
    )


def locked_as(package: str) -> str:
    """A package and its locked version, as a requirement."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.findall(rf"(?m)^{package}==[^ ;\\]+", lock)[0]


def direct() -> set[str]:
    """The packages that drafter's base and the parts of `all` ask for by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = project["optional-dependencies"]
    asked = [one for part in parts if part not in UNLOCKED for one in parts[part]]
    names = {re.split(r"[\[<>=;~! ]", one)[0] for one in (*asked, *project["dependencies"])}
    return names - {project["name"]}


def resolved(
    asked_for: list[str], platform: str, python: str, mac: str, *, asked: str = ""
) -> subprocess.CompletedProcess[str]:
    """What the resolver says. Raises Unreached."""
    command = [
        sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--only-binary", ":all:",
        "--python", sys.executable, "--python-platform", platform, "--python-version", python,
        "--no-header", "--no-annotate", *asked_for,
    ]  # fmt: skip
    done = subprocess.run(
        command, input=asked, capture_output=True, text=True, cwd=ROOT, encoding="utf-8",
        env=os.environ | {"MACOSX_DEPLOYMENT_TARGET": mac},
    )  # fmt: skip
    if done.returncode and UNREACHED.search(done.stderr):
        raise Unreached
    return done


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """Why nothing can be installed so, in a line; "" where it can."""
    if not done.returncode:
        return ""
    said = re.search(r"Because [^,]+", re.sub(r"\s+", " ", done.stderr))
    return said[0] if said else done.stderr.strip()[:200]


if __name__ == "__main__":
    sys.exit(main())
