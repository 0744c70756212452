"""Rules on a report beside its notes: each planted defect is found, a true report is clean."""

from pathlib import Path

import pytest

from drafter.checks.against_notes import NOTES_RULES, check_beside
from drafter.checks.beside import Beside
from drafter.documents.draft_lines import plain_text
from drafter.documents.report_text import read_text
from drafter.reading.notes import read_notes
from drafter.records import Finding, Severity
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

ROOT = Path(__file__).parents[2]
NOTES = """# 一、安全工作
- 排查校舍隐患152处，整改149处
- 招聘教师118名，表彰先进教师31名
- 投入改造资金120万元，争取专项资金32000万元
- 印发《云岭县校车管理办法》（云教发〔2026〕12号）
- 培训骨干教师xx人次，办班x期
- 6月底前完成食堂改造，惠及学生近200人
- 开展送教上门，关爱留守儿童
# 二、宣传工作
- 新建阅览室3所
- 新建录播室3所
"""
REPORT = """云岭县教育局2026年上半年工作总结
一、安全工作
（一）隐患排查。2026年以来，共排查校舍隐患152处，整改149处。招聘教师118名，表彰先进教师31名。
（二）资金保障。投入改造资金120万元，争取专项资金32000万元。印发《云岭县校车管理办法》（云教发〔2026〕12号）。
（三）队伍建设。培训骨干教师xx人次，办班x期。6月底前完成食堂改造，惠及学生近200人。开展送教上门，关爱留守儿童。
二、宣传工作
新建阅览室3所，新建录播室3所。
云岭县教育局
2026年7月5日"""


def found(report: str, earlier: tuple[str, ...] = (), notes: str = NOTES) -> list[Finding]:
    return list(check_beside(Beside(read_text(report), brief(notes), earlier)))


def codes(report: str, earlier: tuple[str, ...] = ()) -> set[str]:
    return {finding.code for finding in found(report, earlier)}


def test_a_report_that_says_what_the_notes_say_is_clean() -> None:
    assert found(REPORT) == []


@pytest.mark.parametrize(
    "file", sorted((ROOT / "examples").glob("*.md")), ids=lambda path: path.stem
)
def test_the_reports_of_the_rule_writer_are_clean(file: Path) -> None:
    notes = read_notes(file)
    report = read_text(plain_text(draft(notes, Tools(RuleWriter()))))
    assert list(check_beside(Beside(report, notes))) == []


PLANTED = [
    ("FIG101", "152处", "153处", "153处"),
    ("FIG101", "《云岭县校车管理办法》", "《云岭县校车管理细则》", "《云岭县校车管理细则》"),
    ("FIG101", "〔2026〕12号", "〔2026〕21号", "云教发〔2026〕21号"),
    ("FIG101", "6月底前", "8月底前", "8月底前"),
    ("FIG101", "6月底前", "6月底", "6月底"),
    ("FIG101", "近200人", "200人", "200人"),
    ("FIG101", "关爱留守儿童", "关爱留守儿童46名", "46名"),
    ("FIG101", "7月5日", "7月6日", "2026年7月6日"),
    ("FIG102", "，整改149处", "，全部整改", ""),
    ("FIG102", "（云教发〔2026〕12号）", "", ""),
    ("FIG102", "，新建录播室3所", "", ""),
    ("FIG103", "招聘教师118名", "招聘教师118名，118名教师均已到岗", "118名"),
    ("FIG103", "新建阅览室3所，", "新建阅览室3所，建成录播室3所，", "3所"),
    ("FIG105", "教师118名，表彰先进教师31名", "教师31名，表彰先进教师118名", "31名"),
    ("FIG105", "隐患152处，整改149处", "隐患149处，整改152处", "149处"),
    ("FIG106", "120万元", "120亿元", "120亿元"),
    ("FIG106", "表彰先进教师31名", "表彰先进教师31人次", "31人次"),
    ("FIG107", "32000万元", "3.2亿元", "3.2亿元"),
    ("FIG107", "6月底前", "2026年6月底前", "2026年6月底前"),
    ("FIG107", "印发《云岭县校车管理办法》", "印发《校车管理办法》", "《校车管理办法》"),
    ("FIG108", "关爱留守儿童", "关爱留守儿童⑨⑨名", "⑨⑨名"),
    ("FIG108", "149处", "ⅫⅫ处", "ⅫⅫ处"),
    ("BUL105", "开展送教上门，关爱留守儿童。", "", ""),
    ("BUL105", "新建阅览室3所，", "", ""),
    ("GAP104", "骨干教师xx人次", "骨干教师320人次", "320人次"),
    ("GAP104", "办班x期", "办班4期", "4期"),
    ("SEN101", "整改149处", "未整改149处", "2026年以来，共排查校舍隐患152处，未整改149处。"),
    ("SEN101", "关爱留守儿童", "关爱退役军人", "开展送教上门，关爱退役军人。"),
    ("SEN101", "争取专项资金", "拖欠专项资金", "投入改造资金120万元，拖欠专项资金32000万元。"),
]


