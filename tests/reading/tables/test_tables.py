"""What a clerk would have typed from a table: whole workbooks, then one trap at a time."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.documents.notes import parse_notes
from drafter.facts.figures import read_facts
from drafter.messages import catalogue
from drafter.reading.cells import read_grids
from drafter.reading.tables.notes import Made, notes_of
from drafter.reading.tables.table_context import Known
from drafter.records import Fact, FactKind, Severity
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.reading.tables import workbooks

KNOWN = Known("云岭县教育局", "2026年上半年", "summary", "2026-07-05")


def made(path: Path, known: Known | None = None) -> Made:
    return notes_of([[grid for grid in read_grids(path) if grid.shown]], known or Known())


def lines(notes: Made) -> list[str]:
    """Headings and bullets, without file and sheet in the origins."""
    body = notes.text.split("---\n", 2)[2]
    return [
        re.sub(r" <!-- 来源：.*?(第[^｜]*行) -->", r" @\1", line)
        for line in body.split("\n")
        if line
    ]


def codes(notes: Made) -> Counter[str]:
    return Counter(finding.code for finding in notes.findings)


def told(notes: Made) -> list[tuple[str, str]]:
    return [(finding.code, finding.where.rsplit("｜", 1)[-1]) for finding in notes.findings]


# --- whole workbooks ---


def test_a_tidy_table_becomes_bullets_with_groups_as_headings(tmp_path: Path) -> None:
    notes = made(workbooks.preschool(tmp_path / "a.xlsx"))
    assert lines(notes) == [
        "# 学前教育工作情况",
        "- 合计投入1390.50万元（待与财政对账） @第12行",
        "<!-- 表注：注：1.数据截至2026年6月30日。 -->",
        "## 园所建设",
        "- 新建幼儿园6所，上年同期5所，同比增加1所，增长20.0%（含民办2所）；"
        "其中公办4所，上年同期3所，同比增加1所，增长33.3% @第5—6行",
        "- 新增学位1350个，上年同期1200个，同比增加150个，增长12.5% @第7行",
        "- 争取上级资金1234.50万元，上年同期1275.30万元，同比减少40.8万元，下降3.2% @第8行",
        "## 保教质量",
        "- 公办园在园幼儿占比58.6%，上年同期55.5%，同比提高3.1个百分点 @第9行",
        "- 普惠性幼儿园覆盖率92.4%，上年同期92.4%，同比持平 @第10行",
        "- 教师培训460人次，上年同期460人次，同比持平 @第11行",
    ]
    front = parse_notes(notes.text, Path("n.md"))
    assert (front.organization, front.period, notes.missing) == (
        "云岭县教育局",
        "2026年上半年",
        ("date",),
    )
    assert told(notes) == [("TAB202", "学前教育"), ("TAB306", "A13")]
    assert not re.search("段晓岚|138", notes.text)


def test_words_targets_and_formulas_of_a_table_of_projects(tmp_path: Path) -> None:
    notes = made(workbooks.projects(tmp_path / "a.xlsx"))
    assert lines(notes) == [
        "# 重点项目建设进展情况",
        "- 合计总投资11590万元；完成3803万元，占年度计划6790万元的56.0% @第4行",
        "- 云岭三中迁建总投资9800万元；完成2300.5万元，占年度计划5000万元的46.0%，"
        "建设地点为城东新区，形象进度为教学楼封顶，开工时间2025年3月 @第5行",
        "- 县第二幼儿园改扩建总投资1150万元；完成862.5万元，占年度计划1150万元的75.0%，"
        "建设地点为老城区，形象进度完成75%，开工时间2025年2月 @第6行",
        "- 白石乡寄宿制学校宿舍楼：总投资640万元；完成640万元，占年度计划640万元的100.0%，"
        "建设地点为白石乡，形象进度为完工，开工时间2025年4月 @第7行",
    ]
    assert told(notes) == [("TAB303", "J3"), ("TAB303", "K3")]
    assert not re.search("杨春|李柏|何青|139|0871", notes.text)


def test_a_table_typed_by_hand(tmp_path: Path) -> None:
    notes = made(workbooks.health(tmp_path / "a.xlsx"))
    assert lines(notes) == [
        "# 主要指标完成情况",
        "## 医疗服务",
        "- 总诊疗96.5万人次，比上年同期增长4.2%，完成年度目标180万人次的53.6% @第6行",
        "- 出院病人21350人次，比上年同期增加860人次，完成年度目标41000人次的52.1%。"
        "县医院新开两个病区。床位使用率仍然偏高，下一步分流 @第7行",
        "- 平均住院日7.2天，比上年同期减少0.3天，年度目标7.5天 @第8行",
        "## 公共卫生",
        "- 建立居民健康档案约32万份，比上年同期持平 @第10行",
        "- 家庭医生签约服务36120户，比上年同期下降1.5%，完成年度目标60000户的60.2%；"
        "其中低收入户4200户，比上年同期持平，完成年度目标4200户的100%；"
        "残疾人家庭1765户，比上年同期下降0.6个百分点，完成年度目标1800户的98.1% @第11—13行",
        "- 孕产妇系统管理率94.3%，比上年同期提高0.8个百分点，年度目标92% @第14行",
        "- 适龄儿童疫苗接种率xx%，年度目标95%（待疾控中心核定） @第15行",
        "- 传染病暴发疫情0起，年度目标0起 @第16行",
        "- 无医疗安全事故 @第17行",
        "- 基本公共卫生补助资金xx万元，年度目标2600万元，完成年度目标的xx% @第18行",
    ]
    assert [place.rsplit("｜")[-1] for place, _ in notes.gaps] == ["E15", "E18", "F18"]
    assert notes.gaps[0][1] == "适龄儿童疫苗接种率【xx】%，年度目标95%（待疾控中心核定）"


def test_sheets_of_two_quarters_what_is_hidden_and_a_total_that_is_wrong(tmp_path: Path) -> None:
    notes = made(workbooks.towns(tmp_path / "a.xlsx"))
    first = "# 城乡低保资金发放情况（一季度）"
    assert lines(notes)[:3] == [
        first,
        "- 一季度合计保障户数4120户，保障人数6300人，发放资金2480000.50元，"
        "城市发放资金714600.00元，农村发放资金1765400.50元 @第9行",
        "- 一季度松林镇保障户数1420户，保障人数2210人，发放资金861200.00元，"
        "城市发放资金312000.00元，农村发放资金549200.00元 @第5行",
    ]
    assert (
        "- 二季度白石乡保障户数871户，发放资金xx元，城市发放资金0元，农村发放资金xx元 @第6行"
        in lines(notes)
    )
    assert "核对用" not in notes.text
    assert "草稿" not in notes.text
    assert told(notes) == [("TAB211", "B8"), ("TAB302", "一季度"), ("TAB302", "二季度")]
    assert notes.missing == ("organization", "period", "date")


def test_an_account_with_levels_by_number(tmp_path: Path) -> None:
    notes = made(workbooks.budget(tmp_path / "a.xlsx"))
    said = lines(notes)
    assert [(len(line) - len(line.lstrip()), line.split("，")[0].strip()) for line in said[1:]] == [
        (0, "- 收入合计2710.25万元"),
        (2, "- 财政拨款2650.25万元"),
        (2, "- 其他收入60.00万元"),
        (0, "- 支出合计2488.60万元"),
        (2, "- 基本支出1040.00万元"),
        (4, "- 人员经费905.50万元"),
        (4, "- 公用经费134.50万元"),
        (2, "- 项目支出1448.60万元"),
        (0, "- 结转结余221.65万元"),
    ]
    assert said[3] == (
        "  - 其他收入60.00万元，比上年同期减少20.00万元，下降25.0%，年初预算200.00万元，"
        "执行率30.00% @第5行"
    )
    assert said[-1] == "- 结转结余221.65万元，比上年同期增加175.25万元 @第12行"


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (
            "",
            "2026年上半年接待游客95.4万人次，2025年上半年86.2万人次，同比增长10.7%；"
            "2025年下半年102.7万人次",
        ),
        (
            "2026年上半年",
            "接待游客95.4万人次，2025年上半年86.2万人次，同比增长10.7%；2025年下半年102.7万人次",
        ),
    ],
)
def test_years_over_halves_are_named_unless_they_are_the_report_s_own(
    tmp_path: Path, period: str, first: str
) -> None:
    notes = made(workbooks.halves(tmp_path / "a.xlsx"), Known(period=period))
    assert lines(notes)[1] == f"- {first} @第3行"


def test_what_cannot_be_used_is_a_gap_and_a_finding(tmp_path: Path) -> None:
    notes = made(workbooks.nasty(tmp_path / "a.xlsx"))
    assert told(notes) == [
        ("TAB109", "D3"),
        ("TAB112", "F3"),
        ("TAB101", "C4"),
        ("TAB110", "E4"),
        ("TAB102", "C5"),
        ("TAB112", "F5"),
        ("TAB106", "C6"),
        ("TAB111", "D7"),
        ("TAB108", "C8"),
        ("TAB112", "C11"),
        ("TAB105", "C19"),
        ("TAB103", "C20"),
        ("TAB107", "C21"),
        ("TAB121", "A29"),
        ("TAB202", "安全"),
        ("TAB201", "C12"),
        ("TAB217", "C14"),
        ("TAB211", "B27"),
        ("TAB201", "B27"),
        ("TAB303", "G3"),
    ]
    said = lines(notes)
    assert said[1:9] == [
        "- 排查隐患152处，同比xx，同比下降3.2%，完成率xx% @第3行",
        "- 整改隐患xx处，同比增长12.5%，同比xx%，完成率98% @第4行",
        "- 检查企业xx家次，同比增长12.5%，完成率xx% @第5行",
        "- 开展演练xx场次，同比增长20% @第6行",
        "- 培训人员300人次，同比xx @第7行",
        "- 投入资金xx万元，同比增长20% @第8行",
        "- 一般事故3起，同比下降20% @第9行",
        "- 较大事故0起 @第10行",
    ]
    assert said[13:17] == [
        "- CT1为2台 @第15行",
        "- 警力不足为30人 @第16行",
        "- 净增人口：-120人 @第17行",
        "- 印发《云岭县消防安全办法》500份 @第18行",
    ]
    assert said[-1] == "- 【待补：表中第29—30行】 @第29—30行"
    assert "138" not in notes.text


def test_several_files_are_one_file_of_notes_with_a_section_each(tmp_path: Path) -> None:
    files = [
        workbooks.preschool(tmp_path / "学前.xlsx"),
        workbooks.projects(tmp_path / "项目.xlsx"),
    ]
    files.append(workbooks.towns(tmp_path / "低保.xlsx"))
    notes = notes_of([[grid for grid in read_grids(file) if grid.shown] for file in files], KNOWN)
    assert [line for line in lines(notes) if line.startswith("#")] == [
        "# 学前教育科",
        "## 园所建设",
        "## 保教质量",
        "# 云岭县教育体育局项目办",
        "# 低保",
        "## 城乡低保资金发放情况（一季度）",
        "## 城乡低保资金发放情况（二季度）",
    ]
    origins = {bullet.origin for bullet in parse_notes(notes.text, Path("n.md")).all_bullets()}
    assert "学前.xlsx｜学前教育｜第5—6行" in origins
    assert "低保.xlsx｜二季度｜第8行" in origins


@pytest.mark.parametrize(
    "name", ["preschool", "projects", "health", "towns", "budget", "halves", "nasty"]
)
def test_the_notes_draft_at_once_and_every_sentence_keeps_its_row(
    tmp_path: Path, name: str
) -> None:
    notes = made(getattr(workbooks, name)(tmp_path / "a.xlsx"))
    result = draft(parse_notes(notes.text, tmp_path / "n.md"), Tools(RuleWriter()))
    assert [finding for finding in result.findings if finding.severity is Severity.ERROR] == []
    origins = {bullet.id: bullet.origin for bullet in result.brief.all_bullets()}
    said = [sentence for sentence in result.all_sentences() if sentence.bullets]
    assert sum(len(sentence.bullets) for sentence in said) == notes.bullets
    assert all(
        re.fullmatch(r"a\.xlsx｜.+｜第\d+(?:[—、]\d+)*行", origins[s.bullets[0]]) for s in said
    )


# --- one trap at a time ---

_HEAD = ["指标", "单位", "上半年", "同比"]


def _rows(
    tmp_path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), **formats: str
) -> Made:
    return made(
        workbooks.save(workbooks.sheet(rows, merged=merged, formats=formats), tmp_path / "t.xlsx"),
        KNOWN,
    )


@pytest.mark.parametrize(
    ("cell", "unit", "said"),
    [
        (6, "所", "6所"),
        (0.1 + 0.2, "亿元", "0.3亿元"),
        ("１２", "所", "12所"),
        ("1,234.5", "万元", "1234.5万元"),
        ("12所", "所", "12所"),
        ("12名", "人", "12名"),
        ("2.16万", "人", "2.16万人"),
        ("约300", "人", "约300人"),
        ("300余", "人", "300余人"),
        ("12以上", "人", "12人以上"),
        ("120-150", "万元", "120-150万元"),
        ("12（含民办2）", "所", "12所（含民办2）"),
        ("92.4%", "万元", "92.4%"),
        (0, "起", "0起"),
        (-5, "人", "：-5人"),
        (None, "所", "xx所"),
        ("待报", "所", "xx所"),
        ("xxx.xx", "万元", "xxx.xx万元"),
        ("××", "所", "××所"),
        ("3.2亿元", "万元", "xx万元"),
        (6, "人/次", "6"),
        (6, "标准间", "6标准间"),
        ("已完成", "所", "已完成"),
        ("主体封顶", "所", "：主体封顶"),
    ],
)
def test_a_value_stands_as_its_cell_shows_it(
    tmp_path: Path, cell: Any, unit: str, said: str
) -> None:
    notes = _rows(tmp_path, [_HEAD, ["某项指标", unit, cell, "—"], ["另一指标", "处", 7, "1%"]])
    assert lines(notes)[1] == f"- 某项指标{said} @第2行"


@pytest.mark.parametrize(
    ("head", "cell", "said"),
    [
        ("同比", "20%", "，同比增长20%"),
        ("同比", "+20%", "，同比增长20%"),
        ("同比", "-3.2%", "，同比下降3.2%"),
        ("同比", "↑4.2%", "，同比增长4.2%"),
        ("同比", "4.2%↓", "，同比下降4.2%"),
        ("同比", "下降3.2%", "，同比下降3.2%"),
        ("同比", "提高1.2个百分点", "，同比提高1.2个百分点"),
        ("同比", "-1.2个百分点", "，同比下降1.2个百分点"),
        ("同比", "+12所", "，同比增加12所"),
        ("同比", "-12所", "，同比减少12所"),
        ("同比", "持平", "，同比持平"),
        ("同比", 0, "，同比持平"),
        ("同比", "—", ""),
        ("同比", "/", ""),
        ("同比", "无", ""),
        ("同比", None, ""),
        ("同比", 12.5, "，同比xx"),
        ("同比", "翻了一番", "，同比xx"),
        ("同比（%）", 12.5, "，同比增长12.5%"),
        ("同比±%", -12.5, "，同比下降12.5%"),
        ("同比（百分点）", 1.2, "，同比提高1.2个百分点"),
        ("同比增减（所）", -2, "，同比减少2所"),
        ("同比增减数", 2, "，同比增加2所"),
        ("比上年同期增减%", 5, "，比上年同期增长5%"),
        ("较上年同期增长（%）", -5, "，较上年同期下降5%"),
        ("与上年同期相比（%）", 5, "，比上年同期增长5%"),
        ("较年初增加（所）", 3, "，较年初增加3所"),
        ("较上年末增减", "+3所", "，较上年末增加3所"),
        ("环比（%）", 5, "，环比增长5%"),
        ("增幅%", 5, "，增长5%"),
        ("同比下降（%）", 5, "，同比下降5%"),
        ("同比下降（%）", -5, "，同比xx%"),
        ("上年同期", 5, "，上年同期5所"),
        ("去年同期数", 5, "，去年同期5所"),
        ("年度目标", 10, "，年度目标10所"),
        ("完成率（%）", 60, "，完成率60%"),
        ("完成率", 60, "，完成率xx%"),
        ("占年度计划%", 60, "，占年度计划的60%"),
        ("完成年度目标的比例（%）", 60, "，完成年度目标的60%"),
    ],
)
def test_a_comparison_keeps_its_base_its_direction_and_its_unit(
    tmp_path: Path, head: str, cell: Any, said: str
) -> None:
    notes = _rows(
        tmp_path, [[*_HEAD[:3], head], ["新建幼儿园", "所", 6, cell], ["另一指标", "所", 7, "1%"]]
    )
    assert lines(notes)[1] == f"- 新建幼儿园6所{said} @第2行"


@pytest.mark.parametrize(
    ("value", "code", "said", "found"),
    [
        (0.2, "0%", "，同比增长20%", []),
        (0.125, "0.0%", "，同比增长12.5%", []),
        (-0.0004, "0.0%", "，同比下降0.0%", []),
        (0, "0.0%", "，同比持平", []),
        (12.5, '0.0"%"', "，同比增长12.5%", []),
        (0.2, "0.00", "，同比xx", ["TAB109"]),
        (0.2, "0.00E+00", "，同比xx", ["TAB103"]),
        (0.2, ";;;", "，同比xx", ["TAB104"]),
    ],
)
def test_the_format_of_a_cell_says_what_it_shows(
    tmp_path: Path, value: float, code: str, said: str, found: list[str]
) -> None:
    notes = _rows(tmp_path, [_HEAD, ["新建幼儿园", "所", 6, value]], D2=code)
    assert lines(notes)[1] == f"- 新建幼儿园6所{said} @第2行"
    assert list(codes(notes)) == found


_TABLES: dict[str, tuple[Sequence[Sequence[Any]], Sequence[str], list[str]]] = {
    "a head in two rows, merged": (
        [
            ["项目", "上半年", None, "同比", None],
            [None, "数量（人）", "金额（万元）", "数量", "金额"],
            ["助学金", 1200, 156, "5%", "-3.1%"],
        ],
        ["A1:A2", "B1:C1", "D1:E1"],
        ["- 助学金1200人，同比增长5%；金额156万元，同比下降3.1% @第3行"],
    ),
    "the same, not merged": (
        [
            ["项目", "上半年", None, "同比", None],
            [None, "数量（人）", "金额（万元）", "数量", "金额"],
            ["助学金", 1200, 156, "5%", "-3.1%"],
        ],
        [],
        ["- 助学金1200人，同比增长5%；金额156万元，同比下降3.1% @第3行"],
    ),
    "each value with its change beside it": (
        [["项目", "数量（人）", "同比", "金额（万元）", "同比"],
         ["助学金", 1200, "5%", 156, "-3.1%"]],
        [],
        ["- 助学金1200人，同比增长5%；金额156万元，同比下降3.1% @第2行"],
    ),
    "a row of units": (
        [["乡镇", "幼儿园", "投入"], ["单位", "所", "万元"], ["松林镇", 3, 12.5]],
        [],
        ["- 松林镇幼儿园3所，投入12.5万元 @第3行"],
    ),
    "columns with numbers": (
        [_HEAD, ["甲", "乙", 1, 2], ["新建幼儿园", "所", 6, "20%"]],
        [],
        ["- 新建幼儿园6所，同比增长20% @第3行"],
    ),
    "the head again on the next page": (
        [_HEAD, ["新建幼儿园", "所", 6, "20%"], _HEAD, ["新增学位", "个", 540, "8%"]],
        [],
        ["- 新建幼儿园6所，同比增长20% @第2行", "- 新增学位540个，同比增长8% @第4行"],
    ),
    "a blank row in the middle": (
        [_HEAD, ["新建幼儿园", "所", 6, "20%"], [], ["新增学位", "个", 540, "8%"]],
        [],
        ["- 新建幼儿园6所，同比增长20% @第2行", "- 新增学位540个，同比增长8% @第4行"],
    ),
    "lines that name the groups": (
        [_HEAD, ["一、学前教育"], ["新建幼儿园", "所", 6, "20%"], ["新增学位", "个", 9, "8%"],
         ["合计", "万元", 3, "1%"]],
        [],
        ["- 合计3万元，同比增长1% @第5行", "## 学前教育", "- 新建幼儿园6所，同比增长20% @第3行",
         "- 新增学位9个，同比增长8% @第4行"],
    ),
    "figures merged over a group": (
        [
            ["类别", "指标", "单位", "上半年", "投入（万元）"],
            ["学前", "新建幼儿园", "所", 6, 300],
            [None, "新增学位", "个", 540, None],
        ],
        ["A2:A3", "E2:E3"],
        ["## 学前", "- 学前投入300万元 @第2行", "- 新建幼儿园6所 @第2行", "- 新增学位540个 @第3行"],
    ),
    "two tables, one below the other": (
        [["表一 学前教育情况"], _HEAD, ["新建幼儿园", "所", 6, "20%"],
         ["表二 义务教育情况"], _HEAD, ["新建学校", "所", 2, 0]],
        [],
        ["- 新建幼儿园6所，同比增长20% @第3行", "# 义务教育情况", "- 新建学校2所，同比持平 @第6行"],
    ),
    "two tables side by side": (
        [["指标", "上半年（所）", None, "项目", "金额（万元）"],
         ["新建幼儿园", 6, None, "校安工程", 300]],
        [],
        ["- 新建幼儿园6所 @第2行", "- 校安工程300万元 @第2行"],
    ),
    "a mere list": (
        [["新建幼儿园", "所", 6], ["新增学位", "个", 540]],
        [],
        ["- 新建幼儿园6所 @第1行", "- 新增学位540个 @第2行"],
    ),
    "a plan": (
        [["指标", "单位", "2027年目标"], ["新建幼儿园", "所", 6]],
        [],
        ["- 新建幼儿园2027年目标6所 @第2行"],
    ),
    "growth alone": (
        [["指标", "增速（%）"], ["规上工业增加值", 5.2], ["固定资产投资", -3.1]],
        [],
        ["- 规上工业增加值增长5.2% @第2行", "- 固定资产投资下降3.1% @第3行"],
    ),
    "a month and the sum so far": (
        [["指标", "单位", "6月", "1—6月累计", "同比增长%"],
         ["接待游客", "万人次", 12.5, 95.4, 10.7]],
        [],
        ["- 6月接待游客12.5万人次；累计95.4万人次，同比增长10.7% @第2行"],
    ),
    "parts of a whole, set in": (
        [_HEAD, ["招聘教师", "名", 118, "—"], ["  其中：研究生", "名", 31, "—"],
         ["  公费师范生", "名", 22, "—"]],
        [],
        ["- 招聘教师118名，其中研究生31名、公费师范生22名 @第2—4行"],
    ),
    "rows set in below another": (
        [_HEAD, ["教师培训", "期", 12, "—"], ["  国培", "期", 4, "—"], ["  县培", "期", 8, "—"]],
        [],
        ["- 教师培训12期 @第2行", "  - 国培4期 @第3行", "  - 县培8期 @第4行"],
    ),
    "one unit for all, above the table": (
        [["经费情况（单位：万元）"], ["项目", "金额"], ["基本支出", 100.5], ["受益人数", 1200],
         ["学校数", 30]],
        [],
        ["- 基本支出100.5万元 @第3行", "- 受益人数1200人 @第4行", "- 学校数30 @第5行"],
    ),
    "several units above the table: the one of money is that of amounts": (
        [["资助情况", None, "单位：万元、人、所"], ["项目", "人数", "资助金额", "备案"],
         ["学前教育", 312, 15.6, 3]],
        [],
        ["- 学前教育人数312人，资助金额15.6万元，备案3 @第3行"],
    ),
    "a name that runs into its figure": (
        [_HEAD, ["第3", "所", 6, "—"], ["学位不足", "个", 560, "—"]],
        [],
        ["- 第3为6所 @第2行", "- 学位不足为560个 @第3行"],
    ),
    "brackets that are no unit": (
        [["名称", "里程（公里）"], ["新改建公路（县）", 12.5]],
        [],
        ["- 新改建公路（县）里程12.5公里 @第2行"],
    ),
    "增加值 is no change, and growth is none of a share": (
        [["产业", "增加值（亿元）", "占比（%）", "增速（%）"], ["第一产业", 12.5, 22.2, 4.1]],
        [],
        ["- 第一产业增加值12.5亿元，增长4.1%；占比22.2% @第2行"],
    ),
    "growth is of the report's own year": (
        [["项目", "2026年1-6月（万元）", "2025年1-6月（万元）", "增长率（%）"],
         ["税收收入", 5200, 5000, 4]],
        [],
        ["- 税收收入5200万元，2025年1-6月5000万元，增长4% @第2行"],
    ),
    "a rank has no unit of its row": (
        [["指标", "单位", "上半年", "全市排名", "同比（%）"], ["GDP", "亿元", 56.3, 3, 5.1]],
        [],
        ["- GDP56.3亿元，同比增长5.1%；全市排名第3位 @第2行"],
    ),
    "months and their sum": (
        [["指标", "单位", "1月", "2月", "合计"], ["接待群众", "人次", 120, 98, 218]],
        [],
        ["- 1月接待群众120人次，2月98人次，合计218人次 @第2行"],
    ),
    "a unit for each value": (
        [["项目", "单位", "数量", "单位", "金额"], ["助学金", "人", 1200, "万元", 156]],
        [],
        ["- 助学金1200人，金额156万元 @第2行"],
    ),
    "two values that nothing tells apart": (
        [["指标", "数量（个）", "完成数（个）"], ["甲指标", 3, 4]],
        [],
        ["- 甲指标数量3个，完成数4个 @第2行"],
    ),
    "a target stands with the rate": (
        [["指标", "单位", "全年目标", "6月", "1-6月累计", "完成进度（%）"],
         ["到位资金", "亿元", 20, 1.5, 11.2, 56]],
        [],
        ["- 6月到位资金1.5亿元；累计11.2亿元，完成全年目标20亿元的56% @第2行"],
    ),
    "subtotals before what they add up": (
        [
            ["乡镇", "村", "户数（户）"],
            ["松林镇", "东村", 12], [None, "西村", 20], [None, "小计", 32],
            ["合计", None, 32],
        ],
        ["A2:A4", "A5:B5"],
        [
            "- 合计户数32户 @第5行", "## 松林镇", "- 小计户数32户 @第4行", "- 东村户数12户 @第2行",
            "- 西村户数20户 @第3行",
        ],
    ),
    "a table of another year": (
        [["2025年上半年学前教育情况"], _HEAD, ["新建幼儿园", "所", 6, "20%"]],
        [],
        ["- 2025年上半年新建幼儿园6所，同比增长20% @第3行"],
    ),
    "a sentence below the last row": (
        [_HEAD, ["新建幼儿园", "所", 6, "20%"], ["以上数据由各乡镇上报，未经审核"]],
        [],
        ["- 新建幼儿园6所，同比增长20% @第2行", "<!-- 表注：以上数据由各乡镇上报，未经审核 -->"],
    ),
    "a line far below the last table": (
        [_HEAD, ["新建幼儿园", "所", 6, "20%"], [], ["数据由各乡镇上报"], [], ["填报单位：人事科"]],
        [],
        ["- 新建幼儿园6所，同比增长20% @第2行", "<!-- 表注：数据由各乡镇上报 -->"],
    ),
    "words alone": (
        [["存在的问题", "整改措施", "完成时限"], ["食堂设施老化", "更新设备12台套", "2026年9月底"]],
        [],
        ["- 食堂设施老化，整改措施为更新设备12台套，完成时限2026年9月底 @第2行"],
    ),
    "words where a figure is asked for": (
        [["重点工作", "目标任务", "完成情况"], ["新建幼儿园", "6所", "已完成4所"],
         ["招聘教师", "120名", "118名"]],
        [],
        ["- 新建幼儿园已完成4所，目标任务6所 @第2行", "- 招聘教师完成118名，目标任务120名 @第3行"],
    ),
    "ticks": (
        [["乡镇", "覆盖率", "是否达标"], ["松林镇", "98%", "√"], ["白石乡", "85%", "×"]],
        [],
        ["- 松林镇覆盖率98%，是否达标为是 @第2行", "- 白石乡覆盖率85%，是否达标为否 @第3行"],
    ),
    "months with one of them in a column of its own": (
        [
            ["2026年1—6月就业统计表"],
            ["指标名称", "计量单位", "1—6月累计", None, "去年同期", "增减情况", "备注"],
            [None, None, "本期数", "其中：6月", None, None, None],
            ["城镇新增就业", "人", "3，256", "612", "3,018", "+7.9%", "完成年度任务5000人的65.1%"],
            ["开展招聘活动", "场次", "26", "/", "22", "4", "其中线上5场次；提供岗位1.2万个"],
        ],
        ["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3"],
        [
            "- 城镇新增就业累计3256人，去年同期3018人，"
            "增长7.9%（完成年度任务5000人的65.1%）；其中6月612人 @第4行",
            "- 开展招聘活动累计26场次，去年同期22场次，增减情况xx（其中线上5场次；"
            "提供岗位1.2万个） @第5行",
        ],
    ),
    "parts in columns stand beside their whole": (
        [
            ["学段", "学校数（所）", None, None, "在校生数（人）"],
            [None, "小计", "其中：公办", "其中：民办", None],
            ["小学", 41, 40, 1, 26540],
        ],
        ["A1:A2", "B1:D1", "E1:E2"],
        ["- 小学学校数41所，其中公办40所，民办1所，在校生数26540人 @第3行"],
    ),
    "two years, and a change in number and in percent": (
        [
            ["2026年上半年安全生产主要数据"],
            ["指标", "单位", "2026年上半年", "2025年上半年", "同比增减", None],
            [None, None, None, None, "数量", "%"],
            ["排查隐患", "处", 1285, 1342, -57, "-4.2%"],
            ["其中：危险化学品", "处", 214, 230, -16, "-7.0%"],
            ["      工贸", "处", 398, 401, -3, "-0.7%"],
            ["行政处罚", "起", 37, 29, 8, "27.6%"],
        ],
        ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"],
        [
            "- 排查隐患1285处，2025年上半年1342处，同比减少57处，下降4.2%；"
            "其中危险化学品214处，2025年上半年230处，"
            "同比减少16处，下降7.0%；工贸398处，2025年上半年401处，同比减少3处，下降0.7% @第4—6行",
            "- 行政处罚37起，2025年上半年29起，同比增加8起，增长27.6% @第7行",
        ],
    ),
    "groups of columns that say 情况": (
        [
            ["乡镇", "参保情况", None, None, "报销情况", None],
            [None, "应参保（人）", "实参保（人）", "参保率", "报销人次", "金额（万元）"],
            ["城关镇", 42180, 41520, "98.4%", 18650, 1236.48],
            ["清溪乡", 8730, None, None, 2744, 163.9],
        ],
        ["A1:A2", "B1:D1", "E1:F1"],
        [
            "- 城关镇应参保42180人，实参保41520人，参保率98.4%，报销18650人次，"
            "报销金额1236.48万元 @第3行",
            "- 清溪乡应参保8730人，实参保xx人，参保率xx%，报销2744人次，报销金额163.9万元 @第4行",
        ],
    ),
    "a caption beside the unit, and words after figures": (
        [
            ["截至2026年6月30日", None, None, None, "单位：万元"],
            ["项目名称", "总投资", "年度计划投资", "资金到位率", "存在问题"],
            ["县一中教学楼新建", 3200, 1500, "80%", "征地补偿尚有2户未签协议"],
            ["职教中心实训基地", 960, 600, "100%", "无"],
        ],
        [],
        [
            "- 县一中教学楼新建总投资3200万元，年度计划投资1500万元，资金到位率80%，"
            "征地补偿尚有2户未签协议 @第3行",
            "- 职教中心实训基地总投资960万元，年度计划投资600万元，资金到位率100% @第4行",
        ],
    ),
    "a budget: numbered rows after a part that is set in": (
        [
            ["财政收支执行情况", None, None, "单位：万元"],
            ["项目", "预算数", "执行数", "为预算%"],
            ["1.税收收入", 52000, 24310, "46.8%"],
            ["  其中：增值税", 21000, 9870, "47%"],
            ["2.非税收入", 34000, 16970, "49.9%"],
        ],
        [],
        [
            "- 税收收入24310万元，为预算52000万元的46.8%；其中增值税9870万元，"
            "为预算21000万元的47% @第3—4行",
            "- 非税收入16970万元，为预算34000万元的49.9% @第5行",
        ],
    ),
    "figures among words of what is done": (
        [
            ["实事名称", "年度目标", "完成情况", "完成比例"],
            ["新建幸福院", "12个", "已建成7个", "58.3%"],
            ["适老化改造", "300户", "214户", "71.3%"],
            ["城乡低保提标", "6月底前", "已执行", "100%"],
        ],
        [],
        [
            "- 新建幸福院完成年度目标12个的58.3%，已建成7个 @第2行",
            "- 适老化改造完成年度目标300户的71.3%，完成214户 @第3行",
            "- 城乡低保提标，年度目标6月底前，完成比例100%，已执行 @第4行",
        ],
    ),
    "what is no figure of one indicator": (
        [["项目", "新建幼儿园（所）", "新增学位（个）"], ["上半年", 6, 540], ["同比", "20%", "8%"]],
        [],
        ["- 上半年新建幼儿园6所，新增学位540个 @第2行", "- 【待补：表中第3行】 @第3行"],
    ),
    "a name that is an error": (
        [_HEAD, ["#REF!", "所", 6, "—"], ["新建幼儿园", "所", 6, "—"]],
        [],
        ["- 【待补：表中第2行】 @第2行", "- 新建幼儿园6所 @第3行"],
    ),
    "comments and marks in a name": (
        [_HEAD, ["<!-- 草稿 -->", "所", 6, "—"], ["# 新建幼儿园", "所", 6, "—"]],
        [],
        ["- 【待补：表中第2行】 @第2行", "- #新建幼儿园6所 @第3行"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _TABLES)
def test_tables_of_every_shape(tmp_path: Path, name: str) -> None:
    rows, merged, said = _TABLES[name]
    assert lines(_rows(tmp_path, rows, merged))[1:] == said


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["项目", "数量（个）"], ["甲", 3], ["乙", 4], ["合计", 8]], [("TAB211", "B4")]),
        ([["项目", "数量（个）"], ["甲", 3], ["乙", 4], ["合计", 7]], []),
        ([["项目", "金额（万元）"], ["甲", 3.04], ["乙", 4.04], ["合计", 7.1]], []),
        (
            [["项目", "金额（万元）"], ["甲", 3], ["乙", "—"], ["丙", 4], ["合计", 8]],
            [("TAB211", "B5"), ("TAB304", "A3")],
        ),
        ([["项目", "金额（万元）"], ["甲", 3], ["乙", None], ["合计", 8]], []),
        ([_HEAD, ["甲", "所", 3, "1%"], ["乙", "人", 4, "1%"], ["合计", "个", 8, "1%"]], []),
        ([_HEAD, ["甲", "所", 3, "—"], ["其中：乙", "所", 4, "—"]], [("TAB212", "C2")]),
        ([_HEAD, ["甲", "所", 3, "—"], ["其中：乙", "所", 2, "—"]], []),
        (
            [["指标", "目标（所）", "完成（所）", "完成率（%）"], ["甲", 10, 6, 50]],
            [("TAB213", "D2")],
        ),
        ([["指标", "目标（所）", "完成（所）", "完成率（%）"], ["甲", 10, 6, 60]], []),
        ([["指标", "目标（万元）", "完成（万元）", "完成率（%）"], ["甲", 3, 1, 33.3]], []),
        (
            [["指标", "上半年（所）", "上年同期（所）", "同比（%）"], ["甲", 6, 5, 25]],
            [("TAB214", "D2")],
        ),
        ([["指标", "上半年（所）", "上年同期（所）", "同比（%）"], ["甲", 5, 6, -16.7]], []),
        (
            [["指标", "上半年（所）", "上年同期（所）", "同比增减（所）"], ["甲", 6, 5, -1]],
            [("TAB214", "D2")],
        ),
        ([["指标", "上半年（%）", "同比"], ["甲率", 60, "2%"]], [("TAB215", "C2")]),
        ([["指标", "上半年（%）", "同比"], ["甲率", 60, "2个百分点"]], []),
        (
            [[*_HEAD[:3], "同比（%）"], ["甲", "所", 6, 0.2], ["乙", "所", 6, 0.1]],
            [("TAB216", "D2")],
        ),
        ([[*_HEAD[:3], "同比（%）"], ["甲", "所", 6, 0.2], ["乙", "所", 6, 12]], []),
    ],
)
def test_figures_that_belie_one_another_are_told_and_left_as_they_are(
    tmp_path: Path, rows: list[list[Any]], found: list[tuple[str, str]]
) -> None:
    assert told(_rows(tmp_path, rows)) == found


def test_a_number_of_a_person_never_comes_in(tmp_path: Path) -> None:
    head = ["指标", "单位", "上半年", "备注", "进展情况"]
    rows = [
        head,
        ["甲", "所", 6, "张三13800138000", "电话0871-65123456"],
        ["乙", "所", 7, "含民办2所", None],
    ]
    notes = _rows(tmp_path, rows)
    assert lines(notes)[1:] == ["- 甲6所 @第2行", "- 乙7所（含民办2所） @第3行"]
    assert [(f.code, f.text) for f in notes.findings] == [("TAB303", ""), ("TAB303", "")]


def test_names_of_files_and_sheets_cannot_close_the_comment(tmp_path: Path) -> None:
    sheet = workbooks.sheet([["名称", "数量（个）"], ["甲", 3]], title="a-->b")
    notes = made(workbooks.save(sheet, tmp_path / "x--y.xlsx"), KNOWN)
    (bullet,) = parse_notes(notes.text, Path("n.md")).all_bullets()
    assert (bullet.text, bullet.origin) == ("甲3个", "x—y.xlsx｜a—b｜第2行")


def test_every_code_is_told_of_in_the_docs() -> None:
    page = (Path(__file__).parents[3] / "docs" / "tables.md").read_text(encoding="utf-8")
    told: set[int] = set()
    for row in re.findall(r"^\| TAB([\d–, ]+) \|", page, re.MULTILINE):
        for first, _, last in (part.partition("–") for part in row.split(", ")):
            told |= set(range(int(first), int(last or first) + 1))
    assert told == {int(name[3:]) for name in catalogue() if re.fullmatch(r"tab\d+", name)}


@pytest.mark.parametrize("title", ["1", "一、", "<!--", "# #", "**", "（一）"])
def test_a_sheet_of_any_name_gets_a_heading(tmp_path: Path, title: str) -> None:
    made_of = workbooks.sheet([["名称", "数量（个）"], ["甲", 3]], title="x")
    made_of.title = title.replace("*", "_")
    notes = made(workbooks.save(made_of, tmp_path / "1.xlsx"), KNOWN)
    brief = parse_notes(notes.text, Path("n.md"))
    assert [bullet.text for bullet in brief.all_bullets()] == ["甲3个"]
    assert all(section.heading for section in brief.sections)


# --- properties ---

_UNITS = ["所", "人次", "万元", "亿元", "处", "%", "公里"]
_NAMES = st.text("甲乙丙丁戊己庚辛建设整治", min_size=2, max_size=6)


@st.composite
def _indicators(draw: st.DrawFn) -> tuple[list[list[Any]], dict[str, str], list[str]]:
    """Rows of a table, the formats of its cells, and the figures that a person reads in it."""
    rows: list[list[Any]] = [["指标", "单位", "上半年", "上年同期", "同比", "年度目标"]]
    formats: dict[str, str] = {}
    wanted: list[str] = []
    for number in range(2, 2 + draw(st.integers(1, 5))):
        unit = draw(st.sampled_from(_UNITS))
        row: list[Any] = [draw(_NAMES), unit]
        for column in "CD":
            places = draw(st.integers(0, 2))
            value = draw(st.integers(1, 10**7)) / 10**places
            formats[f"{column}{number}"] = draw(st.sampled_from(["#,##0", "0"])) + (
                "." + "0" * places if places else ""
            )
            row.append(value)
            wanted.append(f"{Decimal(str(value)):.{places}f}{unit}")
        thousandths = draw(st.integers(-2000, 2000).filter(bool))
        row.append(thousandths / 1000)
        formats[f"E{number}"] = "0.0%"
        wanted.append(f"{Decimal(abs(thousandths)) / 10:.1f}%")
        target = draw(
            st.one_of(st.none(), st.sampled_from(["—", "/", "待定"]), st.integers(1, 999))
        )
        row.append(target)
        wanted += [f"{target}{unit}"] if isinstance(target, int) else []
        rows.append(row)
    return rows, formats, wanted


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(table=_indicators())
def test_every_figure_of_a_table_is_in_the_notes_once_and_no_other(
    tmp_path: Path, table: tuple[list[list[Any]], dict[str, str], list[str]]
) -> None:
    rows, formats, wanted = table
    path = workbooks.save(workbooks.sheet(rows, formats=formats), tmp_path / "p.xlsx")
    notes = made(path, KNOWN)
    read = Counter(
        fact.key for bullet in parse_notes(notes.text, path).all_bullets() for fact in bullet.facts
    )
    assert read == Counter(fact.key for figure in wanted for fact in read_facts(figure))
    assert not [finding for finding in notes.findings if finding.severity is Severity.ERROR]


_CELLS = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.floats(-(10**6), 10**6, allow_nan=False),
    st.sampled_from(
        "指标 项目 类别 单位 上半年 同比 同比（%） 备注 合计 其中：公办 一、学前 （一）小学 "
        "1.幼儿园 所 万元 % 人次 新建幼儿园 完成率 年度目标 上年同期 2026年上半年 "
        "— / 无 持平 12% 增长5% 约30 3所 120-150 xx 待报 #REF! "
        "填报单位：人事科 单位：万元 注：数据截至6月30日 6月 第三小学 “5+2” 12345热线 13800138000 "
        "<!-- **粗** [a](b) | -".split()
    ),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.lists(_CELLS, min_size=2, max_size=6), min_size=1, max_size=8),
    merge=st.booleans(),
)
def test_whatever_a_sheet_holds_no_figure_comes_from_nowhere_and_none_is_lost(
    tmp_path: Path, rows: list[list[Any]], merge: bool
) -> None:
    sheet = workbooks.sheet(rows, merged=["A1:B1", "A2:A3"] if merge else [])
    path = workbooks.save(sheet, tmp_path / "f.xlsx")
    notes = made(path, KNOWN)
    assert not {"TAB123", "TAB125"} & set(codes(notes))
    if not notes.bullets:
        return
    cells = [cell for row in rows for cell in row]
    texts = [_text(cell) for cell in cells]
    stated = {fact.key for text in texts for fact in read_facts(text)}
    numbers = {number for cell in cells for number in _numbers(cell)}
    for bullet in parse_notes(notes.text, path).all_bullets():
        for fact in bullet.facts:
            assert fact.kind is not FactKind.PERSONAL
            from_text = fact.key in stated or _is_named(fact, texts)
            assert from_text or _number(fact) & numbers, (bullet.text, fact)


def _text(cell: Any) -> str:
    """The words of a cell; 2026 over a column is a year."""
    return f"{cell}年" if isinstance(cell, int) else cell if isinstance(cell, str) else ""


def _numbers(cell: Any) -> set[Decimal]:
    return {abs(Decimal(number)) for number in re.findall(r"\d+(?:\.\d+)?", _shown(cell))}


def _is_named(fact: Fact, texts: list[str]) -> bool:
    """Whether a fact is a name, which can go over two cells, or an ordinal in one of the texts."""
    ordinal = fact.kind is FactKind.ORDINAL and any(fact.quote in text for text in texts)
    return ordinal or fact.kind is FactKind.NAME


def _shown(cell: Any) -> str:
    if isinstance(cell, float):
        return " ".join({f"{cell:.{places}f}" for places in range(11)} | {f"{cell:.10g}"})
    return "" if cell is None else str(cell)


def _number(fact: Fact) -> set[Decimal]:
    """What a figure can be in its cell: in units, 万 or 亿."""
    if fact.value is None:
        return set()
    return {abs(fact.value) / scale for scale in (1, 10**4, 10**8)}


def test_a_workbook_without_any_table_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "只有一句话"
    book.save(tmp_path / "a.xlsx")
    notes = made(tmp_path / "a.xlsx", KNOWN)
    assert (notes.bullets, list(codes(notes))) == (0, ["TAB122"])


@pytest.mark.parametrize(
    ("rows", "organization", "period"),
    [
        ([["填报单位：就业服务中心"], _HEAD, ["甲", "所", 6, "1%"]], "", ""),
        (
            [["填报单位：云岭县疾病预防控制中心"], _HEAD, ["甲", "所", 6, "1%"]],
            "云岭县疾病预防控制中心",
            "",
        ),
        (
            [["云岭县财政局2026年1—6月收支"], _HEAD, ["甲", "所", 6, "1%"]],
            "云岭县财政局",
            "2026年1—6月",
        ),
        (
            [["2026年上半年"], ["指标", "2026年上半年", "2025年上半年"], ["甲（所）", 6, 5]],
            "",
            "2026年上半年",
        ),
    ],
)
def test_the_front_matter_says_what_the_tables_say(
    tmp_path: Path, rows: list[list[Any]], organization: str, period: str
) -> None:
    notes = made(workbooks.save(workbooks.sheet(rows), tmp_path / "a.xlsx"))
    front = parse_notes(notes.text, Path("n.md"))
    assert (front.organization, front.period) == (organization or "xx单位", period or front.period)
    assert ("organization" in notes.missing, "period" in notes.missing) == (
        not organization,
        not period,
    )
