"""The reader proves a file, so it is strict."""

import zipfile
from pathlib import Path

import pytest

from drafter.errors import RenderFault
from drafter.word.read_back import read_lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("word/document.xml", f'<w:document xmlns:w="{W}">{body}</w:document>')
    return path


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<w:p><w:r><w:t>一</w:t></w:r><w:r><w:t>二</w:t></w:r></w:p><w:sectPr/>", ["一二"]),
        ("<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p><w:p><w:r><w:t>三</w:t></w:r></w:p>", ["三"]),
        (
            '<w:p><w:pPr><w:pStyle w:val="GwTitle"/></w:pPr><w:r>'
            "<w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>",
            ["一二"],
        ),
    ],
)
def test_read_lines(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert read_lines(package(tmp_path / "x.docx", f"<w:body>{body}</w:body>")) == lines


@pytest.mark.parametrize(
    ("body", "element"),
    [
        ("<w:tbl/>", "tbl"),
        ("<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>", "ins"),
        ("<w:p><w:r><w:tab/></w:r></w:p>", "tab"),
        ("<w:p><w:r><w:t>正文</w:t><w:br/></w:r></w:p>", "br"),
    ],
)
def test_what_is_no_plain_text_is_refused(tmp_path: Path, body: str, element: str) -> None:
    with pytest.raises(RenderFault, match=element):
        read_lines(package(tmp_path / "x.docx", f"<w:body>{body}</w:body>"))


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("不是")
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as out:
        out.writestr("x", "")
    package(tmp_path / "c.docx", "")
    for name in "abc":
        with pytest.raises(RenderFault, match=r"\.docx"):
            read_lines(tmp_path / f"{name}.docx")
