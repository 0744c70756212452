"""The suite itself: scores, gates, recordings, resumption, and that harm is seen."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from drafter.errors import InputError, ReplayMissing
from drafter.evaluation.baseline import bless, read_baseline
from drafter.evaluation.gates import read_gates
from drafter.evaluation.output.comparison import compared, compared_within
from drafter.evaluation.output.machine import as_text, junit, report, schema
from drafter.evaluation.output.page import page
from drafter.evaluation.output.verdict import markdown, screen
from drafter.evaluation.results import Result, Run, Status, append, read_run
from drafter.evaluation.run import Plan, flaky, run_cases
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scorers.origin import longest_common
from drafter.evaluation.stats import paired, share
from drafter.evaluation.thresholds import Outcome, bounds_of_scorers, judge
from drafter.evaluation.variants import Variant, variants
from drafter.ports import Reply, Request
from drafter.settings import Settings
from drafter.writing.recording import Recording

ROOT = Path(__file__).parents[2]
CASE = """<!-- case: {groups: [easy, gaps], about: "small"} -->
---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
# 一、教师队伍
- 招聘教师⟦118名｜｜招聘⟧,其中研究生⟦31名｜｜研究生⟧
- 举办培训⟦１２场次｜12场次｜培训⟧
# 二、校园安全
- 排查隐患⟦152处⟧,整改⟦?xx⟧处
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    for number in range(1, 4):
        text = CASE.replace("118", str(110 + number)).replace("152", str(150 + number))
        (folder / f"0{number}-small.md").write_text(text, encoding="utf-8")
    return folder


def plan(cases: Path, tmp_path: Path, **more: object) -> Plan:
    rules = Variant("rules", Settings(tmp_path / "home", writer="rules"))
    return Plan(cases, (rules,), **more)  # type: ignore[arg-type]


def quiet(done: int, total: int, name: str) -> None:
    return


def test_a_run_scores_every_case_and_goes_on_where_it_stopped(cases: Path, tmp_path: Path) -> None:
    run = run_cases(plan(cases, tmp_path), tmp_path / "run", progress=quiet)
    assert [one.status for one in run.results] == [Status.SCORED] * 3
    assert {one.value("recall") for one in run.results} == {1.0}
    assert {one.value("gaps") for one in run.results} == {1.0}
    assert run.results[0].scores["copying"].value is None
    assert run.results[0].scores["copying"].reason
    lines = (tmp_path / "run" / "results.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "run" / "results.jsonl").write_text(
        "\n".join([*lines[:1], lines[1][:50]]), encoding="utf-8"
    )
    again = run_cases(plan(cases, tmp_path), tmp_path / "run", progress=quiet)
    assert [one.case for one in again.results] == ["01-small", "02-small", "03-small"]
    changed = (cases / "01-small.md").read_text("utf-8").replace("招聘教师", "公开招聘教师")
    (cases / "01-small.md").write_text(changed, encoding="utf-8")
    anew = run_cases(plan(cases, tmp_path), tmp_path / "run", progress=quiet)
    assert "公开招聘" in next(one.text for one in anew.results if one.case == "01-small")


def test_a_case_that_throws_is_a_result(cases: Path, tmp_path: Path) -> None:
    bad = (cases / "02-small.md").read_text("utf-8").replace("kind: summary", "kind: poem")
    (cases / "02-small.md").write_text(bad, encoding="utf-8")
    run = run_cases(plan(cases, tmp_path), tmp_path / "run", progress=quiet)
    failed = next(one for one in run.results if one.case == "02-small")
    assert (failed.status, "InputError" in failed.error, failed.scores) == (Status.FAILED, True, {})
    verdict = judge(run, (), None)
    assert (verdict.outcome, verdict.exit_code) == (Outcome.STOPPED, 3)


GATES = """
[[gate]]
scorer = "recall"
min = 1
[[gate]]
scorer = "own"
effect = 0.01
[[gate]]
scorer = "format"
max = 0
share = 0.6
"""


