"""Proposals on the page: marked where they belong, read with their proof, taken up and declined."""

from pathlib import Path

import pytest

from drafter.documents.draft_filled import filled
from drafter.documents.draft_lines import plain_text
from drafter.records import Draft
from drafter.review.returned_file import read_returned
from drafter.review.taking import Wanted, taken_in
from tests.review.conftest import Open, Serve
from tests.review.drafts import small
from tests.review.returned import HEAD, Returned
from tests.reviewing import BY, sentence


@pytest.fixture
def proposed(tmp_path: Path) -> Draft:
    file = Returned(small(), tmp_path / "领导改.docx")
    file.track("开展应急演练", "开展消防演练")
    file.write("118名", "120名")
    file.write("xx", "36", beside="培训安全员")
    file.add("招聘教师120名", "教师结构不断优化。", who=HEAD)
    file.write("（一）校园安全", "（一）平安校园")
    file.write("7月5日", "7月8日")
    table = file.document.add_table(rows=1, cols=1)
    table.rows[0].cells[0].text = "学校12所"
    file.paragraph("发放手册")._p.addnext(table._tbl)
    returned = read_returned(file.saved())
    return taken_in(small(), returned, BY, author="", wanted=Wanted()).draft


def test_each_stands_at_its_place_with_its_proof(
    serve: Serve, visit: Open, proposed: Draft
) -> None:
    desk = serve(proposed)
    page = visit(desk)
    assert page.locator("#bar .count.proposals b").inner_text() == "7"
    page.keyboard.press("t")
    page.keyboard.press("t")
    page.locator("#side .proposal").first.wait_for()
    name = sentence(proposed, "招聘教师").id
    page.locator(f"[data-at='{name}'] .words").click()
    page.locator("#side .proposal", has_text="FIG101").wait_for()
    first = page.locator("#side .proposal").first
    assert first.locator("del").inner_text() == "118"
    assert first.locator("ins").inner_text() == "120"
    assert "FIG101" in first.locator(".proof").inner_text()
    behind = sentence(proposed, "骨干教师培训").id
    page.locator(f"[data-at='{behind}'] .words").click()
    page.locator("#side .proposal", has_text="教师结构不断优化。").wait_for()
    assert HEAD in page.locator("#side .proposal").inner_text()


def test_taken_up_declined_and_undone(serve: Serve, visit: Open, proposed: Draft) -> None:
    desk = serve(proposed)
    page = visit(desk)
    name = sentence(proposed, "应急演练64").id
    page.locator(f"[data-at='{name}'] .words").click()
    page.get_by_role("button", name="采纳", exact=True).click()
    page.locator("#bar .count.proposals b", has_text="6").wait_for()
    assert "消防演练" in plain_text(desk.draft)
    assert desk.draft.review.decisions[-1].origin.startswith(HEAD)
    page.locator(f"[data-at='{name}'] .words", has_text="消防演练").wait_for()
    page.keyboard.press("u")
    page.locator(f"[data-at='{name}'] .words", has_text="应急演练").wait_for()
    assert plain_text(desk.draft) == plain_text(small())
    page.locator(f"[data-at='{name}'] .words").click()
    page.get_by_role("button", name="退回", exact=True).click()
    page.locator("#bar .count.proposals b", has_text="6").wait_for()
    assert plain_text(desk.draft) == plain_text(small())


def test_all_at_once_leaves_what_has_no_place(serve: Serve, visit: Open, proposed: Draft) -> None:
    desk = serve(proposed)
    page = visit(desk)
    page.locator("[data-at=front]").first.click()
    page.get_by_role("button", name="全部采纳（6）").click()
    page.locator("#bar .count.proposals b", has_text="1").wait_for()
    texts = [one.text for one in filled(desk.draft).all_sentences()]
    assert "培训安全员36人次，发放手册1.2万册。" in texts
    assert "教师结构不断优化。" in texts
    assert "（一）平安校园" in plain_text(desk.draft)
    assert page.locator(".date .o-unproved").inner_text() == "2026年7月8日"  # no note states it
    page.keyboard.press("t")
    page.get_by_role("button", name="已另行处理").click()
    page.locator("#bar .count.proposals").wait_for(state="detached")