@pytest.mark.parametrize(
    ("code", "old", "new", "text"), PLANTED, ids=[f"{c}-{n}" for n, (c, *_) in enumerate(PLANTED)]
)
def test_a_planted_defect_is_found_where_it_stands(
    code: str, old: str, new: str, text: str
) -> None:
    changed = REPORT.replace(old, new)
    assert changed != REPORT
    rows = changed.split("\n")
    mine = [finding for finding in found(changed) if finding.code == code]
    assert text in [finding.text for finding in mine]
    for finding in mine:
        assert finding.line is not None
        assert rows[finding.line - 1][slice(*finding.span)] == finding.text


def test_a_figure_that_only_an_earlier_document_states() -> None:
    changed = REPORT.replace("关爱留守儿童", "关爱留守儿童463名")
    earlier = ("去年关爱留守儿童463名，招聘教师118名。",)
    assert codes(changed, earlier) == {"LEK103"}
    assert codes(REPORT, earlier) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("152处，整改149处", "152处，其中149处已整改到位"),
        ("招聘教师118名", "全县公开招聘教师118名"),
        ("投入改造资金120万元", "累计投入校舍改造资金120万元"),
        ("惠及学生近200人", "惠及在校学生近200人"),
        (
            "云岭县教育局2026年上半年工作总结\n",
            "云岭县教育局2026年上半年工作总结\n2026年，全局上下真抓实干。\n",
        ),
        ("三、", "四、"),
        ("培训骨干教师xx人次", "1）培训骨干教师xx人次"),
    ],
)
def test_what_a_writer_may_do_is_no_defect(old: str, new: str) -> None:
    graver = [one for one in found(REPORT.replace(old, new)) if one.severity is not Severity.INFO]
    assert graver == []


def test_a_missing_figure_is_named_with_its_line_in_the_notes_and_put_where_it_belongs() -> None:
    (finding,) = (one for one in found(REPORT.replace("，整改149处", "")) if one.code == "FIG102")
    assert (finding.line, finding.span) == (3, (0, 0))
    assert "149处" in finding.message
    assert str(brief(NOTES).sections[0].bullets[0].line) in finding.message


def test_one_figure_is_not_reported_twice() -> None:
    assert codes(REPORT.replace("120万元", "120亿元")) == {"FIG106"}
    assert codes(REPORT.replace("xx人次", "320人次")) == {"GAP104"}


def test_of_an_empty_report_everything_is_missing() -> None:
    assert {"FIG102", "BUL105"} <= codes("")


def test_a_count_of_the_writers_own_is_a_warning() -> None:
    (finding,) = found(REPORT.replace("新建阅览室", "落实四项举措，新建阅览室"))
    assert (finding.code, finding.severity, finding.text) == ("FIG101", "warning", "四项")


UNREAD = NOTES.replace("开展送教上门", "开展送教上门⑨⑨次")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("开展送教上门⑨⑨次", {("FIG108", "info", "⑨⑨次")}),
        ("深入开展送教上门⑨⑨次", {("FIG108", "info", "⑨⑨次")}),
        ("开展送教上门⑧⑧次", {("FIG108", "error", "⑧⑧次"), ("FIG109", "error", "")}),
        ("送教上门，家访⑨⑨次", {("FIG108", "error", "⑨⑨次"), ("FIG109", "error", "")}),
        ("开展送教上门", {("FIG109", "error", "")}),
    ],
)
def test_a_number_nobody_read_is_compared_letter_by_letter(
    written: str, told: set[tuple[str, str, str]]
) -> None:
    findings = found(REPORT.replace("开展送教上门", written), notes=UNREAD)
    figures = [one for one in findings if one.code.startswith("FIG")]
    assert {(one.code, one.severity.value, one.text) for one in figures} == told


