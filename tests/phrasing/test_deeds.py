"""Nouns with figures get the verb they take; what has a verb, or no sure one, stays as noted."""

import pytest

from drafter.records import Part
from tests.phrasing.wording import worded


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("信访件63件", "受理信访件63件"),
        ("防溺水警示牌560块", "设置防溺水警示牌560块"),
        ("家长讲座52场", "举办家长讲座52场"),
        ("宣传月家长讲座12场次", "举办宣传月家长讲座12场次"),
        ("隐患排查3轮", "开展隐患排查3轮"),
        ("意识形态形势分析2次", "开展意识形态形势分析2次"),
        ("党员大会四次", "召开党员大会四次"),
        ("专题党课9节", "讲授专题党课9节"),
        ("不动产登记3.2万件", "办理不动产登记3.2万件"),
        ("交通事故62起", "发生交通事故62起"),
        ("低保412户、733人", "现有低保对象412户、733人"),
        ("公共厕所9座", "建有公共厕所9座"),
        ("石桥村公示栏3块", "石桥村设置公示栏3块"),
        ("局党组理论学习中心组学习6次", "局党组理论学习中心组开展学习6次"),
        ("“村晚”8场", "举办“村晚”8场"),
        ("12345工单、热线投诉88件", "受理12345工单、热线投诉88件"),
        ("消防疏散演练24场", "开展消防疏散演练24场"),
        ("药品集采8批", "开展药品集采8批"),
        ("过期药品回收12场", "开展过期药品回收12场"),
        ("健康主题公园1个", "建有健康主题公园1个"),
        ("独居空巢老人1702名", "现有独居空巢老人1702名"),
        ("林长巡林9600人次", "林长开展巡林9600人次"),
        ("支部书记轮训22人", "开展支部书记轮训22人"),
    ],
)
def test_a_noun_gets_its_verb(noted: str, said: str) -> None:
    assert worded(noted) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("危桥改造9座", "改造危桥9座"),
        ("建筑垃圾清运640方", "清运建筑垃圾640方"),
        ("高标准农田新建2.4万亩、提升1.2万亩", "新建高标准农田2.4万亩、提升1.2万亩"),
        ("路灯节能改造5200盏", "实施路灯节能改造5200盏"),  # how, not what
        ("预防性养护57公里", "预防性养护57公里"),
        ("人民调解2940件", "开展人民调解2940件"),
        ("优待证发放1.1万张", "发放优待证1.1万张"),
        ("失业保险金发放4130人次", "发放失业保险金4130人次"),
        ("消费券核销2600万元", "核销消费券2600万元"),
        ("高层建筑87栋排查", "排查高层建筑87栋"),
        ("合法性审查93件文件", "对93件文件开展合法性审查"),
    ],
)
def test_the_object_goes_behind_its_verb(noted: str, said: str) -> None:
    assert worded(noted) == said


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("民警216名，辅警305名", "现有民警216名和辅警305名"),
        ("早稻3.2万亩，晚稻3.6万亩，油菜2.8万亩", "种植早稻3.2万亩、晚稻3.6万亩和油菜2.8万亩"),
        ("高龄津贴412人", "为412人发放高龄津贴"),
        ("残疾人两项补贴361人，54.2万元", "为361人发放残疾人两项补贴54.2万元"),
        ("设备更新，计算机1450台", "设备更新，更新计算机1450台"),
        ("收缴枪支3支，管制刀具27把", "收缴枪支3支和管制刀具27把"),
        ("查处酒驾218起；醉驾31起；超员97起", "查处酒驾218起、醉驾31起、超员97起"),
        ("养老保险参保24.6万人，工伤保险4.8万人", "养老保险参保24.6万人，工伤保险参保4.8万人"),
    ],
)
def test_neighbours_share_a_verb(noted: str, said: str) -> None:
    assert worded(noted) == said


@pytest.mark.parametrize(
    "noted",
    [
        "征求意见3轮",  # a verb already
        "企业参保86家",
        "捣毁窝点3个",
        "暂停协议3家",
        "新铺雨污管网14.3公里",
        "培训2100人次",
        "茶园可采摘4.9万亩",
        "家庭农场新登记57家",
        "停保31户",
        "电诈案件86起，下降15.3%",  # happened, or taken in
        "市博物馆入馆参观33.7万人次",  # they came by themselves
        "审批营业性演出142场次",
        "督察整改36项",
        "公益性岗位安置166人",
        "排查机构9家，甲类4家",
        "整治山塘12口，水库2座",  # put in order too, or there
        "事故0起",
        "柑橘9.2万亩、水产1.4万亩",  # one verb cannot govern both
        "其中研究生31名",
        "土地出让5.48亿元",  # money is not 受理 or 建有
        "中心小学运动场340万元",
        "松岗瀑布停车位待建20个",
        "反馈问题28个",
    ],
)
def test_what_has_a_verb_or_no_sure_one_stays(noted: str) -> None:
    assert worded(noted) == noted


def test_plans_and_problems_say_nothing_is_done() -> None:
    assert worded("隐患排查3轮", Part.PLANNED) == "将开展隐患排查3轮"
    assert worded("信访件63件", Part.PROBLEMS) == "信访件63件"


def test_a_breakdown_behind_a_colon_stays() -> None:
    noted = "应急演练3次：学校2次，养老机构1次"
    assert "养老机构1次" in worded(noted)
    assert "现有" not in worded(noted)
