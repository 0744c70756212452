"""Spoken words in writing, kind by kind: nothing more is said, and what is unsure stays."""

import pytest

from drafter.phrasing.objects import SPOKEN
from drafter.phrasing.spoken import in_writing, verbs_in_writing
from drafter.records import Part
from tests.phrasing.steps import worded


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("户厕改了300座", "户厕改造300座"),
        ("问题改了12个", "问题整改12个"),
        ("新办公点挪到了政务大厅二楼", "新办公点移至政务大厅二楼"),
        ("今年砍掉审批事项7项", "今年取消审批事项7项"),
        ("护林员管着林地36万亩", "护林员管理林地36万亩"),
        ("一公里省下来1.4万元", "一公里节省1.4万元"),
        ("问题厕所修好271座", "问题厕所修复271座"),
        ("端掉窝点9个", "捣毁窝点9个"),
        ("追回来公益林补贴6.2万元", "追回公益林补贴6.2万元"),
        ("方案国家文物局退回来两次", "方案国家文物局退回两次"),
        ("抓了41人", "抓获41人"),
        ("等级考试报了62人", "等级考试报名62人"),
        ("工程款凑了30万元", "工程款筹集30万元"),
        ("供销社卖了化肥1.8万吨", "供销社销售化肥1.8万吨"),
        ("客货邮融合站点做到124个", "客货邮融合站点达到124个"),
        ("补贴标准提到每人每月600元", "补贴标准提高至每人每月600元"),
        ("参保率比上年高了0.7个百分点", "参保率比上年提高0.7个百分点"),
        ("景观质量评审过了", "景观质量评审已通过"),
        ("马路市场取消了", "马路市场已取消"),
        ("烂尾楼2栋复工了", "烂尾楼2栋已复工"),
        ("候车亭60座加了扶手座椅", "候车亭60座增加扶手座椅"),
        ("重大隐患2处,12月10日前都销号了", "重大隐患2处，12月10日前均已销号"),
    ],
)
def test_verbs(source: str, said: str) -> None:
    assert worded(in_writing, source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("42家源头企业装了称重和视频", "42家源头企业安装称重和视频"),
        ("城管局拆了违建3.2万平方米", "城管局拆除违建3.2万平方米"),
        ("全年引进了项目14个", "全年引进项目14个"),
        ("春节前后办了63场", "春节前后举办63场"),
        ("今年招了公益岗320人", "今年招聘公益岗320人"),
    ],
)
def test_verbs_that_kept_their_places(source: str, said: str) -> None:
    assert worded(verbs_in_writing, source) == said


def test_what_is_done_to_is_not_left_behind_its_verb() -> None:
    assert worded(SPOKEN[0], "把沿河的小作坊拆了14家") == "拆除沿河的小作坊14家"


def test_a_verb_that_goes_before_its_object_is_left_to_do_so() -> None:
    assert worded(in_writing, "太阳能路灯装了240盏") == "太阳能路灯装了240盏"
    assert worded(SPOKEN[0], "太阳能路灯装了240盏") == "安装太阳能路灯240盏"


def test_what_tells_how_a_deed_was_done_is_no_object() -> None:
    for note in ("会议少开了46次", "电梯老旧的换了57台"):
        assert worded(SPOKEN[0], note) == note


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("春运40天没有滞留旅客", "春运40天无滞留旅客"),
        ("没有发生区域性重大疫情", "未发生区域性重大疫情"),
        ("工资按月发,没拖欠", "工资按月发，未拖欠"),
        ("办一件事跑一次就行", "办一件事跑一次即可"),
        ("2月下旬就组织农技人员下村", "2月下旬即组织农技人员下村"),
        ("规划都编出来了", "规划均编制完成"),
        ("跟生态环境分局一起搞", "与生态环境分局共同开展"),
        ("给38个小区装门禁", "为38个小区装门禁"),
        ("帮企业协调贷款1.2亿元", "帮助企业协调贷款1.2亿元"),
        ("老百姓用水有保障", "群众用水有保障"),
    ],
)
def test_denials_joints_and_people(source: str, said: str) -> None:
    assert worded(in_writing, source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("农户不大愿意再扩种", "农户再扩种意愿不强"),
        ("6个项目用地手续卡住了", "6个项目用地手续受阻"),
        ("有些机井闲着没人管", "部分机井闲置无人管理"),
        ("薄弱村还有14个", "薄弱村仍有14个"),
        ("大多是1990年代建的石拱桥", "多为1990年代建的石拱桥"),
        ("管护资金还没着落", "管护资金尚未落实"),
        ("项目前期慢,好几个还没批", "项目前期慢，好几个尚未获批"),
        ("年底还剩3200万元没花", "年底尚余3200万元未支出"),
        ("年预计亏2340万元", "年预计亏损2340万元"),
    ],
)
def test_words_of_problems(source: str, said: str) -> None:
    assert worded(in_writing, source, Part.PROBLEMS) == said


