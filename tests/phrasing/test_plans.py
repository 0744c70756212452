"""Plans in the mood of their goals. The notes are of real kinds of bureaus."""

import pytest

from drafter.phrasing.plans import also_in_mood, in_mood, verb_of_plan
from drafter.records import Part
from tests.phrasing.steps import worded


def planned(source: str, number: int = 1) -> str:
    return worded(in_mood, source, Part.PLANNED, number)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        # done by a date
        ("10月底前建成社区助餐点6个", "将于10月底前建成社区助餐点6个"),
        ("县医院住院楼2026年8月投用", "确保县医院住院楼2026年8月投用"),
        ("9月底路基贯通", "确保路基9月底贯通"),
        ("5月底前早稻机插9万亩", "确保5月底前完成早稻机插9万亩"),
        ("遗留隐患14处,8月31日前清零", "遗留隐患14处，将于8月31日前清零"),
        ("增设减速带28处,3月1日开学前完成", "将增设减速带28处，3月1日开学前完成"),
        ("岭上美术馆12月底前开馆", "确保岭上美术馆12月底前开馆"),
        ("剩余旱厕300座8月底前改完", "确保8月底前完成剩余旱厕改造300座"),
        ("管网改造剩下的12公里11月底前完工", "确保管网改造剩下的12公里11月底前完工"),
        ("户厕年底前把不合格的11座改好", "确保户厕年底前把不合格的11座改好"),
        ("老桥6月底前把护栏装齐", "确保老桥6月底前把护栏装齐"),
        ("3月底前出台食堂管理办法", "将于3月底前出台食堂管理办法"),
        ("发热门诊投用", "推动发热门诊投用"),
        ("村级审计全覆盖", "确保村级审计全覆盖"),
        ("10月底前机收率85%", "确保10月底前机收率达到85%"),
        ("危桥1座12月底前改完", "确保12月底前完成危桥改造1座"),
        ("C级房加固 11月底", "确保11月底完成C级房加固"),
        ("3座渗漏水库10月开工 春节前完工", "推动3座渗漏水库10月开工、春节前完工"),
        # dates and moods behind what they belong to
        ("优良路率年底92%以上", "确保年底优良路率达到92%以上"),
        ("建筑业产值全年40亿元", "确保全年建筑业产值达到40亿元"),
        ("普及率力争95%", "力争普及率达到95%"),
        ("全年投资4.1亿元", "力争全年完成投资4.1亿元"),
        ("秋季退役士兵报到接收,9月开始", "拟于9月开始秋季退役士兵报到接收"),
        ("月饼、白酒过度包装专项检查,9月", "拟于9月开展月饼、白酒过度包装专项检查"),
        ("9月30日烈士纪念日公祭", "拟于9月30日开展烈士纪念日公祭"),
        ("法治讲座进企业,每月1场", "每月开展法治讲座进企业1场"),
        # one more of what there is
        ("公租房配租100套", "将配租公租房100套"),
        ("专精特新企业再添2家", "将再添专精特新企业2家"),
        ("电梯安全评估再做60台", "将再开展电梯安全评估60台"),
        ("招养护工40人", "将招聘养护工40人"),
        ("学习浙江经验", "积极学习浙江经验"),
        ("支部书记轮训一遍", "对支部书记轮训一遍"),
        # a target
        ("合格率97%以上", "力争合格率达到97%以上"),
        ("登记失业率5%以内", "力争登记失业率控制在5%以内"),
        ("教育集团由5个增加到6个", "力争教育集团由5个增加到6个"),
        ("参保率保持在96%以上", "力争参保率保持在96%以上"),
        ("知识产权质押融资突破3亿元", "力争知识产权质押融资突破3亿元"),
        ("全年不发生较大以上食品安全事故", "确保全年不发生较大以上食品安全事故"),
        # a deed with a count
        ("招聘卫生专业技术人员35名", "将招聘卫生专业技术人员35名"),
        ("危桥改造9座", "将改造危桥9座"),
        ("高素质农民培训400人", "将培训高素质农民400人"),
        ("技能培训3期", "将开展技能培训3期"),
        ("演练4场", "将组织演练4场"),
        ("松溪河清淤2.3公里", "将实施松溪河清淤2.3公里"),
        ("老旧电梯再更新40台", "将再更新老旧电梯40台"),
        ("走访企业每月1次", "每月走访企业1次"),
        ("城市书房再增加6家", "将再增加城市书房6家"),
        ("老旧电梯更新改造40台", "将更新改造老旧电梯40台"),
        ("留守儿童每月走访1次", "每月走访留守儿童1次"),
        # an event
        ("集成试点9月总结经验", "集成试点计划于9月总结经验"),
        ("全民健身运动会9月下旬开幕", "全民健身运动会计划于9月下旬开幕"),
        ("9月召开恳谈会", "拟于9月召开恳谈会"),
        ("7月1日起执行新的特困供养标准", "计划7月1日起执行新的特困供养标准"),
        # papers, money, lines of work
        ("修订《学校安全办法》,4月底前印发", "抓紧修订《学校安全办法》，4月底前印发"),
        ("申请专项债券1.5亿元", "拟申请专项债券1.5亿元"),
        ("编制柳浦老街保护规划", "加快编制柳浦老街保护规划"),
        ("落实意识形态工作责任制", "切实落实意识形态工作责任制"),
        ("清明保畅", "做好清明保畅工作"),
    ],
)
def test_a_plan_has_the_mood_of_its_goal(source: str, said: str) -> None:
    assert planned(source) == said


