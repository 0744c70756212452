"""Files that were once dropped in part, refused or ended in a traceback; where the folder is there."""

from pathlib import Path

import pytest

from drafter.documents.house_words import House
from drafter.filling.template_files import mask_file, own_names
from drafter.reading.document import read_document

FILES = Path(__file__).parents[3] / "shared" / "data" / "cases" / "files"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="no shared data on this machine")


@pytest.mark.parametrize(("name", "words"), [
    ("d02_before_title.docx", ["招聘教师118名", "新建学位3200个", "计划招聘教师60名"]),
    ("d06_two_coreprops.docx", ["查出问题资金356.8万元"]),
    ("d07_anon_style.docx", ["查出问题资金356.8万元"]),
    ("h6_weixin.html", ["全县核定校车86辆", "专项资金126.5万元"]),
    ("x01_blankfmt.xlsx", ["新建养老服务站｜个｜6", "改造适老化家庭｜户｜120"]),
])  # fmt: skip
def test_all_of_it_is_read(name: str, words: list[str]) -> None:
    text = "\n".join(block.text for block in read_document(FILES / name).blocks)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    "name", ["d06_two_coreprops.docx", "d07_anon_style.docx", "t01_template.docx"]
)
def test_it_is_masked(tmp_path: Path, name: str) -> None:
    mask_file(FILES / name, tmp_path / "b.docx", own_names(House()), map_file=tmp_path / "map.json")
    assert read_document(tmp_path / "b.docx").blocks
