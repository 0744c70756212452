"""A number that nobody reads, on every way through drafter: said, and never taken for proved."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Drafter

NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026-07-05
---
# 一、校园安全
- 排查隐患⑨⑨处，整改149处
- 每千人口学位达到62个
"""


@pytest.fixture
def written(drafter: Drafter, tmp_path: Path) -> Path:
    """The folder with the notes and their draft."""
    (tmp_path / "n.md").write_text(NOTES, encoding="utf-8")
    assert drafter("draft", "n.md", "-o", "a.md", "--writer", "rules").returncode == 0
    return tmp_path


def harmed(folder: Path, old: str, new: str) -> None:
    text = (folder / "a.md").read_text(encoding="utf-8")
    assert old in text
    (folder / "b.md").write_text(text.replace(old, new), encoding="utf-8")


def test_a_draft_does_not_say_that_all_is_proved(drafter: Drafter, written: Path) -> None:
    said = drafter("draft", "n.md", "-o", "c.md", "--writer", "rules").stderr
    assert "核对无误" not in said
    assert "1 个数没有读出、没有核对" in said
    assert "NOT105 提醒 没有读出的数：“⑨⑨处”" in said
    assert "（要点第 8 行）" in said
    listed = json.loads(
        drafter("draft", "n.md", "-o", "c.md", "--writer", "rules", "--json").stdout
    )
    assert listed["unread"] == 1
    assert "隐患⑨⑨处" in (written / "a.md").read_text(encoding="utf-8")


def test_a_draft_of_which_all_is_read_says_so(drafter: Drafter, written: Path) -> None:
    (written / "n.md").write_text(NOTES.replace("⑨⑨", "99"), encoding="utf-8")
    said = drafter("draft", "n.md", "-o", "c.md", "--writer", "rules").stderr
    assert "逐一与要点核对无误" in said


def test_beside_its_notes_it_is_told_and_another_one_is_an_error(
    drafter: Drafter, written: Path
) -> None:
    same = drafter("check", "a.md", "--notes", "n.md", "--no-index")
    assert same.returncode == 0
    assert "FIG108" in same.stdout
    harmed(written, "⑨⑨处", "⑧⑧处")
    other = drafter("check", "b.md", "--notes", "n.md", "--no-index")
    assert other.returncode == 1
    assert "“⑧⑧处”没有读出来，要点中也没有" in other.stdout


def test_the_gate_tells_it_and_is_red_for_another_one(drafter: Drafter, written: Path) -> None:
    same = drafter("eval", "gate", "n.md", "a.md", "--json")
    assert same.returncode == 0, same.stdout
    assert json.loads(same.stdout)["scores"]["unread"]["value"] == 1
    harmed(written, "⑨⑨处", "ⅫⅫ处")
    other = drafter("eval", "gate", "n.md", "b.md")
    assert other.returncode == 1
    assert "✗ unsupported" in other.stdout
    assert "✗ recall" in other.stdout


def test_two_versions_and_a_template(drafter: Drafter, written: Path) -> None:
    harmed(written, "⑨⑨处", "⑧⑧处")
    compared = drafter("compare", "a.md", "b.md")
    assert compared.returncode == 1
    assert "⑨⑨处 → ⑧⑧处" in compared.stdout
    masked = drafter("mask", "a.md", "-o", "t.md")
    assert "⑨⑨处：没有读出的数，已整个掩去" in masked.stderr
    assert "隐患xx处" in (written / "t.md").read_text(encoding="utf-8")
