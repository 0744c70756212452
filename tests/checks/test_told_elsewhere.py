"""Findings that are made outside the rules have rules all the same: listed, explained, switched."""

import re
from pathlib import Path

import pytest

from drafter.checks.all import all_rules
from drafter.checks.settings import CheckSettings
from drafter.checks.told_elsewhere import TOLD_RULES
from drafter.records import Finding, Severity

PACKAGE = Path(__file__).parents[2] / "drafter"
CODE = re.compile(r"\"([A-Z]{3}[1-9]\d\d)\"")


def told(code: str) -> Finding:
    return Finding(code, Severity.WARNING, "", "B3", "356", line=3)


def test_every_code_that_is_told_is_a_rule() -> None:
    sources = PACKAGE.rglob("*.py")
    codes = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert codes - set(all_rules()) == set()


@pytest.mark.parametrize("rule", TOLD_RULES, ids=lambda rule: rule.code)
def test_a_rule_keeps_what_is_its_own(rule) -> None:  # type: ignore[no-untyped-def]
    own, other = told(rule.code), told("HED101")
    assert list(rule.check([other, own])) == [own]
    assert all((rule.name[0], rule.why[0], rule.source, rule.message[0]))
    assert all((rule.wrong, rule.right))


def test_what_is_switched_off_is_not_told() -> None:
    settings = CheckSettings(ignore=("TAB2",), severity={"TAB303": Severity.WARNING})
    kept = settings.wanted([told("TAB211"), told("TAB303")], Path("报表.xlsx"))
    assert [(finding.code, finding.severity) for finding in kept] == [("TAB303", Severity.WARNING)]
