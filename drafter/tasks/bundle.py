"""A folder from which a machine without any network installs drafter: wheels, a model, a script.

For a machine like this one pip finds what is wanted. Pip cannot judge for another system which of
the packages are for it, so there uv does, and pip fetches what uv found.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from drafter.errors import EnvironmentFault, InputError
from drafter.files import prepare_folder, write_whole
from drafter.messages import t

_LINUX = ("_2_28", "_2_27", "_2_26", "_2_24", "_2_17", "_2_12", "_2_5", "2014", "2010", "1")
_MAC = "14_0"  # the oldest that the index installs on
# name → (as uv calls it, the platforms of its wheels)
SYSTEMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "linux-x86-64": (
        "x86_64-unknown-linux-gnu",
        tuple(f"manylinux{one}_x86_64" for one in _LINUX),
    ),
    "linux-arm64": (
        "aarch64-unknown-linux-gnu",
        tuple(f"manylinux{one}_aarch64" for one in _LINUX),
    ),
    "windows-x86-64": ("x86_64-pc-windows-msvc", ("win_amd64",)),
    "mac-arm64": ("aarch64-apple-darwin", (f"macosx_{_MAC}_arm64",)),
    "mac-intel": ("x86_64-apple-darwin", (f"macosx_{_MAC}_x86_64",)),
}
WHEELS = "wheels"


@dataclass(frozen=True, slots=True)
class Target:
    """The machine that is to install.

    system  of SYSTEMS; "" for one like this, with this Python
    python  its Python: 3.12
    """

    system: str = ""
    python: str = ""


def bundle(folder: Path, wheel: Path, part: str, target: Target, model: Path | None) -> int:
    """Fill `folder`, which is empty or not there yet; how many wheels are in it.

    wheel  drafter's own
    part   an extra of drafter, "" for the base
    Raises InputError on a folder or a wheel that is of no use, EnvironmentFault where the packages
    are not to be had.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(t("bundle.full"), folder, remedy=t("bundle.full.remedy"))
    if not re.fullmatch(r"gongwen_drafter-.+\.whl", wheel.name) or not wheel.is_file():
        raise InputError(t("bundle.wheel"), wheel, remedy=t("bundle.wheel.remedy"))
    wheels = folder / WHEELS
    prepare_folder(wheels / wheel.name)
    shutil.copyfile(wheel, wheels / wheel.name)
    wanted = f"{wheel.resolve()}[{part}]" if part else str(wheel.resolve())
    if target.system:
        _fetch(wheels, ["--no-deps", *_for(target), *_pins(wanted, part, target)])
    else:
        _fetch(wheels, [wanted])
    if model:
        shutil.copyfile(model, folder / model.name)
    name = f"gongwen-drafter[{part}]" if part else "gongwen-drafter"
    python = target.python or f"{sys.version_info[0]}.{sys.version_info[1]}"
    write_whole(folder / "install.sh", _SH.format(name=name, python=python).encode())
    bat = _BAT.format(name=name, python=python).replace("\n", "\r\n")
    write_whole(folder / "install.bat", bat.encode())
    return len(list(wheels.glob("*.whl")))


def _fetch(wheels: Path, wanted: Sequence[str]) -> None:
    _run(["pip", "download", "--quiet", "--only-binary", ":all:", "--dest", str(wheels), *wanted])


def _for(target: Target) -> list[str]:
    """What pip is told of another machine."""
    platforms = [f"--platform={name}" for name in (*SYSTEMS[target.system][1], "any")]
    return [*platforms, "--implementation=cp", f"--python-version={target.python}"]


def _pins(wanted: str, part: str, target: Target) -> list[str]:
    """The packages that drafter takes there, by version."""
    if find_spec("uv") is None:
        raise EnvironmentFault(t("bundle.uv"))
    source, _, _ = wanted.partition("[")
    extra = f"[{part}]" if part else ""
    said = _run(
        ["uv", "pip", "compile", "--quiet", "--only-binary", ":all:", "--no-header",
         "--no-annotate", "--python", sys.executable, "--python-version", target.python,
         "--python-platform", SYSTEMS[target.system][0], "-"],
        f"gongwen-drafter{extra} @ {Path(source).as_uri()}",
    )  # fmt: skip
    return [line.split(" ;")[0] for line in said.splitlines() if "==" in line]


def _run(command: Sequence[str], given: str = "") -> str:
    """What a module of this Python prints. Raises EnvironmentFault where it fails."""
    environment = os.environ | {"MACOSX_DEPLOYMENT_TARGET": _MAC.replace("_", ".")}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        input=given, capture_output=True, text=True, encoding="utf-8", errors="replace",
        env=environment, check=False,
    )  # fmt: skip
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in lines if line.lower().startswith("error")]
        raise EnvironmentFault(t("bundle.failed", reason=(errors or lines or ["pip"])[-1].strip()))
    return done.stdout


_SH = """#!/bin/sh
# Installs drafter beside this file, from this folder alone; needs Python {python}.
set -eu
cd "$(dirname "$0")"
"${{PYTHON:-python{python}}}" -m venv drafter
drafter/bin/python -m pip install --quiet --no-index --find-links wheels "{name}"
drafter/bin/drafter --version
echo "$(pwd)/drafter/bin/drafter"
"""
_BAT = """@echo off
rem Installs drafter beside this file, from this folder alone; needs Python {python}.
cd /d "%~dp0"
py -{python} -m venv drafter || exit /b 1
drafter\\Scripts\\python -m pip install --quiet --no-index --find-links wheels "{name}" || exit /b 1
drafter\\Scripts\\drafter --version
echo %cd%\\drafter\\Scripts\\drafter.exe
"""
