"""Which words an answer may add, by kind: what adds no fact may, what claims something may not."""

import pytest

from drafter.records import Part
from tests.proof.judging import refused

COUNTY = "云岭县教育局 2026年工作总结"


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        # what is measured in 场 is held, whatever it is called
        ("健康科普12场", "举办健康科普12场"),
        ("健康科普12场", "举办健康科普活动12场"),
        ("送戏下乡12场次", "举办送戏下乡活动12场次"),
        ("银企对接3场", "举办银企对接3场"),
        ("乡村马拉松1届", "举办乡村马拉松1届"),
        # the note's own verb before its object: the same words in another order
        ("便民服务点设立12个", "设立便民服务点12个"),
        ("工作专班成立3个", "成立工作专班3个"),
        ("健身步道建成12公里", "建成健身步道12公里"),
        ("教学点撤并3个", "撤并教学点3个"),
        ("参与地方标准制定3项", "参与制定地方标准3项"),
        # a verb that only says that the thing came about or is there
        ("预警信息12条", "产生预警信息12条"),
        ("服务点30个", "设有服务点30个"),
        ("服务点30个", "设立服务点30个"),
        ("示范基地30个", "建立示范基地30个"),
        # deeds measured by what they did are done as far as the figure goes
        ("两癌筛查1.2万人", "完成两癌筛查1.2万人"),
        ("通村路硬化12公里", "完成通村路硬化12公里"),
        # amounts of a year are reached by being stated
        ("税收3亿元", "完成税收3亿元"),
        ("固定资产投资3亿元", "完成固定资产投资3亿元"),
        # loans counted one by one are handled; money beside a deed was for it
        ("助学贷款30笔", "办理助学贷款30笔"),
        ("设备更新30万元", "用于设备更新30万元"),
        ("奖补资金80万元，其中设备更新30万元", "奖补资金80万元，其中用于设备更新30万元"),
        # grammar
        ("投诉120件，比上年减少3件", "投诉120件，较上年减少了3件"),
        ("食品安全检查3次", "在食品安全领域开展检查3次"),
        ("检查企业30家次", "累计检查企业30家次"),
        # the note or heading says it
        ("全县幼儿园45所，普惠性38所", "全县幼儿园45所，其中普惠性38所"),
        ("常态化应急演练3场次", "常态化组织应急演练3场次"),
    ],
)
def test_what_adds_no_fact_may_be_added(source: str, answer: str) -> None:
    assert refused(source, answer, known=COUNTY) == ""


@pytest.mark.parametrize(
    ("source", "answer", "said"),
    [
        # of an amount that may be a total, a plan or a balance no deed is told
        ("投资3亿元", "完成投资3亿元", "完成"),
        ("项目总投资3亿元", "项目完成总投资3亿元", "完成"),
        ("贷款3亿元", "发放贷款3亿元", "发放"),
        ("创业担保贷款3亿元", "发放创业担保贷款3亿元", "发放"),
        ("贷款3亿元", "办理贷款3亿元", "办理"),
        ("专项债券3亿元", "发行专项债券3亿元", "发行"),
        ("任务30项", "完成任务30项", "完成"),
        ("学位30个", "完成学位30个", "完成"),
        # money has a direction: in or out
        ("资金30万元", "收到资金30万元", "收到"),
        ("资金30万元", "发放资金30万元", "发放"),
        ("补助资金30万元", "拨付补助资金30万元", "拨付"),
        # 建成 claims an end, whatever it is of
        ("充电桩30个", "建成充电桩30个", "建成"),
        ("服务点30个", "建成服务点30个", "建成"),
        ("高标准农田建设30亩", "建成高标准农田30亩", "建成"),
        # guests are no hosts
        ("参加比赛12场", "参加举办比赛12场", "举办"),
        ("审核讲座12场", "审核举办讲座12场", "举办"),
        # who made it with whom
        ("地方标准制定3项", "参与制定地方标准3项", "参与"),
        # that it was so before, all the time, everywhere
        ("获评先进2次", "再次获评先进2次", "再次"),
        ("应急演练3场次", "常态化组织应急演练3场次", "常态化"),
        ("检查企业30家", "累计检查企业30家", "累计"),
        ("养老机构30家", "全县有养老机构30家", "全县"),
        # one amount as part of another
        ("奖补资金80万元，设备更新30万元", "奖补资金80万元，用于设备更新30万元", "用于"),
    ],
)
def test_what_claims_something_may_not(source: str, answer: str, said: str) -> None:
    assert f"“{said}" in refused(source, answer, known=COUNTY)


