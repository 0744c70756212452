"""Workbooks and lists: a cell as Excel shows it, in the column it stands in."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from drafter.errors import InputError
from drafter.reading.document import read_document


def texts(path: Path) -> list[str]:
    return [block.text for block in read_document(path).blocks]


def book(path: Path, rows: list[list[Any]], name: str = "学位") -> tuple[openpyxl.Workbook, Any]:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    made.save(path)
    return made, sheet


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1200, "General", "1200"),
        (1200, "#,##0", "1,200"),
        (12345.678, "#,##0.0", "12,345.7"),
        (0.1234, "0.0%", "12.3%"),
        (0.5, "0%", "50%"),
        (1.5, '0.00"亿元"', "1.50亿元"),
        (3, "0个", "3个"),
        (2.5, "0.##", "2.5"),
        (1234567, "0.0,", "1234.6"),
        (0.1 + 0.2, "General", "0.3"),
        (-5, "0;[Red]-0", "-5"),
        (7, "_ * #,##0_ ;_ * -#,##0_ ", "7"),
        (datetime.date(2025, 3, 5), "yyyy-mm-dd", "2025年3月5日"),
        (datetime.datetime(2025, 3, 1), 'yyyy"年"m"月"', "2025年3月"),
        (datetime.datetime(2025, 3, 5, 9, 30), "yyyy/m/d h:mm", "2025年3月5日9:30"),
        (True, "General", "是"),
        ("#N/A", "General", ""),
        ("第一行\n第二行", "General", "第一行 第二行"),
        ("=A1*2", "General", "=A1*2"),  # never calculated
    ],
)
def test_a_cell_is_what_excel_shows(tmp_path: Path, value: Any, form: str, shown: str) -> None:
    made, sheet = book(tmp_path / "a.xlsx", [["项目", "数", "注"], ["甲", value, "末"]])
    sheet["B2"].number_format = form
    made.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx")[-1].split("\n")[-1] == f"甲｜{shown}｜末"


def test_two_rows_of_heads_stand_above_every_part_of_a_long_table(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["学校", "学位", None, "备注"], [None, "小学", "初中", None]]
    rows += [
        [f"第{n}学校", n, None if n % 2 else n * 10, "续建" if n % 3 else None] for n in range(100)
    ]
    made, sheet = book(tmp_path / "a.xlsx", rows)
    for area in ("B1:C1", "A1:A2", "D1:D2"):
        sheet.merge_cells(area)
    made.save(tmp_path / "a.xlsx")
    blocks = texts(tmp_path / "a.xlsx")[1:]
    assert len(blocks) > 3
    assert all(block.startswith("学校｜学位｜｜备注\n学校｜小学｜初中｜备注\n") for block in blocks)
    assert blocks[0].split("\n")[2:4] == ["第0学校｜0｜0", "第1学校｜1｜｜续建"]


def test_what_is_hidden_or_far_off_is_no_text(tmp_path: Path) -> None:
    made, sheet = book(
        tmp_path / "a.xlsx", [["学校", "密", "人数"], ["一中", "x", 300], ["二中", "y", 280]]
    )
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["XFD1048576"].fill = openpyxl.styles.PatternFill("solid", "FF0000")
    made.create_sheet("草稿").sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx") == ["学位", "学校｜人数\n一中｜300"]


def test_a_workbook_of_too_many_cells_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", [[1] * 100] * 501)
    with pytest.raises(InputError, match="表格太大"):
        read_document(tmp_path / "a.xlsx")
    made, sheet = book(tmp_path / "b.xlsx", [["甲", 1]])
    sheet["XFD9999"] = "乙"
    sheet.merged_cells.ranges.add(openpyxl.worksheet.cell_range.CellRange("A1:XFD9999"))
    made.save(tmp_path / "b.xlsx")
    with pytest.raises(InputError, match="表格太大"):
        read_document(tmp_path / "b.xlsx")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            '学校,说明\n一中,"含""附小"",\n两个校区"\n二中,\n',
            '学校｜说明\n一中｜含"附小", 两个校区\n二中',
        ),
        (
            "学校;占比;说明\n一中;3,5;甲,乙,丙\n二中;4,5;丁\n",
            "学校｜占比｜说明\n一中｜3,5｜甲,乙,丙\n二中｜4,5｜丁",
        ),
        ("学校\t说明\n一中\t甲, 乙, 丙\n", "学校｜说明\n一中｜甲, 乙, 丙"),
        ("sep=;\n学校;人数\n一中;300\n", "学校｜人数\n一中｜300"),
        ("学校,人数,备注\n一中,,续建\n", "学校｜人数｜备注\n一中｜｜续建"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_list_in_any_writing(tmp_path: Path, content: str, expected: str, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(content.encode(encoding))
    assert texts(tmp_path / "a.csv") == [expected]
