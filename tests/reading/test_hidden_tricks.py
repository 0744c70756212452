"""Whatever a file can do to hide a text from its readers is not read; what they see is."""

from pathlib import Path

import pytest

from drafter.reading.document import Document, read_document
from tests.reading.hidden_tricks import (
    BOOK,
    OPEN,
    PAGE,
    PAGE_SEEN,
    SECRET,
    WORD,
    WORD_SEEN,
    in_page,
    in_word,
)

# What Word, Excel and HTML themselves call hidden is left out and, in an archive, not told of.
NOT_DRAWN = {
    "hidden", "hidden by a style", "deleted", "moved away", "code of a field", "a picture's words",
    "signs of no width", "hidden row", "hidden column", "hidden sheet", "very hidden sheet", "comment",
    "row of no height", "row of half a point", "column of no width",
    "display:none", "visibility:hidden", "visibility:collapse", "content-visibility:hidden",
    "until found", "template", "input", "words of a picture", "script", "no script", "meta",
    "datalist", "head of a drawing", "frame", "object", "canvas",
}  # fmt: skip


def text(document: Document) -> str:
    return document.title + "\n" + "\n".join(block.text for block in document.blocks)


@pytest.mark.parametrize("trick", WORD)
def test_what_a_word_file_hides_is_not_read(trick: str, tmp_path: Path) -> None:
    document = read_document(in_word(tmp_path, WORD[trick]))
    assert SECRET not in text(document)
    assert (document.unseen > 0) != (trick in NOT_DRAWN)


@pytest.mark.parametrize("look", WORD_SEEN)
def test_what_a_word_file_shows_is_read(look: str, tmp_path: Path) -> None:
    document = read_document(in_word(tmp_path, WORD_SEEN[look]))
    assert OPEN in text(document)
    assert not document.unseen


@pytest.mark.parametrize("trick", PAGE)
def test_what_a_page_hides_is_not_read(trick: str, tmp_path: Path) -> None:
    document = read_document(in_page(tmp_path, PAGE[trick]))
    assert SECRET not in text(document)
    assert (document.unseen > 0) != (trick in NOT_DRAWN)


@pytest.mark.parametrize("look", PAGE_SEEN)
def test_what_a_page_shows_is_read(look: str, tmp_path: Path) -> None:
    document = read_document(in_page(tmp_path, PAGE_SEEN[look]))
    assert OPEN in text(document)
    assert not document.unseen


@pytest.mark.parametrize("trick", BOOK)
def test_what_a_workbook_hides_is_not_read(trick: str, tmp_path: Path) -> None:
    BOOK[trick](tmp_path / "台账.xlsx")
    document = read_document(tmp_path / "台账.xlsx")
    assert "一中" in text(document)
    assert SECRET not in text(document)
    assert (document.unseen > 0) != (trick in NOT_DRAWN)
