"""With nothing but the base installed: what works, and what is said of the rest."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from drafter.extras import _SOME_SYSTEMS, MODULES

EXAMPLE = Path(__file__).parents[2] / "examples/教育体育局半年总结.md"
ABSENT = sorted({name for table in (MODULES, _SOME_SYSTEMS) for names in table.values()
                 for name in names})  # fmt: skip
# Modules that are not there are not found: what a machine without them answers. One process runs
# all the commands, each as if it were the only one.
_CODE = """
import contextlib, importlib.abc, importlib.util, io, json, sys, traceback
absent, commands = json.loads(sys.argv[1])
class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
found = importlib.util.find_spec
sys.meta_path.insert(0, Absent())
importlib.util.find_spec = lambda name, *rest: None if name in absent else found(name, *rest)
from drafter.cli import main
said = []
for command in commands:
    sys.argv = ["drafter", *command]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        except BaseException:
            code = traceback.format_exc()
    said.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(said))
"""


class Ended(NamedTuple):
    """How a command ended; the code is a traceback where it ended with one."""

    code: int | str
    out: str
    err: str


Base = Callable[[Sequence[tuple[str, ...]]], list[Ended]]


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """Runs commands of drafter in a folder of its own as if only the base were installed."""
    environment = {name: value for name, value in os.environ.items() if "OPENAI" not in name} | {
        "DRAFTER_HOME": str(tmp_path / "home"),
        "DRAFTER_LANG": "en",
        "PYTHONPATH": str(EXAMPLE.parents[1]),
    }

    def run(commands: Sequence[tuple[str, ...]]) -> list[Ended]:
        done = subprocess.run(
            [sys.executable, "-c", _CODE, json.dumps([ABSENT, commands])],
            capture_output=True, text=True, cwd=tmp_path, env=environment, encoding="utf-8",
            check=True,
        )  # fmt: skip
        return [Ended(*said) for said in json.loads(done.stdout.splitlines()[-1])]

    return run


def test_the_base_alone_drafts_checks_compares_and_fills(base: Base, tmp_path: Path) -> None:
    notes, draft = str(EXAMPLE), "稿.draft.json"
    commands: list[tuple[str, ...]] = [
        ("draft", notes, "-o", "稿.docx"),
        ("check", "稿.docx", "--notes", notes),
        ("compare", draft, draft, "--html", "比较.html", "--docx", "修订.docx"),
        ("gaps", draft, "-o", "缺项.xlsx"),
        ("fill", draft, "缺项.xlsx"),
        ("take", "稿.docx"),
        ("mask", "稿.docx", "-o", "模板.docx"),
        ("notes", "new", "--blank", "--kind", "总结", "-o", "要点.md"),
        ("eval", "gate", notes, draft),
        ("doctor", "--json"),
        ("model", "list"),
        ("--version",),
    ]

    for command, ended in zip(commands, base(commands), strict=True):
        assert ended.code in (0, 1), (command, ended)
    assert (tmp_path / "稿.docx").is_file()
    assert (tmp_path / "修订.docx").is_file()


def test_a_part_that_is_not_installed_is_told_by_name_and_remedy(base: Base) -> None:
    notes = str(EXAMPLE)
    asked: list[tuple[tuple[str, ...], str]] = [
        (("index", "add", "."), "index"),
        (("index", "search", "教师"), "index"),
        (("index", "list"), "index"),
        (("index", "stats"), "index"),
        (("draft", notes, "--writer", "local"), "local"),
        (("start", "--no-browser"), "review"),
        (("review", "none.draft.json"), "review"),
        (("draft", notes, "--model", "deepseek:deepseek-chat"), "remote"),
    ]

    for (command, extra), ended in zip(asked, base([said for said, _ in asked]), strict=True):
        assert ended.code == 3, (command, ended)
        assert f'pip install "gongwen-drafter[{extra}]"' in ended.err
        assert "not installed" in ended.err
        assert ended.err.count("\n") == 2, "one sentence, one remedy"


def test_help_of_every_command_needs_no_part(base: Base) -> None:
    named = ("index", "index add", "review", "start", "model pull")
    commands = [(*name.split(), "--help") for name in named]

    assert [ended.code for ended in base(commands)] == [0] * len(commands)


def test_the_shell_completes_commands_and_the_man_page_has_them_all() -> None:
    code = "import sys; sys.argv = ['drafter']; from drafter.cli import main; main()"
    asked = os.environ | {
        "_DRAFTER_COMPLETE": "complete_bash", "COMP_WORDS": "drafter ch", "COMP_CWORD": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=asked, encoding="utf-8"
    )
    assert done.stdout.split() == ["check"], done.stderr
    page = subprocess.run(
        [sys.executable, EXAMPLE.parents[1] / "bench/man.py"],
        capture_output=True, text=True, check=True, encoding="utf-8", cwd=EXAMPLE.parents[1],
    ).stdout  # fmt: skip
    assert page.startswith(".TH DRAFTER 1")
    assert '.SH "drafter index add"' in page
    assert "\\-\\-output" in page
