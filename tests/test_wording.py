import pytest

from drafter.brief import compose
from drafter.masks import mask_bullet
from drafter.records import Bullet, Part
from drafter.wording import opening, plain


@pytest.mark.parametrize(
    ("source", "part", "worded"),
    [
        ("教师培训:12期,参训460人次", Part.DONE, "开展教师培训【F1】期，参训【F2】人次"),
        ("组织培训:12期", Part.DONE, "组织培训【F1】期"),
        ("防溺水:与水利部门联动,设警示牌213块", Part.DONE, "防溺水方面，与水利部门联动，设警示牌【F1】块"),
        ("庆祝建党:7月1日召开大会", Part.DONE, "庆祝建党，【F1】召开大会"),
        ("第三届评选:入选30名", Part.DONE, "【F1】评选，入选【F2】名"),
        ("优质均衡县创建:32项指标达标29项", Part.DONE, "优质均衡县创建方面，【F1】项指标达标【F2】项"),
        ("专职心理教师:34名", Part.DONE, "专职心理教师【F1】名"),
        ("学位不足:缺口560个", Part.PROBLEMS, "学位不足，缺口【F1】个"),
        ("招聘教师118名", Part.DONE, "招聘教师【F1】名"),
        ("做到三点:一是早,二是细,三是实", Part.DONE, "做到三点：一是早，二是细，三是实"),
    ],
)
def test_a_topic_becomes_part_of_its_sentence(source: str, part: Part, worded: str) -> None:
    text, facts, gaps = compose(source)
    bullet = mask_bullet(Bullet("B1", text, source, 1, facts, gaps))
    assert plain(bullet, part).masked == worded
    assert plain(bullet, part).tokens == bullet.tokens


@pytest.mark.parametrize(
    ("done", "planned", "reported", "text"),
    [
        (True, False, False, "现将甲局2026年上半年工作开展情况总结如下："),
        (True, True, True, "现将甲局2026年上半年工作开展情况和下半年工作计划报告如下："),
        (False, True, False, "为做好2026年上半年各项工作，现制定如下工作计划。"),
    ],
)
def test_the_opening_states_what_the_front_matter_states(done: bool, planned: bool, reported: bool, text: str) -> None:
    assert opening("甲局", "2026年上半年", "下半年", done=done, planned=planned, reported=reported) == text
