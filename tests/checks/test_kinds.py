"""Kinds of mistake in the wording of many offices: found where wrong, and not in what is alike.

`tests/data/checks/kinds.tsv` has the sentences: kind, wrong or right, text. `\\n` is a new line and
`\\t` a tab.
"""

from pathlib import Path

import pytest

from drafter.checks.text import check_report
from drafter.documents.report_text import read_text
from drafter.records import Finding, Severity

SENTENCES = Path(__file__).parents[1] / "data" / "checks" / "kinds.tsv"
# Of a whole report, which a sentence is not.
OF_REPORTS = frozenset({"STR101", "STR105", "HED111"})


def _rows(verdict: str) -> list[object]:
    rows: list[object] = []
    for row in SENTENCES.read_text(encoding="utf-8").splitlines():
        kind, told, text = row.split("\t")
        if told == verdict:
            text = text.replace("\\n", "\n").replace("\\t", "\t")
            rows.append(pytest.param(text, id=f"{kind}-{text[:20]}"))
    return rows


def _raised(text: str) -> list[Finding]:
    return [
        finding
        for finding in check_report(read_text(text))
        if finding.severity is not Severity.INFO and finding.code not in OF_REPORTS
    ]


@pytest.mark.parametrize("text", _rows("wrong"))
def test_what_is_wrong_is_found(text: str) -> None:
    assert _raised(text)


@pytest.mark.parametrize("text", _rows("right"))
def test_what_is_right_and_alike_is_not(text: str) -> None:
    assert [(finding.code, finding.text) for finding in _raised(text)] == []