@pytest.mark.parametrize(
    "source",
    [
        "全年抓了3个重点项目",
        "竹编传承人胡老师带徒弟7名",
        "60岁以上四成多",
        "砍掉枯树12棵",
        "首都机场招商推介3场",
        "打造“跑一次就行”服务品牌",
        "患者少花1200万元",
        "政府采购把关12次",
        "现有的机井58口",
        "老百姓大药房新开门店12家",
        "一把手工程推进会召开4次",
        "码头船舶吃水3.5米",
        "土豆种植1.2万亩",
        "专职队伍靠前驻防",
        "靠学校的那几家早餐店生意好",
        "队员都是自掏油钱",
        "村里修路架桥啥都干",
        "办不成事反映窗口收件9件",
    ],
)
def test_what_is_unsure_stays(source: str) -> None:
    assert worded(in_writing, source) == source


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("我们从存量里腾了80套出来", "我们从存量里腾出80套"),
        ("今年改图改了40多处", "今年改图40多处"),
        ("值班值到10月15日", "值班至10月15日"),
        ("材料报上去了,还没回信", "材料已上报，尚未回信"),
        ("把散养的狗都登记好", "将散养的狗全部登记好"),
        ("争取把床旁结算做成", "争取做成床旁结算"),
        ("跟银行对接了6次", "与银行对接6次"),
        ("帮38家小店办执照", "帮助38家小店办执照"),
        ("大坝灌浆已完,溢洪道在浇", "大坝灌浆已完成，溢洪道正在浇筑"),
        ("村里会计一个个打电话通知", "村里会计逐个电话通知"),
        ("帮办点铺到了115个村", "帮办点铺设至115个村"),
        ("把欠老师的绩效工资1200万元补齐了", "将欠老师的绩效工资1200万元补齐了"),
        ("床铺都换成了护理床", "床铺均更换为护理床"),
        ("继续跟县医院磨,争取办成", "继续与县医院协商，争取办成"),
        ("与客运公司谈妥了,已上岗11个", "与客运公司谈妥，已上岗11个"),
        ("二级以上医院全开通", "二级以上医院全部开通"),
        ("今年多了6家规上企业", "今年增加6家规上企业"),
        ("审计问题一共7条,已经改完5条", "审计问题共7条，已整改5条"),
    ],
)
def test_deeds_as_they_are_told(source: str, said: str) -> None:
    assert worded(in_writing, source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("全县就2台救护车能用", "全县仅2台救护车可用"),
        ("村里挺难的", "村里较难"),
        ("系统老掉线", "系统经常掉线"),
        ("主体责任没有真正压实", "主体责任未真正压实"),
        ("到现在没交付", "至今未交付"),
        ("人招不来,招来了也留不住", "人难以招到，招来了也难以留住"),
        ("开发商账上没钱了", "开发商账户已无资金"),
        ("单位早破产,缴费责任扯不清", "单位早破产，缴费责任难以厘清"),
        ("专职人员没有,会计兼的占八成", "无专职人员，会计兼任的占八成"),
        ("平台查起来费劲", "平台查处困难"),
    ],
)
def test_what_is_wanting_as_it_is_told(source: str, said: str) -> None:
    assert worded(in_writing, source, Part.PROBLEMS) == said


@pytest.mark.parametrize(
    "source",
    [
        "低于全市平均水平4个百分点",
        "能繁母猪2.41万头",
        "半年就完成投资1.2亿元",
        "没收违禁品12件",
        "自评达标36项",
        "优待证制发1.12万张",
    ],
)
def test_what_only_looks_spoken_stays(source: str) -> None:
    assert worded(in_writing, source) == source
