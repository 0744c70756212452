"""drafter gaps and fill, as the office uses them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from drafter.filling.form import COLUMNS
from tests.cli.conftest import ROOT, Drafter

NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026-07-05
divisions:
  校园安全: 安稳办
---
# 一、工作情况
- 培训xx场次,其中线上x场次
- 推行“x+x”课后服务
## 校园安全
- 排查隐患xx处,整改率xx.x%
"""


@pytest.fixture
def made(drafter: Drafter, tmp_path: Path) -> Path:
    (tmp_path / "n.md").write_text(NOTES, encoding="utf-8")
    assert drafter("draft", "n.md", "-o", "r.docx", "--writer", "rules").returncode == 0
    return tmp_path / "r.draft.json"


def names(drafter: Drafter) -> dict[str, str]:
    listed = json.loads(drafter("gaps", "r.draft.json", "--json").stdout)
    before = {one["id"]: one["sentence"][: one["span"][0]] for one in listed}
    return {re.findall("培训|线上|隐患|改率|^", text)[-1]: id for id, text in before.items()}


def test_a_form_goes_out_and_comes_back(drafter: Drafter, made: Path, tmp_path: Path) -> None:
    sent = drafter("gaps", "r.draft.json", "-o", "表.xlsx", "--by", "division")
    assert (sent.returncode, sent.stdout) == (0, "表.xlsx\n")
    assert "共缺 5 处" in sent.stderr
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    sheet = book["安稳办"]
    for line, value in zip(sheet.iter_rows(min_row=4), ("152", "98.0%"), strict=True):
        line[COLUMNS.index("value")].value = value
    book.save(tmp_path / "表.xlsx")
    done = drafter("fill", "r.draft.json", "表.xlsx", "-o", "r.docx")
    assert done.returncode == 0, done.stderr
    assert "位数不同" in done.stderr
    assert "填入 2 处" in done.stderr
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "r.docx")).paragraphs)
    assert re.search("排查隐患152处，.*整改率.*98.0%", text)
    assert "培训xx场次" in text
    comments = [comment.text for comment in docx.Document(str(tmp_path / "r.docx")).comments]
    assert "填报：152（表.xlsx｜安稳办｜I4）" in comments
    left = drafter("gaps", "r.draft.json")
    assert "隐患" not in left.stdout
    assert "已填 2 处" in left.stderr
    before = made.read_bytes()
    again = drafter("fill", "r.draft.json", "表.xlsx", "-o", "r.docx")
    assert "填入 0 处，2 处与已填相同" in again.stderr
    assert made.read_bytes() == before


@pytest.mark.parametrize("words", [["fill", "{}", "-o", "f.md"], ["mask", "{}", "-o", "m.md"]])
def test_what_only_writes_a_draft_loads_nothing_that_makes_one(
    made: Path, words: list[str]
) -> None:
    code = "import atexit, sys\nfrom drafter.cli import main\n"
    code += "ours = 'writing.assembly', 'writing.pipeline', 'retrieval'\n"
    code += "heavy = [f'drafter.{name}' for name in ours] + ['numpy']\n"
    code += (
        "atexit.register(lambda: print([name for name in heavy if name in sys.modules]))\nmain()"
    )
    command = [sys.executable, "-c", code, *(word.format(made) for word in words)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=made.parent, env=environment, capture_output=True, text=True, check=True
    )
    assert (made.parent / words[-1]).is_file()
    assert done.stdout.endswith("[]\n")


def test_final_refuses_while_anything_is_open(drafter: Drafter, made: Path, tmp_path: Path) -> None:
    name = names(drafter)
    (tmp_path / "r.docx").unlink()
    refused = drafter(
        "fill", "r.draft.json", "--set", f"{name['培训']}=12", "-o", "r.docx", "--final"
    )
    assert (refused.returncode, (tmp_path / "r.docx").exists()) == (1, False)
    assert "还缺 4 处" in refused.stderr
    words = [
        f"--set={name[key]}={value}"
        for key, value in (("培训", 12), ("线上", 3), ("隐患", 15), ("改率", 98.5))
    ]
    done = drafter("fill", "r.draft.json", *words, "--restore", "-o", "r.docx", "--final")
    assert done.returncode == 0, done.stderr
    word = docx.Document(str(tmp_path / "r.docx"))
    assert not list(word.comments)
    assert all(run.font.highlight_color is None for p in word.paragraphs for run in p.runs)
    assert "“5+2”课后服务" in "\n".join(p.text for p in word.paragraphs)
    undone = drafter("fill", "r.draft.json", "--undo", "-o", "r.docx")
    assert "撤销 5 处，还缺 5 处" in undone.stderr


def test_draft_final_writes_no_report_with_gaps(
    drafter: Drafter, made: Path, tmp_path: Path
) -> None:
    (tmp_path / "r.docx").unlink()
    run = drafter("draft", "n.md", "-o", "r.docx", "--writer", "rules", "--final")
    assert (run.returncode, (tmp_path / "r.docx").exists(), made.exists()) == (1, False, True)
    (tmp_path / "n.md").write_text(
        NOTES[: NOTES.index("- 推行")].replace("xx场次,其中线上x", "12场次,其中线上3"), "utf-8"
    )
    assert drafter("draft", "n.md", "-o", "r.docx", "--writer", "rules", "--final").returncode == 0
    assert (tmp_path / "r.docx").exists()


