"""What stands before a colon, in the sentence; true lists as they are."""

import pytest

from drafter.documents.note_text import compose
from drafter.phrasing.realise import realised
from drafter.phrasing.topics import told_topic
from drafter.proof.plain_wording import plain
from drafter.proof.tokens import mask_bullet
from drafter.records import Bullet, Part
from tests.phrasing.steps import worded


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "“云岭古道”越野赛:5月16日举办,参赛1200人",
            "5月16日举办“云岭古道”越野赛，参赛1200人",
        ),
        ("设备更新:计算机1450台,投入1120万元", "推进设备更新，计算机1450台，投入1120万元"),
        ("保健食品专项整治:立案19件,罚没46.8万元", "开展保健食品专项整治，立案19件，罚没46.8万元"),
        ("秋季免疫:猪11.8万头、牛羊2.3万头", "开展秋季免疫，猪11.8万头、牛羊2.3万头"),
        ("国家卫生县城复审:整改问题146个", "围绕国家卫生县城复审，整改问题146个"),
        ("6月安全生产月:培训从业人员860人次", "结合6月安全生产月，培训从业人员860人次"),
        ("云岭三中迁建:占地86亩,概算9800万元", "云岭三中迁建项目占地86亩，概算9800万元"),
        ("岚州市第六届运动会:金牌8枚、银牌11枚", "岚州市第六届运动会获金牌8枚、银牌11枚"),
        ("防溺水:与水利部门联动,家访2.6万户", "防溺水方面，与水利部门联动，家访2.6万户"),
        ("计量惠民:免费检定民用秤1270台", "聚焦计量惠民，免费检定民用秤1270台"),
        ("教师培训:12期,参训460人次", "开展教师培训12期，参训460人次"),
        ("深化“双减”:检查校外培训机构86家次", "深化“双减”，检查校外培训机构86家次"),
        ("财力:可用财力缺口约240万元", "可用财力缺口约240万元"),
    ],
)
def test_a_topic_becomes_part_of_its_sentence(source: str, said: str) -> None:
    assert worded(told_topic, source) == said


@pytest.mark.parametrize(
    "source",
    [
        "追回逃犯21名：省外13名、省内8名",
        "改造卫生院4所：柳坞镇、东槿乡、石荻乡、南蓼镇，投入1650万元",
        "税种：增值税3.26亿元、企业所得税1.18亿元、个人所得税0.472亿元",
        "低保标准：城市每人每月765元、农村580元",
        "其中：重点人群5人",
        "做到三点：一是早，二是细，三是实",
        "联系电话：工作日接听",
    ],
)
def test_a_list_and_a_label_keep_their_colon(source: str) -> None:
    assert worded(told_topic, source) == source


def test_a_problem_stays_its_own_first_clause() -> None:
    said = worded(told_topic, "学位不足:秋季缺560个", Part.PROBLEMS)
    assert said == "学位不足，秋季缺560个"
    assert worded(told_topic, "劳力:务农人员平均58岁", Part.PROBLEMS, 0) == (
        "劳力方面，务农人员平均58岁"
    )


def test_it_begins_from_the_note_where_writers_see_it_without_its_colon() -> None:
    source = "设备更新:计算机1450台,投入1120万元"
    text, facts, gaps = compose(source)
    bullet = Bullet("B1", text, source, 1, facts, gaps)
    base = plain(mask_bullet(bullet), Part.DONE)
    assert "：" not in base.masked
    assert realised(bullet, base, Part.DONE, steps=(told_topic,)).startswith("推进设备更新，")
