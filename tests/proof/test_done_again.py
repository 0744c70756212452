"""再次 is said of a deed of which the note says 再, and of no other."""

import pytest

from drafter.records import Part
from tests.proof.judging import refused


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("再排查隐患3轮", "再次开展隐患排查3轮"),
        ("隐患再排查3轮", "再次开展隐患排查3轮"),
        ("再检查餐饮店12家", "再次开展餐饮店检查12家"),
        ("再培训300人", "再次组织培训300人"),
        ("再排查隐患3轮", "再次排查隐患3轮"),
    ],
)
def test_a_deed_done_again_may_have_a_light_verb(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


def test_so_may_one_that_is_planned_without_a_figure() -> None:
    assert refused("对老旧小区再排查", "对老旧小区再次开展排查", Part.PLANNED) == ""


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("排查隐患3轮", "再次开展隐患排查3轮"),
        ("排查隐患3轮，再培训2期", "再次开展隐患排查3轮，培训2期"),
        ("再就业培训300人", "再次开展就业培训300人"),
        ("再排查隐患3轮", "开展隐患排查3轮"),
        ("再生资源回收300吨", "再次开展资源回收300吨"),
    ],
)
def test_nothing_else_was_done_again(source: str, answer: str) -> None:
    assert refused(source, answer)
