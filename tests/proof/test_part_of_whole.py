"""When an answer may say 其中 of its own: by arithmetic, or where the note's words make it true."""

import pytest

from tests.proof.judging import refused

TRUE = [
    # the figures add up
    ("新建学校5所，小学3所、初中2所", "新建学校5所，其中小学3所、初中2所"),
    ("双向转诊5人次，上转3人次、下转2人次", "双向转诊5人次，其中上转3人次、下转2人次"),
    # what came of some of what was taken in
    ("受理投诉10件，办结8件", "受理投诉10件，其中办结8件"),
    ("签约项目20个，开工12个", "签约项目20个，其中开工12个"),
    ("报名30人，录取12人", "报名30人，其中录取12人"),
    ("排查隐患300处，现场整改120处", "排查隐患300处，其中现场整改120处"),
    ("职业技能培训2期、300人，取证120人", "组织职业技能培训2期、300人，其中取证120人"),
    # which of a stock
    ("教师12名，专职5名", "教师12名，其中专职5名"),
    ("心理健康教师12名，专职5名", "心理健康教师12名，其中专职教师5名"),
    ("床位300张，护理型120张", "床位300张，其中护理型120张"),
    ("学生300人，留守12人", "学生300人，其中留守12人"),
    ("企业300家，民营120家", "企业300家，其中民营120家"),
    ("专利授权300件，发明专利120件", "专利授权300件，其中发明专利120件"),
]  # fmt: skip

SIBLINGS = [
    # an application of this year, a grant of any
    ("专利申请870件，授权120件", "专利申请870件，其中授权120件"),
    ("商标申请300件，注册120件", "商标申请300件，其中注册120件"),
    ("驾驶证申领300本，吊销20本", "驾驶证申领300本，其中吊销20本"),
    ("收案30件，结案20件", "收案30件，其中结案20件"),
    ("合同登记30份，成交12份", "合同登记30份，其中成交12份"),
    ("招聘岗位30个，录用12个", "招聘岗位30个，其中录用12个"),
    # two deeds
    ("新建3所，改造2所", "新建3所，其中改造2所"),
    ("新建5所，改造3所、扩建2所", "新建5所，其中改造3所、扩建2所"),
    ("维修30盏，更换12盏", "维修30盏，其中更换12盏"),
    ("流转土地5亩，出租土地3亩、入股土地2亩", "流转土地5亩，其中出租土地3亩、入股土地2亩"),
    # coming and going
    ("出生300人，死亡12人", "出生300人，其中死亡12人"),
    ("调入30人，调出12人", "调入30人，其中调出12人"),
    ("新登记企业30家，注销12家", "新登记企业30家，其中注销12家"),
    ("低保30户，停保12户", "低保30户，其中停保12户"),
    ("借出图书30册，归还12册", "借出图书30册，其中归还12册"),
    # other things of the same unit
    ("小学300人，初中120人", "小学300人，其中初中120人"),
    ("党员300人，预备党员12人", "党员300人，其中预备党员12人"),
    ("茶叶300亩，油茶120亩", "茶叶300亩，其中油茶120亩"),
    ("合同30份，变更12份", "合同30份，其中变更12份"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answer"), TRUE)
def test_a_part_may_be_called_one(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


@pytest.mark.parametrize(("source", "answer"), SIBLINGS)
def test_a_sibling_is_no_part(source: str, answer: str) -> None:
    assert "“其中”要点没有说" in refused(source, answer)


@pytest.mark.parametrize(("source", "answer"), SIBLINGS)
def test_where_the_note_says_so_it_may_be_said(source: str, answer: str) -> None:
    assert refused(source.replace("，", "，其中", 1), answer) == ""


@pytest.mark.parametrize(
    ("source", "answer", "passes"),
    [
        ("检查30家（企业20家、学校10家）", "检查30家，其中企业20家、学校10家", True),
        ("检查30家（其中企业20家）", "检查30家，其中企业20家", True),
        ("争取3亿元（税1亿元、补助2亿元）", "争取3亿元，其中税1亿元、补助2亿元", True),
        ("争取4亿元（税1亿元、补助2亿元）", "争取4亿元，其中税1亿元、补助2亿元", False),
        ("投入30万元（上年20万元）", "投入30万元，其中上年20万元", False),
        ("检查30家（企业20家、学校10家）", "检查30家，企业20家、学校10家", False),
        ("检查30家（其中企业20家），整改9处", "检查30家，整改9处，其中企业20家", False),
        ("检查30家（未整改3家）", "检查30家，未整改3家", False),
    ],
)  # fmt: skip
def test_brackets_may_become_what_they_mean(source: str, answer: str, passes: bool) -> None:
    assert (refused(source, answer) == "") is passes
