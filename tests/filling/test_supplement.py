"""Answers become notes: with their source, in their place, and the draft is written anew."""

from pathlib import Path

import pytest

from drafter.documents.draft_lines import plain_text
from drafter.documents.gaps import open_gaps
from drafter.documents.notes import parse_notes
from drafter.errors import InputError
from drafter.evaluation.cases import Case, read_cases
from drafter.filling.filling import Given
from drafter.filling.questions import answers_in, questions_of
from drafter.filling.supplement import supplement, write_supplement
from drafter.reading.notes import read_notes
from drafter.records import Brief, Draft
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.filling.test_questions import drafted

NOTES = """- 总体平稳
# 一、工作开展情况
## （一）信访维稳
- 受理信访件63件
- 接待群众120批次,接待来访人员415人次
## （二）粮食生产
- 播种面积36.2万亩，同比增长1.2%
- 高标准农田4.5万亩
# 二、存在的问题
- 全科医生缺26名
- 资金压力大:
  - 配套到位2100万元
"""
CELL = "回.xlsx｜请补充的情况｜F4"


def asked(made: Draft, words: str) -> str:
    """The name of the question about a note or heading with these words."""
    return next(q.id for q in questions_of(made) if words in (q.note or q.heading))


def written(made: Draft, words: str, answer: str) -> Brief:
    """The notes after an answer to that question."""
    text = supplement(made, [Given(asked(made, words), answer, CELL)], "-").text
    return parse_notes(text, Path("报告.补充.md"))


def note(brief: Brief, words: str) -> tuple[str, str]:
    return next((b.text, b.origin) for b in brief.all_bullets() if words in b.text)


def test_the_end_of_a_deed_joins_its_note_with_both_sources() -> None:
    made = drafted(NOTES)
    name = asked(made, "信访件63件")
    text, origin = note(written(made, "信访件63件", "办结61件，其余2件正在办理。"), "63件")
    assert text == "受理信访件63件，办结61件，其余2件正在办理"
    assert origin == f"notes.md｜第10行；{CELL}｜答{name}"


@pytest.mark.parametrize(
    ("answer", "joined"),
    [
        ("建立周报告制度", "受理信访件63件；建立周报告制度"),
        ("健全包案机制，办结61件", "受理信访件63件；健全包案机制，办结61件"),
        ("较上年减少5件", "受理信访件63件，较上年减少5件"),
        ("通过领导包案办结61件", "受理信访件63件，通过领导包案办结61件"),
        ("建立的台账61份", "受理信访件63件，建立的台账61份"),
    ],
)
def test_a_deed_of_its_own_is_parted_from_what_it_was_asked_of(answer: str, joined: str) -> None:
    assert note(written(drafted(NOTES), "信访件63件", answer), "63件")[0] == joined


def test_a_cause_stays_in_the_clause_of_what_it_explains() -> None:
    brief = written(drafted(NOTES), "全科医生", "宣传引才不够")
    assert note(brief, "26名")[0] == "全科医生缺26名，宣传引才不够"


def test_an_answer_is_a_note_like_any_other_in_the_next_draft() -> None:
    made = drafted(NOTES)
    brief = written(made, "全科医生", "原因是编制14年未增加")
    again = draft(brief, Tools(RuleWriter()))
    assert "编制14年未增加" in plain_text(again)
    facts = [fact.text for bullet in brief.all_bullets() for fact in bullet.facts]
    assert "14年" in facts
    assert asked(made, "全科医生") not in {question.id for question in questions_of(again)}


def test_how_a_section_was_done_stands_before_its_figures() -> None:
    brief = written(
        drafted(NOTES), "粮食生产", "1.推广良种良法\n2、组织农技人员包村，指导36个村\n无"
    )
    section = next(s for s in brief.all_sections() if s.heading == "粮食生产")
    assert [b.text for b in section.bullets][:2] == [
        "推广良种良法",
        "组织农技人员包村，指导36个村",
    ]


