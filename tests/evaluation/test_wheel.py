"""`drafter eval` from the wheel alone, in a folder that holds nothing but a user's own files."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from drafter import __version__
from drafter.evaluation.new_case import PENDING, read_pending

ROOT = Path(__file__).parents[2]
CASE = """<!-- case: {groups: [校园], about: "a figure, a gap"} -->
---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
# 一、校园安全
- 排查隐患⟦152处｜｜排查⟧，整改⟦?xx⟧处
- 举办培训⟦12场次⟧
"""
NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
# 一、安全工作
- 排查隐患152处,整改xx处
- 举办培训12场次,培训１,200人次
# 二、队伍建设
- 招聘工作人员18名,其中研究生3名
"""
GATES = """[[gate]]
scorer = "recall"
suite = "cases"
min = 1
[[gate]]
scorer = "own"
effect = 0.01
"""

pytestmark = pytest.mark.skipif(not find_spec("hatchling"), reason="no hatchling to build with")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter that has the wheel, and of this environment what drafter needs."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, symlinks=True)
    (packages,) = place.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(packages)  # all that installing a pure wheel does, but for its script
    # The folder alone, not its .pth files, which lead to the working copy.
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = place / "bin" / "python"
    command = [python, "-c", "import drafter; print(drafter.__file__)"]
    used = subprocess.run(command, cwd=place, capture_output=True, text=True, check=True).stdout
    assert Path(used.strip()).parent == packages / "drafter"
    return python


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "案例").mkdir()
    (tmp_path / "案例" / "校园安全.md").write_text(CASE, encoding="utf-8")
    return tmp_path


def drafter(python: Path, folder: Path, *words: str, code: int = 0) -> str:
    environment = os.environ | {"DRAFTER_HOME": str(folder / "home")}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [python, "-m", "drafter", "eval", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_the_wheel_has_nothing_that_only_development_needs(wheel: Path) -> None:
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    assert {"run.py", "evaluate.py", "evaluation.html.j2", "section.md"} <= names
    development = {"judgements.py", "planting.py", "mutants.py", "provfill.py", "naive.md"}
    assert not names & development


def test_own_cases_without_anything_else(python: Path, folder: Path) -> None:
    said = drafter(python, folder, "run", "cases", "--cases", "案例", "--group", "校园", "-q")
    assert "cases (1)  rules" in said
    report = json.loads((folder / "out" / "eval" / "report.json").read_text("utf-8"))
    assert (report["outcome"], report["results"][0]["case"]) == ("passed", "校园安全")
    drafter(python, folder, "view", "out/eval")
    assert "校园安全" in (folder / "out" / "eval" / "report.html").read_text("utf-8")
    drafter(python, folder, "run", "check", code=2)  # a suite of development
    drafter(python, folder, "run", "cases", code=4)  # no eval/cases here


def test_own_gates_and_baseline(python: Path, folder: Path) -> None:
    (folder / "gates.toml").write_text(GATES, encoding="utf-8")
    run = ("run", "cases", "--cases", "案例", "--gates", "gates.toml", "-q", "-o")
    drafter(python, folder, *run, "out/first", code=3)  # no worse than what?
    drafter(python, folder, "bless", "out/first", "--why", "第一次", "--gates", "gates.toml")
    drafter(python, folder, *run, "out/first")
    assert "第一次" in (folder / "eval" / "baseline" / "run.json").read_text("utf-8")
    lost = CASE.replace("⟦12场次⟧", "⟦12场次｜13场次⟧")
    (folder / "案例" / "校园安全.md").write_text(lost, encoding="utf-8")
    assert "13场次" in drafter(python, folder, *run, "out/second", code=1)
    assert "recall" in drafter(python, folder, "compare", "out/first", "out/second")
    drafter(python, folder, "view", "out/second")
    assert "13场次" in (folder / "out" / "second" / "report.html").read_text("utf-8")
    (folder / "bad.toml").write_text("[[gate]]\nscorer = 1\n", encoding="utf-8")
    drafter(python, folder, *run[:4], "--gates", "bad.toml", "-o", "out/third", code=3)
    assert not (folder / "out" / "third").exists()  # told before any draft is written


def test_own_reports_are_held_to_their_notes(python: Path, folder: Path) -> None:
    notes = CASE.split("\n", 1)[1].replace("⟦152处｜｜排查⟧", "152处").replace("⟦?xx⟧", "xx")
    (folder / "要点.md").write_text(notes.replace("⟦12场次⟧", "12场次"), encoding="utf-8")
    report = "云岭县教育局2026年上半年工作总结\n\n一、校园安全\n\n排查隐患152处，整改xx处。\n\n"
    (folder / "好.md").write_text(report + "举办培训12场次。\n", encoding="utf-8")
    (folder / "坏.md").write_text(report + "举办培训15场次。\n", encoding="utf-8")
    assert "✗" not in drafter(python, folder, "gate", "要点.md", "好.md")
    assert "15场次" in drafter(python, folder, "gate", "要点.md", "坏.md", code=1)


def test_a_repository_begun_from_nothing_but_three_notes(python: Path, tmp_path: Path) -> None:
    drafter(python, tmp_path, "init")
    for bureau in ("教育局", "民政局", "水利局"):
        notes = NOTES.replace("教育局", bureau)
        (tmp_path / f"{bureau}.md").write_text(notes, encoding="utf-8")
        drafter(python, tmp_path, "case", "add", f"{bureau}.md", "--no-page")
        confirm(tmp_path / "eval" / "cases" / PENDING / f"{bureau}.md")
        drafter(python, tmp_path, "case", "confirm", bureau, "--no-page")
    workflow = (tmp_path / ".github" / "workflows" / "drafter.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(workflow)["jobs"]["evaluation"]["steps"]
    assert f"gongwen-drafter=={__version__}" in steps[2]["run"]
    for step in steps[3:5]:
        said = drafter(python, tmp_path, *step["run"].split()[2:])
    assert "通过" in (tmp_path / "out" / "eval" / "summary.md").read_text(encoding="utf-8")
    assert "report.html" in said
    assert "保持原样" in drafter(python, tmp_path, "init")


def confirm(file: Path) -> None:
    """Say of each row that it is right, as a person does on the page."""
    case = read_pending(file)
    for row in case.to_see():
        case = case.with_row(row.number, row.text)
    case.save()
