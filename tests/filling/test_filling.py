"""Values into a draft and out again; every other character stays."""

import itertools
import random
from pathlib import Path

import pytest

from drafter.checks.draft import promise_findings
from drafter.documents.draft_filled import filled, unfilled
from drafter.documents.draft_lines import lines, plain_text
from drafter.errors import InputError
from drafter.filling.filling import Given, changed_sentences, fill, restorable, undone
from drafter.filling.rows import Earlier, Row, gap_rows, with_last
from drafter.reading.notes import read_notes
from drafter.records import Draft
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

ROOT = Path(__file__).parents[2]
NOTES = """# 一、xx工作情况
- 培训xx场次,其中线上x场次
- 争取资金xxx.xx万元
- 推行“x+x”课后服务
## （一）校园安全
- 排查隐患xx处,整改xx处
"""


def drafted(body: str = NOTES) -> Draft:
    return draft(brief(body), Tools(RuleWriter()))


def ids(made: Draft) -> dict[str, str]:
    """The words before a gap → its name."""
    return {row.sentence[: row.span[0]][-2:]: row.gap.id for row in gap_rows(made)}


def given(made: Draft, **values: str) -> list[Given]:
    named = ids(made)
    return [Given(named[words], value, "表") for words, value in values.items()]


def test_a_value_stands_in_its_hole_and_nothing_else_moves() -> None:
    made = drafted()
    done = fill(made, given(made, 培训="12", 资金="105"), "v")
    before, after = plain_text(made), plain_text(done.draft)
    assert after == before.replace("培训xx", "培训12").replace("资金xxx.xx", "资金105")
    assert done.draft.brief == made.brief
    assert unfilled(done.draft) == made


def test_marks_and_runs_follow_the_values() -> None:
    made = drafted()
    done = fill(made, given(made, 培训="12", 线上="3"), "v").draft
    shown = {
        run.mark: run.text for line in lines(done) for run in line.runs if run.mark.startswith("G")
    }
    assert shown == {
        row.gap.id: row.gap.text if row.value is None else row.value for row in gap_rows(done)
    }
    assert {run.text for line in lines(done) for run in line.runs if run.filled} == {"12", "3"}
    for sentence in filled(done).all_sentences():
        for mark in sentence.marks:
            assert mark.id[0] == "F" or sentence.text[slice(*mark.span)] == shown[mark.id]


def test_twice_is_once_and_undone_is_as_before() -> None:
    made = drafted()
    once = fill(made, given(made, 培训="12"), "v")
    twice = fill(once.draft, given(made, 培训="12"), "v")
    assert (twice.draft, twice.filled, twice.same) == (once.draft, (), 1)
    more = fill(twice.draft, given(made, 培训="13", 隐患="20"), "w")
    assert [one.text for one in more.filled] == ["13", "20"]
    assert any("原为“12”" in one.message for one in more.warnings)
    back, gone = undone(more.draft)
    assert back == once.draft
    assert len(gone) == 2
    assert undone(back)[0] == made


def test_what_is_refused_stays_open_and_the_rest_is_filled() -> None:
    made = drafted()
    named = ids(made)
    values = [
        Given(named["培训"], "12", "a.xlsx｜表｜H4"),
        Given(named["线上"], "无", "a.xlsx｜表｜H5"),
    ]
    done = fill(made, values, "v")
    assert [(one.source, one.gap) for one in done.refused] == [("a.xlsx｜表｜H5", named["线上"])]
    assert len(done.filled) == 1
    assert named["线上"] in {row.gap.id for row in done.open}


def test_two_answers_to_one_question_are_none() -> None:
    made = drafted()
    name = ids(made)["培训"]
    done = fill(made, [Given(name, "12", "甲"), Given(name, "13", "乙")], "v")
    assert done.filled == ()
    assert "甲" in done.refused[0].message
    assert len(fill(made, [Given(name, "12", "甲"), Given(name, "12 ", "乙")], "v").filled) == 1


def test_a_name_that_is_none_is_refused_before_anything_is_filled() -> None:
    made = drafted()
    values = [*given(made, 培训="12"), Given("G99999", "3", "v.yaml:7")]
    with pytest.raises(InputError, match=r"v\.yaml:7") as refused:
        fill(made, values, "v")
    assert refused.value.value == "G99999"
    assert len(fill(made, values, "v", unknown_too=True).filled) == 1


def test_arithmetic_with_the_neighbours_is_looked_at() -> None:
    made = drafted()
    done = fill(made, given(made, 培训="12", 线上="15"), "v")
    assert any(one.message.startswith("FIG") for one in done.warnings)
    assert not fill(made, given(made, 培训="12", 线上="5"), "v").warnings


def test_fixed_phrases_are_restored_on_demand_only() -> None:
    made = drafted()
    assert "5+2" not in plain_text(fill(made, given(made, 培训="12"), "v").draft)
    restored = fill(made, restorable(made), "v").draft
    assert "“5+2”课后服务" in plain_text(restored)


def test_the_promise_is_about_what_was_drafted() -> None:
    made = drafted()
    done = fill(made, given(made, 培训="12", 隐患="20"), "v").draft
    assert promise_findings(done) == promise_findings(made)
    assert [
        s.id for s in done.all_sentences() if s.id in changed_sentences(done)
    ] == changed_sentences(done)
    assert len(changed_sentences(done)) == 2


def as_wide(row: Row) -> str:
    assert row.width
    return "1" * row.width[0] + (".5" if row.width[1] else "")


@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").glob("*.md")), ids=lambda path: path.stem
)
def test_fills_come_out_as_they_went_in(example: Path) -> None:
    """Any gaps in any order: the text differs at the holes only, and undoing gives it back."""
    made = draft(read_notes(example), Tools(RuleWriter()))
    rows = [row for row in gap_rows(made) if row.width]
    chance = random.Random(5)
    for count in range(min(4, len(rows)) + 1):
        some = chance.sample(rows, count)
        values = [
            Given(row.gap.id, "1" * row.width[0] + (".5" if row.width[1] else ""), "表")
            for row in some
            if row.width
        ]
        done = fill(made, values, "v", accepted={row.gap.id for row in rows})
        assert not done.refused
        texts = [list(line.runs) for line in lines(done.draft)]
        original = [list(line.runs) for line in lines(made)]
        for was, now in itertools.zip_longest(original, texts):
            assert [
                run.text for run in was if run.mark not in {one.gap for one in done.filled}
            ] == [run.text for run in now if not run.filled]
        assert undone(done.draft)[0] == made


def test_who_is_asked() -> None:
    made = drafted()
    rows = gap_rows(made, {"校园安全": "安稳办", "工作情况": "办公室"})
    assert {row.division for row in rows if "隐患" in row.sentence} == {"安稳办"}
    assert {row.division for row in rows if "培训" in row.sentence} == {"办公室"}
    assert {row.division for row in gap_rows(made, {"": "办公室"})} == {"办公室"}
    assert {row.division for row in gap_rows(made)} == {""}


def test_what_an_earlier_report_has_here() -> None:
    made = drafted()
    earlier = [
        Earlier("2025年总结", ("一、工作情况",), "全年开展培训10场次。争取上级资金98.5万元。"),
        Earlier("2024年总结", ("一、工作情况",), "开展培训8场次。整改隐患30处。"),
    ]
    found = {
        row.sentence[: row.span[0]][-2:]: row.last for row in with_last(gap_rows(made), earlier)
    }
    assert found["培训"] == "10场次（《2025年总结》）"
    assert found["资金"] == "98.5万元（《2025年总结》）"
    assert found["线上"] == ""
