"""Slips in sentences of reports, written before the rules met them, and their look-alikes."""

from pathlib import Path

import pytest

from drafter.checks.text import check_report
from drafter.documents.report_text import read_text
from drafter.records import Severity

_ROWS = [
    row.split("\t")
    for row in (Path(__file__).parents[1] / "data/slips.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
]
SLIPS = [row for row in _ROWS if row[0] != "clean"]
CLEAN = [row[1] for row in _ROWS if row[0] == "clean"]
TITLE = "云岭县2025年工作总结\n"


def told(text: str) -> set[tuple[str, str]]:
    """What is said of a text: code and words flagged, without remarks."""
    return {
        (finding.code, finding.text)
        for finding in check_report(read_text(TITLE + text))
        if finding.severity is not Severity.INFO
    }


@pytest.mark.parametrize(("kind", "text", "wrong", "right"), SLIPS, ids=[s[2] for s in SLIPS])
def test_a_slip_is_told(kind: str, text: str, wrong: str, right: str) -> None:
    assert wrong in text, kind
    assert told(text) - told(text.replace(wrong, right))


@pytest.mark.parametrize("text", CLEAN)
def test_a_look_alike_is_let_pass(text: str) -> None:
    assert not told(text)
