"""The notice that comes second gets: it lists what changed, whoever changed it."""

from dataclasses import replace
from pathlib import Path

from drafter.filling.filling import Given, fill
from drafter.records import Draft
from drafter.review.changed import changes
from drafter.review.decisions import accept
from drafter.review.returned_file import read_returned
from drafter.review.taking import Wanted, taken_in
from drafter.writing.carrying import carried
from tests.review.drafts import small
from tests.review.returned import HEAD, Returned
from tests.reviewing import BY, NOTES, drafted, gap, sentence


def told(before: Draft, now: Draft) -> list[str]:
    return [one.text or f"{one.decision.deed} {one.decision.who}" for one in changes(before, now)
            if one.text or one.decision]  # fmt: skip


def test_a_reviewers_decision_and_a_returned_form() -> None:
    made = drafted()
    now = accept(made, [sentence(made, "3.2亿元").id], BY)
    now = fill(now, [Given(gap(made, "培训"), "36", "人事科.xlsx")], "").draft
    assert told(made, now) == ["accept 王芳", "填缺项：36（人事科.xlsx）"]


def test_an_edited_word_file_that_somebody_took_in(tmp_path: Path) -> None:
    file = Returned(small(), tmp_path / "领导改.docx")
    file.track("开展应急演练", "开展消防演练", who=HEAD)
    made = taken_in(small(), read_returned(file.saved()), BY, author="", wanted=Wanted()).draft
    (line,) = told(small(), made)
    assert HEAD in line
    assert "领导改.docx" in line
    assert "消防演练" in line
    assert "没有了" in told(made, small())[0]


def test_notes_that_changed_and_the_sentences_that_were_drafted_of_them() -> None:
    made = accept(drafted(), [sentence(drafted(), "督导4次").id], BY)
    body = NOTES.replace("152处", "160处").replace("- 开展督导4次\n", "")
    now = carried(made, drafted(body))
    lines = told(made, now)
    assert any(line.startswith("要点改为：排查隐患160处") for line in lines)
    assert "要点删去：开展督导4次" in lines
    assert any("排查隐患160处" in line and "原为：排查隐患152处" in line for line in lines)
    assert any(line.startswith("稿子里没有了：") and "督导4次" in line for line in lines)
    assert any(line.startswith("无处可放了：采用") for line in lines)


def test_many_sentences_are_counted() -> None:
    notes = "".join(f"# {n}、第{n}类工作\n- 完成项目{n}个\n" for n in range(1, 40))
    lines = told(drafted(notes), drafted(notes.replace("个\n", "处\n")))
    assert sum(line.startswith("重新起草") for line in lines) <= 20
    assert any("还有" in line for line in lines)


def test_a_word_file_that_was_written_is_no_other_text() -> None:
    made = drafted()
    assert told(made, replace(made, written=(("报告.docx", "1"),))) == [
        "写出了 Word 文件 报告.docx，稿子没有变"
    ]
