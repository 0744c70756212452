"""The reader that stands apart sees, in the Word file alone, whatever is wrong with a draft."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.documents.draft_file import to_json
from drafter.errors import InputError
from drafter.evaluation.cases import Case, read_case
from drafter.evaluation.run import brief_of
from drafter.evaluation.score import Score
from drafter.evaluation.suites import Order
from drafter.word.render import write_docx
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from eval.apart.residue import residue
from eval.apart.scorers import SCORERS, Printed, disagreed
from eval.apart.suite import run_apart
from eval.apart.wordfile import read_word_file

CASE = """<!-- case: {groups: [gaps], about: "harm everywhere"} -->
---
organization: 云岭县教育局
kind: summary-and-plan
period: 2026年上半年
date: 二〇二六年七月五日
---
# 一、上半年工作
## ⟦12所⟧学校校舍加固
- 招聘教师⟦118名｜｜招聘⟧,表彰先进⟦31名｜｜表彰⟧
- 举办培训⟦26场次⟧,参训⟦1,200人次｜1200人次⟧
- 落实“双减”,印发⟦《云岭县校园安全管理办法》⟧
- 新建校舍⟦?xx⟧处,联系手机⟦13900001111｜【手机号未写入】⟧
- 扎实推进校园食堂规范管理和膳食营养改善
# 二、下半年打算
- 招聘教师⟦45名⟧
"""
Harm = Callable[[str], str]


def printed(case: Case, folder: Path, harm: Harm = lambda xml: xml, part: str = "") -> Printed:
    """The case as the rules write it, with the XML of its Word file changed."""
    made = draft(brief_of(case), Tools(RuleWriter()))
    whole, harmed = folder / "whole.docx", folder / "harmed.docx"
    write_docx(made, whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(harmed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == (part or "word/document.xml"):
                text = harm(data.decode())
                assert harm is unharmed or text != data.decode()
                data = text.encode()
            new.writestr(name, data)
    return Printed(case, read_word_file(harmed), json.loads(to_json(made)))


def unharmed(xml: str) -> str:
    return xml


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "01-apart.md"
    path.write_text(CASE, encoding="utf-8")
    return read_case(path)


def test_nothing_is_wrong_with_a_true_draft(case: Case, tmp_path: Path) -> None:
    scores = {name: scorer(printed(case, tmp_path, unharmed)) for name, scorer in SCORERS.items()}
    wanted = {"told": 1, "invented": 0, "astray": 0, "kept": 1, "marked": 1, "left_out": 0}
    assert {name: score.value for name, score in scores.items()} == {**wanted, "sheet": 0}, scores


def changed(old: str, new: str, count: int = 1) -> Harm:
    return lambda xml: xml.replace(old, new, count)


@pytest.mark.parametrize(
    ("harm", "part", "scorers"),
    [
        (changed("118名", "113名"), "", {"told", "invented", "astray", "left_out"}),
        (changed("12所", "两所"), "", {"told", "invented", "left_out"}),
        (changed("1200人次", "1200人"), "", {"told", "invented", "left_out"}),
        (changed("31名", "118名"), "", {"told", "invented", "astray", "left_out"}),
        (changed("》", "》《另一文件》"), "", {"invented", "left_out"}),
        (changed("膳食营养", "“明厨”膳食营养"), "", {"invented", "left_out"}),
        (changed("膳食营养", "三十个食堂膳食营养"), "", {"invented", "left_out"}),
        (changed("膳食营养", "26场次膳食营养"), "", {"invented", "left_out"}),
        (changed("校园食堂规范管理和膳食营养改善", ""), "", {"kept", "left_out"}),
        (changed('<w:highlight w:val="yellow"/>', "", 9), "", {"marked"}),
        (changed(">xx<", ">若干<"), "", {"told", "marked", "left_out"}),
        (changed('w:w="11906"', 'w:w="12240"'), "", {"sheet"}),
        (changed('w:val="GwTitle"', 'w:val="GwBody"'), "", {"sheet"}),
        (changed('w:sz w:val="32"', 'w:sz w:val="28"', 99), "word/styles.xml", {"sheet"}),
        (changed("黑体", "宋体", 99), "word/styles.xml", {"sheet"}),
    ],
)
def test_each_harm_is_seen_by_the_scorers_that_should(
    case: Case, tmp_path: Path, harm: Harm, part: str, scorers: set[str]
) -> None:
    whole, harmed = printed(case, tmp_path, unharmed), printed(case, tmp_path, harm, part)
    assert {name for name, one in SCORERS.items() if one(whole).value != one(harmed).value} == (
        scorers
    )


def test_a_hole_without_a_remark_is_not_asked_for(case: Case, tmp_path: Path) -> None:
    whole = printed(case, tmp_path, unharmed)
    mute = tuple(
        replace(block, pieces=tuple(replace(piece, remark="") for piece in block.pieces))
        for block in whole.file.blocks
    )
    assert SCORERS["marked"](replace(whole, file=replace(whole.file, blocks=mute))).value == 0


def test_what_stands_twice_is_left_over() -> None:
    rest = residue("一、招聘12名，表彰12名\n1.培训112名", ["12名"], [])
    assert (rest.missing, rest.said) == ({}, ["12名", "112名"])
    assert residue("全年1200人次", ["120人"]).missing == {"120人": 1}
    assert residue("培训8.5%", ["8%", "5%"]).missing == {"8%": 1, "5%": 1}
    assert residue("2026年上半年", ["2026年"], ["2026年上半年"]).said == []
    assert residue("一是抓好落实", []).counted == {}


def test_readers_that_disagree_are_told_one_by_one() -> None:
    ours = {"recall": Score(1.0), "unsupported": Score(0.0), "swapped": Score(0.0)}
    ours |= {"gaps": Score(None)}
    theirs = {"told": Score(0.5), "invented": Score(0.0), "astray": Score(2.0)}
    theirs |= {"marked": Score(1.0)}
    score = disagreed(ours, theirs)
    assert score.value == 2
    assert [place.text for place in score.evidence] == [
        "recall 1, told 0.5",
        "swapped 0, astray 2",
    ]


def test_without_drafts_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        run_apart(Order(tmp_path, tmp_path), lambda done, total, name: None)