def results(**columns: list[float | None]) -> tuple[Result, ...]:
    """A result for each row of the columns, which are the scorers."""
    place = (Evidence("1.5亿元", "gone", 9),)
    rows = zip(*columns.values(), strict=True)
    scores = [
        {name: Score(value, place) for name, value in zip(columns, row, strict=True)}
        for row in rows
    ]
    return tuple(
        Result("cases", f"{number:02}", "rules", 1, ("all",), Status.SCORED, of_case)
        for number, of_case in enumerate(scores)
    )


def run_of(some: tuple[Result, ...], folder: Path) -> Run:
    return Run(folder, {"variants": ["rules"]}, some)


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    (tmp_path / "gates.toml").write_text(GATES, encoding="utf-8")
    return tmp_path / "gates.toml"


def test_a_gate_can_hold_the_mean_of_all_cases(tmp_path: Path) -> None:
    gates = tmp_path / "means.toml"
    gates.write_text('[[gate]]\nscorer = "telegraphic"\nmean = true\nmax = 0.5\n', encoding="utf-8")
    few, many = results(telegraphic=[0.9, 0.4])
    heavy = replace(many, scores={"telegraphic": Score(0.4, of=90)})
    light = replace(few, scores={"telegraphic": Score(0.9, of=10)})
    run = run_of((light, heavy), tmp_path)
    assert judge(run, read_gates(gates), None).outcome is Outcome.PASSED
    (breach,) = judge(run_of((few, many), tmp_path), read_gates(gates), None).breaches
    assert (breach.case, breach.value) == ("00", pytest.approx(0.65))
    some = replace(run_of((few, many), tmp_path), about={"groups": ["all"]})
    assert judge(some, read_gates(gates), None).outcome is Outcome.PASSED
    own = replace(read_gates(gates)[0], group="all")
    assert judge(some, [own], None).outcome is Outcome.FAILED


def test_a_case_out_of_bounds_turns_the_run_red(gates: Path, tmp_path: Path) -> None:
    run = run_of(results(recall=[1, 0.9, 1], own=[0, 0, 0], format=[0, 0, 5]), tmp_path)
    verdict = judge(run, read_gates(gates), run)
    assert [(one.case, one.gate.scorer) for one in verdict.breaches] == [("01", "recall")]
    assert (verdict.outcome, verdict.exit_code) == (Outcome.FAILED, 1)
    said = screen(run, verdict)
    assert "01 rules" in said
    assert "1.5亿元" in said
    assert len(said.splitlines()) <= 40
    good = run_of(results(recall=[1, 1, None], own=[0, 0, 0], format=[0, 0, 5]), tmp_path)
    assert judge(good, read_gates(gates), run).exit_code == 0
    worse = run_of(results(recall=[1, 1, 1], own=[0, 0, 0], format=[0, 5, 5]), tmp_path)
    assert {one.gate.scorer for one in judge(worse, read_gates(gates), run).breaches} == {"format"}


@pytest.mark.parametrize(
    ("after", "red"),
    [
        ([0.1] * 20, False),  # the same
        ([0.105] * 20, False),  # worse, below the least effect
        ([0.15] * 20, True),
        ([0.1] * 19 + [0.5], False),  # one case alone: its interval reaches to nothing
        ([0.05] * 20, False),  # better
    ],
)
def test_a_regression_is_judged_on_pairs(
    gates: Path, tmp_path: Path, after: list[float | None], red: bool
) -> None:
    rest: dict[str, list[float | None]] = {"recall": [1.0] * 20, "format": [0.0] * 20}
    before = run_of(results(own=[0.1] * 20, **rest), tmp_path)
    verdict = judge(run_of(results(own=after, **rest), tmp_path), read_gates(gates), before)
    assert bool(verdict.regressions) is red
    assert verdict.exit_code == int(red)


def test_a_gate_that_sees_nothing_stops_the_run(gates: Path, tmp_path: Path) -> None:
    verdict = judge(
        run_of(results(recall=[1, 1], format=[0, 0]), tmp_path), read_gates(gates), None
    )
    assert [one.scorer for one in verdict.idle] == ["own"]
    assert verdict.exit_code == 3