def test_a_form_outlives_a_redraft(drafter: Drafter, made: Path, tmp_path: Path) -> None:
    name = names(drafter)
    (tmp_path / "n.md").write_text(
        NOTES.replace("# 一、工作情况\n", "# 一、工作情况\n- 新建学校xx所\n"), "utf-8"
    )
    drafter("draft", "n.md", "-o", "other.docx", "--writer", "rules")
    done = drafter("fill", "other.draft.json", "--set", f"{name['培训']}=12", "-o", "other.md")
    assert done.returncode == 0
    assert "培训12场次" in (tmp_path / "other.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--set", "G99999=3"), 4, "没有这个编号"),
        (("--set", "3"), 2, "编号=值"),
        (("--undo", "--set", "G1234=3"), 2, "--undo"),
        (("missing.xlsx",), 4, "missing.xlsx"),
        (("-o", "x.pdf"), 2, ".pdf"),
    ],
)
def test_bad_input_writes_nothing(
    drafter: Drafter, made: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = {path.name: path.read_bytes() for path in made.parent.glob("r.*")}
    run = drafter("fill", "r.draft.json", *words)
    assert (run.returncode, said in run.stderr) == (code, True), run.stderr
    assert {path.name: path.read_bytes() for path in made.parent.glob("r.*")} == before


def test_a_form_of_another_report_is_refused(drafter: Drafter, made: Path, tmp_path: Path) -> None:
    drafter("gaps", "r.draft.json", "-o", "表.xlsx")
    (tmp_path / "m.md").write_text(NOTES.replace("教育局", "卫健局"), encoding="utf-8")
    drafter("draft", "m.md", "-o", "m.docx", "--writer", "rules")
    run = drafter("fill", "m.draft.json", "表.xlsx")
    assert run.returncode == 4
    assert "另一份稿子的填报表" in run.stderr


def _without_outputs(file: Path) -> dict[str, Any]:
    """A draft without the names and digests of what was written of it."""
    draft: dict[str, Any] = json.loads(file.read_text("utf-8"))
    del draft["written"]
    return draft


def test_a_draft_is_masked_by_taking_out_what_was_filled(
    drafter: Drafter, made: Path, tmp_path: Path
) -> None:
    name = names(drafter)
    before = (_without_outputs(made), (tmp_path / "r.docx").read_bytes())
    drafter(
        "fill",
        "r.draft.json",
        f"--set={name['培训']}=12",
        f"--set={name['改率']}=98.5",
        "-o",
        "r.docx",
    )
    assert _without_outputs(made) != before[0]
    done = drafter("mask", "r.draft.json", "-o", "back.docx", "--map", "map.json")
    assert done.returncode == 0, done.stderr
    back = _without_outputs(tmp_path / "back.draft.json")
    assert (back, (tmp_path / "back.docx").read_bytes()) == before
    held = json.loads((tmp_path / "map.json").read_text("utf-8"))
    assert held[name["改率"]] == {"mask": "xx.x%", "original": "98.5%"}
    again = drafter("fill", "back.draft.json", "map.json", "-o", "back.docx")
    assert again.returncode == 0, again.stderr
    first = json.loads(made.read_text("utf-8"))["fills"]
    second = json.loads((tmp_path / "back.draft.json").read_text("utf-8"))["fills"]
    assert [(one["gap"], one["text"]) for one in second] == [
        (one["gap"], one["text"]) for one in first
    ]


REPORT = """云岭县教育局2025年工作总结
一、队伍建设
招聘教师118名，其中研究生31名。争取资金235.5万元，增长12.5%。
二、校园安全
城关小学等12所学校排查隐患152处。
云岭县教育局
2025年12月30日
"""


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_report_is_masked_listed_and_comes_back(
    drafter: Drafter, tmp_path: Path, suffix: str
) -> None:
    (tmp_path / f"past{suffix}").write_text(REPORT, encoding="utf-8")
    done = drafter("mask", f"past{suffix}", "-o", f"t{suffix}", "--map", "m.json")
    assert done.returncode == 0, done.stderr
    masked = (tmp_path / f"t{suffix}").read_text("utf-8")
    assert "招聘教师xxx名，其中研究生xx名。争取资金xxx.x万元，增长xx.x%。" in masked
    held = json.loads((tmp_path / "m.json").read_text("utf-8"))
    listed = json.loads(drafter("gaps", f"t{suffix}", "--json").stdout)
    assert {one["id"] for one in listed} == held.keys()
    assert (
        next(one["sentence"] for one in listed if one["unit"] == "万元")
        == "争取资金xxx.x万元，增长xx.x%。"
    )
    back = drafter("fill", f"t{suffix}", "m.json", "-o", f"back{suffix}")
    assert back.returncode == 0, back.stderr
    assert (tmp_path / f"back{suffix}").read_text("utf-8") == REPORT
    money, rate = (
        next(one["id"] for one in listed if one["unit"] == unit) for unit in ("万元", "%")
    )
    held[money]["original"], held[rate]["original"] = (
        held[rate]["original"],
        held[money]["original"],
    )
    (tmp_path / "m.json").write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    swapped = drafter("fill", f"t{suffix}", "m.json", "-o", f"swapped{suffix}")
    assert (swapped.returncode, (tmp_path / f"swapped{suffix}").exists()) == (4, False)
    assert money in swapped.stderr


def test_an_index_that_cannot_be_read_costs_last_year_s_values_only(
    drafter: Drafter, made: Path, tmp_path: Path
) -> None:
    (tmp_path / "home" / "index").mkdir(parents=True, exist_ok=True)
    (tmp_path / "home" / "index" / "catalogue.sqlite").write_bytes(b"no database at all" * 100)
    listed = drafter("gaps", "r.draft.json")
    assert listed.returncode == 0
    assert "检索库用不了" in listed.stderr
    assert "共缺 5 处" in listed.stderr
