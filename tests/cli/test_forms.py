"""Forms on their way: one file a division, back as other programs save it, and templates too."""

import csv
import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from drafter.filling.form import COLUMNS
from drafter.reading.office import converted
from tests.cli.conftest import Drafter

NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026-07-05
divisions:
  校园安全: 安稳办
  队伍建设: 人事/科
---
# 一、工作情况
- 培训xx场次,其中线上x场次
## 校园安全
- 排查隐患xx处,整改率xx.x%
## 队伍建设
- 招聘教师xx名
"""
TEMPLATE = """# 云岭县教育局20xx年工作总结

## 一、工作情况

全年培训xx场次，招聘教师xx名。推行“x+x”课后服务。

## 二、校园安全

排查隐患xx处。
"""


@pytest.fixture
def made(drafter: Drafter, tmp_path: Path) -> Path:
    (tmp_path / "n.md").write_text(NOTES, encoding="utf-8")
    assert drafter("draft", "n.md", "-o", "r.docx", "--writer", "rules").returncode == 0
    return tmp_path / "r.draft.json"


def answer(form: Path, *values: str) -> None:
    """Write the values of the first sheet's rows, from the top."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    for line, value in zip(sheet.iter_rows(min_row=4), values, strict=False):
        line[COLUMNS.index("value")].value = value
    book.save(form)


def text_of(report: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(report)).paragraphs)


def test_a_division_gets_a_file_of_its_own(drafter: Drafter, made: Path, tmp_path: Path) -> None:
    sent = drafter("gaps", "r.draft.json", "--by", "division", "-o", "表/")
    assert sent.returncode == 0, sent.stderr
    names = ["人事_科.xlsx", "安稳办.xlsx", "未定单位.xlsx"]
    assert sorted(path.name for path in (tmp_path / "表").iterdir()) == names
    assert sorted(sent.stdout.split()) == [f"表/{name}" for name in names]
    shown = openpyxl.load_workbook(tmp_path / "表" / "安稳办.xlsx").worksheets[0]
    ours = [str(row[COLUMNS.index("sentence")]) for row in shown.iter_rows(4, values_only=True)]
    assert len(ours) == 2
    assert all("隐患" in sentence for sentence in ours)
    answer(tmp_path / "表" / "安稳办.xlsx", "52", "98.0%")
    answer(tmp_path / "表" / "人事_科.xlsx", "36左右")
    again = drafter("gaps", "r.draft.json", "--by", "division", "-o", "表/")
    assert again.returncode == 4  # what came back is not written over
    done = drafter("fill", "r.draft.json", "表", "-o", "r.docx")
    assert done.returncode == 0, done.stderr
    assert "填入 3 处" in done.stderr
    assert "招聘教师约36名" in text_of(tmp_path / "r.docx")


