"""Title, headings and date of an edited Word file: taken up with their proof, taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.checks.draft import promise_findings
from drafter.documents.draft_filled import filled
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_work import open_unplaced
from drafter.errors import InputError
from drafter.records import Change, Deed, Draft
from drafter.review.decisions import fill_gap, restore
from drafter.review.headings import edit_heading
from drafter.review.proposal_proof import proof_of
from drafter.review.record import record_of
from drafter.review.returned_file import read_returned
from drafter.review.taking import Taking, Wanted, taken_in
from drafter.review.undoing import undo
from drafter.writing.carrying import carried
from tests.review.desk import desk_over
from tests.review.drafts import small, undated
from tests.review.returned import CLERK, Returned
from tests.reviewing import BY, NOTES, drafted, section_id

ALL = Wanted(accept=None)
Edit = Callable[[Returned], None]


def came_home(made: Draft, folder: Path, edit: Edit, wanted: Wanted = ALL) -> Taking:
    file = Returned(made, folder / "领导改.docx")
    edit(file)
    return taken_in(made, read_returned(file.saved()), BY, author="", wanted=wanted)


@pytest.mark.parametrize(
    ("old", "new", "about", "line"),
    [
        ("（一）校园安全", "（一）平安校园建设", "heading", "（一）平安校园建设"),
        ("二、下半年打算", "二、下半年重点任务", "heading", "二、下半年重点任务"),
        ("7月5日", "7月8日", "date", "2026年7月8日"),
        (
            "云岭县教育局2026",
            "云岭县教体局2026",
            "title",
            "云岭县教体局2026年上半年工作总结和下半年工作计划",
        ),
    ],
)
def test_each_is_proposed_taken_up_and_undone(
    old: str, new: str, about: str, line: str, tmp_path: Path
) -> None:
    taking = came_home(small(), tmp_path, lambda file: file.write(old, new))
    (one,) = taking.proposals
    assert (one.change, one.about, one.who) == (Change.WORDED, about, CLERK)
    assert line in plain_text(taking.draft)
    assert taken_in(taking.draft, read_returned(tmp_path / "领导改.docx"), BY, author="",
                    wanted=Wanted()).open == ()  # fmt: skip
    assert plain_text(undo(taking.draft)) == plain_text(small())
    entry = record_of(taking.draft).entries[-1]
    assert entry.after in line
    assert entry.before


def test_what_no_note_states_is_told_in_the_proof_and_stays_an_error(tmp_path: Path) -> None:
    def edit(file: Returned) -> None:
        file.write("（一）校园安全", "（一）校园安全走在全市12个县前列")
        file.write("7月5日", "7月8日")

    offered = came_home(small(), tmp_path, edit, Wanted())
    for one in offered.proposals:
        proof = proof_of(offered.draft, one)
        assert proof.grave
        assert any("FIG101" in line for line in proof.words)
    taken = came_home(small(), tmp_path, edit).draft
    assert {one.where for one in promise_findings(taken) if one.code == "FIG101"} == {
        section_id(small(), "校园安全"), "date",
    }  # fmt: skip
    clean = came_home(
        small(), tmp_path, lambda file: file.write("校园安全", "校园安全稳定"), Wanted()
    )
    assert not proof_of(clean.draft, clean.proposals[0]).grave


def test_a_heading_may_state_what_stands_below_it() -> None:
    made = edit_heading(small(), section_id(small(), "校园安全"), "整改隐患149处", BY)
    assert not [one for one in promise_findings(made) if one.code == "FIG101"]
    lent = edit_heading(small(), section_id(small(), "教师队伍"), "整改隐患149处", BY)
    assert [one.code for one in promise_findings(lent)] == ["FIG101"]


def test_an_edited_title_lends_no_sentence_its_figures() -> None:
    made = edit_heading(small(), "title", "云岭县教育局2027年工作总结", BY)
    assert {one.where for one in promise_findings(made) if one.code == "FIG101"} == {"title"}


def test_gaps_in_a_date_stay_gaps_and_take_their_value() -> None:
    made = edit_heading(undated(), "date", "二〇二六年7月xx日", BY)
    (gap,) = made.brief.date_gaps
    after, done = fill_gap(made, gap.id, "9", BY)
    assert not done.refused
    assert filled(after).brief.date == "二〇二六年7月9日"
    assert filled(filled(after)) == filled(after)
    assert made.brief == undated().brief  # the notes stay as they are


def test_a_heading_is_restored_with_its_section_and_nothing_is_left_empty() -> None:
    name = section_id(small(), "校园安全")
    made = edit_heading(small(), name, "平安校园", BY)
    assert plain_text(restore(made, [name], BY)) == plain_text(small())
    assert plain_text(edit_heading(made, name, "校园安全", BY)) == plain_text(small())
    for text in ("", " "):
        with pytest.raises(InputError):
            edit_heading(small(), "title", text, BY)


def test_drafting_anew_keeps_it_where_the_notes_still_have_the_heading() -> None:
    made = edit_heading(drafted(), section_id(drafted(), "队伍"), "教师队伍建设", BY)
    made = edit_heading(made, "title", "云岭县教育局2026年上半年工作报告", BY)
    kept = carried(made, drafted(NOTES.replace("152处", "160处")))
    assert "（二）教师队伍建设" in plain_text(kept)
    assert plain_text(kept).startswith("云岭县教育局2026年上半年工作报告")
    lost = carried(made, drafted(NOTES.replace("（二）队伍", "（二）干部")))
    (left,) = open_unplaced(lost)
    assert (left.deed, left.text) == (Deed.EDIT, "教师队伍建设")


def test_the_page_shows_it_with_its_finding_and_a_way_back(tmp_path: Path) -> None:
    made = edit_heading(small(), "date", "2026年7月8日", BY)
    desk = desk_over(replace(made), tmp_path)
    assert "o-unproved" in desk.whole()
    side = desk.side("front")
    assert "FIG101" in side
    assert "恢复成文日期" in side
    desk.do("restore", {"names": "date"})
    assert "2026年7月5日" in plain_text(desk.draft)
