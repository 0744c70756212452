"""10⁴吨, its 4 set as superscript: masked, filled, mended and compared without a character lost."""

import re
import zipfile
from pathlib import Path

import pytest

from drafter.documents.house_words import House
from drafter.filling.template_files import mask_file, own_names
from drafter.records import Edit, Finding, Severity
from drafter.word.mending import write_mended
from drafter.word.reading import read_word
from drafter.word.replacing import WordText
from tests.word.wordfiles import p, r, word

HIGH = '<w:vertAlign w:val="superscript"/>'
TITLE = p("云岭县水务局2026年上半年工作总结")


def made(path: Path, before: str, high: str, after: str) -> Path:
    return word(path, TITLE + p(r(before) + r(high, HIGH) + r(after)))


def last(path: Path) -> str:
    return read_word(path).sources[-1].text


def rejected(path: Path) -> str:
    """The characters of the last paragraph before its changes, high ones as they are stored."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read("word/document.xml").decode()
    paragraph = re.findall(r"<w:p[ >].*?</w:p>", content, re.DOTALL)[-1]
    paragraph = re.sub(r"<w:ins .*?</w:ins>", "", paragraph, flags=re.DOTALL)
    return "".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", paragraph))


@pytest.mark.parametrize(("text", "old", "new"), [
    (("供水3.2×10", "4", "吨,同比增长5%。"), "吨,", "吨，"),
    (("供水3.2×10", "4", "吨,同比增长5%。"), "10⁴吨,", "10⁴吨，"),
    (("供水3.2×10", "4", "吨。"), "⁴", "⁵"),
    (("供水3.2×10", "4", "吨。"), "⁴吨", "⁴万吨"),
    (("供水3.2×10", "4", "吨。"), "3.2×10⁴吨", "3.6×10⁵吨"),
    (("供水3.2×10", "4", "吨。"), "10⁴", "12000"),
    (("新增绿地300m", "2", "处。"), "m²处", "m²12处"),
    (("流量3×10", "-3", "m,增长5%。"), "m,", "m，"),
])  # fmt: skip
def test_mends_beside_raised_digits(
    tmp_path: Path, text: tuple[str, str, str], old: str, new: str
) -> None:
    path = made(tmp_path / "a.docx", *text)
    before = last(path)
    start = before.index(old)
    edit = Edit(2, (start, start + len(old)), old, new)
    finding = Finding("PUN101", Severity.ERROR, "有误", "", old, edit.span, 2, (edit,))
    assert write_mended(path, tmp_path / "b.docx", [finding]) == ()
    assert last(tmp_path / "b.docx") == before.replace(old, new)
    assert rejected(tmp_path / "b.docx") == "".join(text)


@pytest.mark.parametrize(("text", "masked"), [
    (("供水3.2×10", "4", "吨，增长5.1%。"), "供水x.x×xx⁴吨，增长x.x%。"),
    (("新增绿地300m", "2", "，整治12处。"), None),
    (("供水10", "4", "吨。"), None),
])  # fmt: skip
def test_a_mask_leaves_raised_digits_where_they_are(
    tmp_path: Path, text: tuple[str, str, str], masked: str | None
) -> None:
    path = made(tmp_path / "a.docx", *text)
    mask_file(path, tmp_path / "b.docx", own_names(House()), map_file=tmp_path / "map.json")
    result = last(tmp_path / "b.docx")
    assert masked in {None, result}
    assert len(result) == len("".join(text))
    assert result[len(text[0]) : len(text[0]) + 1] in {"⁴", "²"}


def test_words_replaced_beside_and_across_raised_digits(tmp_path: Path) -> None:
    file = WordText(made(tmp_path / "a.docx", "供水3.2×10", "4", "吨。"))
    text = "供水3.2×10⁴吨。"
    assert file.paragraphs[2] == text
    file.replace([Edit(2, (2, 10), "3.2×10⁴吨", "4.8×10⁵吨")])
    (tmp_path / "b.docx").write_bytes(file.content())
    assert last(tmp_path / "b.docx") == "供水4.8×10⁵吨。"
    with zipfile.ZipFile(tmp_path / "b.docx") as archive:
        assert "⁵" not in archive.read("word/document.xml").decode()  # a 5 that is set high