def test_how_to_name_divisions_is_told_where_they_are_missing(
    drafter: Drafter, made: Path, tmp_path: Path
) -> None:
    sent = drafter("gaps", "r.draft.json", "--by", "division", "-o", "表")
    assert "有 2 处没有填报单位" in sent.stderr
    assert "工作情况: 单位名称" in sent.stderr
    (tmp_path / "drafter.toml").write_text('[divisions]\n"工作情况" = "办公室"\n', "utf-8")
    named = drafter("gaps", "r.draft.json", "--by", "division", "-o", "表2")
    assert "没有填报单位" not in named.stderr
    assert (tmp_path / "表2" / "办公室.xlsx").is_file()
    refused = drafter("gaps", "r.draft.json", "-o", "表3/")
    assert refused.returncode == 2
    assert "--by division" in refused.stderr


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
@pytest.mark.parametrize("suffix", ["xls", "et", "ods", "csv"])
def test_a_form_comes_back_as_another_program_saved_it(
    drafter: Drafter, made: Path, tmp_path: Path, suffix: str
) -> None:
    drafter("gaps", "r.draft.json", "--by", "division", "-o", "表")
    form = tmp_path / "表" / "安稳办.xlsx"
    answer(form, "52", "98.0%")
    back = tmp_path / f"返回.{suffix}"
    if suffix == "csv":
        rows = openpyxl.load_workbook(form).worksheets[0].iter_rows(values_only=True)
        with back.open("w", encoding="gb18030", newline="") as file:  # as Excel in Chinese does
            csv.writer(file).writerows(rows)
    else:
        with converted(form, {"et": "xls"}.get(suffix, suffix)) as copy:
            back.write_bytes(copy.read_bytes())
    done = drafter("fill", "r.draft.json", back.name, "-o", "r.docx")
    assert done.returncode == 0, done.stderr
    assert "填入 2 处" in done.stderr
    assert "整改率为98.0%" in text_of(tmp_path / "r.docx")


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_a_template_asks_and_takes_by_the_same_form(
    drafter: Drafter, tmp_path: Path, suffix: str
) -> None:
    template = tmp_path / f"模板.{suffix}"
    if suffix == "md":
        template.write_text(TEMPLATE, encoding="utf-8")
    else:
        page = docx.Document()
        for line in filter(None, TEMPLATE.splitlines()):
            page.add_paragraph(line.lstrip("# "))
        page.save(str(template))
    (tmp_path / "drafter.toml").write_text('[divisions]\n"校园安全" = "安稳办"\n', "utf-8")
    sent = drafter("gaps", template.name, "--by", "division", "-o", "表")
    assert sent.returncode == 0, sent.stderr
    answer(tmp_path / "表" / "安稳办.xlsx", "52处")
    answer(tmp_path / "表" / "未定单位.xlsx", "2026", "12.5", "36左右")
    words = ["fill", template.name, "表", "--restore", "-o", f"成稿.{suffix}"]
    done = drafter(*words)
    assert done.returncode == 1
    assert "12.5场次不是整数" in done.stderr
    assert "还缺 1 处" in done.stderr
    before = template.read_bytes()
    report = tmp_path / f"成稿.{suffix}"
    text = report.read_text(encoding="utf-8") if suffix == "md" else text_of(report)
    assert "云岭县教育局2026年工作总结" in text
    assert "全年培训xx场次，招聘教师约36名。推行“5+2”课后服务。" in text
    assert "排查隐患52处。" in text
    listed = json.loads(drafter("gaps", report.name, "--json").stdout)
    rest = drafter("fill", report.name, "--set", f"{listed[0]['id']}=12", "-o", f"定稿.{suffix}")
    assert rest.returncode == 0, rest.stderr
    final = tmp_path / f"定稿.{suffix}"
    text = final.read_text(encoding="utf-8") if suffix == "md" else text_of(final)
    assert "全年培训12场次" in text
    assert template.read_bytes() == before


def test_what_was_filled_in_is_no_error(drafter: Drafter, made: Path, tmp_path: Path) -> None:
    listed = json.loads(drafter("gaps", "r.draft.json", "--json").stdout)
    values = ("12", "3", "52", "98.5", "36")
    words = [f"--set={row['id']}={value}" for row, value in zip(listed, values, strict=True)]
    assert drafter("fill", "r.draft.json", *words, "-o", "定稿.docx").returncode == 0
    check = ("--notes", "n.md", "--select", "FIG,GAP,BUL", "--no-index")
    judged = drafter("check", "定稿.docx", *check)
    assert judged.returncode == 0, judged.stdout
    assert "填报的 5 处取自 定稿.draft.json" in judged.stdout
    (tmp_path / "定稿.docx").rename(tmp_path / "送审.docx")  # the only draft of these notes
    assert drafter("check", "送审.docx", *check).returncode == 0
    assert drafter("check", "定稿.draft.json", *check).returncode == 0
    text = text_of(tmp_path / "送审.docx").replace("52处", "25处")
    (tmp_path / "改过.txt").write_text(text, encoding="utf-8")
    wrong = drafter("check", "改过.txt", *check)
    assert wrong.returncode == 1
    assert "25处" in wrong.stdout
    assert "GAP104" not in wrong.stdout
    (tmp_path / "定稿.draft.json").unlink()
    assert "GAP104" in drafter("check", "送审.docx", *check).stdout
