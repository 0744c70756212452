"""Every way to harm a draft is seen by the scorer named for it, and every scorer sees some harm."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.documents.notes import parse_notes
from drafter.evaluation.authors import subject_of
from drafter.evaluation.cases import Case, read_case
from drafter.evaluation.scored_text import Subject
from drafter.evaluation.scorers import SCORERS
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from eval.mutants import MUTANTS, Mutant, caught, tries

CASE = """<!-- case: {groups: [gaps], warns: [NOT101], about: "harm everywhere"} -->
---
organization: 云岭县教育局
kind: summary-and-plan
period: 2026年上半年
date: 2026年7月5日
---
# 一、上半年工作
## 队伍建设
- 招聘教师⟦118名｜｜招聘⟧,表彰先进⟦31名｜｜表彰⟧
- 举办培训⟦26场次⟧,参训⟦1,200人次｜1200人次⟧
## 项目建设
- 争取资金⟦235.5万元⟧(口径待核),完工率⟦92.5%⟧
- 新建校舍⟦?xx⟧处,联系手机⟦13900001111｜【手机号未写入】⟧
# 二、下半年打算
- 招聘教师⟦45名⟧
"""


NEEDING = {  # something that few cases have
    "gap closed",
    "gap widened",
    "number of a person let in",
    "number of a person let in, its mark gone",
    "doubts unsaid",
    "facts of a bullet dropped",
}


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    path = tmp_path_factory.mktemp("case") / "01-harmed.md"
    path.write_text(CASE, encoding="utf-8")
    case = read_case(path)
    brief = parse_notes(case.notes, Path("n.md"))
    return subject_of(case, brief, draft(brief, Tools(RuleWriter())), page=False)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_harm_is_seen(subject: Subject, mutant: Mutant) -> None:
    seen = caught(mutant, subject)
    assert seen is not None
    assert seen[1], seen


def test_values_of_what_is_told_respectively_are_seen_to_change_places(tmp_path: Path) -> None:
    path = tmp_path / "02-respectively.md"
    notes = (
        CASE.split("## 队伍建设")[0]
        + "## 门诊\n- 县人民医院门诊⟦41.2万人次｜｜门诊⟧、住院⟦1.92万人次｜｜住院⟧,投诉⟦36件⟧\n"
    )
    path.write_text(notes, encoding="utf-8")
    case = read_case(path)
    made = draft(parse_notes(case.notes, Path("n.md")), Tools(RuleWriter()))
    assert "分别" in "".join(one.text for one in made.all_sentences())
    swapped = next(m for m in MUTANTS if m.name == "figures swapped")
    seen = caught(swapped, subject_of(case, made.brief, made, page=False))
    assert seen == ("swapped", True)


def test_no_harm_is_seen_where_there_is_none(subject: Subject) -> None:
    unharmed = Mutant("nothing", lambda same: same, tuple(scorer.name for scorer in SCORERS))
    assert caught(unharmed, subject) == (SCORERS[0].name, False)


def test_each_harm_is_tried_on_the_same_few_cases_and_only_their_drafts_are_made(
    subject: Subject,
) -> None:
    plain = [replace(subject.case, name=f"{number:02}-plain") for number in range(40)]
    cases = [replace(case, warns=(), bullets=(), headings=()) for case in plain[1:]] + plain[:1]
    made: list[str] = []

    def subject_of(case: Case) -> Subject:
        made.append(case.name)
        return replace(subject, case=case)

    tried = tries(cases, subject_of)
    assert tried.keys() == {mutant.name for mutant in MUTANTS}
    assert {len(each) for name, each in tried.items() if name not in NEEDING} == {8}
    assert {len(tried[name]) for name in NEEDING} == {1}
    assert len(made) == len(set(made)) <= 9
    assert tries(cases[::-1], subject_of) == tried


def test_every_scorer_that_judges_has_a_mutant() -> None:
    told_only = {"density", "length", "register"}
    assert {scorer.name for scorer in SCORERS} - told_only <= {
        name for m in MUTANTS for name in m.scorers
    }
