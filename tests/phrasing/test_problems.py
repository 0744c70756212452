"""Problems said as problems, and nothing said beyond the note."""

import pytest

from drafter.phrasing.problems import as_problem
from drafter.records import Part
from tests.phrasing.steps import worded


def troubled(source: str, number: int = 0) -> str:
    return worded(as_problem, source, Part.PROBLEMS, number)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("养护资金缺口680万元", "养护资金缺口达680万元"),
        ("空编7名", "有空编7名"),
        ("未硬化通组路21公里", "尚有未硬化通组路21公里"),
        ("补贴120万元未到位", "补贴120万元尚未到位"),
        ("约30个小区没有业委会", "约30个小区尚无业委会"),
        ("人手少", "人手偏少"),
        ("x个乡镇没有社工站，缺专职社工xx名", "x个乡镇尚无社工站，缺专职社工xx名"),
        ("教师编制缺口96名，音体美教师缺96名", "教师编制缺口达96名，音体美教师缺96名"),
        ("财政安排410万元，缺口210万元", "财政安排410万元，缺口达210万元"),
        ("小餐饮自查记录不完整93家", "小餐饮自查记录不完整的有93家"),
        ("心理危机干预能力弱,涉及学校3所", "心理危机干预能力偏弱，涉及学校3所"),
    ],
)
def test_a_stub_is_said_in_full(source: str, said: str) -> None:
    assert troubled(source) == said


@pytest.mark.parametrize(
    "source",
    [
        "音体美和心理健康教师缺87名",
        "儿科医师缺18名，精神科医师缺6名",
        "枫石公路缺170亩",
        "人手不足，缺8人",
        "在岗19名，缺员7名",
        "13所卫生院空编58名",
        "城区学位仍然不足",
        "城区小学大班额仍有6个",
        "集体经济薄弱，4个村低于10万元",
        "体育器材5年以上未更新的占40%",
        "文物修缮资金缺口约430万元",
        "三所学校没有",
        "文化企业小散弱",
        "财政安排410万元，缺额210万元",
        "村医50岁以上占四成",
        "年轻干部留不住，调走4人",
    ],
)
def test_what_says_its_problem_stays(source: str) -> None:
    assert troubled(source) == source


def test_only_a_problem_is_said_as_one() -> None:
    assert worded(as_problem, "养护资金缺口680万元") == "养护资金缺口680万元"
