"""Who is to answer what is missing."""

import pytest

from drafter.filling.divisions import division_in, division_of


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("执法科.txt", "执法科"),
        ("水利科.docx", "水利科"),
        ("甲/执法科.txt", "执法科"),
        ("财务股2026年上半年工作要点.docx", "财务股"),
        ("2026上半年总结（办公室）.docx", "办公室"),
        ("教研室-报送材料.xlsx", "教研室"),
        ("信息中心.md", "信息中心"),
        ("计划财务科数据.xlsx", "计划财务科"),
        ("派出所.md", "派出所"),
        ("执法大队.md", "执法大队"),
        ("安稳办_定稿.docx", "安稳办"),
        ("要点.md", ""),
        ("半年.md", ""),
        ("水利科.notes.md", ""),
        ("各科室.docx", ""),
        ("某科.docx", ""),
        ("本科.docx", ""),
        ("功能教室.docx", ""),
        ("科.docx", ""),
        ("执法科 水利科.docx", ""),
        ("", ""),
    ],
)
def test_a_file_may_be_named_as_a_division_is(name: str, division: str) -> None:
    assert division_in(f"{name}｜第3行") == division


def test_what_a_person_said_goes_before_the_name_of_a_file() -> None:
    place = "执法科.txt｜第3行"
    assert division_of(("校园安全",), {"安全": "安稳办"}, place) == "安稳办"
    assert division_of(("校园安全",), {"": "办公室"}, place) == "办公室"
    assert division_of(("校园安全",), {"教师": "人事股"}, place) == "执法科"