@pytest.mark.parametrize(
    "source",
    [
        "拟新建冷库3座，库容6000吨",
        "力争电诈发案下降15%",
        "争取专项资金2000万元，县级配套10%",
        "推进图书馆总分馆制",
        "四类桥立即封闭",
        "全年考核2次，末位1家单位约谈",
        "按季度调度，年底考核",
        "每季度通报1次",
        "事故0起",
        "抓落实",
        "茶叶加工厂5～6家，改造投资600万～800万元",  # 改造投资 is a thing, not a deed
        "大豆玉米带状复合种植8000亩，示范片三四个",
        "调度会每月5日召开，遇节假日顺延",
        "护路员320名，每人每月补助600元，优先聘用脱贫人口",
    ],
)
def test_what_tells_no_goal_or_has_its_mood_stays(source: str) -> None:
    assert planned(source) == source


def test_neighbours_take_turns() -> None:
    said = {planned("招聘教师35名", number)[: -len("招聘教师35名")] for number in range(3)}
    assert said == {"计划", "将", "拟"}


@pytest.mark.parametrize("part", [Part.DONE, Part.PROBLEMS, Part.OTHER])
def test_only_a_plan_has_a_mood(part: Part) -> None:
    assert worded(in_mood, "10月底前建成社区助餐点6个", part) == "10月底前建成社区助餐点6个"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "力争安置完成率达到100%,就业率92%以上",
            "力争安置完成率达到100%，就业率达到92%以上",
        ),
        (
            "力争网络零售额达到2亿元,物流成本率5%以内",
            "力争网络零售额达到2亿元，物流成本率控制在5%以内",
        ),
        ("拟招录辅警40名,岗前培训不少于15天", "拟招录辅警40名，开展岗前培训不少于15天"),
        ("高标准农田1200亩,力争12月底前建成", "力争12月底前建成高标准农田1200亩"),
    ],
)
def test_later_clauses_are_goals_too(source: str, said: str) -> None:
    assert worded(also_in_mood, source, Part.PLANNED) == said


@pytest.mark.parametrize(
    "source",
    [
        "争取专项债券1.2亿元，每人补助600元",
        "力争优良率达到94%，比上年提高2个百分点",
        "将预防养护40公里，其中县道12公里",
        "拟组织演练3场，每个乡镇至少1场",
    ],
)
def test_later_clauses_that_tell_none_stay(source: str) -> None:
    assert worded(also_in_mood, source, Part.PLANNED) == source


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("晚稻25万亩", "将种植晚稻25万亩"),
        ("招聘会6场", "将举办招聘会6场"),
        ("停车场3个", "停车场3个"),
        ("村医12人", "村医12人"),
        ("再建口袋公园2个", "再建口袋公园2个"),
    ],
)
def test_a_bare_noun_has_the_verb_that_it_always_takes(source: str, said: str) -> None:
    assert worded(verb_of_plan, source, Part.PLANNED) == said


@pytest.mark.parametrize("source", ["不再新增隐患", "禁止新增债务", "再建公厕", "招人5名"])
def test_what_is_a_deed_gets_no_verb(source: str) -> None:
    assert planned(source) == source
