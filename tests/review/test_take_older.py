"""A Word file of an earlier draft: its editor's changes come home, what was drafted since stays."""

from pathlib import Path

import pytest

from drafter.documents.draft_lines import plain_text
from drafter.filling.filling import Given, fill
from drafter.records import Draft
from drafter.review.returned_file import read_returned
from drafter.review.taking import Taking, Wanted, taken_in
from drafter.writing.carrying import carried
from drafter.writing.pipeline import Before, Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief
from tests.review.returned import HEAD, Returned
from tests.reviewing import BY, gap

NOTES = """## 校园安全

- 排查隐患152处，整改149处
- 培训安全员xx人次

## 教师队伍

- 招聘教师118名，轮岗交流1253人
- 组织骨干教师培训12期
"""
NOW = NOTES.replace("1253人", "1300人") + "- 新建学校2所，新增学位1800个\n"
EDITED = "开展骨干教师培训12期；新建学校2所，新增学位1800个。"
ALL = Wanted(accept=None)


def first(body: str = NOTES) -> Draft:
    return draft(brief(body, "summary-and-plan"), Tools(RuleWriter()))


def again(before: Draft, body: str = NOW) -> Draft:
    tools = Tools(RuleWriter(), before=Before(before, changed_only=False))
    return carried(before, draft(brief(body, "summary-and-plan"), tools))


@pytest.fixture
def file(tmp_path: Path) -> Returned:
    return Returned(first(), tmp_path / "领导改.docx")


def taken(made: Draft, file: Returned, wanted: Wanted = ALL) -> Taking:
    return taken_in(made, read_returned(file.saved(HEAD)), BY, author="", wanted=wanted)


def test_one_word_of_the_editor_is_one_change_whatever_was_drafted_since(file: Returned) -> None:
    file.write("组织骨干", "开展骨干")
    taking = taken(again(first()), file)
    assert [one.after for one in taking.proposals] == [EDITED]
    now = plain_text(taking.draft)
    assert "开展骨干教师培训12期" in now
    assert "1300人" in now
    assert "1253人" not in now
    assert "新建学校2所" in now


def test_what_was_drafted_since_is_told_apart(file: Returned) -> None:
    taking = taken(again(first()), file)
    assert taking.proposals == ()
    assert any("1300人" in one.before and "1253人" in one.after for one in taking.since)
    assert any("新建学校2所" in one.before for one in taking.since)
    assert plain_text(taking.draft) == plain_text(again(first()))


def test_a_sentence_that_both_changed_keeps_both_changes(file: Returned) -> None:
    file.write("招聘教师", "公开招聘教师")
    taking = taken(again(first()), file)
    (one,) = taking.proposals
    assert one.after.count("1300人") == one.after.count("公开招聘教师118名") == 1
    assert "公开招聘教师118名" in plain_text(taking.draft)


def test_what_was_taken_is_not_asked_again(file: Returned) -> None:
    file.write("招聘教师", "公开招聘教师")
    once = taken(again(first()), file).draft
    twice = taken(once, file)
    assert twice.proposals == ()
    assert plain_text(twice.draft) == plain_text(once)


def test_the_same_words_changed_by_both_are_for_a_person_to_settle(file: Returned) -> None:
    file.write("1253人", "1260人")
    taking = taken(again(first()), file)
    (one,) = taking.proposals
    assert one.about == "since"
    assert "1260人" in one.after
    assert taking.homeless == (one,)
    assert "1300人" in plain_text(taking.draft)


@pytest.mark.parametrize(
    ("old", "new"), [("1253人", "1263人"), ("1253人", "1253人以上"), ("轮岗交流", "轮岗")]
)
def test_no_clause_is_made_of_what_two_wrote(old: str, new: str, file: Returned) -> None:
    file.write(old, new)
    taking = taken(again(first(), NOTES.replace("1253人", "1353人")), file)
    assert [one.about for one in taking.proposals] == ["since"]
    assert "开展轮岗交流1353人。" in plain_text(taking.draft)


def test_an_edit_of_a_sentence_that_the_notes_have_no_more_is_not_put_back(file: Returned) -> None:
    file.write("组织骨干", "精心组织骨干")
    taking = taken(again(first(), NOTES.replace("- 组织骨干教师培训12期\n", "")), file)
    assert [one.about for one in taking.proposals] == ["since"]
    assert "12期" not in plain_text(taking.draft)


def test_a_value_that_the_editor_wrote_into_an_earlier_draft_is_his(file: Returned) -> None:
    file.write("xx", "36", beside="培训安全员")
    taking = taken(again(first()), file)
    assert [(str(one.change), one.text) for one in taking.proposals] == [("filled", "36")]


def test_values_filled_in_before_the_notes_changed_stay(file: Returned) -> None:
    done = fill(first(), [Given(gap(first(), "安全员"), "36", "表")], "").draft
    file.write("组织骨干", "开展骨干")
    taking = taken(again(done), file)
    assert [one.after for one in taking.proposals] == [EDITED]
    assert "培训安全员36人次" in plain_text(taking.draft)


def test_a_file_of_two_drafts_ago_is_known_too(file: Returned) -> None:
    file.write("组织骨干", "开展骨干")
    taking = taken(again(again(first()), NOW.replace("152处", "160处")), file)
    assert [one.after for one in taking.proposals] == [EDITED]
    assert "160处" in plain_text(taking.draft)


def test_a_file_of_this_draft_is_no_older_one(tmp_path: Path) -> None:
    made = again(first())
    file = Returned(made, tmp_path / "今稿.docx")
    file.write("组织骨干", "开展骨干")
    taking = taken(made, file)
    assert (len(taking.proposals), taking.since) == (1, ())
