"""A sample of the files that bench/hostile_files.py reads: each read, or refused in a sentence."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from drafter.errors import InputError
from drafter.reading.document import read_document
from drafter.reading.files import open_file
from tests.reading import calling_home
from tests.reading.hostile import LAUGHS, MAKERS, docx, xlsx
from tests.reading.test_confined import needs_office
from tests.word.wordfiles import p, word

SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY a "b">]>'
    '<svg xmlns="http://www.w3.org/2000/svg"/>'
)
LIBRARIES = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//'
    'DTD OfficeDocument 1.0//EN" "libraries.dtd"><library:libraries '
    'xmlns:library="http://openoffice.org/2000/library"/>'
)

REFUSED = {
    "body_called_dat.docx": "标记数",
    "laughs_in_dat.docx": "DOCTYPE",
    "deep_5000.docx": "已损坏",
    "header_called_dat.docx": "标记数",
    "entries_70000.docx": "已损坏",
    "overlapping_entries.docx": "解压后字节数",
    "cells_with_tabs.xlsx": "表格太大",
    "cells_with_a_prefix.xlsx": "表格太大",
    "sheet_called_dat.xlsx": "表格太大",
    "merged_many_times.xlsx": "表格太大",
    "merged_with_two_blanks.xlsx": "表格太大",
    "laughs.xlsx": "DOCTYPE",
    "paragraphs.odt": "标记数",
    "one_text_50000_times.xlsx": "表格太大",
    "shared_formulas.xlsx": "没有算过的公式",
    "deep_lines.md": "文件头",
    "laughs.md": "文件头",
    "object_of_python.md": "文件头",
}
READ = [
    "zeros_as_a_picture.docx",
    "styles_in_a_ring.docx",
    "stray_cell.xlsx",
    "one_sheet_5000_times.xlsx",
    "stray_cell_at_the_corner.xlsx",
    "column_to_2147483647.xlsx",
    "comment_on_a_whole_sheet.xlsx",
    "spans_of_cells.html",
]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_much_is_refused(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name)
    with pytest.raises(InputError) as refused:
        read_document(tmp_path / name)
    assert REFUSED[name] in refused.value.message


@pytest.mark.parametrize("name", READ)
def test_what_says_little_is_read(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name)
    assert open_file(tmp_path / name).holds


@pytest.mark.parametrize("name", ["deep_3000.json", "deep_300000.json", "values_8000000.json"])
def test_a_draft_of_a_stranger_is_bounded(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name)
    with pytest.raises(InputError, match=r"drafter|太深"):
        open_file(tmp_path / name)


def _with(path: Path, name: str, content: str) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)
    return path


def test_a_picture_that_declares_entities_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = _with(word(tmp_path / "a.docx", p("新增学位540个。")), "word/media/image1.svg", SVG)
    assert read_document(file).blocks[-1].text == "新增学位540个。"
    book = openpyxl.Workbook()
    book.active.append(["新增学位", 540])
    book.save(tmp_path / "a.xlsx")
    file = _with(tmp_path / "a.xlsx", "xl/media/image1.svg", SVG)
    assert "540" in read_document(file).blocks[-1].text


@needs_office
@pytest.mark.parametrize(
    ("name", "content"), [("Pictures/a.svg", SVG), ("Basic/script-lc.xml", LIBRARIES)]
)
def test_what_opendocument_declares_beside_its_text_is_let_be(
    tmp_path: Path, name: str, content: str
) -> None:
    file = calling_home.odt(tmp_path / "a.odt", "<text:p>甲</text:p>", {name: content})
    assert open_file(file).lines[-1].text == "工作总结"
    with pytest.raises(InputError, match="DOCTYPE"):
        read_document(_with(file, "styles.xml", SVG))


def test_a_text_that_is_called_a_picture_is_refused_for_its_entities(tmp_path: Path) -> None:
    laughing = docx(p("<w:r><w:t>&l9;</w:t></w:r>"), "media/d.svg", LAUGHS)
    (tmp_path / "a.docx").write_bytes(laughing)
    cell = '<row><c t="inlineStr"><is><t>&l9;</t></is></c></row>'
    (tmp_path / "a.xlsx").write_bytes(xlsx(cell, main="media/s.svg", declared=LAUGHS))
    for name in ("a.docx", "a.xlsx"):
        with pytest.raises(InputError, match="DOCTYPE"):
            read_document(tmp_path / name)
