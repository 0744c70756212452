"""Names of persons in their usual settings, and words of official writing that are none."""

import pytest

from drafter.proof.person_names import person_names


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in person_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王建国", ["王建国"]),
        ("学生李小花获奖", ["李小花"]),
        ("低保户张桂芳家庭困难", ["张桂芳"]),
        ("走访困难党员陈大勇、刘秀英、赵德柱等", ["陈大勇", "刘秀英", "赵德柱"]),
        ("驻村第一书记买买提·艾合买提带队", ["买买提·艾合买提"]),
        ("扎西顿珠家庭搬迁入住", ["扎西顿珠"]),
        ("由欧阳明月牵头", ["欧阳明月"]),
        ("教师王丽华、孙伟被评为优秀", ["王丽华", "孙伟"]),
        ("经办人：高兴", ["高兴"]),
        ("为村民黄金荣办理残疾证", ["黄金荣"]),
        ("协助走失老人马亮龙回家", ["马亮龙"]),
    ],
)
def test_a_name_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "深入贯彻落实全国教育大会精神，严格执行国家课程标准",
        "新建、改建公办幼儿园，完善配套设施，加强校车安全管理",
        "开展学生心理健康教育，落实教师培训和学生体质监测",
        "高度重视信访工作，及时化解矛盾，保持社会大局和谐稳定",
        "坚持农业农村优先发展，推进高标准农田建设，提高耕地质量",
        "人才和培训，户籍和出入境",
        "和平安建设有关部门加强联动，成效明显",
        "项目资金全部到位，公路建设如期完成，路灯常年有人管护",
    ],
)
def test_words_are_no_names(text: str) -> None:
    assert found(text) == []
