"""What had no place in a draft written anew: listed in full, put where one says, dismissed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import standing
from drafter.documents.draft_work import open_unplaced
from drafter.records import Deed, Draft, Unplaced
from drafter.review.decisions import comment, edit, fill_gap
from drafter.review.record import record_of
from drafter.writing.carrying import carried
from tests.review.desk import Desk, desk_over
from tests.reviewing import BY, NOTES, drafted, gap, sentence

NOW = (
    NOTES.replace("- 排查隐患152处,整改149处", "- 排查隐患160处,整改158处")
    .replace("- 培训xx人次", "- 组织培训活动")
    .replace("- 开展督导4次\n", "")
    .replace("争取资金xxx.xx万元", "争取资金xxx.xx万元\n- 招聘专职人员xx人")
)


def worked_on() -> Draft:
    """Somebody edited, filled in, commented and accepted; then the notes of all of it changed."""
    made = drafted()
    made = edit(made, sentence(made, "152处").id, "共排查隐患152处，整改149处。", BY)
    made, _ = fill_gap(made, gap(made, "培训"), "36", BY)
    made = comment(made, sentence(made, "督导4次").id, "请督导室核", BY)
    return carried(made, drafted(NOW))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_over(worked_on(), tmp_path)


def left(desk: Desk, deed: Deed) -> Unplaced:
    return next(one for one in open_unplaced(desk.draft) if one.deed is deed)


def put(desk: Desk, deed: Deed, where: str) -> dict[str, str]:
    return {"unplaced": left(desk, deed).id, "where": where}


def test_all_of_it_stands_on_the_page_in_full_with_its_old_place(desk: Desk) -> None:
    assert [one.deed for one in open_unplaced(desk.draft)] == [Deed.FILL, Deed.EDIT, Deed.COMMENT]
    side = desk.side("front")
    for one in open_unplaced(desk.draft):
        assert one.text in side
        assert one.where in side
        assert one.why in side
    assert 'data-key="v"' in desk.whole()
    likely = sentence(desk.draft, "160处").id
    assert f'data-value="{likely}"' in side  # where it most likely belongs
    assert f'<option value="{likely}">' in side


def test_an_edit_is_tried_with_its_proof_put_and_taken_back(desk: Desk) -> None:
    one, where = left(desk, Deed.EDIT), sentence(desk.draft, "160处").id
    before = desk.file.read_bytes()
    shown = desk.trial("put", put(desk, Deed.EDIT, where))
    assert "FIG101" in shown.text
    assert "<ins>" in shown.text
    assert desk.file.read_bytes() == before
    desk.do("put", put(desk, Deed.EDIT, where))
    assert one.text in plain_text(desk.draft)
    assert one not in open_unplaced(desk.draft)
    assert desk.draft.review.decisions[-1].origin == "上一稿的修改，王芳"
    desk.do("undo", {})
    assert one in open_unplaced(desk.draft)
    assert one.text not in plain_text(desk.draft)


def test_a_value_goes_into_a_gap_that_takes_it_and_is_refused_elsewhere(desk: Desk) -> None:
    money, people = gap(desk.draft, "争取资金"), gap(desk.draft, "招聘专职人员")
    assert f'data-list="gaps" data-value="{people}"' in desk.side("front")
    refused = desk.trial("put", put(desk, Deed.FILL, "G0"))
    assert refused.status_code == 422
    desk.do("put", put(desk, Deed.FILL, people))
    assert "招聘专职人员36人" in plain_text(desk.draft)
    assert money not in {one.gap for one in desk.draft.fills}


def test_a_comment_goes_to_a_sentence_and_says_whose_it_was(desk: Desk) -> None:
    where = sentence(desk.draft, "3.2亿元").id
    desk.do("put", put(desk, Deed.COMMENT, where))
    (said,) = [one for one in standing(desk.draft.review).comments if one.where == (where,)]
    assert "王芳" in said.text
    assert said.text.endswith("请督导室核")


def test_what_is_dismissed_is_in_the_record_and_can_be_had_back(desk: Desk) -> None:
    one = left(desk, Deed.COMMENT)
    answer = desk.do("dismiss", {"unplaced": one.id}, at="front")
    assert "已放弃" in unquote(answer.headers["x-said"])
    assert one not in open_unplaced(desk.draft)
    entry = record_of(desk.draft).entries[-1]
    assert (entry.deed, entry.where) == (Deed.DISMISS, (one.text,))
    assert desk.do("dismiss", {"unplaced": one.id}).status_code == 404
    back = desk.do("undo", {})
    assert unquote(back.headers["x-where"]) == "front"
    assert one in open_unplaced(desk.draft)


def test_what_was_settled_stays_so_when_the_draft_is_written_anew_again(desk: Desk) -> None:
    desk.do("dismiss", {"unplaced": left(desk, Deed.COMMENT).id})
    desk.do("put", put(desk, Deed.EDIT, sentence(desk.draft, "3.2亿元").id))
    desk.do("put", put(desk, Deed.FILL, gap(desk.draft, "招聘专职人员")))
    anew = carried(desk.draft, drafted(NOW))
    assert not open_unplaced(anew)
    assert "招聘专职人员36人" in plain_text(anew)
    gone = carried(desk.draft, drafted(NOW.replace("- 招聘专职人员xx人\n", "")))
    assert [(one.deed, one.text) for one in open_unplaced(gone)] == [(Deed.FILL, "36")]
    assert {one.id for one in gone.unplaced} == {one.id for one in desk.draft.unplaced}


def test_what_an_older_file_lists_has_ids_too(tmp_path: Path) -> None:
    one = Unplaced(Deed.EDIT, "安全", "旧句。", "要点改了")
    write_draft(replace_unplaced(drafted(), one, one), tmp_path / "a.draft.json")
    assert [each.id for each in read_draft(tmp_path / "a.draft.json").unplaced] == ["U1"]


def replace_unplaced(made: Draft, *unplaced: Unplaced) -> Draft:
    return replace(made, unplaced=unplaced)


@pytest.mark.parametrize("deed", [Deed.ADD, Deed.TAKE, Deed.ACCEPT, Deed.INTEND])
def test_each_kind_has_a_way_to_its_place(deed: Deed, tmp_path: Path) -> None:
    one = Unplaced(deed, "安全：完成投资", "投资进度快于计划。", "要点改了", "李主任")
    desk = desk_over(replace_unplaced(drafted(), one), tmp_path)
    where = sentence(desk.draft, "3.2亿元").id
    assert desk.do("put", put(desk, deed, where)).status_code == 200
    assert not open_unplaced(desk.draft)
    made: Callable[[], bool] = {
        Deed.ADD: lambda: "3.2亿元。投资进度快于计划。" in plain_text(desk.draft),
        Deed.TAKE: lambda: "3.2亿元" not in plain_text(desk.draft),
        Deed.ACCEPT: lambda: where in standing(desk.draft.review).accepted,
        Deed.INTEND: lambda: "李主任" in standing(desk.draft.review).comments[0].text,
    }[deed]
    assert made()


def test_a_sentence_that_was_taken_out_is_taken_out_where_one_says(tmp_path: Path) -> None:
    one = Unplaced(Deed.EDIT, "安全", "（删去了这一句）", "要点改了", gone=True)
    desk = desk_over(replace_unplaced(drafted(), one), tmp_path)
    desk.do("put", put(desk, Deed.EDIT, sentence(desk.draft, "3.2亿元").id))
    assert "3.2亿元" not in plain_text(desk.draft)
    assert "删去了" not in plain_text(desk.draft)


def test_a_number_longer_than_any_is_one_that_is_not_known(desk: Desk) -> None:
    long = "9" * 5000
    assert desk.do("borrow", {"number": long}).status_code == 404
    first = next(one.id for one in desk.draft.all_sentences())
    sent = {"names": first, "stamp": desk.sitting.stamp, "edition": long}
    assert desk.client.post("/do/accept", data=sent).status_code == 200
    assert desk.client.get(f"/since/{long}").status_code == 422
