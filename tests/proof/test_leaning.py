"""同比增长, 持平, 占…, 全部…, 其中… stay behind the indicator of which the note says them."""

import pytest

from tests.proof.judging import refused

VISITORS, INCOME = "接待游客300万人次", "旅游收入20亿元"
LEANING = [
    "同比增长12%", "同比下降", "环比持平", "与上年持平", "较上年增加3万", "比去年多3万", "增长12%",
    "增幅12%", "占全县的12%", "占比12%", "完成计划的82%", "完成82%", "达到82%", "位居全市第一",
    "居全市第一", "创历史新高", "全部合格", "均已备案", "人均1200元", "其中省外12万人次",
]  # fmt: skip


@pytest.mark.parametrize("said", LEANING)
def test_it_may_stay(said: str) -> None:
    assert refused(f"{VISITORS}，{said}，{INCOME}", f"{VISITORS}，{said}，{INCOME}") == ""
    assert refused([f"{VISITORS}，{said}", INCOME], f"{INCOME}；{VISITORS}，{said}") == ""


@pytest.mark.parametrize("said", LEANING)
def test_it_may_not_be_said_of_another(said: str) -> None:
    for answer in (
        f"{VISITORS}，{INCOME}，{said}",
        f"{VISITORS}、{INCOME}，{said}",
        f"{INCOME}，{said}，{VISITORS}",
        f"{INCOME}、{VISITORS}，{said}",
    ):
        assert "不是限定这项数据的" in refused(f"{VISITORS}，{said}，{INCOME}", answer)
        assert "不是限定这项数据的" in refused([f"{VISITORS}，{said}", INCOME], answer)


@pytest.mark.parametrize("said", LEANING)
def test_that_of_the_second_note_may_not_be_said_of_the_first(said: str) -> None:
    for answer in (f"{INCOME}，{VISITORS}，{said}", f"{VISITORS}，{said}，{INCOME}"):
        assert "不是限定这项数据的" in refused([VISITORS, f"{INCOME}，{said}"], answer)


BOTH = [f"{VISITORS}，同比增长12%", f"{INCOME}，同比增长8%"]


@pytest.mark.parametrize(
    "answer",
    [
        f"{VISITORS}，同比增长12%；{INCOME}，同比增长8%",
        f"{INCOME}，同比增长8%；{VISITORS}，同比增长12%",
        f"{VISITORS}，{INCOME}，同比分别增长12%、8%",
    ],
)
def test_two_indicators_with_changes_may_change_places(answer: str) -> None:
    assert refused(BOTH, answer) == ""
    assert refused("，".join(BOTH), answer) == ""


@pytest.mark.parametrize(
    "answer",
    [
        f"{VISITORS}，同比增长8%；{INCOME}，同比增长12%",
        f"{INCOME}，同比增长12%；{VISITORS}，同比增长8%",
        f"{VISITORS}、{INCOME}，同比分别增长8%、12%",
        f"{INCOME}、{VISITORS}，同比分别增长12%、8%",
    ],
)
def test_their_changes_may_not(answer: str) -> None:
    assert refused(BOTH, answer)
    assert refused("，".join(BOTH), answer)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        # the list of the note stays one
        ("检查企业120家、学校30家，同比增长12%", "检查企业120家、学校30家，同比增长12%"),
        # a comma behind 其中 does not part it from what it says
        ("慰问老人120人，其中大屋村36人", "慰问老人120人，其中，大屋村有36人"),
        # another word in one that leans on the same
        ("督察整改36项，完成31项，其余5项跨年", "督察整改36项，已完成31项，其余5项跨年"),
        # two changes of two amounts, as the note has them
        (
            "处罚21件、186.4万元，同比分别下降16%、增长9.3%",
            "处罚21件、186.4万元，同比分别下降16%、增长9.3%",
        ),
        # words of the indicator itself may come to it
        ("基层诊疗30万人次，占全区60%", "基层诊疗30万人次，占全区诊疗总量的60%"),
        # what only looks so has an indicator of its own
        ("检查30次，占地12亩，均价8200元", "均价8200元，占地12亩，检查30次"),
        ("检查30次，减少排放12吨，比赛9场", "比赛9场，减少排放12吨，检查30次"),
    ],
)
def test_other_clauses_are_not_held(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


@pytest.mark.parametrize(
    ("answer", "is_refused"),
    [
        ("完成产值18.6亿元，增长4.2%，税收1.2亿元", False),
        ("产值完成18.6亿元，增长4.2%，税收1.2亿元", False),
        ("完成产值18.6亿元，税收1.2亿元，增长4.2%", True),
    ],
)
def test_a_clause_with_the_topic_of_the_note_is_what_the_next_one_leans_on(
    answer: str, is_refused: bool
) -> None:
    assert bool(refused("产值：完成18.6亿元，增长4.2%，税收1.2亿元", answer)) is is_refused
