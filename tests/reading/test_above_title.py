"""Text above a title is read, or told of: a wrong title is worse than none."""

from pathlib import Path

import pytest

from drafter.reading.document import read_document
from drafter.reading.reports import read_report
from tests.word.wordfiles import p, r, word

NOTES = ["招聘教师118名", "培训12期、参训1200人次", "整改隐患149处；", "新建学位3200个；"]
TITLE, HEADING = "云岭县教育局2026年上半年工作总结", "下半年工作计划"
BODY = ["一、主要工作", "开展食堂检查12次。"]
LARGE = '<w:jc w:val="center"/>'


def large(text: str) -> str:
    return p(r(text, '<w:b/><w:sz w:val="44"/>'), LARGE)


def table(*rows: list[str]) -> str:
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def blocks(path: Path) -> list[str]:
    return [block.text for block in read_document(path).blocks]


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("notes", [
    NOTES,
    NOTES[:2],
    ["培训xx期，参训xxx人次", "新增学位xxx个"],
    ["1.招聘教师118名", "2.落实资金3.2亿元"],
    ["落实资金3.2亿元", "入园率98.5%"],
    ["青溪县", *NOTES[:2]],
])  # fmt: skip
@pytest.mark.parametrize("form", ["docx", "md", "txt"])
def test_a_heading_below_notes_is_no_title(tmp_path: Path, notes: list[str], form: str) -> None:
    path = tmp_path / f"材料.{form}"
    if form == "docx":
        word(path, "".join(map(p, notes)) + large(HEADING) + p("计划招聘教师60名。"))
    else:
        mark = "# " if form == "md" else ""
        written(path, *notes, mark + HEADING, "计划招聘教师60名。")
    document, report = read_document(path), read_report(path).report
    assert (document.title, report.title) == ("材料", "")
    assert blocks(path) == [*notes, HEADING, "计划招聘教师60名。"]
    assert [line.text for line in report.text_lines][-3:] == [
        notes[-1],
        HEADING,
        "计划招聘教师60名。",
    ]


def test_one_note_above_a_title_is_text(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p(NOTES[0]) + large(TITLE) + "".join(map(p, BODY)))
    document = read_document(path)
    assert (document.title, blocks(path), document.notice) == (TITLE, [NOTES[0], *BODY], "")
    (notice,) = read_report(path).notices
    assert NOTES[0] in notice


@pytest.mark.parametrize("rows", [
    [["指标", "数量"], ["招聘教师", "118名"]],
    [["分类", "数量"], ["小学", "6"], ["中学", "3"]],
    [["名称", "单位", "投资"], ["县一中", "万元", "1,200"]],
    [["时间", "完成率"], ["上半年", "98.5%"]],
])  # fmt: skip
@pytest.mark.parametrize("above", [True, False])
def test_a_table_of_figures_beside_the_title_is_text(
    tmp_path: Path, rows: list[list[str]], above: bool
) -> None:
    title, figures = large(TITLE), table(*rows)
    start = figures + title if above else title + figures
    path = word(tmp_path / "a.docx", start + "".join(map(p, BODY)))
    document = read_document(path)
    assert (document.title, document.unit) == (TITLE, "云岭县教育局")
    assert blocks(path) == ["\n".join("｜".join(row) for row in rows), *BODY]
    report = read_report(path)
    assert report.report.title == TITLE
    assert bool(report.notices) == above


def test_lines_above_a_title_that_are_no_frame_are_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "推进校车安全工作", "抓好食堂专项整治", TITLE, *BODY)
    document = read_document(path)
    assert document.title == TITLE
    assert "2 行" in document.notice
    assert "推进校车安全工作" in document.notice
    assert "2 行" in read_report(path).notices[0]


@pytest.mark.parametrize("frame", [
    ["云岭县教育局文件", "云教发〔2026〕12号"],
    ["内部资料 注意保存", "工作简报", "第12期（总第345期）"],
    ["机密★一年", "特急", "签发人：王某某"],
    ["下载", "打印", "【字号：", "加大", "】"],
    ["首页 > 政务公开 > 工作总结", "当前位置：首页"],
    ["云岭县人民政府门户网站", "发布时间：2026-07-05 来源：县教育局 浏览次数：123"],
    ["2026年7月5日 星期日 第12345期", "A03版：要闻"],
    ["县十八届人大五次会议文件（八）"],
])  # fmt: skip
def test_the_frame_of_a_document_is_not_told(tmp_path: Path, frame: list[str]) -> None:
    path = written(tmp_path / "a.txt", *frame, TITLE, *BODY)
    document = read_document(path)
    assert (document.title, document.notice, blocks(path)) == (TITLE, "", BODY)
    assert read_report(path).notices == ()


def test_a_first_sentence_that_names_a_meeting_is_text(tmp_path: Path) -> None:
    first = "2026年1月5日县委常委会议审议通过实施方案，全年落实资金3.2亿元。"
    path = written(tmp_path / "a.txt", TITLE, first, *BODY)
    assert blocks(path) == [first, *BODY]


def test_notes_below_the_signature_are_told(tmp_path: Path) -> None:
    signed = ["云岭县教育局", "2026年7月5日"]
    path = written(tmp_path / "a.txt", TITLE, *BODY, *signed, *NOTES[:2], "（联系人：王某某）")
    assert "2 行" in read_report(path).notices[0]
    assert blocks(path)[-2:] == NOTES[:2]
