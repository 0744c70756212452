"""拟, 未, 正在, 已 and 将 in every clause: what is told as done was done."""

import pytest

from drafter.records import Part
from tests.proof.judging import refused


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        # a mood reached further by a mark or a word
        ("拟招聘教师30名，培训12名", "拟招聘教师30名、培训12名"),
        ("拟招聘教师30名，培训12名", "拟招聘教师30名，并培训12名"),
        ("未整改3处，移送2处", "未整改3处、移送2处"),
        ("未整改3处，已移送2处", "未整改3处、移送2处"),
        ("正在核查30件，办结12件", "正在核查30件、办结12件"),
        ("没有校医学校30所，心理教师12名", "没有校医学校30所、心理教师12名"),
        # and less far
        ("未整改3处、移送2处", "未整改3处，移送2处"),
        ("拟招聘教师30名、培训12名", "拟招聘教师30名，培训12名"),
        # lost, moved, turned
        ("检查30家，拟处罚2家", "检查30家，处罚2家"),
        ("检查30家，拟处罚2家", "拟检查30家，处罚2家"),
        ("检查30家，正在整改2家", "检查30家，已整改2家"),
        ("检查30家，未整改2家", "检查30家，已整改2家"),
        ("新建学校3所，正在验收", "新建学校3所，已验收"),
        ("新建学校3所，即将投用", "新建学校3所，已投用"),
        # what is to come, of what was done
        ("检查30家，培训12人", "检查30家，将培训12人"),
        ("检查30家，培训12人", "检查30家，并将开展培训12人"),
        ("开展理论学习检查30次", "将开展理论学习检查30次"),
        ("组织机关干部参观学习30次", "将组织机关干部参观学习30次"),
        ("新建学校3所，改造2所", "新建学校3所，将改造2所"),
        ("检查30家，移交公安机关", "检查30家，将移交公安机关"),
        # work that goes on, of what has an end
        ("办结信访件30件", "推动办结信访件30件"),
        ("建成学校3所", "推进建成学校3所"),
        ("拨付资金30万元", "统筹拨付资金30万元"),
        # an end, of what is open
        ("未改造道路3公里", "未完成改造道路3公里"),
        ("待改造道路3公里", "待完成改造道路3公里"),
        ("正在改造道路3公里", "正在完成改造道路3公里"),
    ],
)
def test_a_mood_neither_spreads_nor_shrinks_nor_turns(source: str, answer: str) -> None:
    assert refused(source, answer)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("拟招聘教师30名，培训12名", "拟招聘教师30名，培训12名"),
        ("拟招聘教师30名、培训12名", "拟招聘教师30名、培训12名"),
        ("拟招聘教师30名", "计划招聘教师30名"),
        ("检查30家，2家未整改", "检查30家，2家尚未整改"),
        ("不合格30批次，处置12批次", "不合格30批次、处置12批次"),
        ("未成年人案件30件，办结12件", "未成年人案件30件、办结12件"),
        ("责任分解到科室，检查30次", "检查30次，并将责任分解到科室"),
        ("开办时间压缩至3个工作日", "将开办时间压缩至3个工作日"),
        ("排查隐患30处，移交公安机关", "将排查隐患30处移交公安机关"),
    ],
)
def test_a_mood_in_its_place_passes(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


def test_a_heading_of_the_notes_governs_nothing_by_its_colon() -> None:
    answer = "待解决：办理用地手续2宗"
    assert "“待”" not in refused("用地手续2宗", answer, Part.PROBLEMS, "待解决")


@pytest.mark.parametrize(
    ("source", "answer", "passes"),
    [
        ("新建学校3所，改造2所", "计划新建学校3所，改造2所", True),
        ("新建学校3所，改造2所", "计划新建学校3所，已改造2所", False),
        ("新建学校3所，改造2所", "新建了学校3所，改造2所", False),
        # what the note calls done stays so in a plan
        ("新建学校3所，已改造2所", "计划新建学校3所，改造2所", False),
        ("改造2所已完工", "计划改造2所完工", False),
        ("新建学校3所，已改造2所", "新建学校3所，已改造2所", True),
    ],
)
def test_moods_of_a_plan(source: str, answer: str, passes: bool) -> None:
    assert (refused(source, answer, Part.PLANNED) == "") is passes


@pytest.mark.parametrize(
    "word",
    "所有 有的 有所 由于 所以 从而 为了 自有 自由 所在 还是 以为 于是 还有".split(),
)
def test_function_words_make_no_word_that_says_something(word: str) -> None:
    assert f"“{word}”" in refused("检查企业30家", f"{word}检查企业30家")
    assert f"“{word}”" in refused("检查企业30家，整改12处", f"检查企业30家，{word}整改12处")


@pytest.mark.parametrize("word", ["并且", "而且", "同时", "其中", "现有", "已有", "从中", "按照"])
def test_those_that_say_nothing_are_not_meant(word: str) -> None:
    assert f"“{word}”是要点没有说到的" not in refused(
        "企业30家，整改12处", f"企业30家，{word}整改12处"
    )
