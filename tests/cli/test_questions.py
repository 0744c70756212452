"""What the notes lack is asked for, and comes back as notes."""

import json
import shlex
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from drafter.filling.question_form import QUESTION_COLUMNS
from tests.cli.conftest import Drafter

NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026-07-05
divisions:
  信访: 信访科
  教师: 人事科
---
# 一、工作情况
## （一）信访
- 受理信访件63件
## （二）教师
- 招聘教师xx名
# 二、存在的问题
- 音体美教师缺87名
"""


@pytest.fixture
def made(drafter: Drafter, tmp_path: Path) -> Path:
    (tmp_path / "n.md").write_text(NOTES, encoding="utf-8")
    assert drafter("draft", "n.md", "-o", "r.docx", "--writer", "rules").returncode == 0
    return tmp_path / "r.draft.json"


def fill_in(path: Path, answers: dict[str, str]) -> None:
    """Write answers into the form, as a person would."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(min_row=4):
            for words, answer in answers.items():
                if "请补充" in sheet.title and words in f"{row[2].value}{row[1].value}":
                    row[QUESTION_COLUMNS.index("value")].value = answer
    book.save(path)


def test_answers_go_out_and_come_back_as_notes(
    drafter: Drafter, made: Path, tmp_path: Path
) -> None:
    sent = drafter("gaps", "r.draft.json", "-o", "表.xlsx", "--by", "division")
    assert "共缺 1 处" in sent.stderr
    assert "另有 2 处请补充" in sent.stderr
    names = openpyxl.load_workbook(tmp_path / "表.xlsx").sheetnames
    assert names == ["人事科", "信访科·请补充", "未定单位·请补充", "_drafter"]
    fill_in(tmp_path / "表.xlsx", {"信访件": "办结61件", "音体美": "无"})
    before = (tmp_path / "n.md").read_bytes()
    done = drafter("fill", "r.draft.json", "表.xlsx", "-o", "r.docx")
    assert done.returncode == 0, done.stderr
    assert "收到补充 1 条，写成要点：r.补充.md（原要点文件未动）" in done.stderr
    assert "  drafter draft r.补充.md -o r.docx" in done.stderr
    assert "没有内容，不写成要点" in done.stderr
    assert (tmp_path / "n.md").read_bytes() == before
    again = drafter("draft", "r.补充.md", "-o", "r.docx", "--writer", "rules", "--json")
    assert again.returncode == 0, again.stderr
    told = json.loads(again.stdout)
    assert [question["note"] for question in told["questions"]] == ["音体美教师缺87名"]
    bullets = json.loads(made.read_text(encoding="utf-8"))["brief"]["sections"][0]
    note = bullets["sections"][0]["bullets"][0]
    assert note["text"] == "受理信访件63件，办结61件"
    assert note["origin"].startswith("n.md｜第12行；表.xlsx｜信访科·请补充｜F4｜答Q")
    assert drafter("fill", "r.draft.json", "表.xlsx", "-o", "r.docx").returncode == 0


@pytest.mark.parametrize("output", ["r.docx", "r2.docx", "领导 阅.docx"])
def test_what_is_to_be_run_next_runs_as_printed(
    output: str, drafter: Drafter, made: Path, tmp_path: Path
) -> None:
    drafter("gaps", "r.draft.json", "-o", "表.xlsx")
    fill_in(tmp_path / "表.xlsx", {"信访件": "办结61件"})
    gap = json.loads(drafter("gaps", "r.draft.json", "--json").stdout)[0]["id"]
    (tmp_path / "数.yaml").write_text(f"{gap}: 36\n", encoding="utf-8")
    done = drafter("fill", "r.draft.json", "表.xlsx", "数.yaml", "-o", output)
    lines = [one for one in done.stderr.splitlines() if one.startswith("  drafter ")]
    assert [line.split()[1] for line in lines] == ["draft", "fill"]
    for line in lines:
        ran = drafter(*shlex.split(line)[1:], DRAFTER_WRITER="rules")
        assert ran.returncode == 0, ran.stderr
    told = Document(str(tmp_path / output)).paragraphs
    text = "".join(one.text for one in told)
    assert "招聘教师36名" in text
    assert "办结61件" in text


