"""The suites of development, and the gates in eval/ that hold them."""

from math import isfinite
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter.errors import InputError
from drafter.evaluation.gates import read_gates
from drafter.evaluation.scorers import BY_NAME
from drafter.evaluation.suites import Order
from eval.__main__ import app
from eval.blind.measuring import Material
from eval.suites import suites

ROOT = Path(__file__).parents[2]
GATES = read_gates(ROOT / "eval" / "gates.toml")


def test_every_gate_names_a_suite_and_what_it_measures() -> None:
    known = suites()
    assert [gate for gate in GATES if gate.scorer not in known[gate.suite].measures] == []


def test_what_any_draft_is_held_to_is_gated() -> None:
    bounds = {name: scorer.bound for name, scorer in BY_NAME.items()}
    bounded = {name for name, bound in bounds.items() if bound is not None and isfinite(bound)}
    assert bounded - {"leakage"} <= {gate.scorer for gate in GATES if gate.suite == "cases"}


def test_the_naive_chain_asks_a_model_and_provfill_wants_reports(tmp_path: Path) -> None:
    order = Order(tmp_path, ROOT / "eval" / "cases")
    for name in ("naive", "provfill"):
        with pytest.raises(InputError):
            suites(Material(tmp_path))[name].run(order, lambda done, total, what: None)


def test_the_rules_in_detail() -> None:
    clean = str(ROOT / "eval" / "check" / "clean.txt")
    done = CliRunner().invoke(app, ["check", clean, "--missed"])
    assert done.exit_code in (0, 1)
    assert done.stdout.splitlines()[1].startswith("part over whole")
    assert "recall" in done.stdout.splitlines()[-1]


def test_the_commands_of_the_package_are_there_too() -> None:
    said = CliRunner().invoke(app, ["--help"]).stdout
    for name in ("run", "gate", "compare", "bless", "view", "check", "retrieval"):
        assert f"  {name}" in said
