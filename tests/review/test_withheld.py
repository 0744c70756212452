"""The page of a draft that withholds numbers, and all that it hands on."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from drafter.documents.withheld import NOTHING, Allowed
from drafter.errors import InputError
from drafter.messages import t
from drafter.records import Draft
from drafter.review import rendering
from drafter.review.decisions import By, edit
from drafter.review.exporting import KINDS, export
from drafter.review.page_parts import GapView
from drafter.review.view import page_of, sources_of
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

NOTES = """# 一、信访
- 周启明（身份证号530999197109043119，手机１３９００００１１１１）反映3件,办结2件
- 投诉电话0839-5560123，受理4件
"""
NUMBERS = ("530999197109043119", "13900001111", "１３９００００１１１１", "0839-5560123")
BY = By("王芳", "2026-07-06T09:00:00+08:00")
FILE = Path("总结.draft.json")


def made(allowed: Allowed = NOTHING) -> Draft:
    return draft(brief(NOTES), Tools(RuleWriter(), allowed=allowed))


def html(result: Draft) -> str:
    """The whole page, with the right-hand side of everything on it."""
    page = page_of(result, result.findings)
    gaps = [GapView(row) for row in page.gaps]
    sides = [
        rendering.sentence_side(sources_of(result, one.id, result.findings), gaps, "")
        for section in page.sections
        for one in section.sentences
    ]
    front = rendering.front_side(page.front, gaps, (), 0, rendering.Places((), (), ()))
    return "".join([rendering.whole(page, front, "", 1), *sides])


def without_numbers(result: Draft) -> Draft:
    """What a reviewer makes of it who takes the marks out with the words around them."""
    for words, new in (("周启明", "周启明反映3件，办结2件。"), ("投诉电话", "投诉受理4件。")):
        one = next(one for one in result.all_sentences() if words in one.text)
        result = edit(result, one.id, new, BY)
    return result


def test_the_page_shows_marks_and_the_line_of_the_note() -> None:
    page = html(made())
    assert [number for number in NUMBERS if number in page] == []
    assert "【身份证号未写入】" in page
    assert "个人信息，未写入" in page
    assert t("page.line", line=8) in page


def test_what_was_let_in_is_told_on_the_page() -> None:
    assert "--keep-personal" in html(made(Allowed(everything=True)))
    page = html(made(Allowed(frozenset({"08395560123"}))))
    assert "公开联系方式：0839-5560123" in page
    assert "13900001111" not in page


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_that_is_handed_on_has_a_number(kind: str) -> None:
    result = without_numbers(made())
    _, content, _ = export(result, FILE, kind)
    parts = [content]
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as package:
            parts = [package.read(name) for name in package.namelist()]
    text = b"".join(parts).decode("utf-8", "replace")
    assert [number for number in NUMBERS if number in text] == []


def test_a_report_with_marks_is_not_final() -> None:
    with pytest.raises(InputError, match="缺项3处"):
        export(made(), FILE, "clean")
