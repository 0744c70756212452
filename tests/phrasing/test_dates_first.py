"""Dates in front of what they date."""

import pytest

from drafter.phrasing.dates_first import dated
from drafter.records import Part
from tests.phrasing.steps import worded


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("中小学生田径运动会4月22日举办,参赛520人", "4月22日举办中小学生田径运动会，参赛520人"),
        ("概算9800万元,教学楼5月18日封顶", "概算9800万元，教学楼于5月18日封顶"),
        ("松岗大桥护栏5月底完工", "松岗大桥护栏于5月底完工"),
        ("办证大厅4月1日起周六开放", "办证大厅自4月1日起周六开放"),
    ],
)
def test_a_date_stands_before_what_it_dates(source: str, said: str) -> None:
    assert worded(dated, source) == said


@pytest.mark.parametrize(
    "source",
    [
        "两栋楼均于8月底交付",
        "3月15日印发《办法》",
        "其余3处8月20日前销号",
        "整改问题146个（8—9月）",
        "2025年度旅游统计3月1日上报",
        "每月10日发放",
        "低保标准自10月1日起提高5%",
    ],
)
def test_a_date_in_its_place_stays(source: str) -> None:
    assert worded(dated, source) == source


def test_plans_have_their_own_way_with_dates() -> None:
    assert worded(dated, "教学楼5月18日封顶", Part.PLANNED) == "教学楼5月18日封顶"
