"""Notes that only name topics, told as work; what tells how things are stays as it is."""

import pytest

from drafter.phrasing.bare_topics import told_as_work
from drafter.records import Part
from tests.phrasing.steps import worded
from tests.phrasing.wording import worded as worded_whole


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("高支模、深基坑、起重机械", "抓好高支模、深基坑、起重机械相关工作"),
        ("装配式", "抓好装配式相关工作"),
        ("法律援助，心理疏导，困难帮扶", "做好法律援助、心理疏导、困难帮扶"),
        ("疫苗储运、医用耗材", "抓好疫苗储运、医用耗材相关工作"),
        ("无人机巡河、有奖举报", "抓好无人机巡河、有奖举报相关工作"),
        ("档案数字化", "推进档案数字化"),
        ("河湖健康评价", "做好河湖健康评价工作"),
    ],
)
def test_topics_are_told_as_work(source: str, said: str) -> None:
    assert worded(told_as_work, source) == said


@pytest.mark.parametrize(
    "source",
    [
        "队伍稳定",
        "进省赴京零登记",
        "农民工工资专户全覆盖",
        "文明单位复查通过",
        "水质达标、空气优良",
        "未发生安全事故",
        "开展调研、督查",
        "工会换届了",
        "培训3期、研讨2次",
    ],
)
def test_what_says_something_stays(source: str) -> None:
    assert worded(told_as_work, source) == source


def test_a_problem_is_no_work() -> None:
    assert worded(told_as_work, "人才断档、设备老化", Part.PROBLEMS) == "人才断档、设备老化"


def test_names_behind_a_line_of_work_are_what_it_is_about() -> None:
    assert worded_whole("铁拳行动:农资、加油机、“鬼秤”") == "实施铁拳行动，聚焦农资、加油机、“鬼秤”"