@pytest.mark.parametrize(
    ("lead", "passes"),
    [
        ("聚焦检查、培训两方面", True),
        ("聚焦检查、培训和演练三方面", True),
        ("聚焦检查、培训三方面", False),
        ("聚焦检查、培训、演练两方面", False),
        ("聚焦三方面", False),
    ],
)
def test_a_lead_may_count_what_it_lists(lead: str, passes: bool) -> None:
    note = "检查30次，培训12次，演练3次"
    assert (refused(note, f"{lead}，{note}", Part.DONE) == "") is passes


@pytest.mark.parametrize(
    ("source", "answer", "passes"),
    [
        ("抓培训、抓检查", "抓培训、抓检查两方面工作", True),
        ("抓培训、抓检查，培训30人", "抓培训、抓检查两方面工作，培训30人", True),
        ("抓培训、抓检查", "抓培训、抓检查三方面工作", False),
        ("培训30人，检查12次", "聚焦三个维度，培训30人，检查12次", False),
    ],
)
def test_a_sentence_may_count_what_it_lists_and_is_told_so(
    source: str, answer: str, passes: bool
) -> None:
    found = refused(source, answer)
    assert (found == "") is passes
    assert ("才可以写“两方面”“三方面”" in found) is not passes


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("健康科普38次", "举办健康科普38次"),
        ("道德讲堂12期", "举办道德讲堂12期"),
        ("首席质量官86名", "配备首席质量官86名"),
        ("生活方式指导员140名", "配备生活方式指导员140名"),
        ("食品安全总监126名", "配备食品安全总监126名"),
        ("心理咨询师8名", "配备心理咨询师8名"),
        ("证明事项再清理6项", "再次清理证明事项6项"),
        ("药品再抽检42批次", "再次抽检药品42批次"),
        ("等级证书拿到62人", "取得等级证书62人"),
        ("驾照考到21人", "取得驾照21人"),
        ("个转企538户，新登记企业612户", "完成个转企538户，新登记企业612户"),
        ("小升规12家", "实现小升规12家"),
        ("个转企538户", "个体工商户转为企业538户"),
        ("不良反应报告36份", "上报不良反应报告36份"),
        ("就3个人管全县电梯", "仅3个人管全县电梯"),
        ("我们把账查清楚了", "我们将账查清"),
    ],
)
def test_kinds_of_deeds_posts_and_turns(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("首席质量官86名", "培训首席质量官86名"),
        ("首席质量官86名", "新增首席质量官86名"),
        ("联络员会议3次", "配备联络员会议3次"),
        ("评估师考试2期", "配备评估师考试2期"),
        ("科普基地12家", "举办科普基地12家"),
        ("缺网格员12名", "配备网格员12名"),
        ("证明事项清理6项", "再次清理证明事项6项"),
        ("再就业培训12期", "再次就业培训12期"),
        ("个转企538户", "新增个转企538户"),
        ("拟个转企12户", "完成个转企12户"),
        ("报考等级证书62人", "取得等级证书62人"),
        ("半年就完成检查3次", "半年仅完成检查3次"),
        ("路灯3盏没装", "将装路灯3盏"),
        ("把隐患12处整改", "将新增隐患12处整改"),
    ],
)
def test_what_such_words_may_not_say(source: str, answer: str) -> None:
    assert refused(source, answer) != ""
