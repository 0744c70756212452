"""A report lives for weeks: notes change, forms come back, reviewers decide; nothing is lost."""

import json
from pathlib import Path

import pytest

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_filled import filled
from drafter.documents.draft_reviewed import standing
from drafter.records import Deed, Draft
from drafter.review.decisions import accept, comment, edit
from drafter.word.read_back import read_lines
from tests.cli.conftest import Drafter
from tests.reviewing import BY, NOTES, gap, sentence

_FRONT = (
    "---\norganization: 云岭县教育局\nkind: summary-and-plan\nperiod: 2026年上半年\n"
    "date: 2026-07-05\n---\n"
)
_RULES = ("--writer", "rules", "--no-index")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "要点.md"
    file.write_text(_FRONT + NOTES, encoding="utf-8")
    return file


def _draft(drafter: Drafter, notes: Path, *more: str) -> str:
    """Draft; what it says."""
    done = drafter("draft", notes, *_RULES, "-o", notes.with_name("稿.docx"), *more)
    assert done.returncode in (0, 1), done.stderr
    return done.stderr


def _text(made: Draft) -> str:
    return "".join(one.text for one in filled(made).all_sentences())


def test_nothing_that_people_did_is_lost_when_the_notes_change(
    drafter: Drafter, notes: Path
) -> None:
    _draft(drafter, notes)
    report, file = notes.with_name("稿.docx"), notes.with_name("稿.draft.json")
    made = read_draft(file)
    trained, funds = gap(made, "培训"), gap(made, "资金")
    values = ("--set", f"{trained}=36", "--set", f"{funds}=120.50")
    assert drafter("fill", file, *values, "-o", report).returncode == 0

    made = read_draft(file)
    made = edit(made, sentence(made, "3.2亿元").id, "累计完成投资3.2亿元。", BY)
    made = edit(made, sentence(made, "118名").id, "招聘教师118名，其中研究生31名，缓解了压力。", BY)
    made = accept(made, [sentence(made, "新建学校").id], BY)
    made = comment(made, sentence(made, "152处").id, "请安全科核对", BY)
    made = comment(made, sentence(made, "督导4次").id, "是否太少", BY)
    write_draft(made, file)

    changed = NOTES.replace("152处,整改149处", "160处,整改149处,其余限期整改")
    changed = changed.replace("118名", "120名")
    changed = changed.replace("- 开展督导4次\n", "").replace(
        "- 争取资金", "- 新开办幼儿园3所\n- 争取资金"
    )
    changed = changed.replace("- 培训xx人次", "- 培训40人次")
    notes.write_text(_FRONT + changed, encoding="utf-8")
    said = _draft(drafter, notes)

    assert said.index("新增1条，改了3条，删去1条") < said.index("从上一稿带过来")
    assert "招聘教师118名，其中研究生31名 → 招聘教师120名，其中研究生31名" in said
    anew = read_draft(file)
    text = _text(anew)
    assert "120.50万元" in text  # the value of the other gap
    assert "累计完成投资3.2亿元。" in text
    assert "培训40人次" in text
    assert "160处" in text
    assert "118名" not in text
    assert "120名" in text
    stand = standing(anew.review)
    assert [one.text for one in stand.open_comments if one.where] == ["请安全科核对"]
    assert list(stand.accepted) == [sentence(anew, "新建学校").id]
    left = {one.deed: one for one in anew.unplaced}
    assert left[Deed.FILL].text == "36"
    assert left[Deed.EDIT].text == "招聘教师118名，其中研究生31名，缓解了压力。"
    assert left[Deed.COMMENT].text == "是否太少"
    assert "3处无处可放" in said
    for one in anew.unplaced:
        assert one.text in said
        assert one.why in said
    assert "120.50万元" in "\n".join(read_lines(report))
    assert read_draft(notes.with_name("稿（旧1）.draft.json")).review == made.review

    again = _draft(drafter, notes)
    assert "要点与上一稿相同" in again
    assert "此前还有3处无处可放" in again
    assert read_draft(file).review == anew.review
    assert read_draft(file).unplaced == anew.unplaced
    assert not notes.with_name("稿（旧2）.draft.json").exists()


def test_what_has_no_place_is_told_to_programs_too(drafter: Drafter, notes: Path) -> None:
    _draft(drafter, notes)
    file = notes.with_name("稿.draft.json")
    trained = gap(read_draft(file), "培训")
    assert drafter("fill", file, "--set", f"{trained}=36").returncode == 0
    notes.write_text(_FRONT + NOTES.replace("- 培训xx人次\n", ""), encoding="utf-8")
    words = ("draft", notes, *_RULES, "-o", notes.with_name("稿.docx"), "--json")
    (left,) = json.loads(drafter(*words).stdout)["unplaced"]
    assert (left["deed"], left["text"]) == ("fill", "36")


def test_gaps_with_values_are_not_missing_any_more(drafter: Drafter, notes: Path) -> None:
    _draft(drafter, notes)
    file = notes.with_name("稿.draft.json")
    trained = gap(read_draft(file), "培训")
    assert drafter("fill", file, "--set", f"{trained}=36").returncode == 0
    said = _draft(drafter, notes)
    assert "【xx】人次" not in said
    assert "【xxx.xx】万元" in said


def test_changed_needs_an_earlier_draft_and_keeps_what_did_not_change(
    drafter: Drafter, notes: Path
) -> None:
    refused = drafter("draft", notes, *_RULES, "--changed", "-o", notes.with_name("稿.docx"))
    assert refused.returncode == 2
    assert "--changed" in refused.stderr
    _draft(drafter, notes)
    before = read_draft(notes.with_name("稿.draft.json"))
    notes.write_text(_FRONT + "\n" + NOTES.replace("118名", "120名"), encoding="utf-8")
    _draft(drafter, notes, "--changed")
    after = read_draft(notes.with_name("稿.draft.json"))
    old = {one.id: one for one in before.all_sentences()}
    new = {one.id: one for one in after.all_sentences()}
    differ = [name for name in old if old[name] != new[name]]
    assert differ == [sentence(before, "118名").id]
