"""How the marks of a case are read, and what is refused."""

from pathlib import Path

import pytest

from drafter.documents.text_file import decode
from drafter.errors import InputError
from drafter.evaluation.cases import ENCODINGS, Case, ExpectedFact, read_case, read_cases

HEAD = '<!-- case: {groups: [education, summary, easy], about: "x"} -->\n'
FRONT = "---\norganization: 云岭县教育局\nperiod: 2025年\ndate: 2025-12-30\n---\n"


def case(tmp_path: Path, body: str, head: str = HEAD, front: str = FRONT) -> Case:
    file = tmp_path / "01-small.md"
    file.write_text(head + front + body, encoding="utf-8")
    return read_case(file)


@pytest.mark.parametrize(("row", "text", "facts", "gaps"), [
    ("- 上党课⟦１２场次｜12场次⟧", "上党课１２场次", [("１２场次", "12场次", "")], []),
    ("* 招聘⟦64名｜｜招聘⟧，其中研究生⟦17名｜｜研究生⟧", "招聘64名，其中研究生17名",
     [("64名", "64名", "招聘"), ("17名", "17名", "研究生")], []),
    ("•投入⟦3-5万元｜3万～5万元｜投入⟧", "投入3-5万元", [("3-5万元", "3万～5万元", "投入")], []),
    ("1、谈话⟦?xx⟧人次、⟦3次⟧", "谈话xx人次、3次", [("3次", "3次", "")], ["xx"]),
    ("１．⟦9月⟧开工", "9月开工", [("9月", "9月", "")], []),
    ("（2）补助⟦?【待补】⟧", "补助【待补】", [], ["【待补】"]),
    ("①应保尽保", "应保尽保", [], []),
    ("\t-  ⟦三百余人⟧参加 ", "三百余人参加", [("三百余人", "三百余人", "")], []),
    ("⟦1.26亿元⟧，不编号的一段", "1.26亿元，不编号的一段", [("1.26亿元", "1.26亿元", "")], []),
])  # fmt: skip
def test_a_bullet_is_read(
    tmp_path: Path, row: str, text: str, facts: list[tuple[str, str, str]], gaps: list[str]
) -> None:
    (one,) = case(tmp_path, f"# 一、工作\n{row}\n").bullets
    assert (one.line, one.text, list(one.gaps)) == (7, text, gaps)
    assert one.facts == tuple(ExpectedFact(*fact) for fact in facts)


@pytest.mark.parametrize(("row", "text"), [
    ("# 一、主要工作", "主要工作"),
    ("##（二）抓项目", "抓项目"),
    ("### 三)党建", "党建"),
    ("##( 二 )交通", "交通"),
    ("# 3.问题", "问题"),
    ("# ⟦15项⟧行动", "15项行动"),
    ("#### ①控烟", "控烟"),
])  # fmt: skip
def test_a_heading_is_read_without_its_number(tmp_path: Path, row: str, text: str) -> None:
    read = case(tmp_path, f"{row}\n- 抓落实\n")
    assert ([one.text for one in read.headings], read.headings[0].line) == ([text], 6)


def test_the_notes_are_what_a_clerk_would_hand_in(tmp_path: Path) -> None:
    read = case(tmp_path, "# 一、工作\n- 讲座\n  ⟦４６场｜46场⟧，发⟦?xx⟧册\n\n---\n- 第二条\n")
    assert read.notes == FRONT + "# 一、工作\n- 讲座\n  ４６场，发xx册\n\n---\n- 第二条\n"
    assert [(one.line, one.text) for one in read.bullets] == [
        (7, "讲座４６场，发xx册"),
        (11, "第二条"),
    ]
    assert (read.name, read.facts, read.gaps) == (
        "01-small",
        (ExpectedFact("４６场", "46场"),),
        ("xx",),
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_notes_come_in_the_encoding_of_the_case(tmp_path: Path, encoding: str) -> None:
    head = HEAD.replace("about", f"encoding: {encoding}, about")
    read = case(tmp_path, "- 㙍上村种荸荠⟦80亩⟧\n", head)
    assert decode(read.content).text == read.notes


@pytest.mark.parametrize(("text", "line", "value"), [
    (FRONT + "- 抓落实\n", 1, "---"),
    ("<!-- case: {groups: [education -->\n" + FRONT, 1, "<!--"),
    (HEAD.replace("about", "note") + FRONT, 1, "note"),
    (HEAD.replace(', about: "x"', "") + FRONT, 1, "about"),
    (HEAD.replace("[education, summary, easy]", "[]") + FRONT, 1, "groups"),
    (HEAD.replace("about", "warns: [N1], about") + FRONT, 1, "N1"),
    (HEAD.replace("about", "encoding: big5, about") + FRONT, 1, "big5"),
    (HEAD + "# 一、工作\n", 2, "# 一"),
    (HEAD + "---\nperiod: 2025年\n# 一、工作\n", 2, "---"),
    (HEAD + FRONT.replace("2025年", "⟦2025年⟧"), 4, "⟦2025年⟧"),
    (HEAD + FRONT + "- 党课⟦12场\n", 7, "党课"),
    (HEAD + FRONT + "- 党课12场⟧\n", 7, "党课"),
    (HEAD + FRONT + "- 党课⟦⟦12场⟧⟧\n", 7, "党课"),
    (HEAD + FRONT + "- 党课⟦｜12场⟧\n", 7, "⟦｜12场⟧"),
    (HEAD + FRONT + "- 党课⟦?⟧场\n", 7, "⟦?⟧"),
    (HEAD + FRONT + "- 党课⟦?xx｜12⟧场\n", 7, "⟦?xx｜12⟧"),
    (HEAD + FRONT + "- 党课⟦12场｜｜党课｜x⟧\n", 7, "12场"),
    (HEAD + FRONT + "- 党课⟦12场｜｜宣讲⟧\n", 7, "宣讲"),
    (HEAD + FRONT + "- 党课⟦12场｜｜课⟧\n", 7, "课"),
])  # fmt: skip
def test_a_malformed_case_is_refused(tmp_path: Path, text: str, line: int, value: str) -> None:
    file = tmp_path / "01-bad.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_case(file)
    assert (caught.value.file, caught.value.line) == (file, line)
    assert value in caught.value.value
    assert caught.value.remedy


def test_a_folder_is_read_whatever_its_cases_are_called(tmp_path: Path) -> None:
    for name in ("校园安全", "b", "README"):
        text = HEAD.replace("education, summary, easy", "校园, 2026") + FRONT + "- 抓落实\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert [(case.name, case.groups) for case in read_cases(tmp_path)] == [
        ("b", ("校园", "2026")),
        ("校园安全", ("校园", "2026")),
    ]
