"""Notes that only name topics, told as work; what tells how things are stays as it is."""

import pytest

from drafter.phrasing.bare_topics import as_aspect, told_as_work
from drafter.records import Part
from tests.phrasing.steps import worded
from tests.phrasing.wording import worded as worded_whole


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("大学生、新业态人员", "抓好大学生、新业态人员工作"),
        ("年报补报", "抓好年报补报工作"),
        ("法律援助，心理疏导，困难帮扶", "做好法律援助、心理疏导、困难帮扶"),
        ("档案数字化", "推进档案数字化"),
    ],
)
def test_topics_are_told_as_work(source: str, said: str) -> None:
    assert worded(told_as_work, source, Part.PLANNED) == said


@pytest.mark.parametrize(
    "source",
    [
        "生产",
        "与驻地企业对接",
        "石桥村、樟树坪村通过市级验收",
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
    assert worded(told_as_work, source, Part.PLANNED) == source


@pytest.mark.parametrize("part", [Part.DONE, Part.PROBLEMS])
def test_of_what_is_no_plan_nobody_knows_that_it_was_done(part: Part) -> None:
    assert worded(told_as_work, "高支模、深基坑、起重机械", part) == "高支模、深基坑、起重机械"


def test_names_behind_a_line_of_work_keep_their_colon() -> None:
    assert worded_whole("铁拳行动:农资、加油机、“鬼秤”") == "实施铁拳行动：农资、加油机、“鬼秤”"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("城中村", "城中村方面"),
        ("医疗救助", "医疗救助方面"),
        ("主要指标", "主要指标"),
        ("推进在建工程", "推进在建工程"),
        ("开展检查3次", "开展检查3次"),
    ],
)
def test_a_topic_with_others_below_it_is_an_aspect(source: str, said: str) -> None:
    assert worded(as_aspect, source) == said
