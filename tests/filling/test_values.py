"""What people write for a gap: taken as they mean it, or refused with a reason."""

import pytest

from drafter.filling.rows import Row, gap_rows
from drafter.filling.values import judged
from drafter.records import Draft
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

NOTES = """# 一、上半年工作
- 培训xx场次
- 招聘教师xx名
- 人均听课xx次
- 发放资料xx万册
- 走访约xx户
- 帮扶xx户左右
- 平均每班xx.x名
- 检查企业xx余家
- 接到投诉近xx起
- 争取资金xxx.xx万元
- 占年度任务的xx.x%
- 合格率xx%
- 提高x.x个百分点
- x月底交付使用
- 截至20xx年底
- 举办第xx届运动会
- 下午x点前报告
- 撤并至xx小学
- 印发《xx区招生方案》
- 推行“x+x”课后服务
- 由xx区教育局负责
- 落实【待补：资金】
- 会议由xx同志主持
- 云教发〔2026〕xx号
# 二、下半年打算
- x月启动改造
"""


@pytest.fixture(scope="module")
def made() -> Draft:
    return draft(brief(NOTES.replace("# 二", "# 二"), "summary"), Tools(RuleWriter()))


def row(made: Draft, words: str) -> Row:
    return next(row for row in gap_rows(made) if words in row.sentence)


@pytest.mark.parametrize(
    ("words", "given", "text"),
    [
        ("培训", "12", "12"), ("培训", "１２", "12"), ("培训", "12场次", "12"),
        ("培训", " 12 场次。", "12"),
        ("培训", "12场", "12"), ("培训", "约12", "约12"), ("培训", "36 ", "36"),
        ("招聘", "36左右", "约36"), ("招聘", "36名左右", "约36"), ("招聘", "36上下", "约36"),
        ("招聘", "大约36", "大约36"), ("招聘", "大概36", "约36"), ("招聘", "近36", "近36"),
        ("招聘", "将近36名", "近36"), ("招聘", "36以上", "不少于36"),
        ("招聘", "36名以上", "不少于36"), ("招聘", "40以内", "不超过40"),
        ("招聘", "约36左右", "约36"),
        ("走访", "36左右", "36"), ("走访", "大概36", "36"), ("帮扶", "36左右", "36"),
        ("企业", "30左右", "30"), ("资金x", "365.5万元左右", "约365.5"),
        ("人均", "12.5", "12.5"), ("资料", "12.45", "12.45"), ("每班", "45.5", "45.5"),
        ("企业", "30余", "30"), ("企业", "30家", "30"), ("企业", "三十余家", "三十"),
        ("资金x", "123.45", "123.45"), ("资金x", "123.45万元", "123.45"),
        ("资金x", "123.45万", "123.45"),
        ("资金x", "365", "365"),
        ("任务", "104.2%", "104.2"), ("任务", "96.5", "96.5"), ("合格率", "百分之九十六", "96"),
        ("提高", "5.2", "5.2"), ("提高", "5.2个百分点", "5.2"),
        ("交付", "6", "6"), ("交付", "6月", "6"), ("交付", "06", "6"), ("交付", "2026-06-30", "6"),
        ("年底", "2026", "2026"), ("年底", "2026年", "2026"),
        ("运动会", "十八", "十八"), ("运动会", "第18届", "18"),
        ("报告", "5点", "5"), ("报告", "17", "17"),
        ("撤并", "城关小学", "城关"), ("撤并", "城关", "城关"),
        ("招生", "云岭区", "云岭"), ("招生", "云岭", "云岭"),
        ("课后", "5+2", "5+2"), ("课后", "“5+2”", "5+2"),
        ("教育局", "云岭区教育局", "云岭"),
        ("【待补", "120.5万元", "120.5万元"),
        ("主持", "王建国", "王建国"), ("主持", "王建国同志", "王建国"),
        ("云教发", "23", "23"), ("云教发", "云教发〔2026〕23号", "23"),
    ],
)  # fmt: skip
def test_a_value_is_taken_as_it_is_meant(made: Draft, words: str, given: str, text: str) -> None:
    verdict = judged(given, row(made, words), made.brief)
    assert (verdict.text, verdict.refusal) == (text, "")


@pytest.mark.parametrize(
    ("words", "given", "reason"),
    [
        ("培训", "无", "不是数也不是名称"), ("培训", "/", "不是数"),
        ("培训", "详见附件", "读不成数量"),
        ("培训", "12人", "单位"), ("培训", "xx", "仍是占位符"), ("培训", "-3", "负数"),
        ("培训", "12、15", "读不成"),
        ("培训", "1200", "差两位以上"),
        ("招聘", "33.45", "只数整的"), ("招聘", "3.45名", "只数整的"),
        ("培训", "12.5", "只数整的"), ("资料", "12.34567", "只数整的"),
        ("走访", "12.5户", "只数整的"),
        ("资金x", "36500元", "不自动换算"), ("资金x", "0.02亿元", "不自动换算"),
        ("资金x", "1234567.89", "差两位以上"),
        ("资金x", "12%", "单位"), ("资金x", "12场次", "单位"),
        ("合格率", "120", "超过100%"), ("任务", "0.965", "比例写成了小数"),
        ("任务", "5个百分点", "单位"),
        ("交付", "13", "读不成日期"), ("交付", "下周", "读不成日期"), ("年底", "26", "读不成日期"),
        ("运动会", "五十多", "读不成"), ("报告", "下班前", "读不成"),
        ("撤并", "12", "读不成学校名称"), ("撤并", "学校还没有定，要等县里研究。", "像是说明"),
        ("主持", "3", "读不成人名"), ("云教发", "尚未编号", "读不成发文字号"),
    ],
)  # fmt: skip
def test_a_value_that_is_none_is_refused(made: Draft, words: str, given: str, reason: str) -> None:
    verdict = judged(given, row(made, words), made.brief)
    assert verdict.text is None
    assert reason in verdict.refusal


@pytest.mark.parametrize(
    ("words", "given", "warning"),
    [
        ("培训", "120", "位数不同"),
        ("培训", "0", "是零"),
        ("任务", "104.2", "超过100%"),
        ("企业", "36", "应是整数"),
        ("投诉", "约30", "已有“约、近”"),
        ("投诉", "30左右", "已有“约、近”"),
        ("交付", "9", "不在2026年上半年"),
        ("年底", "2021", "离报告时段"),
        ("课后", "4+1", "固定提法"),
        ("培训", "12场", "单位是“场次”"),
    ],
)
def test_what_is_odd_is_pointed_at(made: Draft, words: str, given: str, warning: str) -> None:
    verdict = judged(given, row(made, words), made.brief)
    assert verdict.text
    assert any(warning in said for said in verdict.warnings)


def test_somebody_may_insist_on_what_is_unlikely(made: Draft) -> None:
    for words, given in (("培训", "1200"), ("合格率", "120"), ("资金x", "1234567.89")):
        assert judged(given, row(made, words), made.brief).plain
        verdict = judged(given, row(made, words), made.brief, accepted=True)
        assert verdict.text
        assert verdict.warnings
    assert judged("12人", row(made, "培训"), made.brief, accepted=True).text is None


def test_nothing_written_is_nothing_said(made: Draft) -> None:
    verdict = judged("  ", row(made, "培训"), made.brief)
    assert (verdict.text, verdict.refusal, verdict.warnings) == (None, "", ())
