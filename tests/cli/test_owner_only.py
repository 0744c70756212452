"""What holds the words of notes and reports is for its owner alone, where others have accounts."""

import stat
from pathlib import Path

import pytest

from drafter.files import private_folder
from drafter.system import WINDOWS
from tests.cli.conftest import Drafter

pytestmark = pytest.mark.skipif(WINDOWS, reason="rights are not modes there")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_draft_and_all_that_drafter_keeps(drafter: Drafter, notes: Path, tmp_path: Path) -> None:
    done = drafter("draft", notes, "-o", "稿.docx", "--writer", "rules")
    assert done.returncode == 0, done.stderr
    draft, home = tmp_path / "稿.draft.json", tmp_path / "home"
    assert (rights(draft), rights(home)) == (0o600, 0o700)
    draft.chmod(0o640)  # its owner lets the colleagues of an office read it
    done = drafter("draft", notes, "-o", "稿.docx", "--writer", "rules")
    assert done.returncode == 0, done.stderr
    assert rights(draft) == 0o640


def test_a_map_of_what_was_masked(drafter: Drafter, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("云岭县教育局检查12次。\n", encoding="utf-8")
    done = drafter("mask", "r.txt", "-o", "t.txt", "--map", "m.json")
    assert done.returncode == 0, done.stderr
    assert rights(tmp_path / "m.json") == 0o600


def test_an_index_and_what_is_above_it(drafter: Drafter, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text("# 一、检查\n检查学校12次。\n", encoding="utf-8")
    done = drafter("index", "add", "r.md")
    assert done.returncode == 0, done.stderr
    assert {rights(tmp_path / "home"), rights(tmp_path / "home" / "index")} == {0o700}


def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    shared = tmp_path / "共享"
    shared.mkdir(mode=0o755)
    shared.chmod(0o755)
    private_folder(shared / "a" / "b")
    assert [rights(each) for each in (shared, shared / "a", shared / "a" / "b")] == [
        0o755,
        0o700,
        0o700,
    ]
