"""The real command line in a process of its own, with a home and a working folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.started import started

_TIMEOUT = 600
Drafter = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]


def _is_read_at_start(environment: dict[str, str]) -> bool:
    """Whether some of it counts as modules load, and not as they did in the server, in Chinese."""
    return "PYTHONPATH" in environment or environment.get("DRAFTER_LANG", "zh") != "zh"


def _cold(
    words: tuple[object, ...], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "drafter", *map(str, words)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT,
        check=False,
    )


@pytest.fixture
def drafter(tmp_path: Path) -> Drafter:
    """Run `drafter` with these words; keyword arguments are further environment variables."""

    def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(tmp_path),
            "COVERAGE": "",
        }
        kept["PYTHONPATH"] = str(ROOT)  # the tree that is tested, whatever is installed
        home = {"DRAFTER_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
        everything = {**kept, **home, **environment}
        if _is_read_at_start(environment):
            return _cold(words, tmp_path, everything)
        return started([*map(str, words)], tmp_path, everything, _TIMEOUT)

    return run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """The small example in the working folder."""
    file = tmp_path / "notes.md"
    file.write_bytes((ROOT / "examples" / "小样.md").read_bytes())
    return file
