"""A form goes out, people write in it, and it comes back."""

import datetime
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from drafter.errors import InputError
from drafter.filling.answers import read_answers
from drafter.filling.form import (
    COLUMNS,
    contract,
    letter,
    to_json,
    to_markdown,
    to_workbook,
)
from drafter.filling.form_sheet import HIDDEN
from drafter.filling.rows import Row, gap_rows
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

NOTES = """# 一、工作情况
- 培训xx场次,其中线上x场次
- 争取资金xxx.xx万元
- 推行“x+x”课后服务
- 计划x月底完工
## （一）校园安全
- 排查=1+1隐患xx处
"""
DIVISIONS = {"校园安全": "安稳办", "工作情况": "办公室/综合"}
VALUE = COLUMNS.index("value") + 1


@pytest.fixture
def rows() -> list[Row]:
    return gap_rows(draft(brief(NOTES), Tools(RuleWriter())), DIVISIONS)


@pytest.fixture
def form(tmp_path: Path, rows: list[Row]) -> Path:
    path = tmp_path / "填报表.xlsx"
    made = draft(brief(NOTES), Tools(RuleWriter()))
    path.write_bytes(to_workbook(rows, letter(made.brief, "2026年7月1日"), divided=True))
    return path


def write(path: Path, sheet: str, values: dict[str, Any], column: str = "value") -> None:
    """Write into the row whose sentence holds these words, as a person would."""
    book = openpyxl.load_workbook(path)
    for line in book[sheet].iter_rows(min_row=4):
        for words, value in values.items():
            if words in str(line[2].value):
                line[COLUMNS.index(column)].value = value
    book.save(path)


def test_a_form_is_locked_but_for_what_is_to_be_written(form: Path, rows: list[Row]) -> None:
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["办公室_综合", "安稳办", HIDDEN]
    assert book[HIDDEN].sheet_state == "veryHidden"
    sheet = book["办公室_综合"]
    assert sheet.protection.sheet
    open_ = {
        cell.column
        for line in sheet.iter_rows(min_row=4)
        for cell in line
        if not cell.protection.locked
    }
    assert open_ == {COLUMNS.index("value") + 1, COLUMNS.index("remark") + 1}
    assert "2026年7月1日" in sheet["A2"].value
    asked = [row for row in rows if row.asked and row.division != "安稳办"]
    assert [line[0].value for line in sheet.iter_rows(min_row=4)] == [row.gap.id for row in asked]
    assert [line[2].value for line in sheet.iter_rows(min_row=4)] == [row.marked for row in asked]
    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert kinds == {"decimal", "whole"}
    assert {rule.errorStyle for rule in sheet.data_validations.dataValidation} == {"warning"}
    sentence = book["安稳办"].cell(4, 3)
    assert (sentence.data_type, "=1+1" in sentence.value) == ("s", True)


def test_what_people_write_comes_back_with_its_cell(form: Path, rows: list[Row]) -> None:
    write(
        form,
        "办公室_综合",
        {
            "培训【xx】": "１２场次",
            "线上【x】": 3,
            "资金": 123.45,
            "月底": datetime.date(2026, 9, 1),
        },
    )
    write(form, "办公室_综合", {"资金": "含市级"}, column="remark")
    answers = read_answers(form)
    said = {one.gap: one.value for one in answers.given if one.value}
    by_words = {row.sentence[: row.span[0]][-2:]: row.gap.id for row in rows}
    assert said == {
        by_words["培训"]: "１２场次",
        by_words["线上"]: "3",
        by_words["资金"]: "123.45",
        by_words["计划"]: "2026-9-1",
    }
    assert {one.source for one in answers.given if one.value == "3"} == {
        "填报表.xlsx｜办公室_综合｜I5"
    }
    assert [(one.message, one.source) for one in answers.remarks] == [
        ("含市级", "填报表.xlsx｜办公室_综合｜J6")
    ]
    assert (answers.organization, answers.title[:6]) == ("云岭县教育局", "云岭县教育局")
    assert dict(answers.divisions)[by_words["培训"]] == "办公室/综合"


def test_rows_that_were_sorted_still_know_their_gaps(form: Path, rows: list[Row]) -> None:
    write(form, "办公室_综合", {"培训【xx】": 12})
    book = openpyxl.load_workbook(form)
    sheet = book["办公室_综合"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
    for number, line in enumerate(reversed(lines), 4):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column).value = value
    book.save(form)
    said = {one.gap: one.value for one in read_answers(form).given if one.value}
    assert said == {next(row.gap.id for row in rows if "培训" in row.sentence): "12"}


