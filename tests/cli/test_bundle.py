"""drafter bundle: what is fetched here installs and drafts where no network is."""

import subprocess
import sys
from pathlib import Path

import pytest

from drafter.errors import EnvironmentFault, InputError
from drafter.tasks.bundle import WHEELS, Target, bundle

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/教育体育局半年总结.md"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def _made(folder: Path, wheel: Path, target: Target) -> int:
    try:
        return bundle(folder, wheel, "", target, None)
    except EnvironmentFault as error:
        pytest.skip(f"no package registry is reached: {error}")


def test_a_machine_like_this_installs_from_the_folder_alone_and_drafts(
    tmp_path: Path, wheel: Path
) -> None:
    folder = tmp_path / "离线 安装"
    count = _made(folder, wheel, Target())
    assert count > 20

    installed = subprocess.run(
        ["sh", folder / "install.sh"], capture_output=True, text=True, cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHON": sys.executable, "PIP_NO_INDEX": "1", "HOME": "/"},
    )  # fmt: skip
    assert installed.returncode == 0, installed.stderr
    program = Path(installed.stdout.splitlines()[-1])
    done = subprocess.run(
        [program, "draft", EXAMPLE, "-o", tmp_path / "稿.docx", "--writer", "rules"],
        capture_output=True, text=True, cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "DRAFTER_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "稿.docx").is_file()


def test_for_another_system_there_are_wheels_for_that_one(tmp_path: Path, wheel: Path) -> None:
    folder = tmp_path / "windows"
    _made(folder, wheel, Target("windows-x86-64", "3.13"))

    names = [file.name for file in (folder / WHEELS).iterdir()]
    assert any(name.startswith("lxml-") and "cp313-win_amd64" in name for name in names)
    assert any(name.startswith("colorama-") for name in names), "Windows alone wants it"
    assert not any("linux" in name for name in names)
    assert b"py -3.13 -m venv" in (folder / "install.bat").read_bytes()


def test_what_is_of_no_use_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other-1.0-py3-none-any.whl"
    other.write_bytes(b"")
    with pytest.raises(InputError, match=r"other-1\.0"):
        bundle(tmp_path / "new", other, "", Target(), None)
    with pytest.raises(InputError, match=r"other|有东西|something"):
        bundle(tmp_path, other, "", Target(), None)
    assert [file.name for file in tmp_path.iterdir()] == [other.name]
