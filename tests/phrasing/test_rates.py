"""Rates and levels have 达 or 为 before their figure, and share 分别为 in a row."""

import pytest

from drafter.records import Part
from tests.phrasing.wording import worded


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("抽检食材218批次，合格率99.5%", "抽检食材218批次，合格率达99.5%"),
        ("占比58.6%，同比提高3.1个百分点", "占比为58.6%，同比提高3.1个百分点"),
        ("总体近视率97.9%", "总体近视率为97.9%"),  # no merit
        ("参保率97.6%，下降0.2个百分点", "参保率为97.6%，下降0.2个百分点"),
        ("婴儿死亡率2.1‰", "婴儿死亡率为2.1‰"),
        ("65岁以上老年人管理率73.4%", "65岁以上的老年人管理率为73.4%"),
        ("建筑面积4260平方米，投资1150万元", "建筑面积为4260平方米，投资1150万元"),
        ("规上工业产值3.62亿元", "规上工业产值达3.62亿元"),
        ("客运量312万人次，下降6.4%", "客运量为312万人次，下降6.4%"),
        (
            "优秀率21.4%、良好率43.6%、合格率91.4%",
            "优秀率、良好率和合格率分别为21.4%、43.6%和91.4%",
        ),
        ("存款余额243亿元、贷款余额168亿元", "存款余额、贷款余额分别为243亿元和168亿元"),
        ("养老补助216人，每人每月300元", "养老补助216人，标准为每人每月300元"),
        ("救助87人，人均6200元", "救助87人，人均为6200元"),
    ],
)
def test_a_rate_or_level_is_said(noted: str, said: str) -> None:
    assert worded(noted) == said


@pytest.mark.parametrize(
    "noted",
    [
        "合格率比上年提高1.4个百分点",
        "公有率由88%提高到93%",
        "亩均税收不低于22万元",
        "预计每亩收入4000～4500元",
        "占农村公路的9.5%",
        "其中税收1846万元",
        "立案286件：食品118件、价格24件",
        "完成税收1846万元",
    ],
)
def test_what_says_it_already_stays(noted: str) -> None:
    assert worded(noted) == noted


def test_a_problem_reaches_nothing() -> None:
    assert worded("人均面积2.31平方米", Part.PROBLEMS) == "人均面积为2.31平方米"
