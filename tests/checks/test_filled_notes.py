"""What came by a form has a source wherever a report is judged: values, sections filled whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.checks.draft import check_draft
from drafter.checks.files import check_file
from drafter.checks.settings import CheckSettings
from drafter.compare.files import compare_files
from drafter.filling.filling import Given, fill
from drafter.filling.rows import gap_rows
from drafter.reading.notes import read_notes
from drafter.records import Draft, Finding
from drafter.tasks.draft import as_it_reads
from drafter.writing.outputs import write_outputs
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
# 一、工作情况
- 培训xx场
- 排查隐患152处
# 二、下半年工作计划
"""
PLAN = "争取上级资金300万元，新建校舍2所。组织校长培训2期"
RULES = ("FIG", "GAP", "BUL", "SEN", "LEK")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Notes, and reports of them: as drafted, with its form filled in, and changed by hand."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "n.md").write_text(NOTES, encoding="utf-8")
    made = draft(read_notes(folder / "n.md"), Tools(RuleWriter()))
    done = filled(made)
    write_outputs(made, folder / "before.md")
    write_outputs(done, folder / "r.md")
    text = (folder / "r.md").read_text("utf-8")
    (folder / "sent").mkdir()
    (folder / "sent" / "back.md").write_text(text, encoding="utf-8")
    wrong = text.replace("15场", "16场").replace("300万元", "301万元")
    (folder / "sent" / "wrong.md").write_text(wrong, encoding="utf-8")
    return folder


def filled(made: Draft) -> Draft:
    values = {"xx": "15"}
    rows = gap_rows(made)
    given = [Given(row.gap.id, values.get(row.gap.text, PLAN), "表.xlsx｜填报｜G4") for row in rows]
    return fill(made, given, "表.xlsx").draft


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in findings if one.code.startswith(RULES)]


@pytest.mark.parametrize("report", ["r.md", "r.draft.json"])
def test_a_report_beside_its_notes_may_state_them(folder: Path, report: str) -> None:
    checked = check_file(folder / report, CheckSettings(), notes=read_notes(folder / "n.md"))
    assert codes(checked.findings) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("before.draft.json", "r.draft.json"),
        ("r.draft.json", "sent/back.md"),
        ("sent/back.md", "r.draft.json"),
        ("r.draft.json", "r.md"),
    ],
)
def test_versions_may_state_them(folder: Path, a: str, b: str) -> None:
    found = compare_files(folder / a, folder / b, CheckSettings()).comparison.findings
    assert codes(found.new) == []


def test_what_no_form_gave_is_found_there_as_before(folder: Path) -> None:
    compared = compare_files(folder / "r.draft.json", folder / "sent" / "wrong.md", CheckSettings())
    told = codes(compared.comparison.findings.new)
    assert any("16场" in message for _, message in told)
    assert any("301万元" in message for _, message in told)


def test_a_section_filled_from_a_form_is_not_empty(folder: Path) -> None:
    made = draft(read_notes(folder / "n.md"), Tools(RuleWriter()))
    done = filled(made)
    assert "GAP102" in {one.code for one in check_draft(made)}
    assert "GAP102" not in {one.code for one in check_draft(done)}
    assert "GAP102" not in {one.code for one in as_it_reads(done).findings}
    assert "GAP102" in {one.code for one in as_it_reads(replace(done, fills=())).findings}
