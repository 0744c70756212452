"""Which sentences are told as spoken. How often that is right is measured elsewhere, on labels."""

import pytest

from drafter.filling.spoken_notes import spoken_signs


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("厕所坏了，找人来修。", "了"),  # a particle that ends a clause
        ("今年修了3座桥。", "修了"),  # a short verb with 了
        ("下水道的话，年底能完。", "的话"),
        ("加装电梯弄了6部。", "弄"),
        ("跟财政要经费。", "跟"),
        ("老的那几个也修整。", "那几"),
        ("配套资金没到位。", "没"),
        ("养殖户来了20来家。", "20来家"),
        ("该停的停。", "该停的停"),
        ("验收试一试。", "试一试"),
        ("计划举办运动会（看经费）。", "看经费"),
        ("猪场排水盯得紧。", "得"),
    ],
)
def test_talk_is_told(sentence: str, sign: str) -> None:
    assert any(sign in each.text for each in spoken_signs(sentence))


@pytest.mark.parametrize("sentence", ["燃气管网。", "高支模和深基坑。", "路灯、农村厕所。"])
def test_bare_topics_are_told(sentence: str) -> None:
    assert [sign.text for sign in spoken_signs(sentence)] == [sentence[:-1]]


@pytest.mark.parametrize(
    "sentence",
    [
        "为群众办实事，查处案件12件，罚没款3.2万元。",  # 没 is no word there
        "为了推进项目建设，召开了调度会。",
        "光伏并网8万千瓦，跟踪问效12次。",
        "坚持“说了就干、定了就办”的作风。",  # quoted
        "深化重点领域改革。",
        "招聘教师118名，同比减少2名。",
        "培育消费新增长点。",
        "",
        "。",
    ],
)
def test_written_sentences_are_not(sentence: str) -> None:
    assert spoken_signs(sentence) == ()


def test_one_weak_sign_tells_nothing_and_two_do() -> None:
    assert spoken_signs("仍有短板，还有差距。") == ()
    assert {sign.text for sign in spoken_signs("还有两户，一直拖欠。")} == {"还有", "一直"}


def test_signs_stand_where_they_say() -> None:
    text = "塔吊坏了，跟厂家说好。"
    signs = spoken_signs(text)
    assert signs
    assert all(text[slice(*sign.span)] == sign.text for sign in signs)


def test_people_that_something_is_handed_out_to_are_no_object() -> None:
    assert spoken_signs("向80岁以上的老人发高龄津贴9870人、xx万元。")
    assert not spoken_signs("为9870人发放高龄津贴120万元。")
