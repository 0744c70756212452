"""drafter check --notes and drafter eval gate read the words of a draft, whoever wrote it."""

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
# 一、安全工作
- 排查隐患152处，整改149处
- 拟争取资金8000万元
- 健全值班制度
"""


@pytest.fixture
def written(drafter: Drafter, tmp_path: Path) -> Path:
    (tmp_path / "n.md").write_text(NOTES, encoding="utf-8")
    for name in ("a.md", "a.docx"):
        assert drafter("draft", "n.md", "-o", name, "--writer", "rules").returncode == 0
    return tmp_path


def score(drafter: Drafter, draft: str) -> tuple[int, float]:
    said = drafter("eval", "gate", "n.md", draft, "--json")
    return said.returncode, json.loads(said.stdout)["scores"]["words"]["value"]


def test_a_draft_that_says_what_the_notes_say_passes(drafter: Drafter, written: Path) -> None:
    for draft in ("a.md", "a.docx", "a.draft.json"):
        assert score(drafter, draft) == (0, 0)


def test_a_draft_of_lies_is_listed_sentence_by_sentence(drafter: Drafter, written: Path) -> None:
    text = (written / "a.md").read_text(encoding="utf-8")
    lies = text.replace("整改149处", "未整改149处").replace("拟争取", "已争取")
    lies = lies.replace("健全值班制度。", "健全值班制度。群众满意度跃居全省前列。")
    lies = lies.replace("## ", "").replace("# ", "")
    (written / "b.txt").write_text(lies, encoding="utf-8")
    said = drafter("eval", "gate", "n.md", "b.txt")
    assert said.returncode == 1
    assert "✗ words" in said.stdout
    for words in ("未整改149处", "已争取资金8000万元", "群众满意度跃居全省前列"):
        assert any(words in row and "SEN101" in row for row in said.stdout.splitlines())
    assert score(drafter, "b.txt") == (1, 3)


def test_check_warns_of_another_sense_and_mentions_an_addition(
    drafter: Drafter, written: Path
) -> None:
    text = (written / "a.md").read_text(encoding="utf-8")
    turned = text.replace("拟争取", "已争取").replace("整改149处", "整改149处，成效显著")
    (written / "b.md").write_text(turned, encoding="utf-8")
    said = drafter("check", "b.md", "--notes", "n.md", "--no-index", "--format", "json")
    words = [one for one in json.loads(said.stdout) if one["code"] == "SEN101"]
    assert said.returncode == 0
    assert sorted(one["severity"] for one in words) == ["info", "warning"]
