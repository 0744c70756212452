"""A case made of notes: what is proposed, what a person may change, when it becomes a case."""

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.evaluation.cases import read_case, without_marks
from drafter.evaluation.new_case import PendingCase, begin_case, read_pending

NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
# 一、2项工程
- 招聘教师１18名,其中研究生31名,电话13812345678
- 争取资金xxx.xx万元
  用于食堂3个
- 队伍稳定
"""


@pytest.fixture
def pending(tmp_path: Path) -> PendingCase:
    notes = tmp_path / "要点.md"
    notes.write_text(NOTES, encoding="utf-8")
    return begin_case(notes, tmp_path / "cases", ["教育"], "自己的")


def row(case: PendingCase, words: str) -> int:
    return next(one.number for one in case.to_see() if words in without_marks(one.text))


def test_what_is_read_is_proposed(pending: PendingCase) -> None:
    text = pending.file.read_text(encoding="utf-8")
    for mark in ("⟦１18名｜118名｜教师⟧", "⟦31名｜｜研究生⟧", "⟦?xxx.xx⟧万元", "⟦3个｜｜食堂⟧"):
        assert mark in text
    assert "⟦13812345678｜【手机号未写入】" in text
    assert without_marks("\n".join(pending.rows)) == NOTES.rstrip("\n")


def test_no_run_reads_it_before_it_is_confirmed(pending: PendingCase) -> None:
    cases = pending.file.parent.parent
    assert list(cases.glob("*.md")) == []
    with pytest.raises(InputError, match="8、9、10、11、12"):
        pending.confirm()
    assert pending.file.is_file()


def test_once_every_row_was_seen_it_is_a_case(pending: PendingCase) -> None:
    case = pending
    for one in pending.to_see():
        case = case.with_row(one.number, one.text)
    case.save()
    target = read_pending(case.file).confirm()
    made = read_case(target)
    assert (made.name, made.groups, made.about) == ("要点", ("教育",), "自己的")
    assert [fact.quote for fact in made.facts][-1] == "3个"
    assert made.gaps == ("xxx.xx",)
    assert not case.file.exists()


def test_a_mark_may_be_taken_away_and_a_word_may_not_change(pending: PendingCase) -> None:
    number = row(pending, "招聘教师")
    bare = without_marks(pending.rows[number - 1])
    assert pending.with_row(number, bare).to_see()[1].unmarked_digits
    for wrong in (bare.replace("31", "32"), bare + "⟦", bare.replace("31名", "⟦31名｜｜没有的词⟧")):
        with pytest.raises(InputError):
            pending.with_row(number, wrong)


def test_what_was_seen_is_kept(pending: PendingCase) -> None:
    plain = pending.without_facts_seen()
    assert [without_marks(one.text) for one in plain.to_see() if one.seen] == ["- 队伍稳定"]
    plain.save()
    assert read_pending(pending.file) == plain


def test_nothing_is_written_over(pending: PendingCase, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="同名"):
        begin_case(tmp_path / "要点.md", tmp_path / "cases", ["教育"], "再来")


def test_other_than_text_with_front_matter_is_refused(tmp_path: Path) -> None:
    notes = tmp_path / "甲.md"
    notes.write_text("单位：云岭县教育局\n一、工作\n- 招聘教师3名\n", encoding="utf-8")
    with pytest.raises(InputError, match="文件头"):
        begin_case(notes, tmp_path / "cases", ["教育"], "自己的")


def made_of(folder: Path, text: bytes, name: str = "要点.md") -> PendingCase:
    (folder / name).write_bytes(text)
    return begin_case(folder / name, folder / "cases", ["教育"], "自己的")


def test_a_case_of_that_name_that_came_meanwhile_is_not_written_over(pending: PendingCase) -> None:
    case = pending
    for one in pending.to_see():
        case = case.with_row(one.number, one.text)
    other = case.file.parent.parent / case.file.name
    other.write_text("别人的", encoding="utf-8")
    with pytest.raises(InputError, match="同名"):
        case.confirm()
    assert other.read_text(encoding="utf-8") == "别人的"


@pytest.mark.parametrize("sign", "⟦⟧｜")
def test_notes_with_a_sign_of_marks_make_no_case(tmp_path: Path, sign: str) -> None:
    with pytest.raises(InputError, match=":8"):
        made_of(tmp_path, NOTES.replace("招聘教师", f"招聘{sign}教师").encode())


def test_notes_called_readme_make_no_case(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        made_of(tmp_path, NOTES.encode(), "README.md")


@pytest.mark.parametrize(
    "text",
    [
        NOTES.replace("\n", "\r\n").encode("gb18030"),
        b"\xef\xbb\xbf" + NOTES.encode(),
        NOTES.replace("队伍稳定", "队伍稳定\u2028说明\x0c甲校").encode(),
    ],
)
def test_rows_are_those_of_the_notes_whatever_ends_them(tmp_path: Path, text: bytes) -> None:
    case = made_of(tmp_path, text)
    assert [row.count("⟦") for row in case.rows[6:]] == [1, 3, 1, 1, 0]
    case.save()
    assert read_pending(case.file) == case


def test_a_row_that_opens_with_a_decimal_has_its_figure(tmp_path: Path) -> None:
    case = made_of(tmp_path, NOTES.replace("- 队伍稳定", "2.5亿元资金到位").encode())
    assert case.rows[-1].startswith("⟦2.5亿元")


def test_an_anchor_is_a_noun_which_any_wording_keeps(tmp_path: Path) -> None:
    case = made_of(tmp_path, NOTES.replace("队伍稳定", "隐患剩下6处,渠道建了28公里").encode())
    assert case.rows[-1] == "- 隐患剩下⟦6处｜｜隐患⟧,渠道建了⟦28公里｜｜渠道⟧"


def test_where_a_note_comes_from_is_no_figure(tmp_path: Path) -> None:
    remark = "<!-- 来源：人事科.xlsx，第7行 -->"
    case = made_of(tmp_path, NOTES.replace("队伍稳定", f"队伍稳定 {remark}").encode())
    assert not case.to_see()[-1].unmarked_digits


def test_what_waits_is_named(pending: PendingCase) -> None:
    with pytest.raises(InputError, match="要点"):
        read_pending(pending.file.with_name("别的.md"))
