"""Every rule on its own examples: it sees what is wrong and is silent on what only looks so."""

import re

import pytest

from drafter.checks.rule import Rule
from drafter.checks.text import TEXT_RULES
from drafter.documents.report import Report
from drafter.documents.report_text import read_text
from drafter.records import Finding

WRONG = [
    pytest.param(rule, text, id=f"{rule.code}-{text[:16]}")
    for rule in TEXT_RULES
    for text in rule.wrong
]
RIGHT = [
    pytest.param(rule, text, id=f"{rule.code}-{text[:16]}")
    for rule in TEXT_RULES
    for text in rule.right
]


def findings(rule: Rule[Report], text: str) -> list[Finding]:
    return list(rule.check(read_text(text)))


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_a_rule_finds_what_is_wrong(rule: Rule[Report], text: str) -> None:
    found = findings(rule, text)
    assert found
    rows = text.split("\n")
    for finding in found:
        assert finding.line is not None
        assert rows[finding.line - 1][slice(*finding.span)] == finding.text
        assert finding.code == rule.code
        for edit in finding.fix:
            assert rows[edit.line - 1][slice(*edit.span)] == edit.old


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_a_mend_leaves_nothing_to_find(rule: Rule[Report], text: str) -> None:
    rows = text.split("\n")
    edits = sorted(
        {edit for finding in findings(rule, text) for edit in finding.fix},
        key=lambda e: (e.line, e.span),
    )
    for edit in reversed(edits):
        start, end = edit.span
        row = rows[edit.line - 1]
        rows[edit.line - 1] = row[:start] + edit.new + row[end:]
    if edits:
        left = [finding for finding in findings(rule, "\n".join(rows)) if finding.fix]
        assert not left


@pytest.mark.parametrize(("rule", "text"), RIGHT)
def test_a_rule_is_silent_on_look_alikes(rule: Rule[Report], text: str) -> None:
    assert [finding.text for finding in findings(rule, text)] == []


def test_codes_are_unique_and_every_rule_has_both_sides() -> None:
    assert len({rule.code for rule in TEXT_RULES}) == len(TEXT_RULES)
    for rule in TEXT_RULES:
        assert rule.wrong, rule.code
        assert rule.right, rule.code
        assert all(rule.sources), rule.code
        assert not re.search(r"[a-z]{3,} [a-z]{3,}|practice", rule.sources[0]), rule.code
