"""A file that is not what its name says, or cut short, is an InputError with a reason, whatever library read it."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.reading.document import SUFFIXES, read_document

# these are converted by soffice, seconds each; text kinds accept what decodes
_OURS = sorted(SUFFIXES - {".doc", ".wps", ".rtf", ".xls", ".et"})


@pytest.mark.parametrize("suffix", _OURS)
def test_noise(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"噪声{suffix}"
    path.write_bytes(random.Random(4).randbytes(20_000))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.message


@pytest.mark.parametrize("suffix", _OURS)
def test_nothing_at_all(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"空{suffix}"
    path.write_bytes(b"")
    with pytest.raises(InputError):
        read_document(path)


@pytest.mark.parametrize("name", ["要点.docx", "台账.xlsx"])
def test_cut_short(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.endswith("docx"):
        import docx

        document = docx.Document()
        document.add_paragraph("一、工作开展情况")
        document.save(str(path))
    else:
        import openpyxl

        book = openpyxl.Workbook()
        book.active.append(["学校", "人数"])
        book.save(path)
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(InputError):
            read_document(path)


def test_a_page_deeper_than_any_parser_likes(tmp_path: Path) -> None:
    path = tmp_path / "深.html"
    path.write_text("<html><body>" + "<div>" * 20_000 + "工作总结" + "</div>" * 20_000, encoding="utf-8")
    with pytest.raises(InputError, match="已损坏"):
        read_document(path)


@pytest.mark.parametrize(
    "hostile",
    ["<b hidden>" * 50_000, "<b hidden>a</b>" * 30_000, "<!--" * 50_000, '<i style="' + "x" * 400_000, "![" * 100_000],
    ids=lambda text: text[:12],
)
def test_markup_that_does_not_end_costs_no_more_than_its_length(hostile: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# 工作总结\n\n{hostile}\n", encoding="utf-8")
    start = time.process_time()
    with suppress(InputError):  # nothing may be left to read
        read_document(path)
    assert time.process_time() - start < 5


def test_a_page_of_many_rules_and_elements(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    rules = "".join(f".c{at} p{{display:none}}" for at in range(5000))
    path.write_text(
        f"<html><style>{rules}</style><body><h1>工作总结</h1>{'<p>开展检查。</p>' * 10_000}", encoding="utf-8"
    )
    start = time.process_time()
    read_document(path)
    assert time.process_time() - start < 20
