"""Topics that hang before a comma: what makes them part of the sentence, and what is none."""

import pytest

from drafter.records import Part
from tests.phrasing.wording import worded


@pytest.mark.parametrize(
    ("source", "opening"),
    [
        ("刑释人员安置帮教，落实最低生活保障31人", "做好刑释人员安置帮教，"),
        ("野外违规用火，行政处罚29人", "针对野外违规用火，"),
        ("广场舞噪声扰民问题，劝导312人次", "针对广场舞噪声扰民问题，"),
        ("村道护栏被撞了没人修的情况，改成县里5日内修复", "针对村道护栏被撞了"),
        ("渣土车超载，查处48辆", "针对渣土车超载，"),
        ("环境卫生评比，每月排名", "开展环境卫生评比，"),
        ("农村集体“三资”专项整治，清查合同3105份", "开展农村集体“三资”专项整治，"),
        ("第四次农业普查筹备，选聘普查员1105名", "做好第四次农业普查筹备，"),
        ("敬老院适老化改造，把二楼的老人都搬到一楼", "实施敬老院适老化改造，"),
        ("校外托管食品安全监管，约谈机构12家", "加强校外托管食品安全监管，"),
        ("社区矫正，入矫宣告26人", "加强社区矫正，"),
        ("湿地保护，巡护1200公里", "加强湿地保护，"),
        ("质量提升年，帮扶企业36家", "围绕质量提升年，"),
        ("收益分配不规范的问题：逐村过账，退回资金23.7万元", "针对收益分配不规范的问题，"),
        ("锦程鞋材：投资1.2亿元，用工86人", "锦程鞋材投资"),
    ],
)
def test_a_hanging_topic_is_told(source: str, opening: str) -> None:
    assert worded(source).startswith(opening)


@pytest.mark.parametrize(
    ("source", "opening"),
    [
        ("物业管理，组建率达到65%", "着力加强物业管理，组建率"),
        ("公交线网优化，准备把低客流线路改成预约响应", "推进公交线网优化，"),
        ("村“两委”换届，严把入口关，年后就开始", "做好村“两委”换届，"),
        ("企业风险分级，红色企业每月查一次", "推进企业风险分级，"),
        ("社保基金管理提升年，重复领取核查全覆盖", "围绕社保基金管理提升年，确保"),
    ],
)
def test_a_plan_has_no_hanging_topic(source: str, opening: str) -> None:
    assert worded(source, Part.PLANNED).startswith(opening)


@pytest.mark.parametrize(
    "source",
    [
        "图书馆错时延时开放，晚上开到九点",
        "根治欠薪冬季行动收尾，历史欠薪清零",
        "结合学前教育宣传月，举办活动52场",
        "县疾控中心监测，水样不合格2份",
        "文化馆参加第六次评估定级，材料已经报省厅",
        "端午三天，接待游客3万人次",
        "班子成员包案，化解积案12件",
        "城管执法队巡查，劝导摊贩312人次",
        "村民满意度提升，信访件下降12%",
        "江澜大桥合龙，完成投资5.6亿元",
        "解决学生午睡无场地的问题，改造教室12间",
        "深化“双减”，检查机构86家次",
        "养护工程采取打包招标，一公里省下1.4万元",
    ],
)
def test_a_clause_with_its_verb_stays(source: str) -> None:
    assert worded(source).startswith(source.split("，")[0])
