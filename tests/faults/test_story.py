"""An office's three weeks with a report: all that people put in comes out, whatever is killed.

Many more kills: `python bench/story_kills.py`.
"""

import pytest

from tests.faults.story_kills import Told, told

_KILLS, _SEED = 14, 2026


@pytest.fixture(scope="module")
def story() -> Told:
    return told(_KILLS, _SEED, most=2)


def test_the_notes_are_drafted_with_what_is_missing_open(story: Told) -> None:
    text = story.states["draft"].text
    for words in ("排查隐患xx处", "演练xx场次", "招聘教师118名", "培训xx期", "投资xxx万元"):
        assert words in text
    assert story.states["forms"] == story.states["draft"]


def test_two_of_three_forms_come_back(story: Told) -> None:
    state = story.states["fill"]
    assert [text for _, text in state.fills] == ["152", "64", "6"]
    for words in ("排查隐患152处", "演练64场次", "培训6期", "投资xxx万元"):
        assert words in state.text


def test_changed_notes_keep_the_values_and_name_the_one_that_has_no_place(story: Told) -> None:
    before, state = story.states["fill"], story.states["draft anew"]
    assert state.fills == tuple(fill for fill in before.fills if fill[1] != "64")
    assert state.unplaced == ("64",)
    for words in ("排查隐患152处", "招聘教师121名", "培训6期", "投资xxx万元", "改造操场12处"):
        assert words in state.text
    assert "演练" not in state.text


def test_the_edits_of_the_head_come_home_as_his(story: Told) -> None:
    state = story.states["take"]
    assert "排查隐患152处，已督促整改149处。" in state.text
    assert state.comments == (("写清楚在哪里", "李局"),)
    assert ("edit", "王芳") in {(deed, who) for deed, _, who in state.decisions}
    assert state.has_all_of(story.states["draft anew"])


def test_two_people_decide_on_the_page(story: Told) -> None:
    state = story.states["review"]
    assert "新招聘教师121名" in state.text
    assert "投资860万元" in state.text
    assert state.comments == (("写清楚在哪里", "李局"), ("人数再核一下", "李明"))
    decided = [(deed, who) for deed, _, who in state.decisions]
    assert decided[2:] == [
        ("comment", "李明"),
        ("edit", "王芳"),
        ("fill", "李明"),
        ("accept", "王芳"),
    ]
    assert state.has_all_of(story.states["take"])


def test_the_report_goes_out_with_all_of_it_and_the_record_says_whose(story: Told) -> None:
    for words in (
        "排查隐患152处，已督促整改149处。",
        "新招聘教师121名。组织培训6期，参训460人次。",
        "完成投资860万元，新建学校2所。改造操场12处。",
    ):
        assert words in story.final
    assert "xx" not in story.final
    assert "演练" not in story.final
    assert story.states["final"] == story.states["review"]
    said = [(one["deed"], one["who"]) for one in story.record]
    assert said == [(deed, who) for deed, _, who in story.states["final"].decisions]
    assert any("李局" in one["said"] for one in story.record)


def test_killed_anywhere_and_done_again_it_is_the_same_story(story: Told) -> None:
    assert story.wrong == []
    assert story.kills.total() == _KILLS
