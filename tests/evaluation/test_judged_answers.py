"""The proof beside people: answers judged good pass, those judged bad do not."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter.cli.evaluate import app
from drafter.errors import InputError
from drafter.evaluation.judged_answers import judge_answers, tally

ROOT = Path(__file__).parents[2]
GIVEN = ROOT.parent / "shared" / "data" / "answers" / "answers.jsonl"
ROW = {
    "notes": "无.md",
    "section": "校园安全",
    "part": "done",
    "note": "排查隐患152处，整改149处",
    "masked": "排查隐患【F1】处，整改【F2】处",
    "answer": "紧盯校园安全，排查隐患【F1】处，整改【F2】处。",
    "verdict": "good",
    "kind": "lead",
}


def shares(file: Path) -> tuple[float, float]:
    counts = tally(judge_answers(file))
    good, bad = counts["good"], counts["bad"]
    return good["accepted"] / good["of"], bad["refused"] / bad["of"]


@pytest.mark.skipif(not GIVEN.is_file(), reason="the judged answers are not here")
def test_on_the_given_answers_the_proof_judges_like_people() -> None:
    good, bad = shares(GIVEN)
    assert good >= 0.95
    assert bad >= 0.95


@pytest.mark.parametrize(("name", "least"), [("first", 0.9), ("second", 0.8), ("third", 0.6)])
def test_on_answers_to_other_bureaus(name: str, least: float) -> None:
    good, bad = shares(ROOT / "eval" / "answers" / name / "answers.jsonl")
    assert good >= least
    assert bad >= 0.97


def written(folder: Path, **changed: str) -> Path:
    file = folder / "answers.jsonl"
    file.write_text(json.dumps(ROW | changed, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def test_a_row_says_why_it_is_refused(tmp_path: Path) -> None:
    (one,) = judge_answers(written(tmp_path, answer="排查隐患【F1】处，整改【F2】处，成效显著。"))
    assert not one.accepted
    assert "成效显著" in one.reasons[0]


def test_a_fault_of_form_is_caught_where_it_is_mended(tmp_path: Path) -> None:
    file = written(
        tmp_path, answer="**排查隐患**【F1】处，整改【F2】处。", verdict="bad", kind="markdown"
    )
    assert not judge_answers(file)[0].accepted


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"part": "later"}, "part"),
        ({"masked": "整治隐患【F1】处"}, "masked"),
        ({"kind": 5}, "kind"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        judge_answers(written(tmp_path, **changed))
    assert caught.value.line == 1


def test_the_command_prints_both_sides(tmp_path: Path) -> None:
    file = written(tmp_path)
    shown = CliRunner().invoke(app, ["proof", str(file)])
    assert "好的回答  通过 1/1" in shown.output
    counts = json.loads(CliRunner().invoke(app, ["proof", str(file), "--json"]).output)
    assert counts["good"] == {"accepted": 1, "of": 1}
    assert counts["by_kind"]["good"]["lead"] == {"accepted": 1, "of": 1}
