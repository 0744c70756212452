"""What a review hands on, judged by opening it again."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from drafter.documents.draft_file import write_draft
from drafter.documents.draft_lines import lines, plain_text
from drafter.documents.draft_reviewed import drafted as as_drafted
from drafter.errors import InputError
from drafter.records import Draft, Finding, Severity
from drafter.review.decisions import By, accept, comment, edit, fill_gap, intend, resolve
from drafter.review.exporting import KINDS, export
from drafter.review.undoing import undo
from drafter.word.read_back import read_lines
from tests.reviewing import BY, drafted, gap, section_id, sentence
from tests.word.settling import settled_texts
from tests.writing.test_redraft import take_changed

LI = By("李强", "2026-07-06T15:20:00+08:00")
FILE = Path("总结.draft.json")


def reviewed_draft() -> Draft:
    """Edited, filled, taken, commented: a draft after an hour of review."""
    made = take_changed(drafted())
    made = edit(made, sentence(made, "招聘").id, "全年招聘教师118名，其中研究生31名。", BY)
    made = comment(made, sentence(made, "3.2亿元").id, "请发改核一下口径", LI)
    made = comment(made, section_id(made, "队伍"), "这一节排到前面？", BY)
    made = comment(made, sentence(made, "督导").id, "已问过", BY)
    made = resolve(made, made.review.decisions[-1].id, LI)
    made = accept(made, [sentence(made, "149处").id], LI)
    made, _ = fill_gap(made, gap(made, "培训"), "300", BY)
    return made


def finished() -> Draft:
    made = reviewed_draft()
    made, done = fill_gap(made, gap(made, "资金"), "120.5", BY, accepted=True)
    assert done.filled
    return made


def word(made: Draft, kind: str) -> bytes:
    name, content, media = export(made, FILE, kind)
    assert name.endswith(".docx")
    assert "wordprocessingml" in media
    return content


def comments(content: bytes) -> list[tuple[str, str, str]]:
    """(author, date in UTC, text) of each comment."""
    found = Document(BytesIO(content)).comments
    return [(one.author, str(one.timestamp)[:16], one.text) for one in found]


def commented(content: bytes, words: str) -> str:
    """The text that the comment with these words stands at."""
    document = Document(BytesIO(content))
    (one,) = [each for each in document.comments if words in each.text]
    inside, texts = False, []
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == str(
            one.comment_id
        ):
            inside = True
        if element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(
            one.comment_id
        ):
            inside = False
        if inside and element.tag == qn("w:t"):
            texts.append(element.text or "")
    return "".join(texts)


def test_the_clean_file_is_the_report_and_nothing_else() -> None:
    made = finished()
    content = word(made, "clean")
    assert read_lines(BytesIO(content)) == [line.text for line in lines(made)]
    assert comments(content) == []
    assert b"w:highlight" not in content
    assert "全年招聘教师118名" in "\n".join(read_lines(BytesIO(content)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda made: reviewed_draft(), "缺项1处、错误0处"),
        (
            lambda made: edit(
                made, sentence(made, "118名").id, "招聘教师119名，其中研究生31名。", BY
            ),
            "缺项0处、错误2处",
        ),
        (lambda made: edit(made, sentence(made, "督导").id, "", BY), "错误"),
        (
            lambda made: edit(made, sentence(made, "督导").id, "会同县公安局开展督导4次。", BY),
            "缺项0处、错误1处",
        ),
    ],
)
def test_what_is_open_is_refused(change: Callable[[Draft], Draft], said: str) -> None:
    with pytest.raises(InputError, match=said):
        export(change(finished()), FILE, "clean")
    assert word(change(finished()), "working")


def test_what_somebody_answers_for_goes_out() -> None:
    made = edit(finished(), sentence(finished(), "督导").id, "会同县公安局开展督导4次。", BY)
    finding = Finding("FIG105", Severity.ERROR, "", sentence(made, "县公安局").id, "县公安局")
    assert word(intend(made, finding, "联合督导组成员单位", BY), "clean")


def test_the_working_copy_has_the_comments_of_colleagues_at_their_places() -> None:
    content = word(reviewed_draft(), "working")
    found = comments(content)
    assert [one for one in found if one[0] != "drafter"] == [
        ("李强", "2026-07-06 07:20", "请发改核一下口径"),
        ("王芳", "2026-07-06 01:00", "这一节排到前面？"),
    ]
    assert commented(content, "口径") == "压实安全责任，完成投资3.2亿元。"
    assert commented(content, "排到前面") == "（二）队伍"
    assert any(
        "300" in text for author, _, text in found if author == "drafter"
    )  # what was filled in, from whom


def test_a_comment_on_what_is_gone_stands_at_the_title() -> None:
    made = drafted()
    one = sentence(made, "3.2亿元").id
    made = edit(comment(made, one, "为何删去？", LI), one, "", BY)
    assert commented(word(made, "working"), "为何删去") in plain_text(made).split("\n")[0]
    assert ("李强", "2026-07-06 07:20", "为何删去？") in comments(word(made, "redline"))


@pytest.mark.parametrize("make", [reviewed_draft, finished, drafted])
def test_the_redline_is_the_first_draft_and_what_became_of_it(
    make: Callable[[], Draft], tmp_path: Path
) -> None:
    """Rejecting all gives the first draft, accepting all what it reads now."""
    made = make()
    file = tmp_path / "r.docx"
    file.write_bytes(word(made, "redline"))
    texts = {
        accept: [text for text in settled_texts(file, accept=accept) if text.strip()]
        for accept in (True, False)
    }
    assert squeezed(texts[True]) == squeezed([line.text for line in lines(made)])
    assert squeezed(texts[False]) == squeezed([line.text for line in lines(as_drafted(made))])


def squeezed(texts: list[str]) -> list[str]:
    """Without the breaks by which a long title is set."""
    return [text.replace("\n", "") for text in texts]


def test_the_redline_names_who_did_it_and_keeps_the_comments() -> None:
    content = word(reviewed_draft(), "redline")
    body = Document(BytesIO(content)).element.body
    changes = list(body.iter(qn("w:ins"), qn("w:del")))
    assert changes
    assert {one.get(qn("w:author")) for one in changes} == {"王芳、李强"}
    assert {one.get(qn("w:date")) for one in changes} == {"2026-07-06T07:20:00Z"}
    assert ("李强", "2026-07-06 07:20", "请发改核一下口径") in comments(content)
    assert commented(content, "排到前面").endswith("队伍")


# --- the record ---


def test_the_record_says_who_decided_what_and_when() -> None:
    made = undo(comment(reviewed_draft(), section_id(drafted(), "安全"), "撤掉的话", LI))
    whole = json.loads(export(made, FILE, "record.json")[1])
    assert (whole["format"], whole["version"], whole["reviewers"]) == (
        "drafter.review",
        1,
        ["王芳", "李强"],
    )
    entries = whole["entries"]
    assert [(one["id"], one["who"], one["deed"]) for one in entries] == [
        ("R1", "王芳", "take"),
        ("R2", "王芳", "edit"),
        ("R3", "李强", "comment"),
        ("R4", "王芳", "comment"),
        ("R5", "王芳", "comment"),
        ("R6", "李强", "resolve"),
        ("R7", "李强", "accept"),
        ("R8", "王芳", "fill"),
        ("R9", "李强", "comment"),
    ]
    edited = entries[1]
    before = sentence(drafted(), "118名").text
    assert (edited["before"], edited["after"]) == (before, "全年招聘教师118名，其中研究生31名。")
    assert edited["where"] == [f"（二）队伍：{before}"]
    assert "压实安全责任" in entries[0]["after"]
    assert "压实安全责任" not in entries[0]["before"]
    assert [one["undone"] for one in entries] == [False] * 8 + [True]
    assert (whole["accepted"], whole["gaps"], whole["comments"]) == (1, 1, 2)


def test_the_record_as_word_file_and_as_text_say_the_same() -> None:
    made = reviewed_draft()
    document = Document(BytesIO(word(made, "record")))
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["序号", "时间", "审稿人", "决定", "位置", "原文", "改后", "说明"]
    assert cells[2][:4] == ["R2", "2026-07-06 09:00", "王芳", "修改"]
    assert len(cells) == 1 + len(made.review.decisions)
    text = export(made, FILE, "record.md")[1].decode()
    for row in cells[1:]:
        assert any(all(piece in line for piece in row[:4]) for line in text.split("\n"))


def test_what_people_typed_is_text_in_the_record() -> None:
    made = comment(drafted(), sentence(drafted(), "149处").id, "<script>|**重要**|</script>", BY)
    text = export(made, FILE, "record.md")[1].decode()
    (row,) = [line for line in text.split("\n") if "重要" in line]
    assert "<script>" not in row
    assert row.replace("\\|", "").count("|") == 9


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_names_of_files(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "半年总结.draft.json"
    write_draft(finished(), path)
    name, content, _ = export(finished(), path, kind)
    assert name.startswith("半年总结")
    assert name.endswith((".docx", ".md", ".json"))
    assert content
