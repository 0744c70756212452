"""Faults fit the tree, get into a copy of it only, and count as seen where the gate names them."""

import json
from pathlib import Path

import pytest

from drafter.errors import InputError
from eval.sabotage import mutation, running
from eval.sabotage.faults import FAULTS, Fault, Part
from eval.sabotage.patches import Gone, Opened, Replaced, Rewritten
from eval.sabotage.running import ROOT, Ended, Tried, chosen, total
from eval.suites import suites

CODE = '''"""A module."""


def one(text: str) -> str:
    """What it does."""
    return text


class Two:
    def three(self) -> int:
        return 3
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "code.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def test_there_are_enough_faults_and_each_has_a_name_of_its_own() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    known = {name for suite in suites().values() for name in suite.measures}
    for fault in FAULTS:
        assert fault.scorers or fault.says
        assert set(fault.scorers) <= known, fault.name
        assert set(fault.part.suites) <= set(suites()), fault.name


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_fits_the_tree_as_it_is(fault: Fault, tmp_path: Path) -> None:
    for file in {patch.file for patch in fault.patches}:
        running.restore(tmp_path, file)
    for patch in fault.patches:
        patch.apply(tmp_path)
        if patch.file.endswith(".py"):
            text = (tmp_path / patch.file).read_text("utf-8")
            compile(text, patch.file, "exec")
            assert text != (ROOT / patch.file).read_text("utf-8")


def test_a_patch_that_does_not_fit_once_is_an_error(tree: Path) -> None:
    for patch in (
        Replaced("code.py", "return", "yield"),
        Replaced("code.py", "nowhere", "x"),
        Opened("code.py", "four", "return"),
        Opened("code.py", "three", "return"),
        Rewritten("code.py", CODE),
        Gone("nowhere"),
    ):
        with pytest.raises(InputError):
            patch.apply(tree)
    assert (tree / "code.py").read_text("utf-8") == CODE


def test_a_function_or_method_begins_otherwise(tree: Path) -> None:
    Opened("code.py", "one", "if text:\n    return 'a'").apply(tree)
    Opened("code.py", "Two.three", "return 4").apply(tree)
    names: dict[str, object] = {}
    exec((tree / "code.py").read_text("utf-8"), names)
    assert names["one"]("x") == "a"  # type: ignore[operator]
    assert names["one"]("") == ""  # type: ignore[operator]
    assert names["Two"]().three() == 4  # type: ignore[operator]


def test_what_is_drawn_is_drawn_again_by_its_seed_and_is_quick() -> None:
    assert chosen((), 4, "a commit") == chosen((), 4, "a commit")
    assert len({fault.name for fault in chosen((), 4, "a commit")}) == 4
    assert not any(fault.part.slow for fault in chosen((), 99, "another"))
    assert [fault.name for fault in chosen(("last digit",))] == [
        fault.name for fault in FAULTS if "last digit" in fault.name
    ]
    with pytest.raises(InputError):
        chosen(("no such fault",))


PART = Part(("cases",))
FAULT = Fault("f", "p", (Gone("x"),), PART, ("told",), ("stale",))


@pytest.mark.parametrize(
    ("fault", "ended", "seen"),
    [
        (FAULT, Ended(1, ("told", "own"), ""), True),
        (FAULT, Ended(1, ("own",), ""), False),  # red, by another
        (FAULT, Ended(0, ("told",), ""), False),
        (FAULT, Ended(3, (), "2 cases are stale"), True),
        (FAULT, Ended(3, (), "no model"), False),
        (FAULT, Ended(2, (), "stale"), False),  # called wrongly
        (None, Ended(0, (), ""), True),
        (None, Ended(1, ("told",), ""), False),  # red without a fault: nothing is known
    ],
)
def test_seen_is_red_and_named(fault: Fault | None, ended: Ended, seen: bool) -> None:
    tried = Tried(fault, PART, ended)
    assert tried.seen is seen
    assert running.told(tried).startswith("✓" if seen else "✗")
    assert total([tried]).startswith(f"{int(seen and fault is not None)} of {int(bool(fault))}")


def test_what_the_gate_names_is_read_from_its_report(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert running._named(report) == ()
    rows = [{"scorer": "told"}, {"scorer": "told"}]
    whole = {"breaches": rows, "regressions": [{"scorer": "own"}]}
    report.write_text(json.dumps(whole), encoding="utf-8")
    assert running._named(report) == ("told", "own")


def test_mutants_are_one_change_each() -> None:
    text = (
        'import re\nA = re.compile("x|y")\n\n\n'
        'def f(a, b):\n    return not (a < 2 and b) or "甲" in b\n'
    )
    made = mutation.mutants("m.py", text)
    assert {one.after.strip() for one in made} >= {
        "A = re.compile('x')",
        "A = re.compile('y')",
        'return not (a < 3 and b) or "甲" in b',
        'return not ((a <= 2) and b) or "甲" in b',
        'return not ((a < 2 or b)) or "甲" in b',
        "return not (a < 2 and b) or ('甲' not in b)",
    }
    assert all(
        sum(a != b for a, b in zip(text.split("\n"), one.text.split("\n"), strict=True)) == 1
        for one in made
    )


@pytest.mark.parametrize("module", mutation.MODULES)
def test_modules_and_tests_of_mutation_are_there(module: str) -> None:
    assert len(mutation.mutants(module, (ROOT / module).read_text("utf-8"))) > 1
    assert all((ROOT / tests).exists() for tests in mutation.MODULES[module])


def test_survivors_are_listed_with_their_lines() -> None:
    mutant = mutation.Mutant("m.py", 3, "  a < b", "  a <= b", "")
    made = [mutation.Judged(mutant, killed) for killed in (True, False)]
    assert mutation.line_of(made[1]).splitlines()[1:] == ["    - a < b", "    + a <= b"]
    assert mutation.rates(made).splitlines() == ["m.py: 1 of 2 killed", "all: 1 of 2 killed"]
