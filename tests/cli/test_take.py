"""`drafter take` as it is used: listed, accepted in part, for programs, and refused."""

import json
import shlex
from pathlib import Path

import pytest
from docx import Document

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_lines import plain_text
from tests.cli.conftest import Drafter
from tests.review.drafts import small
from tests.review.returned import CLERK, HEAD, Returned


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_draft(small(), tmp_path / "报告.draft.json")
    file = Returned(small(), tmp_path / "领导改.docx")
    file.track("开展应急演练", "开展消防演练")
    file.write("118名", "120名")
    table = file.document.add_table(rows=1, cols=1)
    table.rows[0].cells[0].text = "学校12所"
    file.paragraph("现将")._p.addnext(table._tbl)
    file.comment("拟新建学校2所", "写清楚在哪里")
    file.saved()
    return tmp_path / "报告.draft.json"


def written_next(drafter: Drafter, told: str, report: Path) -> str:
    """What the Word file says once the command that was printed has run."""
    (line,) = [one for one in told.splitlines() if "drafter fill " in one]
    done = drafter("fill", *shlex.split(line.split("drafter fill ")[1]))
    assert done.returncode == 0, done.stderr
    return "".join(one.text for one in Document(str(report)).paragraphs)


def test_what_was_edited_in_its_own_place_is_written_anew_there(
    drafter: Drafter, home: Path
) -> None:
    report = home.with_name("领导改.docx").rename(home.with_name("报告.docx"))
    told = drafter("take", report, "--accept", "2")
    assert "消防演练" in written_next(drafter, told.stderr, report)
    assert report.with_name("报告（旧1）.docx").is_file()


def test_changes_are_listed_with_author_and_proof_and_wait(drafter: Drafter, home: Path) -> None:
    told = drafter("take", home.with_name("领导改.docx"))
    assert told.returncode == 1
    assert "改动3处，其中待定2处、稿子放不下1处；批注收入1条" in told.stdout
    assert f"2  改写  （一）校园安全  {HEAD} 2026-07-08 10:20" in told.stdout
    assert f"3  改写  （二）教师队伍  {CLERK}" in told.stdout
    assert "FIG101 “120名”在要点中没有依据" in told.stdout
    assert "--accept all" in told.stderr
    kept = read_draft(home)
    assert plain_text(kept) == plain_text(small())
    assert len(kept.review.proposals) == 3


def test_some_are_accepted_and_none_declines_the_rest(drafter: Drafter, home: Path) -> None:
    file = home.with_name("领导改.docx")
    told = drafter("take", file, home, "--accept", "2", "--as", "王芳")
    kept = read_draft(home)
    assert kept.review.decisions[-1].who == "王芳"
    assert "消防演练" in written_next(drafter, told.stderr, home.with_name("报告.docx"))
    assert "消防演练" in plain_text(kept)
    told = drafter("take", file, home, "--accept", "none")
    assert "退回1处" in told.stderr
    again = json.loads(drafter("take", file, home, "--json").stdout)
    assert [(one["number"], one["state"]) for one in again["changes"]] == [
        (1, "open"),
        (3, "declined"),
    ]


def test_what_cannot_be_is_refused_in_words(drafter: Drafter, home: Path, tmp_path: Path) -> None:
    file = home.with_name("领导改.docx")
    assert drafter("take", file, home, "--accept", "x").returncode == 2
    told = drafter("take", file, home, "--accept", "9")
    assert told.returncode == 4
    assert "没有待定的第 9 处" in told.stderr
    assert read_draft(home) == small()
    (tmp_path / "空").mkdir()
    alone = tmp_path / "空" / "领导改.docx"
    alone.write_bytes(file.read_bytes())
    assert "旁边没有" in drafter("take", alone).stderr


def test_an_earlier_file_that_nobody_edited_holds_nothing_to_take(
    drafter: Drafter, notes: Path, tmp_path: Path
) -> None:
    report, handed_out = tmp_path / "稿.docx", tmp_path / "发出去的.docx"
    words = ("draft", notes, "--writer", "rules", "--no-index", "-q", "-o", report)
    drafter(*words)
    handed_out.write_bytes(report.read_bytes())
    notes.write_text(notes.read_text(encoding="utf-8") + "- 走访企业35家\n", encoding="utf-8")
    drafter(*words)
    before = report.with_suffix(".draft.json").read_bytes()
    told = drafter("take", handed_out, report.with_suffix(".draft.json"))
    assert told.returncode == 4
    assert "没有人改过" in told.stderr
    assert report.with_suffix(".draft.json").read_bytes() == before