def test_of_a_part_of_the_cases_a_gate_may_see_nothing(
    cases: Path, gates: Path, tmp_path: Path
) -> None:
    part = run_cases(plan(cases, tmp_path, groups=("easy",)), tmp_path / "part", progress=quiet)
    whole = run_cases(plan(cases, tmp_path), tmp_path / "whole", progress=quiet)
    unseen = replace(read_gates(gates)[0], scorer="escapes", suite="cases", variant="")
    assert judge(part, [unseen], None).exit_code == 0
    assert judge(whole, [unseen], None).exit_code == 3


@pytest.mark.parametrize("row", [
    'scorer = "own"',
    'scorer = "own"\nmin = 1\nodd = 2',
    'scorer = "own"\nmin = "1"',
    "min = 1",
])  # fmt: skip
def test_a_gate_that_cannot_fail_is_refused(tmp_path: Path, row: str) -> None:
    (tmp_path / "g.toml").write_text(f"[[gate]]\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_gates(tmp_path / "g.toml")


def test_without_gates_a_run_is_held_to_what_every_draft_is_held_to(tmp_path: Path) -> None:
    run = run_of(results(recall=[1, 0.9], leakage=[None, None], own=[1, 1]), tmp_path)
    gates = bounds_of_scorers(run)
    assert [(gate.scorer, gate.least, gate.most) for gate in gates] == [("recall", 1, None)]
    assert judge(run, gates, None).exit_code == 1


REQUEST = Request("local", "m", (("user", "要点"),), (("seed", 1),))


def test_recorded_answers_are_replayed_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "local.jsonl"
    recording = Recording(path, replay=False)
    assert recording.recall(REQUEST) is None
    recording.keep(REQUEST, Reply("答", 3, 1, 0.5))
    other = replace(REQUEST, params=(("seed", 2),))
    recording.keep(other, Reply("又", 3, 1))
    again = Recording(path, replay=True)
    assert again.recall(REQUEST) == Reply("答", 3, 1, 0.5)
    with pytest.raises(ReplayMissing):
        again.recall(replace(REQUEST, messages=(("user", "另问"),)))
    assert (again.missing, again.unused) == (1, 1)
    refreshed = Recording(path, replay=False)
    refreshed.recall(other)
    assert (
        refreshed.tidy(whole=False) == 0
    )  # of a part of the cases: the other answers are those of the rest
    assert len(path.read_text("utf-8").splitlines()) == 2
    assert refreshed.tidy(whole=True) == 1
    assert len(path.read_text("utf-8").splitlines()) == 1
    path.write_text('{"key": 1}\n', encoding="utf-8")
    with pytest.raises(InputError, match=":1"):
        Recording(path, replay=True)


def test_where_nothing_was_asked_nothing_is_recorded(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "new" / "rules.jsonl", replay=False)
    assert recording.tidy(whole=True) == 0
    assert not recording.path.parent.exists()


def test_the_baseline_keeps_scores_and_reasons(tmp_path: Path) -> None:
    first = run_of(results(own=[0.1, 0.2]), tmp_path)
    assert bless(first, tmp_path / "base", "first") == 2
    some = replace(run_of(results(own=[0.3]), tmp_path), about={"groups": ["easy"]})
    assert bless(some, tmp_path / "base", "second thoughts") == 2
    held = read_baseline(tmp_path / "base")
    assert held is not None
    assert [one.value("own") for one in held.results] == [0.3, 0.2]
    assert [one["why"] for one in held.about["blessings"]] == ["first", "second thoughts"]
    assert "1.5亿元" not in (tmp_path / "base" / "results.jsonl").read_text("utf-8")


def test_flaky_cases_are_named() -> None:
    one = results(own=[0.1])[0]
    other = replace(one, attempt=2, scores={"own": Score(0.2)})
    assert list(flaky([one, other])) == [("00", "rules", "own", (0.1, 0.2))]
    assert list(flaky([one, replace(one, attempt=2)])) == []


def test_two_runs_are_compared_pair_by_pair(tmp_path: Path) -> None:
    before = run_of(results(own=[0.1] * 10, recall=[1.0] * 10), tmp_path)
    after = run_of(results(own=[0.3] * 10, recall=[1.0] * 10), tmp_path)
    said = compared(before, after)
    assert "变差" in next(line for line in said.split("\n") if line.strip().startswith("own"))
    assert "变" not in next(line for line in said.split("\n") if line.strip().startswith("recall"))


def test_the_writers_of_one_run_are_compared_with_its_first(tmp_path: Path) -> None:
    first = results(own=[0.1] * 10, first_try=[0.5] * 10)
    second = [
        replace(one, variant="openai:b@short", tokens=7, cost="0.5", asked=2)
        for one in results(own=[0.3] * 10, first_try=[1.0] * 10)
    ]
    said = compared_within(run_of((*first, *second), tmp_path)).split("\n")
    assert [line.split() for line in said[1:3]] == [
        ["rules", "0", "0", "0", "—", "0.5"],
        ["openai:b@short", "20", "70", "0", "5", "1"],
    ]
    moved = {line.split()[0]: line for line in said if line.startswith("  ")}
    assert "变差" in moved["own"]
    assert "变好" in moved["first_try"]
    assert "[0.2, 0.2]" in moved["own"]


def test_one_writer_alone_is_compared_with_nobody(tmp_path: Path) -> None:
    assert "rules" in compared_within(run_of(results(own=[0.1]), tmp_path))


def test_each_folder_of_prompts_is_written_with(tmp_path: Path) -> None:
    folders = (tmp_path / "short", tmp_path / "long")
    made = variants(("rules", "openai"), ("m",), folders, replay=True)
    assert [one.name for one in made] == ["rules", "openai:m@short", "openai:m@long"]
    assert [one.settings.prompt_folders[0] for one in made[1:]] == list(folders)


def test_reports_for_programs(cases: Path, tmp_path: Path, gates: Path) -> None:
    run = run_cases(plan(cases, tmp_path), tmp_path / "run", progress=quiet)
    verdict = judge(run, read_gates(gates), run)
    whole = json.loads(as_text(report(run, verdict)))
    published = json.loads((ROOT / "docs" / "evaluation.schema.json").read_text("utf-8"))
    assert published == schema(), (
        "run: python -m drafter.evaluation.output.machine > docs/evaluation.schema.json"
    )
    jsonschema.validate(whole, published)
    assert whole["outcome"] == "passed"
    assert len(whole["results"]) == 3
    assert junit(run, verdict).count("<testcase") == 3
    assert "| cases | rules |" in markdown(run, verdict)
    shown = page(run, whole)
    assert "<script src" not in shown
    assert "http" not in shown.replace("http-equiv", "")
    assert '<mark class="fact">111名</mark>' in shown
    assert '<mark class="gap">xx</mark>' in shown


def test_a_result_comes_back_as_it_was(tmp_path: Path) -> None:
    one = replace(results(own=[0.25])[0], text="<b>", cost="0.01")
    append(tmp_path, one)
    assert read_run(tmp_path).results == (one,)


def test_intervals() -> None:
    assert share(0, 300).high == pytest.approx(0.0126, abs=0.0002)
    assert (paired([0.5] * 4).low, paired([0.5] * 4).high) == (0.5, 0.5)
    wide = paired([1.0, -1.0, 1.0, -1.0, 1.0])
    assert wide.low < 0 < wide.high
    assert paired([1.0, 2.0, 3.0]) == paired([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("甲乙丙丁戊", "子乙丙丁丑", "乙丙丁"),
        ("", "甲", ""),
        ("甲乙", "丙丁", ""),
        ("甲甲甲", "甲甲", "甲甲"),
    ],
)
def test_longest_common_run(one: str, other: str, common: str) -> None:
    assert longest_common(one, other) == common
