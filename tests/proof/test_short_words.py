"""办案, 修路: a verb and its object in two characters, and the same in full; no other deed."""

import pytest

from tests.proof.judging import refused


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("办案30件", "办理案件30件"),
        ("破案30起", "侦破案件30起"),
        ("修路30公里", "修建道路30公里"),
        ("修渠30公里", "修建水渠30公里"),
        ("拆违30处", "拆除违建30处"),
        ("植树30万株", "栽植树木30万株"),
        ("招生300人", "招收学生300人"),
        ("挽损30万元", "挽回损失30万元"),
        ("接访30批次", "接待来访30批次"),
        # what the verb alone implies
        ("卸载30吨", "卸载货物30吨"),
        ("接诊300人次", "接诊患者300人次"),
    ],
)
def test_a_short_word_may_be_said_in_full(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("办案30件", "办结案件30件"),
        ("办案30件", "侦破案件30件"),
        ("立案30起", "立案查处30起"),
        ("修路30公里", "建成道路30公里"),
        ("拆违30处", "整治违建30处"),
        ("招生300人", "招聘教师300人"),
        ("复产30家", "复工复产30家"),
        ("收缴30支", "收缴枪支30支"),
        ("抽检30批次", "抽检产品30批次"),
        ("欠薪案件30件", "欠薪案件仅30件"),
    ],
)
def test_it_says_no_other_deed_and_no_thing_of_its_own(source: str, answer: str) -> None:
    assert refused(source, answer)
