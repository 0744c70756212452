"""A draft that is scored leaves no files behind, whatever a command writes just then."""

from pathlib import Path

from drafter.evaluation.authors import page_findings
from drafter.files import publication, write_whole
from tests.filling.test_questions import drafted


def test_the_page_of_a_draft_is_no_part_of_what_a_command_writes(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    with publication([report]):
        page_findings(drafted("# 一、工作情况\n- 招聘教师12名\n"))
        write_whole(report, b"{}")
    assert report.read_bytes() == b"{}"