def test_each_unread_number_of_the_notes_stands_for_one() -> None:
    twice = REPORT.replace("开展送教上门", "开展送教上门⑨⑨次，另送教上门⑨⑨次")
    unread = [one for one in found(twice, notes=UNREAD) if one.code == "FIG108"]
    severities = [one.severity.value for one in unread]
    assert sorted(severities) == ["error", "info"]


def test_every_rule_is_planted_against() -> None:
    planted = {code for code, *_ in PLANTED} | {"LEK103", "FIG109"}
    assert {rule.code for rule in NOTES_RULES} == planted


SENSE = """# 一、重点工作
- 优质均衡县创建：32项指标达标29项，3项未达标指标列出清单
- 公办园在园幼儿占比58.6%，同比提高3.1个百分点
- 教师培训：12期，参训460人次
- 校（园）长交流26名
- 完善校车管理制度，落实值班备案
- 养护：
  - 列养里程1460公里
  - 护路员320名，优先聘用脱贫人口
# 二、下半年打算
- 申报教育强国建设项目6个，拟争取资金8000万元
- 建成社区助餐点6个
"""
STATED = """云岭县教育局2026年上半年工作总结
现将云岭县教育局2026年上半年工作开展情况报告如下：
一、重点工作
优质均衡县创建：32项指标达标29项，3项未达标指标列出清单。公办园在园幼儿占比58.6%，同比提高3.1个百分点。\
举办教师培训12期，参训460人次。校（园）长交流26名。完善校车管理制度，落实值班备案。
养护：一是列养里程1460公里；二是护路员320名，优先聘用脱贫人口。
二、下半年打算
一是申报教育强国建设项目6个，拟争取资金8000万元。二是建成社区助餐点6个。"""


def test_the_same_words_in_sentences_of_another_cut_are_clean() -> None:
    assert found(STATED, notes=SENSE) == []
    parted = STATED.replace("58.6%，同比", "58.6%；同比").replace("29项，3项", "29项。3项")
    joined = parted.replace("3.1个百分点。举办", "3.1个百分点，举办")
    assert found(joined, notes=SENSE) == []


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("3项未达标", "3项达标", Severity.WARNING),
        ("同比提高", "同比下降", Severity.WARNING),
        ("同比提高", "环比提高", Severity.WARNING),
        ("拟争取", "已争取", Severity.WARNING),
        ("拟争取", "争取", Severity.WARNING),
        ("脱贫人口", "退役军人", Severity.WARNING),
        ("，落实值班备案", "", Severity.WARNING),
        ("3项未达标指标列出清单", "3项未达标指标基本列出清单", Severity.WARNING),
        ("460人次", "460人次，受到一致好评", Severity.INFO),
        ("一是申报", "一是省教育厅申报", Severity.INFO),
        ("26名。", "26名。办学水平跃居全市前列。", Severity.INFO),
        ("一、重点工作", "一、领跑全省", Severity.INFO),
    ],
)
def test_words_alter_the_sense_with_every_digit_kept(
    old: str, new: str, severity: Severity
) -> None:
    said = found(STATED.replace(old, new), notes=SENSE)
    assert [(one.code, one.severity) for one in said] == [("SEN101", severity)]


def test_a_problem_may_be_said_to_be_still_there() -> None:
    notes = "# 一、存在的问题\n- 慢病个性化指导不足\n- 缺编26名\n"
    report = "一、存在的问题\n一是慢病个性化指导仍然不足。二是仍然缺编26名。"
    assert found(report, notes=notes) == []


def test_a_unit_in_brackets_is_no_word_beside_the_notes() -> None:
    notes = "# 一、设备\n- 更新设备53台（套），投入120万元\n- 维修村卫生室28个\n"
    report = "一、设备\n投入120万元，更新设备53台（套），维修村卫生室28个。"
    assert found(report, notes=notes) == []


def test_what_is_lost_is_told_where_its_figure_stands() -> None:
    (one,) = found(STATED.replace("达标29项，3项未达标", "达标29项。3项达标"), notes=SENSE)
    assert (one.text, "未" in one.message) == ("3项达标指标列出清单。", True)


def test_a_gap_that_was_filled_leaves_its_words_alone() -> None:
    filled = found(REPORT.replace("骨干教师xx人次", "骨干教师320人次"))
    assert [one.code for one in filled] == ["GAP104"]