@pytest.mark.parametrize(
    ("column", "value", "message", "cell"),
    [
        ("sentence", "培训xx场次，由我科负责", "锁定的内容被改动", "C4"),
        ("unit", "期", "锁定的内容被改动", "E4"),
        ("id", "G0001", "原来没有这个编号", "A4"),
        ("id", None, "有值没有编号", "I4"),
    ],
)
def test_a_changed_question_is_named(
    form: Path, column: str, value: str | None, message: str, cell: str
) -> None:
    book = openpyxl.load_workbook(form)
    sheet = book["办公室_综合"]
    sheet.cell(4, VALUE).value = 12
    sheet.cell(4, COLUMNS.index(column) + 1).value = value
    book.save(form)
    with pytest.raises(InputError, match=message) as refused:
        read_answers(form)
    assert str(refused.value.file).endswith(cell)


def test_a_formula_without_its_result_is_named(form: Path) -> None:
    write(form, "办公室_综合", {"培训【xx】": "=3*4"})
    with pytest.raises(InputError, match="公式") as refused:
        read_answers(form)
    assert str(refused.value.file).endswith("I4")


def test_the_contract_of_the_json(rows: list[Row]) -> None:
    listed = json.loads(to_json(rows))
    first = listed[0]
    assert {"id", "section", "sentence", "text", "kind", "unit", "about", "width"} <= first.keys()
    assert [one["id"] for one in listed] == [row.gap.id for row in rows]
    training = next(one for one in listed if "培训" in one["about"])
    assert (training["text"], training["kind"], training["unit"], training["width"]) == (
        "xx",
        "count",
        "场次",
        [2, 0],
    )
    assert training["sentence"][slice(*training["span"])] == "xx"
    phrase = next(one for one in listed if one["kind"] == "phrase")
    assert (phrase["restore"], phrase["within"], phrase["width"]) == ("5+2", "phrase", None)


def test_a_list_to_print(rows: list[Row]) -> None:
    text = to_markdown(rows, letter(brief(NOTES)), divided=True)
    assert text.index("## 办公室/综合") < text.index("## 安稳办")
    assert all(row.marked in text for row in rows)


@pytest.mark.parametrize(
    ("name", "content", "values"),
    [
        (
            "v.yaml",
            "G1234: 36\nG2345: 1,200\nG3456:\nG4567: '012'\n",
            {"G1234": "36", "G2345": "1,200", "G4567": "012"},
        ),
        (
            "v.json",
            '{"G1234": {"mask": "xx", "original": "36名"}, "G2345": 1.50}',
            {"G1234": "36名", "G2345": "1.50"},
        ),
        (
            "v.json",
            '[{"id": "G1234", "value": "36"}, {"id": "G2345", "value": null}]',
            {"G1234": "36"},
        ),
        ("v.csv", "编号,填写,备注\nG1234,36,\nG2345,,没有\n", {"G1234": "36", "G2345": ""}),
    ],
)
def test_values_in_other_files(
    tmp_path: Path, name: str, content: str, values: dict[str, str]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert {one.gap: one.value for one in read_answers(tmp_path / name).given} == values


@pytest.mark.parametrize(
    ("name", "content", "message", "line"),
    [
        ("v.yaml", "G1234: 36\nG1234: 37\n", "已经填过", 2),
        ("v.yaml", "G1234: [36\n", "YAML", 2),
        ("v.yaml", "36\n", "编号: 值", 1),
        ("v.json", "{", "JSON", 1),
        ("v.json", '[{"value": 3}]', "有值没有编号", 1),
        ("v.csv", "a,b\n1,2\n", "没有“编号”", None),
        ("v.txt", "G1234=3", "不支持", None),
        ("v.xlsx", "no workbook", "已损坏", None),
    ],
)
def test_bad_files_are_named(
    tmp_path: Path, name: str, content: str, message: str, line: int | None
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message) as refused:
        read_answers(tmp_path / name)
    assert refused.value.line == line


def test_every_kind_has_its_word_on_the_form() -> None:
    made = draft(brief("# 甲\n- xx场次\n- xx小学\n"), Tools(RuleWriter()))
    assert {contract(row)["kind"] for row in gap_rows(made)} == {"count", "school"}
