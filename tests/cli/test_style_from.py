"""`--style-from`: last year's report as the model, without an index."""

import json
from pathlib import Path

from drafter.documents.draft_file import read_draft
from drafter.documents.outline import ARCHIVE
from drafter.review import rendering
from drafter.review.view import sources_of
from tests.cli.conftest import Drafter
from tests.word.wordfiles import p, word

NOTES = """---
organization: 云岭县民政局
kind: summary
period: 2026年上半年
date: 2026年7月3日
---

# 一、上半年工作
- 临时救助1260人次，发放资金186.4万元
- 慈善捐款收入86万元
"""


def test_notes_are_worded_after_the_report_that_is_named(drafter: Drafter, tmp_path: Path) -> None:
    (tmp_path / "要点.md").write_text(NOTES, encoding="utf-8")
    lines = (
        "云岭县民政局2025年上半年工作总结",
        "一、上半年工作",
        "实施临时救助1108人次，发放救助资金152.7万元。",
    )
    word(tmp_path / "去年.docx", "".join(map(p, lines)))
    words = ("--writer", "rules", "--no-index", "--style-from", "去年.docx", "--json")
    done = drafter("draft", "要点.md", "-o", "报告.docx", *words)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["after_archive"] == {"云岭县民政局2025年上半年工作总结": 1}
    draft = read_draft(tmp_path / "报告.draft.json")
    (sentence,) = [one for one in draft.all_sentences() if one.author == ARCHIVE]
    assert sentence.text == "实施临时救助1260人次，发放救助资金186.4万元。"
    side = rendering.sentence_side(sources_of(draft, sentence.id, ()), (), "")
    assert "句式取自" in side
    assert "云岭县民政局2025年上半年工作总结" in side


def test_a_model_that_cannot_be_read_is_said(drafter: Drafter, tmp_path: Path) -> None:
    (tmp_path / "要点.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "空.docx").write_bytes(b"")
    done = drafter("draft", "要点.md", "--no-index", "--style-from", "空.docx", "--writer", "rules")
    assert done.returncode == 4
    assert "空.docx" in done.stderr
