"""Logs for Inspect's viewer, read back by Inspect itself where it is installed."""

from pathlib import Path

import pytest

from drafter.evaluation.inspectlog import write_log
from drafter.evaluation.results import Result, Run, Status
from drafter.evaluation.score import Evidence, Score

inspect_log = pytest.importorskip("inspect_ai.log", reason="inspect-ai is an extra")


def test_a_run_is_read_back_by_inspect(tmp_path: Path) -> None:
    wrong = {"recall": Score(0.5, (Evidence("118名", "没有写进稿子", 9),)), "gaps": Score(1.0)}
    results = (
        Result("cases", "01", "rules", 1, ("easy",), Status.SCORED, wrong, text="招聘教师。"),
        Result("cases", "02", "rules", 1, ("easy",), Status.FAILED, error="KeyError: 'x'"),
    )
    folder = write_log(
        Run(tmp_path, {"suites": ["cases"], "variants": ["rules"]}, results), tmp_path / "logs"
    )
    (listed,) = inspect_log.list_eval_logs(str(folder))
    log = inspect_log.read_eval_log(listed)
    assert log.status == "error"  # a case that threw is not averaged away
    assert [sample.id for sample in log.samples] == ["01", "02"]
    assert log.samples[0].scores["recall"].value == 0.5
    assert "118名" in log.samples[0].scores["recall"].explanation
    assert log.samples[0].output.completion == "招聘教师。"
