"""Accepting a sentence in which something is wrong: it is done, and said at once."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from drafter.documents.draft_reviewed import standing
from drafter.messages import t
from tests.review.desk import Desk, desk_over
from tests.review.drafts import small


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_over(small(), tmp_path)


def sentence_of(desk: Desk, words: str) -> tuple[str, str]:
    """The id and the text of a sentence."""
    every = desk.draft.all_sentences()
    return next((one.id, one.text) for one in every if words in one.text)


def shown(desk: Desk, name: str) -> str:
    """The HTML of a sentence on the page."""
    found = re.search(rf'<span class="s[^>]*data-at="{name}".*', desk.whole())
    assert found
    return found[0].partition('data-at="')[2].partition('data-at="')[0]


def said(desk: Desk, names: str, **fields: str) -> str:
    return unquote(desk.do("accept", {"names": names, **fields}, names).headers["x-said"])


def test_an_accepted_sentence_with_errors_is_told_and_marked(desk: Desk) -> None:
    name, text = sentence_of(desk, "152处")
    assert said(desk, name) == t("page.done.accept", count=1)
    assert 'class="tick"' in shown(desk, name)
    desk.do("edit", {"sentence": name, "text": text.replace("152处", "153处")})
    desk.do("reopen", {"names": name})
    told = said(desk, name)
    assert told == t("page.done.accept.wrong", count=1, errors=2)
    assert "出不了定稿" in told
    assert name in standing(desk.draft.review).accepted
    assert 'class="tick wrong"' in shown(desk, name)
    assert t("page.state.wrong", count=2) in shown(desk, name)


def test_a_section_with_errors_is_told_of_and_not_done(desk: Desk) -> None:
    name, text = sentence_of(desk, "152处")
    section = next(
        one.id
        for one in desk.draft.all_sections()
        for paragraph in one.paragraphs
        for each in paragraph.sentences
        if each.id == name
    )
    desk.do("edit", {"sentence": name, "text": text.replace("152处", "153处")})
    assert "还有2处错误" in said(desk, section, whole="1")
    row = desk.whole().partition(f'href="#sec-{section}"')[2].partition("</li>")[0]
    assert row
    assert t("page.badge.done") not in row
