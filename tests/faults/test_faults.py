"""Each command that writes, with a disk that fails or a kill at a spread of its operations.

All of them: `python bench/faults.py`.
"""

import pytest

from tests.faults import trials
from tests.faults.commands import BY_NAME
from tests.faults.trials import Report

_TRIED = 7  # faults at least, of each


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return dict(trials.tried(trials.some))


@pytest.mark.parametrize("name", BY_NAME)
def test_every_end_is_documented_and_nothing_is_half_written(
    reports: dict[str, Report], name: str
) -> None:
    assert reports[name].wrong == []
    assert reports[name].ends.total() >= min(_TRIED, reports[name].operations)
    assert reports[name].ends[4] or not BY_NAME[name].outputs
