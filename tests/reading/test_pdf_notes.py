"""Notes that come as a PDF: each item is a note, a wrapped one stays whole, figures stay apart."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from drafter.documents.note_lines import Role
from drafter.reading.document import read_document
from drafter.reading.notes import NotesFile, open_notes
from tests.reading.pdffiles import Put, pdf
from tests.word.wordfiles import p, word

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# each of the first two nearly fills a line of 28 characters, or fills it
PHONE = "办理建议提案九件，群众满意率百分之百，联系电话0739-5561234"
SUBSIDY = "孤儿和事实无人抚养儿童237人，基本生活费按时发，每人每月1150元"
WRAPPED = (
    "建了未成年人保护工作站17个，实现全覆盖，走访留守儿童3400人次，发现并解决困难问题26个，"
    "联系学校12所，开展宣讲活动8场次，参加家长460人，发放资料1200份。"
)
ITEMS = [PHONE, "25件提案已经答复", SUBSIDY, "留守儿童走访3400人次", WRAPPED, "通报违纪1人"]
MARKS = {
    "dots": [f"{n}. " for n in range(1, 7)],
    "commas": [f"{n}、" for n in range(1, 7)],
    "brackets": [f"（{n}）" for n in range(1, 7)],
    "circles": list("①②③④⑤⑥"),
    "hyphens": ["- "] * 6,
    "word bullets": ["\uf0b7 "] * 6,
}


def set_lines(
    texts: list[str], *, indent: int = 0, apart: float = 0, hanging: int = 0, width: int = 28
) -> list[Put]:
    """Texts set as a program sets them: no line ends within a figure; `width` in hanzi."""
    size, y, put = 16, 740.0, []
    for text in texts:
        line, left = "", indent
        for token in re.findall(r"[\d.,%-]+|.", text):
            if measure(line + token) > width - left:
                put.append(Put(80 + left * size, y, line, size))
                y, line, left = y - 1.8 * size, "", hanging
            line += token
        put.append(Put(80 + left * size, y, line, size))
        y -= 1.8 * size + apart
    return put


def measure(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)


def notes_of(path: Path) -> NotesFile:
    return open_notes(path, {"organization": "云岭县民政局"})


def bullets(notes: NotesFile) -> list[str]:
    return [line.text for line in notes.body if line.role is Role.BULLET]


@pytest.mark.parametrize("hanging", [0, 2])
@pytest.mark.parametrize("marks", MARKS)
def test_a_mark_begins_a_note_however_wide_the_line_above(
    marks: str, hanging: int, tmp_path: Path
) -> None:
    texts = [mark + text for mark, text in zip(MARKS[marks], ITEMS, strict=True)]
    page = set_lines(texts, hanging=hanging)
    assert bullets(notes_of(pdf(tmp_path / "a.pdf", [page]))) == ITEMS


def test_notes_without_marks_are_parted_by_the_space_between_them(tmp_path: Path) -> None:
    notes = notes_of(pdf(tmp_path / "a.pdf", [set_lines(ITEMS, apart=14)]))
    assert (bullets(notes), notes.notices) == (ITEMS, ())


def test_notes_without_marks_are_parted_by_their_first_indent(tmp_path: Path) -> None:
    notes = notes_of(pdf(tmp_path / "a.pdf", [set_lines(ITEMS, indent=2)]))
    assert (bullets(notes), notes.notices) == (ITEMS, ())


def test_figures_at_an_unsure_line_end_are_never_made_one_and_it_is_told(tmp_path: Path) -> None:
    page = [Put(80, 740, "本年新办结提案和建议共九件，群众满意，电话0739-5561234"),
            Put(80, 711.2, "25件提案已经答复")]  # fmt: skip
    notes = notes_of(pdf(tmp_path / "a.pdf", [page]))
    assert not any("123425" in note for note in bullets(notes))
    full = "一" * 24 + "12345678"
    page = [Put(80, 740 - 28.8 * n, full) for n in range(4)]
    notes = notes_of(pdf(tmp_path / "b.pdf", [[*page, Put(80, 740 - 28.8 * 4, "25件")]]))
    assert not any("7825" in note for note in bullets(notes))
    assert any("分行拿不准" in told for told in notes.told())


def test_the_last_item_above_a_heading_is_no_heading(tmp_path: Path) -> None:
    page = set_lines(["一、地名", "19. 设置标志牌260块", "20. 命名道路xx条", "二、残疾人",
                      "21. 残疾人两项补贴5320人"])  # fmt: skip
    notes = notes_of(pdf(tmp_path / "a.pdf", [page]))
    assert "命名道路xx条" in bullets(notes)


def test_a_published_report_stays_in_whole_paragraphs(tmp_path: Path) -> None:
    texts = [WRAPPED, "一、主要工作", WRAPPED + WRAPPED, WRAPPED]
    document = read_document(pdf(tmp_path / "a.pdf", [set_lines(texts, indent=2)]))
    assert ([block.text for block in document.blocks], document.notice) == (texts, "")


@pytest.mark.skipif(not SOFFICE, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("marks", ["dots", "commas", "brackets", "circles", "hyphens"])
def test_a_document_printed_by_an_office(marks: str, tmp_path: Path) -> None:
    assert SOFFICE
    texts = [mark + text for mark, text in zip(MARKS[marks], ITEMS, strict=True)]
    word(tmp_path / "a.docx", "".join(map(p, texts)))
    subprocess.run(
        [SOFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert bullets(notes_of(tmp_path / "a.pdf")) == ITEMS
