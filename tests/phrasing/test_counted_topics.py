"""What stands before a colon in one clause with what it counts."""

import pytest

from drafter.phrasing.topics import told_topic
from drafter.records import Part
from tests.phrasing.steps import worded


@pytest.mark.parametrize(
    ("source", "said"),
    [
        # the object of the verb
        ("口袋公园:建成5个,面积1.6万平方米", "建成口袋公园5个，面积1.6万平方米"),
        ("公租房:分配186套,腾退23套", "分配公租房186套，腾退23套"),
        (
            "水利投资:完成2.37亿元,占全年4.1亿元的57.8%",
            "完成水利投资2.37亿元，占全年4.1亿元的57.8%",
        ),
        ("培训:一线工人2,000人次", "培训一线工人2000人次"),
        ("残疾人:培训120人", "培训残疾人120人"),
        ("抚恤补助:按月发放,2,915人,1,386万元", "按月发放抚恤补助2915人、1386万元"),
        ("租赁补贴:发放412户96万元", "发放租赁补贴412户、96万元"),
        ("消防验收:受理36件,办结35件", "受理消防验收36件，办结35件"),
        # its subject
        ("老旧小区:开工12个,惠及3200户", "老旧小区开工12个，惠及3200户"),
        ("加装电梯:完工9部", "加装电梯完工9部"),
        ("创业贷:放款17笔、510万元", "创业贷放款17笔、510万元"),
        ("社区:培训480人", "社区培训480人"),
        ("老兵调解室:调处矛盾71起", "老兵调解室调处矛盾71起"),
        ("海绵城市:达标面积4.6平方公里", "海绵城市达标面积4.6平方公里"),
        # which of its kind
        ("招聘会:专场3场,岗位1240个", "专场招聘会3场，岗位1240个"),
        ("培训:6期480人", "开展培训6期480人"),
        # what there is of each
        ("保交房:4个项目2318套", "保交房共4个项目2318套"),
        ("站点全覆盖:1个中心、16个站", "实现站点全覆盖，有1个中心、16个站"),
        ("应急物资:融雪剂120吨、编织袋2万条", "应急物资储备有融雪剂120吨、编织袋2万条"),
        ("和美乡村:精品村4个、秀美屋场23个", "和美乡村有精品村4个、秀美屋场23个"),
        ("获奖:省级金奖1个、银奖3个", "获省级金奖1个、银奖3个"),
        # a thing is not what work is about: no 聚焦, no 围绕
        ("电动自行车:检查销售门店84家", "电动自行车方面，检查销售门店84家"),
        ("绿化:补植行道树4600株", "推进绿化，补植行道树4600株"),
        ("经费:县财政35万元,争取省补18万元", "经费方面，县财政35万元，争取省补18万元"),
        ("灌区改造（红旗灌区）:衬砌渠道17.3公里", "实施灌区改造（红旗灌区），衬砌渠道17.3公里"),
        ("社区改造:建成3个", "实施社区改造，建成3个"),
    ],
)
def test_a_topic_and_what_it_counts_are_one_clause(source: str, said: str) -> None:
    assert worded(told_topic, source) == said


@pytest.mark.parametrize(
    "source",
    ["案件类型：盗窃12件、诈骗8件", "学历：本科12人、硕士3人", "收入：租金12万元、补助3万元"],
)
def test_what_only_sorts_things_keeps_its_colon(source: str) -> None:
    assert worded(told_topic, source) == source


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("养护资金:缺口1800万元", "养护资金缺口1800万元"),
        ("桥:四类桥还有3座没改", "四类桥还有3座没改"),
        ("人:一线养护工平均年龄54岁", "人：一线养护工平均年龄54岁"),
    ],
)
def test_what_a_problem_lacks_is_said_of_it(source: str, said: str) -> None:
    assert worded(told_topic, source, Part.PROBLEMS) == said


def test_a_plan_has_its_verb_in_front() -> None:
    assert worded(told_topic, "冷库:再添6座,4,000吨", Part.PLANNED) == "再添冷库6座、4000吨"
    assert worded(told_topic, "定向招录:辅警20名、消防员12名", Part.PLANNED) == (
        "定向招录辅警20名、消防员12名"
    )
    assert worded(told_topic, "消防审验平台:8月试运行", Part.PLANNED) == "消防审验平台8月试运行"
