"""The page at its promised size, 60 sections: a deed sends no more than it changes."""

import pytest

from bench.review import long_draft
from drafter.records import Draft
from tests.review.conftest import Open, Serve


@pytest.fixture(scope="module")
def sixty() -> Draft:
    made = long_draft()
    assert len(list(made.all_sections())) == 60
    return made


def test_a_deed_sends_its_own_section_and_no_other(serve: Serve, visit: Open, sixty: Draft) -> None:
    page = visit(serve(sixty))
    page.keyboard.press("n")
    with page.expect_response("**/do/accept") as got:
        page.keyboard.press("a")
    body = got.value.text()
    assert body.count('class="sec"') == 1
    assert len(body) < 40_000
