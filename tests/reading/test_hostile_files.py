"""A sample of the files that bench/hostile_files.py reads: each read, or refused in a sentence."""

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.reading.document import read_document
from drafter.reading.files import open_file
from tests.reading.hostile import MAKERS

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
    with pytest.raises(InputError, match="drafter"):
        open_file(tmp_path / name)
