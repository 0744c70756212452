"""notes merge, notes new --blank and a draft of several files, by the real command line."""

import json
from pathlib import Path

import openpyxl
import pytest

from drafter.documents.draft_file import read_draft
from drafter.reading.notes import open_notes, read_notes
from tests.cli.conftest import Drafter
from tests.word.wordfiles import p, word

FRONT = ("--organization", "云岭县教育局", "--period", "2026年上半年", "--kind", "总结")


@pytest.fixture
def divisions(tmp_path: Path) -> list[Path]:
    """Notes of four divisions: Word, a workbook, Markdown and a chat."""
    file = word(tmp_path / "a.docx", "".join(map(p, ["一、队伍建设", "培训教师1200人次"])))
    book, table = openpyxl.Workbook(), tmp_path / "b.xlsx"
    assert book.active is not None
    for row in (["项目", "金额（万元）"], ["公用经费", 860], ["营养改善", 412]):
        book.active.append(row)
    book.save(table)
    (tmp_path / "c.md").write_text(
        "---\n单位：云岭县教育局\n---\n# 校园安全\n- 排查隐患64处\n", "utf-8"
    )
    chat = "张三 10:23：新增学位860个\n李四 10:24：收到\n王五 10:31：拆除危房3处\n"
    (tmp_path / "d.txt").write_text(chat, "utf-8")
    return [file, table, tmp_path / "c.md", tmp_path / "d.txt"]


def test_several_files_become_one_draft(
    drafter: Drafter, divisions: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "r.docx"
    done = drafter("draft", *divisions, "-o", out, *FRONT, "--writer", "rules")
    assert done.returncode == 0, done.stderr
    assert "收到" in done.stderr
    brief = read_draft(tmp_path / "r.draft.json").brief
    assert {bullet.text: bullet.origin for bullet in brief.all_bullets()} == {
        "培训教师1200人次": "a.docx｜第2段",
        "公用经费860万元": "b.xlsx｜Sheet｜第2行",
        "营养改善412万元": "b.xlsx｜Sheet｜第3行",
        "排查隐患64处": "c.md｜第5行",
        "新增学位860个": "d.txt｜第1行",
        "拆除危房3处": "d.txt｜第3行",
    }
    assert len(list(read_notes(tmp_path / "r.notes.md").all_bullets())) == 6


def test_a_changed_file_of_merged_notes_is_not_overwritten(
    drafter: Drafter, divisions: list[Path], tmp_path: Path
) -> None:
    command = ("draft", *divisions, "-o", tmp_path / "r.md", *FRONT, "--writer", "rules")
    assert drafter(*command).returncode == 0
    notes = tmp_path / "r.notes.md"
    notes.write_text(notes.read_text("utf-8").replace("64处", "65处"), "utf-8")
    done = drafter(*command)
    assert done.returncode == 4
    assert "r.notes.md" in done.stderr
    assert "65处" in notes.read_text("utf-8")


def test_what_finds_no_place_in_the_outline_ends_with_one(
    drafter: Drafter, divisions: list[Path], tmp_path: Path
) -> None:
    outline = tmp_path / "outline.md"
    outline.write_text("---\n单位：云岭县教育局\n---\n# 一、队伍建设\n# 二、校园安全\n", "utf-8")
    out = tmp_path / "merged.md"
    done = drafter("notes", "merge", *divisions, "-o", out, "--outline", outline, *FRONT)
    assert (done.returncode, done.stdout.strip()) == (1, str(out))
    assert "4 条" in done.stderr
    assert len(list(read_notes(out).all_bullets())) == 6
    fitting = drafter("notes", "merge", *divisions[::2], "-o", out, "--outline", outline, *FRONT)
    assert fitting.returncode == 0, fitting.stderr


def test_one_file_is_drafted_with_what_it_leaves_out_told(
    drafter: Drafter, divisions: list[Path], tmp_path: Path
) -> None:
    command = ("draft", divisions[3], "-o", tmp_path / "r.md", *FRONT, "--writer", "rules")
    notices = json.loads(drafter(*command, "--json").stdout)["notices"]
    assert any("收到" in notice for notice in notices)
    assert not (tmp_path / "r.notes.md").exists()


@pytest.mark.parametrize("kind", ["summary", "plan", "summary-and-plan"])
def test_blank_notes_are_notes_of_their_kind(drafter: Drafter, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "要点.md"
    assert drafter("notes", "new", "--blank", "--kind", kind, "-o", out).returncode == 0
    text = out.read_text("utf-8")
    given = {"organization": "云岭县教育局"}
    brief = open_notes(out, given).brief(given)
    assert (brief.kind, bool(brief.sections)) == (kind, True)
    out.write_text(text + "- 培训6期\n", "utf-8")
    again = drafter("notes", "new", "--blank", "-o", out)
    assert again.returncode == 4
    assert out.read_text("utf-8") == text + "- 培训6期\n"
