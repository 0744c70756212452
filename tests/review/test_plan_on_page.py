"""The plan of a section, and single sentences of another draft: tried with their proof, then done.

In-process: what the server answers, and what the file holds.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import reviewed
from drafter.records import Draft, Sentence
from drafter.review.decisions import edit
from tests.review.desk import Desk, desk_over
from tests.review.drafts import other, small
from tests.reviewing import BY, section_id, sentence

Make = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Make:
    def make(draft: Draft | None = None, *others: Draft) -> Desk:
        return desk_over(draft or small(), tmp_path, *others)

    return make


def safety(draft: Draft) -> str:
    return section_id(draft, "校园安全")


def move(desk: Desk, words: str, how: str) -> dict[str, str]:
    one = sentence(desk.draft, words)
    return {"section": safety(desk.draft), "sentence": one.id, "move": how}


def rows(desk: Desk) -> list[Sentence]:
    (home,) = (s for s in reviewed(desk.draft).all_sections() if s.id == safety(desk.draft))
    return [one for row in home.paragraphs for one in row.sentences if one.bullets]


def test_a_move_is_shown_with_its_proof_and_changes_nothing_until_it_is_accepted(
    desk: Make,
) -> None:
    page = desk()
    fields, before = move(page, "排查隐患", "down"), page.file.read_bytes()
    shown = page.trial("replan", fields)
    assert shown.status_code == 200
    assert "<ins>" in shown.text
    assert "要点一条不少" in shown.text
    assert page.file.read_bytes() == before
    assert page.do("replan", fields).status_code == 200
    assert [one.bullets for one in rows(page)][:2] == [("B3",), ("B2",)]
    assert plain_text(page.draft) != plain_text(small())
    page.do("undo", {})
    assert plain_text(page.draft) == plain_text(small())


def test_joined_and_parted_again(desk: Make) -> None:
    page = desk()
    fields = move(page, "排查隐患", "join")
    assert "<del>。</del><ins>；</ins>" in page.trial("replan", fields).text
    page.do("replan", fields)
    assert rows(page)[0].bullets == ("B2", "B3")
    side = page.side(rows(page)[0].id)
    assert "拆开" in side
    page.do("replan", move(page, "排查隐患", "part"))
    assert [one.bullets for one in rows(page)][:2] == [("B2",), ("B3",)]


@pytest.mark.parametrize(
    ("words", "how", "why"),
    [
        ("排查隐患", "up", "已经到头"),
        ("应急演练64", "down", "已经到头"),
        ("应急演练64", "join", "没有可以合并"),
        ("应急演练64", "part", "不必拆开"),
        ("招聘教师", "up", "没有这一节或这一句"),  # in another section
    ],
)
def test_what_breaks_the_plan_is_refused_with_the_reason(
    desk: Make, words: str, how: str, why: str
) -> None:
    page = desk()
    for ask in (page.trial, page.do):
        answer = ask("replan", move(page, words, how))
        assert answer.status_code == 422
        assert why in answer.text
    assert plain_text(page.draft) == plain_text(small())


def test_a_lead_is_worded_dropped_and_refused_where_it_states_a_fact(desk: Make) -> None:
    page = desk()
    fields = {"section": safety(page.draft), "text": "坚持预防为主"}
    assert "<ins>坚持预防为主" in page.trial("lead", fields).text
    page.do("lead", fields)
    assert plain_text(page.draft).count("坚持预防为主。") == 1
    refused = page.trial("lead", {**fields, "text": "全年排查160处"})
    assert (refused.status_code, "领起句没有要点可依" in refused.text) == (422, True)
    page.do("lead", {"section": fields["section"], "text": ""})
    assert "坚持预防为主" not in plain_text(page.draft)


def test_accepted_sentences_stay_accepted_where_only_others_moved(desk: Make) -> None:
    page = desk()
    name = sentence(page.draft, "排查隐患").id
    page.do("accept", {"names": name})
    page.do("replan", move(page, "应急演练64", "up"))
    assert f'class="s accepted" data-at="{name}"' in page.whole()


# --- single sentences of another draft ---


def borrow(desk: Desk, name: str) -> dict[str, str]:
    return {"section": safety(desk.draft), "number": "0", "sentence": name}


def test_a_sentence_of_another_draft_is_offered_tried_and_taken(desk: Make) -> None:
    page = desk(None, other())
    mine = sentence(page.draft, "排查隐患")
    theirs = sentence(other(), "排查隐患")
    side = page.side(mine.id)
    assert "乙稿" in side
    assert "取用这一句" in side
    shown = page.trial("borrow", borrow(page, theirs.id))
    assert "<del>抓好任务落实，</del>" in shown.text
    assert page.draft == small()
    answer = page.do("borrow", borrow(page, theirs.id))
    assert answer.status_code == 200
    assert "乙稿" in unquote(answer.headers["x-said"])
    now = rows(page)
    assert now[0].text == theirs.text
    assert [one.text for one in now[1:]] == [sentence(small(), w).text for w in ("手册", "演练64")]


def test_one_that_would_leave_a_bullet_out_is_refused_with_the_bullet(desk: Make) -> None:
    page = desk(None, other())
    page.do("replan", move(page, "排查隐患", "join"))
    for ask in (page.trial, page.do):
        refused = ask("borrow", borrow(page, sentence(other(), "排查隐患").id))
        assert refused.status_code == 422
        assert "没有写到" in refused.text
        assert "培训安全员" in refused.text


def test_what_was_edited_there_comes_with_its_proof(desk: Make) -> None:
    theirs = sentence(other(), "排查隐患")
    wrong = edit(other(), theirs.id, theirs.text.replace("152", "153"), BY)
    page = desk(None, wrong)
    shown = page.trial("borrow", borrow(page, theirs.id))
    assert "FIG101" in shown.text
    assert "有问题，仍要改" in shown.text


def test_the_page_goes_to_what_took_the_place_of_the_sentence(desk: Make) -> None:
    page = desk()
    first, second = (one.id for one in rows(page)[:2])
    page.do("replan", move(page, "排查隐患", "down"), at=second)
    answer = page.do("replan", {**move(page, "培训安全员", "join")}, at=first)
    assert unquote(answer.headers["x-where"]) == rows(page)[0].id
