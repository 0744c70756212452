"""Files in every shape a bureau keeps them in."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from drafter.errors import InputError
from drafter.reading.document import read_document
from drafter.reading.kinds import shelf_of

TEXT = "云岭县教育局2024年上半年工作总结\n一、工作完成情况\n举办培训12场次，参训300人。\n云岭县教育局\n2024年7月5日\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "总结.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    document = read_document(file)
    assert document.title == "云岭县教育局2024年上半年工作总结"
    assert (document.unit, document.period, document.date) == (
        "云岭县教育局",
        "2024年上半年",
        "2024年7月5日",
    )
    assert [block.text for block in document.blocks] == [
        "一、工作完成情况",
        "举办培训12场次，参训300人。",
    ]


def test_front_matter_comes_before_what_the_text_says(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "---\ntitle: 关于义务教育的说明\n单位: 甲县教育局\nperiod: 2023年\nkind: 依据\ndate: 2023-12-01\n---\n"
        "# 乙县2024年工作总结\n正文在此。\n",
        encoding="utf-8",
    )
    document = read_document(file)
    said = (document.title, document.unit, document.period, document.shelf, document.date)
    assert said == ("关于义务教育的说明", "甲县教育局", "2023年", "policy", "2023年12月1日")
    assert [block.text for block in document.blocks] == ["正文在此。"]


@pytest.mark.parametrize(
    ("title", "shelf"),
    [
        ("中华人民共和国教育法", "policy"),
        ("校车安全管理条例", "policy"),
        ("云岭县教师奖励办法（试行）", "policy"),
        ("关于印发《云岭县学前教育行动计划》的通知", "policy"),
        ("关于加强校园安全工作的意见", "policy"),
        ("云岭县教育局2024年法治政府建设情况报告", "report"),
        ("云岭县教育局2024年工作总结和2025年工作计划", "report"),
        ("2025年工作要点", "report"),
        ("集团化办学的经验做法", "report"),
    ],
)
def test_shelf_of_a_title(title: str, shelf: str) -> None:
    assert shelf_of(title) == shelf


def test_what_stands_round_a_text_on_a_web_page_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    furniture = "下载\n打印\n【字号：\n加大\n"
    file.write_text(
        f"{furniture}2026年云岭县政府工作报告\n一、回顾\n过去一年很好。\n相关报道：\n",
        encoding="utf-8",
    )
    document = read_document(file)
    assert document.title == "2026年云岭县政府工作报告"
    assert [block.text for block in document.blocks] == ["一、回顾", "过去一年很好。"]


def test_word_headings_and_accepted_changes(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("云岭县教育局2024年工作总结", style="Title")
    word.add_heading("主要工作", level=2)
    changed = word.add_paragraph("举办培训")
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed._p.append(
        parse_xml(f"<w:ins {nsdecls('w')} w:id='1' w:author='甲'>{run.format('12场次')}</w:ins>")
    )
    gone = "<w:r><w:delText>30场次</w:delText></w:r>"
    changed._p.append(parse_xml(f"<w:del {nsdecls('w')} w:id='2' w:author='甲'>{gone}</w:del>"))
    moved = run.format("移走的话")
    changed._p.append(
        parse_xml(f"<w:moveFrom {nsdecls('w')} w:id='3' w:author='甲'>{moved}</w:moveFrom>")
    )
    outlined = word.add_paragraph("存在问题")
    outlined._p.get_or_add_pPr().append(parse_xml(f"<w:outlineLvl {nsdecls('w')} w:val='1'/>"))
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["学校", "人数", "一中", "300"], strict=True):
        cell.text = text
    word.save(str(tmp_path / "a.docx"))

    document = read_document(tmp_path / "a.docx")
    assert document.title == "云岭县教育局2024年工作总结"
    assert [(block.level, block.text) for block in document.blocks] == [
        (2, "主要工作"),
        (0, "举办培训12场次"),
        (2, "存在问题"),
        (0, "学校｜人数\n一中｜300"),
    ]


def _docx_without_its_text() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ppt", b"", "不支持的文件类型 .ppt"),
        ("a.pdf", b"%PDF-1.7", "文件已损坏"),
        ("a.xlsx", b"PK\x03\x04", "文件已损坏"),
        ("a.html", b"<html><nav>x</nav></html>", "没有正文"),
        ("a.docx", b"PK\x03\x04 no archive at all", "已损坏"),
        ("a.docx", b"\xd0\xcf\x11\xe0 an old or encrypted one", "已损坏"),
        ("a.docx", _docx_without_its_text(), "Word 文件不完整"),
        ("a.txt", bytes(range(256)) * 20, "不是文本文件"),
        ("a.txt", b"", "没有正文"),
        ("a.md", "---\ntitle: [\n---\n正文。".encode(), "文件头"),
        ("missing.txt", None, "文件无法读取"),
    ],
)
def test_bad_files_are_refused_with_a_reason(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_document(tmp_path / name)
    assert said in refused.value.message
