"""Gates, groups and baselines that could judge nothing end a run, and never let it pass."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from drafter.errors import NoVerdict
from drafter.evaluation import run as running
from drafter.evaluation.baseline import bless, blessed_gates, read_baseline
from drafter.evaluation.gates import Gate, Known, loosened, read_gates
from drafter.evaluation.output.machine import junit
from drafter.evaluation.output.verdict import screen
from drafter.evaluation.run import run_cases
from drafter.evaluation.thresholds import Outcome, judge
from tests.evaluation.test_suite import CASE, plan, quiet, results, run_of

ROOT = Path(__file__).parents[2]
GATE = '[[gate]]\nsuite = "cases"\nscorer = "own"\n'
KNOWN = Known({"cases": ("own", "recall"), "proof": ("bad refused",)}, {"easy", "01-small"})


def gates_of(folder: Path, text: str) -> Path:
    path = folder / "gates.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "gates.toml"),
        ("# nothing yet\n", "gates.toml"),
        ("gate = 3", "gates.toml"),
        ("gate = []", "gates.toml"),
        ("gate = [1]", "1"),
        ('[[gates]]\nscorer = "own"\nmax = 0\n', "gates"),
        (GATE + "max = 0\n[gates]\n", "gates"),
        ("[[gate]\n", "line 1"),
        (GATE, "own"),
        (GATE + 'max = "0"\n', "max"),
        (GATE + "max = true\n", "max"),
        (GATE + "max = 0\nshare = 0\n", "share"),
        (GATE + "max = 0\nshare = 1.5\n", "share"),
        (GATE + 'max = 0\nshare = "0.9"\n', "share"),
        (GATE + "max = 0\nmean = 1\n", "mean"),
        (GATE + "max = inf\n", "max = inf"),
        (GATE + "min = -inf\n", "min = -inf"),
        (GATE + "max = nan\n", "max = nan"),
        (GATE + "effect = inf\n", "effect = inf"),
        (GATE + "effect = nan\n", "effect = nan"),
        (GATE + "effect = -5\n", "effect = -5"),
        (GATE + "max = 0\nshare = nan\n", "share = nan"),
        (GATE + "min = 2\nmax = 1\n", "'min': 2"),
        (GATE + "min = 1\nmean = true\nshare = 0.5\n", "'share': 0.5"),
        (GATE + "effect = 0.1\nmean = true\n", "'mean': True"),
        (GATE + "effect = 0.1\nshare = 0.5\n", "'share': 0.5"),
        (GATE + "max = 0\ngroup = 3\n", "group"),
        (GATE + "max = 0\nodd = 3\n", "odd"),
        ('[[gate]]\nscorer = ""\nmax = 0\n', "scorer"),
        ('[[gate]]\nsuite = "case"\nscorer = "own"\nmax = 0\n', "suite = case"),
        (GATE.replace("own", "owns") + "max = 0\n", "scorer = owns"),
        ('[[gate]]\nscorer = "bad refuse"\nmax = 0\n', "scorer = bad refuse"),
        ('[[gate]]\nsuite = "proof"\nscorer = "own"\nmax = 0\n', "scorer = own"),
        (GATE + 'max = 0\ngroup = "eazy"\n', "group = eazy"),
        (GATE + 'max = 0\nvariant = "rule"\n', "variant = rule"),
        (GATE + 'max = 0\nvariant = "local/plane"\n', "variant = local/plane"),
        (GATE + 'max = 0\nvariant = "loca/plain"\n', "variant = loca/plain"),
    ],
)
def test_a_file_by_which_nothing_can_be_judged_is_told(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(NoVerdict) as raised:
        read_gates(gates_of(tmp_path, text), KNOWN)
    assert raised.value.exit_code == 3
    assert told in str(raised.value)


@pytest.mark.parametrize(
    "where",
    [
        "",
        'group = "easy"\n',
        'group = "01-small"\n',
        'variant = "rules"\n',
        'variant = "local/plain"\n',
        'variant = "local"\n',
        'variant = "openai:any-model"\n',
        'variant = "deepseek:chat"\n',
    ],
)
def test_what_there_is_may_be_named(tmp_path: Path, where: str) -> None:
    (gate,) = read_gates(gates_of(tmp_path, GATE + "max = 0\n" + where), KNOWN)
    assert (gate.scorer, gate.most) == ("own", 0)


HELD = Gate("own", "cases", most=0.2, effect=0.01)


@pytest.mark.parametrize(
    ("now", "lost"),
    [
        (HELD, False),
        (replace(HELD, most=0.1), False),
        (replace(HELD, least=0.05), False),
        (replace(HELD, most=0.3), True),
        (replace(HELD, most=None), True),
        (replace(HELD, effect=0.02), True),
        (replace(HELD, effect=None), True),
        (replace(HELD, share=0.9), True),
        (replace(HELD, mean=True), True),
        (replace(HELD, group="easy"), True),
        (replace(HELD, scorer="recall"), True),
    ],
)
def test_a_gate_is_not_loosened_unseen(tmp_path: Path, now: Gate, lost: bool) -> None:
    assert list(loosened([now], [HELD])) == ([HELD] if lost else [])
    run = run_of(results(own=[0.06, 0.06], recall=[0.06, 0.06]), tmp_path)
    verdict = judge(run, [now], run, [HELD])
    assert (verdict.outcome is Outcome.STOPPED) is (lost or now.group == "easy")


def test_a_floor_is_held_by_a_higher_one_only() -> None:
    floor = Gate("recall", least=0.9)
    assert list(loosened([replace(floor, least=1.0)], [floor])) == []
    assert list(loosened([replace(floor, least=0.8)], [floor])) == [floor]
    assert list(loosened([], [floor])) == [floor]


def test_a_case_is_not_taken_away_unseen(tmp_path: Path) -> None:
    before = run_of(results(own=[0.1, 0.1, 0.9]), tmp_path)
    base, gates = tmp_path / "base", [Gate("own", most=0.5)]
    bless(before, base, "first")
    less = replace(before, results=before.results[:2])
    gone = before.results[2]
    verdict = judge(less, gates, read_baseline(base))
    assert verdict.exit_code == 3
    assert verdict.lost == (f"{gone.case} ({gone.variant})",)
    assert gone.case in screen(less, verdict)
    limited = replace(less, about={**less.about, "groups": ["easy"]})
    assert judge(limited, gates, read_baseline(base)).exit_code == 0
    others = tuple(replace(one, variant="local/plain") for one in less.results)
    assert judge(replace(less, results=others), gates, read_baseline(base)).lost == ()
    bless(limited, base, "some")
    assert judge(less, gates, read_baseline(base)).lost
    bless(less, base, "it went with its office")
    assert judge(less, gates, read_baseline(base)).exit_code == 0


def test_without_a_baseline_nothing_is_known_to_be_no_worse(tmp_path: Path) -> None:
    run = run_of(results(own=[0.1, 0.1]), tmp_path)
    effect = Gate("own", effect=0.01)
    verdict = judge(run, [effect], None)
    assert (verdict.outcome, verdict.unheld) == (Outcome.STOPPED, (effect,))
    assert judge(run, [effect], run).outcome is Outcome.PASSED
    other = replace(run.results[0], case="elsewhere")
    assert judge(run, [effect], replace(run, results=(other,))).unheld == (effect,)
    assert judge(run, [Gate("own", most=1)], None).outcome is Outcome.PASSED


def test_a_run_that_no_gate_looks_at_has_not_passed(tmp_path: Path) -> None:
    run = run_of(results(own=[0.1]), tmp_path)
    assert judge(run, [Gate("escapes", "provfill", most=0)], None).ungated
    assert judge(run, [Gate("escapes", "provfill", most=0)], None).exit_code == 3


def test_a_gate_that_cannot_judge_reddens_junit_and_is_said(tmp_path: Path) -> None:
    run = run_of(results(own=[0.1]), tmp_path)
    gates = [Gate("own", effect=0.01), Gate("recall", least=1)]
    verdict = judge(run, gates, None, [Gate("own", most=0.5)])
    suite = ElementTree.fromstring(junit(run, verdict)).find("testsuite[@name='gates']")
    assert suite is not None
    assert (suite.get("errors"), len(suite.findall("testcase/error"))) == ("3", 3)
    assert all(row.get("name", "") in screen(run, verdict) for row in suite)
    passed = judge(run, [Gate("own", most=1)], None)
    assert "gates" not in junit(run, passed)


def test_the_baseline_keeps_its_gates(tmp_path: Path) -> None:
    run = run_of(results(own=[0.1]), tmp_path)
    gates = gates_of(tmp_path, GATE + "max = 0.2\n")
    base = tmp_path / "base"
    bless(run, base, "first")
    assert blessed_gates(base) == ()
    bless(run, base, "with gates", gates)
    gates_of(tmp_path, GATE + "max = 0.5\n")
    assert [gate.most for gate in blessed_gates(base)] == [0.2]
    bless(run, base, "scores only")
    assert [gate.most for gate in blessed_gates(base)] == [0.2]
    (base / "gates.toml").unlink()
    with pytest.raises(NoVerdict):
        blessed_gates(base)


@pytest.mark.parametrize("gone", ["results.jsonl", "run.json"])
def test_half_a_baseline_is_none(tmp_path: Path, gone: str) -> None:
    bless(run_of(results(own=[0.1]), tmp_path), tmp_path / "base", "first")
    (tmp_path / "base" / gone).unlink()
    with pytest.raises(NoVerdict, match=gone):
        read_baseline(tmp_path / "base")


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"0{number}-small.md").write_text(CASE, encoding="utf-8")
    return folder


def test_every_group_that_is_asked_for_has_to_be_there(cases: Path, tmp_path: Path) -> None:
    with pytest.raises(NoVerdict, match="eazy"):
        run_cases(plan(cases, tmp_path, groups=("easy", "eazy")), tmp_path / "r", progress=quiet)
    run = run_cases(plan(cases, tmp_path, groups=("02-small",)), tmp_path / "r", progress=quiet)
    assert [one.case for one in run.results] == ["02-small"]


@pytest.mark.parametrize("changed", ["marks", "code"])
def test_what_was_made_of_something_else_is_made_anew(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """A scorer is code: what it scored before it was changed does not stand."""
    before = run_cases(plan(cases, tmp_path), tmp_path / "r", progress=quiet)
    if changed == "marks":
        case = cases / "01-small.md"
        text = case.read_text("utf-8")
        case.write_text(text.replace("⟦152处⟧", "⟦152处｜｜隐患⟧"), encoding="utf-8")
    else:
        monkeypatch.setattr(running, "code_digest", lambda: "other")
    after = run_cases(plan(cases, tmp_path), tmp_path / "r", progress=quiet)
    same = [
        old.fingerprint == new.fingerprint
        for old, new in zip(before.results, after.results, strict=True)
    ]
    assert same == [False, changed == "marks"]


def test_the_digest_of_the_code_sees_every_module_and_list(tmp_path: Path) -> None:
    assert running.code_digest() == running.code_digest()
    names = {path.suffix for path in Path(running.__file__).parents[1].rglob("*") if path.is_file()}
    assert {".py", ".txt", ".toml"} <= names


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--baseline", "nowhere"], "nowhere"),
        (["--gates", "nowhere.toml"], "nowhere.toml"),
        (["--group", "eazy"], "eazy"),
    ],
)
def test_the_command_ends_with_3_and_says_why(
    cases: Path, tmp_path: Path, more: list[str], told: str
) -> None:
    command = [sys.executable, "-m", "drafter", "eval", "run", "cases", "--cases", str(cases)]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "out"), *more],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "DRAFTER_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, told in done.stderr) == (3, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_share_of_all_is_not_judged_on_a_part(tmp_path: Path) -> None:
    run = run_of(results(format=[0, 2]), tmp_path)
    gate = Gate("format", most=0, share=0.9)
    assert judge(run, [gate], None).outcome is Outcome.FAILED
    part = replace(run, about={"groups": ["all"]})
    assert judge(part, [gate], None).outcome is Outcome.PASSED
    assert judge(part, [replace(gate, group="all")], None).outcome is Outcome.FAILED
    assert judge(part, [replace(gate, share=1.0)], None).outcome is Outcome.FAILED


def test_what_is_drawn_names_its_rows_anew(tmp_path: Path) -> None:
    before = run_of(results(own=[0.1, 0.1]), tmp_path)
    drawn = replace(before.results[1], variant="drafter")
    bless(replace(before, results=(before.results[0], drawn)), tmp_path / "base", "first")
    other = replace(drawn, case="another")
    run = replace(before, results=(before.results[0], other))
    assert judge(run, [Gate("own", most=0.5)], read_baseline(tmp_path / "base")).lost == ()


def test_a_gate_of_a_writer_whom_another_suite_asked_is_not_idle(tmp_path: Path) -> None:
    first, second = results(own=[0.1, 0.1])
    wired = replace(second, suite="wire", variant="openai", groups=("remote",))
    gates = [Gate("own", "cases", most=0.5), Gate("first_try", "cases", "openai", "remote", 0.7)]
    assert judge(run_of((first, wired), tmp_path), gates, None).idle == ()
