"""Notes pasted from elsewhere: marks of lists, rows of a spreadsheet, what a spreadsheet could not reckon."""

from pathlib import Path

import pytest

from drafter.reading.notes import NotesFile, open_notes

FILES = Path(__file__).parents[3] / "shared" / "data" / "cases" / "files"
pytestmark = pytest.mark.skipif(
    not FILES.is_dir(), reason=f"{FILES} is not here, so its cases were NOT read"
)


def read(name: str) -> NotesFile:
    return open_notes(FILES / f"{name}.md")


def texts(name: str) -> list[str]:
    return [bullet.text for bullet in read(name).brief().all_bullets()]


def test_colons_of_full_width_are_colons() -> None:
    brief = read("a_fullcolon").brief()
    assert (brief.organization, brief.kind, brief.period, brief.date) == (
        "青溪县人社局",
        "summary",
        "2026年上半年",
        "2026年7月5日",
    )
    assert texts("a_fullcolon") == ["新增就业612人，占目标的76.5%"]


@pytest.mark.parametrize(
    "note",
    [
        "新建社区养老服务站6个",
        "改造适老化家庭120户",
        "培训护理员3期180人次",
        "敬老院消防改造4家",
        "购置护理床80张",
        "慰问老党员45名",
        "服务时长3400小时",
        "助餐点14处",
        "一是新增床位200张，二是入住率达78.5%，三是投诉率下降2.3个百分点",
    ],
)
def test_marks_part_a_line_and_go(note: str) -> None:
    assert note in texts("n04_circled")


def test_no_mark_stays_before_a_note() -> None:
    notes = texts("n04_circled")
    assert len(notes) == 21
    assert not [note for note in notes if note[0] in "①②③⑴⑵1（a★√●▲→■◆§"]


def test_rows_with_tabs_are_a_table() -> None:
    assert sorted(texts("n06_tabs")) == [
        "农村低保户数1208户，人数2036人，发放金额520.15万元",
        "合计户数1528户，人数2548人，发放金额706.55万元",
        "城市低保户数320户，人数512人，发放金额186.4万元",
    ]


def test_what_a_spreadsheet_could_not_reckon_is_open_and_told() -> None:
    file = read("n08_excelpaste")
    notes = texts("n08_excelpaste")
    assert notes[0] == "新建养老服务站6个，改造120户，2026年3月5日"
    assert [note for note in notes if "xx" in note] == ["完成率xx", "增长xx", "合计xx", "时间xx"]
    told = [part.text.strip() for part in file.left_out]
    assert told[:4] == ["#DIV/0!", "###", "=SUM(B2:B4)", "46086"]
    assert told[4:] == ["（空）", "无", "/", "—", "待补充", "同上"]


@pytest.mark.parametrize(
    "note",
    [
        "全县耕地10⁴亩、蓄水1.2×10⁸m³，新增绿地3.5km²、建筑面积2000㎡",
        "占用土地12.5公顷，补划13.0公顷",
        "城镇500本",
        "农村734本",
        "分别完成12、15、18个；占比分别为12%、15%、18%",
    ],
)
def test_raised_figures_and_wide_ones_keep_their_value(note: str) -> None:
    assert note in texts("n13_superscript")
