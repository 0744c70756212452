"""What each line of a report is, however it was written."""

from datetime import date

import pytest

from drafter.documents.report import Place, view
from drafter.documents.report_reading import parse_report
from drafter.documents.report_text import read_text
from drafter.documents.source_lines import SourceLine
from drafter.records import Kind, Part

TEXT = """云岭县民政局2026年上半年工作总结和下半年工作计划
县人民政府：
现将有关情况报告如下：
一、上半年工作
（一）兜底保障
1.规范低保管理。开展入户核查12次。成效明显。
二、存在的问题
三、下半年工作计划
1.健全机制
云岭县民政局
2026年7月3日
下一篇:后勤工作计划
"""


def test_each_line_has_its_place() -> None:
    report = read_text(TEXT)
    assert [line.place for line in report.lines] == [
        Place.TITLE, Place.RECIPIENT, Place.BODY, Place.HEADING, Place.HEADING, Place.BODY,
        Place.HEADING,
        Place.HEADING, Place.HEADING, Place.ISSUER, Place.DATE, Place.FURNITURE,
    ]  # fmt: skip
    assert [line.level for line in report.lines[3:9]] == [1, 2, 3, 1, 1, 3]
    assert [line.part for line in report.lines[3:9]] == [
        Part.DONE, Part.DONE, Part.DONE, Part.PROBLEMS, Part.PLANNED, Part.PLANNED,
    ]  # fmt: skip
    assert report.lines[5].title == "规范低保管理"
    assert (report.kind, report.period, report.year, report.dated) == (
        Kind.BOTH, "2026年上半年", 2026, date(2026, 7, 3),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("一、", 1),
        ("一.", 1),
        ("（二）", 2),
        ("(二)、", 2),
        ("3.", 3),
        ("3、", 3),
        ("3．", 3),
        ("（4）", 4),
        ("4)", 4),
        ("⑤", 5),
    ],
)
def test_marks_are_told_right_or_wrong(mark: str, level: int) -> None:
    (line,) = read_text(f"{mark}加强队伍建设").lines
    assert (line.level, line.text[: len(line.mark)], line.title) == (level, mark, "加强队伍建设")


@pytest.mark.parametrize(
    "text",
    [
        "2026年，工作有序推进。",
        "3.5亿元投资到位。",
        "一季度完成投资。",
        "一批项目建成。",
        "12月底前完成。",
    ],
)
def test_figures_are_no_marks(text: str) -> None:
    (line,) = read_text(text).lines
    assert (line.level, line.mark) == (0, "")


def test_a_number_that_word_makes_is_no_part_of_the_text() -> None:
    (line,) = parse_report([SourceLine(1, "加强队伍建设", auto="二、")]).lines
    assert (line.level, line.mark, line.heading, line.auto) == (1, "二、", (0, 6), True)


@pytest.mark.parametrize(
    ("folded", "shown"),
    [
        ("今年以来,我局(本级)开展12次;完成", "今年以来，我局（本级）开展12次；完成"),
        ("投资1,200万元,增长5.5%,其中", "投资1,200万元，增长5.5%，其中"),
        ('开展"双减"工作', "开展“双减”工作"),
        ("安排--自查--整改", "安排——自查——整改"),
        ("8:30开始，通过QQ群、a,b.txt和5+2、１２次", "8:30开始，通过QQ群、a,b.txt和5+2、12次"),
    ],
)
def test_the_view_is_unfolded_and_as_long(folded: str, shown: str) -> None:
    assert view(folded) == shown
    assert len(view(folded)) == len(folded)


def test_markdown_is_read_with_its_columns() -> None:
    report = read_text(
        "---\ntitle: 云岭县2026年工作计划\n---\n# 一、总体要求\n\n- 开展培训\n", markdown=True
    )
    assert report.title == "云岭县2026年工作计划"
    assert [(line.number, line.source.offset, line.text) for line in report.lines] == [
        (4, 2, "一、总体要求"),
        (6, 2, "开展培训"),
    ]
    assert report.lines[0].part is Part.PLANNED


@pytest.mark.parametrize(
    ("row", "text", "columns"),
    [
        (r"- 走访\_\_\_户，评2\*级", "走访___户，评2*级", [2, 3, 4, 6, 8, 10]),
        (r"1\.党建。学习6次", "1.党建。学习6次", [0, 1, 3]),
        (r"存于D:\档案，甲\\乙", r"存于D:\档案，甲\乙", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_escapes_of_markdown_are_read_over_and_columns_stay_true(
    row: str, text: str, columns: list[int]
) -> None:
    report = read_text(f"# 一、甲\n\n{row}\n", markdown=True)
    assert report.lines[-1].text == text
    assert [report.column(3, at) for at in range(len(columns))] == columns
    assert read_text(f"一、甲\n\n{row}\n").lines[-1].text == row