def test_questions_keep_nothing_from_being_final(drafter: Drafter, made: Path) -> None:
    gap = json.loads(drafter("gaps", "r.draft.json", "--json").stdout)
    assert len(gap) == 1
    values = ["--set", f"{gap[0]['id']}=36"]
    done = drafter("fill", "r.draft.json", *values, "-o", "r.docx", "--final")
    assert done.returncode == 0, done.stderr


def test_gaps_and_questions_are_listed_apart(drafter: Drafter, made: Path) -> None:
    questions = json.loads(drafter("gaps", "r.draft.json", "--questions", "--json").stdout)
    assert [one["kind"] for one in questions] == ["result", "cause"]
    assert [one["division"] for one in questions] == ["信访科", ""]
    both = drafter("gaps", "r.draft.json").stdout
    alone = drafter("gaps", "r.draft.json", "--no-questions").stdout
    assert both.startswith(alone)
    assert all(one["id"] in both and one["id"] not in alone for one in questions)
    drafter("gaps", "r.draft.json", "-o", "表.md")
    listed = (made.parent / "表.md").read_text(encoding="utf-8")
    assert listed.index("招聘教师") < listed.index("## 请补充的情况") < listed.index("音体美")


def test_an_answer_on_the_command_line(drafter: Drafter, made: Path, tmp_path: Path) -> None:
    name = json.loads(drafter("gaps", "r.draft.json", "--questions", "--json").stdout)[1]["id"]
    words = ["--set", f"{name}=主要是编制不足", "--json"]
    told = json.loads(drafter("fill", "r.draft.json", *words).stdout)
    assert told["answers"] == [{"id": name, "value": "主要是编制不足", "source": f"--set {name}"}]
    text = (tmp_path / told["notes"]).read_text(encoding="utf-8")
    assert "- 音体美教师缺87名，主要是编制不足 <!-- 来源：n.md｜第16行；" in text


def test_a_length_is_told_and_nothing_is_padded(
    drafter: Drafter, made: Path, tmp_path: Path
) -> None:
    plain = made.read_text(encoding="utf-8")
    words = ["draft", "n.md", "-o", "l.docx", "--writer", "rules", "--length", "3000"]
    done = drafter(*words)
    assert "计划 3000 字" in done.stderr
    assert "（一）信访：" in done.stderr
    sections = json.loads((tmp_path / "l.draft.json").read_text(encoding="utf-8"))["sections"]
    assert sections == json.loads(plain)["sections"]
    told = json.loads(drafter(*words, "--json").stdout)["length"]
    assert (told["wanted"], told["missing"]) == (3000, 3000 - told["characters"])


def test_spoken_notes_are_told_beside_the_gaps(drafter: Drafter, tmp_path: Path) -> None:
    notes = NOTES.replace("受理信访件63件", "信访件那边弄了63件")
    (tmp_path / "n.md").write_text(notes, encoding="utf-8")
    told = drafter("draft", "n.md", "-o", "r.docx", "--writer", "rules")
    assert "请科室改写的要点有 1 条：“信访件那边弄了63件”（n.md｜第12行）" in told.stderr
    listed = drafter("gaps", "r.draft.json", "--by", "division")
    assert listed.stdout.splitlines()[-3:-1] == ["请改写的要点：", "信访科"]
    assert "另有 1 条要点写法口语化" in listed.stderr
    name = listed.stdout.splitlines()[-1].split()[0]
    lost = drafter("fill", "r.draft.json", "--set", f"{name}=受理信访件若干", "--json")
    assert (lost.returncode, json.loads(lost.stdout)["unworded"][0]["id"]) == (1, name)