def test_a_note_that_leads_others_has_its_answer_below_it() -> None:
    brief = written(drafted(NOTES), "资金压力", "财政困难")
    lead = next(b for b in brief.all_bullets() if "资金压力" in b.text)
    assert [child.text for child in lead.children] == ["配套到位2100万元", "财政困难"]


def test_every_note_stays_in_its_place() -> None:
    made = drafted(NOTES)
    brief = written(made, "全科医生", "编制不足")
    kept = [b.text for b in made.brief.all_bullets() if "全科" not in b.text]
    assert [b.text for b in brief.all_bullets() if "全科" not in b.text] == kept
    assert [s.heading for s in brief.all_sections()] == [
        s.heading for s in made.brief.all_sections()
    ]
    assert (brief.title, brief.date, brief.organization) == (
        made.brief.title,
        made.brief.date,
        made.brief.organization,
    )


@pytest.mark.parametrize("answer", ["无", "暂无", "/", "x", "xx", "—", "无。", "（无）", "不清楚"])
def test_what_is_no_answer_is_no_note(answer: str) -> None:
    made = drafted(NOTES)
    done = supplement(made, [Given(asked(made, "全科医生"), answer, CELL)], "-")
    assert (done.text, done.taken, len(done.empty)) == ("", (), 1)


def test_an_empty_cell_says_nothing() -> None:
    made = drafted(NOTES)
    done = supplement(made, [Given(asked(made, "全科医生"), " ", CELL)], "-")
    assert (done.text, done.empty) == ("", ())


def test_a_form_that_comes_twice_makes_no_second_note() -> None:
    made = drafted(NOTES)
    given = Given(asked(made, "全科医生"), "编制不足", CELL)
    again = draft(
        parse_notes(supplement(made, [given], "-").text, Path("n.md")), Tools(RuleWriter())
    )
    done = supplement(again, [given], "-")
    assert (done.text, done.before, done.changed) == ("", (given,), ())
    other = Given(given.gap, "待遇偏低", CELL)
    assert [remark.gap for remark in supplement(again, [other], "-").changed] == [given.gap]


def test_an_unknown_question_is_named() -> None:
    with pytest.raises(InputError, match="编号") as refused:
        supplement(drafted(NOTES), [Given("Q0000", "好转", CELL)], "-")
    assert refused.value.value == "Q0000"


def test_no_file_is_written_over(tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    first = write_supplement("甲", report)
    assert (first.name, write_supplement("甲", report)) == ("报告.补充.md", first)
    assert write_supplement("乙", report).name == "报告.补充2.md"
    assert first.read_text(encoding="utf-8") == "甲"


CASES = read_cases(Path(__file__).parents[2] / "eval" / "cases")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_answers_to_everything_change_nothing_else(case: Case, tmp_path: Path) -> None:
    (tmp_path / "要点.md").write_bytes(case.content)
    made = undrafted(read_notes(tmp_path / "要点.md"))
    asked = questions_of(made)
    done = supplement(made, [Given(one.id, "涉及36处", CELL) for one in asked], "-")
    if not asked:
        assert done.text == ""
        return
    (tmp_path / "补充.md").write_text(done.text, encoding="utf-8")
    after = undrafted(read_notes(tmp_path / "补充.md"))
    assert outline(after.brief) == outline(made.brief)
    about = {one.bullet for one in asked}
    kept = [b.text for b in made.brief.all_bullets() if b.id not in about or b.children]
    assert [b.text for b in after.brief.all_bullets() if not answers_in(b.origin)] == kept
    assert {place.gap.id for place in open_gaps(made.brief)} <= {
        place.gap.id for place in open_gaps(after.brief)
    }
    assert {one.id for one in questions_of(after)}.isdisjoint(one.id for one in asked)


def undrafted(brief: Brief) -> Draft:
    """A draft as far as questions look at one."""
    return Draft(brief, (), ())


def outline(brief: Brief) -> list[tuple[object, ...]]:
    front = (brief.title, brief.date, brief.period, brief.recipient, brief.kind, brief.opening)
    return [front, *((s.level, s.heading, s.part, bool(s.hole)) for s in brief.all_sections())]
