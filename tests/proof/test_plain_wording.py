import pytest

from drafter.documents.note_text import compose
from drafter.proof.plain_wording import plain
from drafter.proof.tokens import mask_bullet
from drafter.records import Bullet, Part


@pytest.mark.parametrize(
    ("source", "part", "worded"),
    [
        ("教师培训:12期,参训460人次", Part.DONE, "开展教师培训【F1】期，参训【F2】人次"),
        ("组织培训:12期", Part.DONE, "组织培训【F1】期"),
        (
            "防溺水:与水利部门联动,设警示牌213块",
            Part.DONE,
            "防溺水方面，与水利部门联动，设警示牌【F1】块",
        ),
        ("庆祝建党:7月1日召开大会", Part.DONE, "庆祝建党，【F1】召开大会"),
        ("第三届评选:入选30名", Part.DONE, "【F1】评选，入选【F2】名"),
        ("优质均衡县创建:32项指标达标29项", Part.DONE, "优质均衡县创建：【F1】项指标达标【F2】项"),
        ("专职心理教师:34名", Part.DONE, "专职心理教师【F1】名"),
        ("学位不足:缺口560个", Part.PROBLEMS, "学位不足，缺口【F1】个"),
        ("未开展体检:23人", Part.DONE, "未开展体检【F1】人"),
        ("取消演出:5场", Part.DONE, "取消演出【F1】场"),
        ("接受上级督查:3次", Part.DONE, "接受上级督查【F1】次"),
        ("累计培训:3期", Part.DONE, "累计培训【F1】期"),
        ("绩效评估:98.5分", Part.DONE, "绩效评估【F1】分"),
        ("其中:重点人群5人", Part.DONE, "其中：重点人群【F1】人"),
        ("书记说:“抓好”", Part.DONE, "书记说：【F1】"),
        ("消防安全检查:12家单位不合格", Part.DONE, "消防安全检查：【F1】家单位不合格"),
        ("招聘教师118名", Part.DONE, "招聘教师【F1】名"),
        ("做到三点:一是早,二是细,三是实", Part.DONE, "做到三点：一是早，二是细，三是实"),
    ],
)
def test_a_topic_becomes_part_of_its_sentence(source: str, part: Part, worded: str) -> None:
    text, facts, gaps = compose(source)
    bullet = mask_bullet(Bullet("B1", text, source, 1, facts, gaps))
    assert plain(bullet, part).masked == worded
    assert plain(bullet, part).tokens == bullet.tokens
