"""The measures of prose agree with a reader, and with what real reports and notes are."""

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter.cli import app
from drafter.documents.report_text import read_text
from drafter.evaluation.prose.frames import frame
from drafter.evaluation.prose.governing import is_telegraphic
from drafter.evaluation.prose.measures import (
    MEASURES,
    is_closed_by_phrase,
    is_figure_only,
    is_planned,
    prose,
)
from drafter.evaluation.prose.sentences import FIGURE, sentences
from drafter.reading.reports import read_report

LABELLED = Path(__file__).parents[1] / "data" / "prose" / "labelled.tsv"
PUBLISHED = Path(__file__).parents[3] / "shared" / "data"
JUDGED = {
    "telegraphic": is_telegraphic,
    "figure_only": is_figure_only,
    "closing": is_closed_by_phrase,
    "planned": is_planned,
}


def labelled() -> list[dict[str, str]]:
    rows = LABELLED.read_text(encoding="utf-8").splitlines()
    names = ("set", "part", *JUDGED, "text")
    return [dict(zip(names, r.split("\t"), strict=True)) for r in rows if not r.startswith("#")]


def telegraphic(text: str) -> bool:
    (sentence,) = sentences(text)
    return is_telegraphic(sentence)


@pytest.mark.parametrize("measure", JUDGED)
def test_the_measures_agree_with_a_reader(measure: str) -> None:
    rows = [row for row in labelled() if row[measure] != "-"]
    agreed = Counter[str]()
    for row in rows:
        (sentence,) = sentences(row["text"])
        agreed[row[measure]] += JUDGED[measure](sentence) == (row[measure] == "y")
    for label in "yn":
        of = sum(row[measure] == label for row in rows)
        assert agreed[label] >= 0.95 * of, (label, agreed[label], of)


@pytest.mark.parametrize(
    "text",
    [
        "信访件63件，推动问题解决。",
        "聚焦群众关切，信访件63件。",
        "受理的信访件63件。",
        "坚持问题导向的信访件63件。",
        "推动信访件63件。",
        "加强管理信访件63件。",
        "实训岗位建设320个。",
        "开展情况：讲座12场。",
        "（加强防溺水）警示牌560块。",
        "参训教师300人。",
        "培训经费200万元。",
        "返岗后一个月内回访率92%。",
        "资源共享中心3个。",
        "出院患者满意度96%。",
        "无理由退货承诺店31家。",
        "新增床位20张，其中养老床位8张，新建食堂3个，护理员12人。",
    ],
)
def test_a_verb_that_does_not_govern_mends_nothing(text: str) -> None:
    assert telegraphic(text)


@pytest.mark.parametrize(
    "text",
    [
        "受理信访件（含网上）63件。",
        "讲座举办12场。",
        "新增公办园学位540个，其中城东幼儿园360个、沙坪镇中心幼儿园180个。",
        "对校外培训机构检查86家次。",
        "12个大模型通过国家备案。",
        "12人次打破9项纪录。",
        "由36个降到21个。",
        "全县40所学校中，有38所完成章程修订。",
        "针对12类风险，制定防控措施。",
        "占年度计划2.4亿元的60.8%。",
        "过去5年，群众生活越来越好。",
        "标准为每人每月300元。",
        "城市为每人每月760元、农村为每人每月590元。",
        "立案2起，罚款3.5万元。",
        "排查机构12家。",
        "储备救灾物资3000件。",
        "签约项目46个。",
        "入户核查320户。",
        "统筹床位96张。",
        "药企收购1860吨。",
        "较合同提前30天。",
        "其余5项为跨年事项。",
        "为孤儿254人发放生活费219万元。",
    ],
)
def test_a_verb_that_governs_is_found(text: str) -> None:
    assert not telegraphic(text)


def test_figures_dates_and_names_are_told_apart() -> None:
    (sentence,) = sentences("6月底，印发《实施方案》，排查xx处，第3次整改152处。")
    assert [clause.text.count(FIGURE) for clause in sentence.clauses] == [0, 0, 1, 1]
    assert not sentence.clauses[0].says_something


def test_a_bracket_that_nothing_closes_is_no_aside() -> None:
    (sentence,) = sentences("整改隐患12处（含跨年3处，受理信访件（网上）63件。")
    assert [clause.has_figure for clause in sentence.clauses] == [True, True]


def test_a_frame_is_what_is_left_without_the_words() -> None:
    first, second, third = sentences("举办讲座3场。发放资料5000份。讲座3场。")
    assert frame(first) == frame(second) != frame(third)


REPORT = """某县教育局2026年工作总结和2027年工作计划
一、2026年工作情况
（一）校园安全
1.隐患排查。坚持预防为主，守住安全底线。排查隐患152处。整改隐患149处。
2.警示教育。警示牌560块。讲座12场。护栏300米。
二、2027年工作打算
1.学校建设。力争新建学校3所。改造食堂12个。
"""


def test_each_part_is_measured_by_itself() -> None:
    text = prose(read_text(REPORT))
    values = {name: measure.of(text) for name, measure in MEASURES.items()}
    assert (values["telegraphic"].value, values["telegraphic"].of) == (0.5, 6)
    shown = [place.text for place in values["telegraphic"].places]
    assert shown == ["警示牌560块。", "讲座12场。", "护栏300米。"]
    assert values["led"].value == 0.5
    assert values["planned"].value == 0.5
    assert values["frames"].value == 1
    assert values["verbatim"].value is None


def test_a_report_without_parts_is_measured_whole() -> None:
    text = prose(read_text("警示牌560块。设置警示牌560块。"))
    assert MEASURES["telegraphic"].of(text).value == 0.5
    assert MEASURES["planned"].of(text).value is None


def test_the_command_puts_files_side_by_side(tmp_path: Path) -> None:
    report, notes = tmp_path / "报告.txt", tmp_path / "要点.txt"
    report.write_text(REPORT, encoding="utf-8")
    notes.write_text(REPORT.replace("排查隐患", "隐患"), encoding="utf-8")
    shown = CliRunner().invoke(app, ["eval", "prose", str(report), str(notes)])
    assert shown.exit_code == 0, shown.output
    assert "0.5✗" in shown.output
    assert "0.67✗" in shown.output
    asked = CliRunner().invoke(app, ["eval", "prose", str(report), "--json"])
    values = json.loads(asked.output)[str(report)]
    assert set(values) == set(MEASURES)
    assert values["led"]["met"] is False
    alone = CliRunner().invoke(app, ["eval", "prose", str(report)])
    assert "讲座12场。" in alone.output


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="published reports are not here")
def test_published_reports_are_prose() -> None:
    files = [PUBLISHED / "seed.txt", *sorted(PUBLISHED.glob("reports/*.txt"))]
    for file in files:
        text = prose(read_report(file).report)
        values = {name: measure.of(text).value or 0 for name, measure in MEASURES.items()}
        assert values["telegraphic"] <= 0.1, file.name
        assert values["figure_only"] <= 0.35, file.name
        assert values["led"] >= 0.8, file.name
        assert values["function_words"] >= 3.3, file.name
