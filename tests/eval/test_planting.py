"""The measuring of the rules: every kind can be planted, and what is planted is found."""

from pathlib import Path

import pytest

from drafter.records import Severity
from eval.check.measuring import PRECISION, RECALL, clean_files, measure
from eval.check.planting import KINDS

ROOT = Path(__file__).parents[2]
CLEAN = clean_files()
REPORTS = ROOT.parent / "shared" / "data" / "reports"


def test_what_is_planted_is_found_and_little_else() -> None:
    result = measure(CLEAN)
    assert [one.kind.name for one in result.kinds if not one.planted] == []
    assert [one.kind.name for one in result.kinds if (one.recall or 0) < RECALL] == []
    assert result.precision >= PRECISION
    assert [one.message for one in result.alarms if one.severity is Severity.ERROR] == []


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the published reports are not here")
def test_published_reports_raise_few_errors() -> None:
    result = measure(CLEAN[:1], sorted(REPORTS.glob("*.txt")), kinds=KINDS[:1])
    assert result.error_rate <= 1
