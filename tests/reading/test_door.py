"""Any file is opened by what it holds; every command takes every kind that makes sense there."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from drafter.checks.files import check_file
from drafter.checks.settings import CheckSettings
from drafter.compare.files import compare_files
from drafter.errors import InputError
from drafter.evaluation.gate_report import gated
from drafter.filling.template_files import read_sheet
from drafter.reading.document import read_document
from drafter.reading.files import TABLES, FileKind, kind_of, open_file
from drafter.reading.notes import read_notes
from drafter.reading.reports import read_report
from tests.reading.pdffiles import paragraphs, pdf
from tests.word.wordfiles import p, word

TITLE = "云岭县教育局2026年上半年工作总结"
LINES = [TITLE, "一、主要工作", "开展食堂检查64次，整改隐患152处。", "培训教师1200人次。"]
PAGE = "<html><head><title>{0}</title></head><body>{1}</body></html>"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
KINDS = [".docx", ".txt", ".md", ".pdf", ".html", ".doc", ".rtf", ".odt", ".wps"]


def written(folder: Path, suffix: str) -> Path:
    """The lines as a file of a kind; skips where LibreOffice is needed and missing."""
    path = folder / f"a{suffix}"
    match suffix:
        case ".docx":
            return word(path, "".join(map(p, LINES)))
        case ".pdf":
            return pdf(path, [paragraphs(LINES)])
        case ".html":
            body = f"<h1>{TITLE}</h1>" + "".join(f"<p>{line}</p>" for line in LINES[1:])
            path.write_text(PAGE.format(TITLE, body), encoding="utf-8")
            return path
        case ".txt" | ".md":
            path.write_text("\n\n".join(LINES), encoding="utf-8")
            return path
        case _:
            return converted_to(folder, suffix)


def converted_to(folder: Path, suffix: str) -> Path:
    if SOFFICE is None:
        pytest.skip("NO LIBREOFFICE on this machine, so no file of an older format was made")
    from drafter.reading.office import converted

    source = word(folder / "source.docx", "".join(map(p, LINES)))
    made_as = "doc" if suffix == ".wps" else suffix[1:]
    with converted(source, made_as) as copy:
        return Path(shutil.copyfile(copy, folder / f"a{suffix}"))


@pytest.mark.parametrize("suffix", KINDS)
def test_every_view_reads_every_kind(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, suffix)
    figures = "开展食堂检查64次，整改隐患152处"
    texts = [line.text for line in read_report(path).report.lines]
    assert any(figures in text for text in texts)
    assert any(figures in block.text for block in read_document(path).blocks)
    assert any(figures in row.text for row in read_sheet(path).rows)
    if suffix not in {".txt", ".md"}:  # text needs its fields stated
        brief = read_notes(path)
        assert brief.organization == "云岭县教育局"
        texts = "。".join(bullet.text for bullet in brief.all_bullets())
        assert texts == f"{figures}。培训教师1200人次"


@pytest.mark.parametrize("suffix", KINDS)
def test_every_kind_is_checked_compared_and_gated(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, suffix)
    other = tmp_path / "b.txt"
    other.write_text("\n".join(LINES).replace("152", "153"), encoding="utf-8")
    notes = tmp_path / "n.md"
    notes.write_text(
        "---\n单位：云岭县教育局\n文种：总结\n时段：2026年上半年\n---\n# 主要工作\n"
        "- 开展食堂检查64次，整改隐患153处\n- 培训教师1200人次\n",
        encoding="utf-8",
    )
    checked = check_file(path, CheckSettings(), notes=read_notes(notes))
    assert "FIG101" in {finding.code for finding in checked.findings}
    compared = compare_files(path, other, CheckSettings())
    changed = [(a.slot.text, b.slot.text) for a, b in compared.comparison.facts.changed]
    assert changed == [("152处", "153处")]
    assert not gated(notes, path)["recall"][1]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("报告.txt", FileKind.WORD),
        ("报告.bin", FileKind.WORD),
        ("报告", FileKind.WORD),
        ("表.docx", FileKind.WORKBOOK),
        ("表.xls", FileKind.WORKBOOK),
        ("网页.doc", FileKind.PAGE),
        ("网页.xls", FileKind.PAGE),
        ("文.docx", FileKind.PDF),
        ("稿.draft.json", FileKind.DRAFT),
    ],
)
def test_what_a_file_holds_decides(tmp_path: Path, name: str, kind: FileKind) -> None:
    path = tmp_path / name
    match kind:
        case FileKind.WORD:
            word(tmp_path / "a.docx", p("正文。")).rename(path)
        case FileKind.WORKBOOK:
            openpyxl.Workbook().save(tmp_path / "a.xlsx")
            (tmp_path / "a.xlsx").rename(path)
        case FileKind.PDF:
            pdf(tmp_path / "a.pdf", [paragraphs(LINES)]).rename(path)
        case FileKind.PAGE:
            path.write_text(PAGE.format("甲", "<p>正文。</p>"), encoding="utf-8")
        case _:
            path.write_text(json.dumps({"format": "drafter.draft"}), encoding="utf-8")
    assert kind_of(path) is kind


def test_a_page_that_some_system_saved_as_xls_is_a_table_where_tables_are_wanted(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xls"
    path.write_text(PAGE.format("甲", "<table><tr><td>1</td></tr></table>"), encoding="utf-8")
    assert kind_of(path, TABLES) is FileKind.WORKBOOK


def test_what_is_no_kind_we_know_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(InputError) as refused:
        open_file(tmp_path / "a.png")
    assert ".png" in refused.value.message
    assert "Word" in refused.value.remedy
