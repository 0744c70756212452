"""The commands on a reviewed draft see it as it reads now, and none loses a decision."""

import json
from pathlib import Path

import pytest
from docx import Document

from drafter.checks.draft import text_findings
from drafter.documents.draft_file import read_draft, write_draft
from drafter.records import Draft, Finding, Severity
from drafter.review.decisions import By, comment, edit, intend
from tests.cli.conftest import Drafter
from tests.reviewing import BY, drafted, gap, sentence


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A draft in which a sentence reads otherwise."""
    made = drafted()
    made = edit(made, sentence(made, "培训xx人次").id, "全年共培训xx人次。", BY)
    made = comment(made, sentence(made, "3.2亿元").id, "请核口径", By("李强", BY.when))
    file = tmp_path / "总结.draft.json"
    write_draft(made, file)
    return file


def test_check_sees_what_was_edited(drafter: Drafter, report: Path) -> None:
    assert "FIG101" not in drafter("check", report).stdout
    made = read_draft(report)
    write_draft(edit(made, sentence(made, "152处").id, "排查隐患153处，整改149处。", BY), report)
    found = drafter("check", report).stdout
    assert "FIG101" in found
    assert "153处" in found


def test_check_heeds_what_a_reviewer_answers_for(drafter: Drafter, report: Path) -> None:
    made = read_draft(report)
    made = edit(made, sentence(made, "督导").id, "会同县公安局开展督导4次,,", BY)
    one = sentence(made, "县公安局").id
    write_draft(made, report)
    before = drafter("check", report).stdout
    assert {"FIG105", "PUN104"} <= {word for word in before.split() if word.isalnum()}
    punctuation = next(each for each in text_findings(made) if each.code == "PUN104")
    named = Finding("FIG105", Severity.ERROR, "", one, "县公安局")
    write_draft(intend(intend(made, punctuation, "原文如此", BY), named, "联合督导", BY), report)
    after = drafter("check", report).stdout
    assert not {"FIG105", "PUN104"} & {word for word in after.split() if word.isalnum()}


def test_gaps_and_fill_see_what_was_edited_and_keep_the_decisions(
    drafter: Drafter, report: Path
) -> None:
    assert "全年共培训【xx】人次" in drafter("gaps", report).stdout
    decided = read_draft(report).review
    done = drafter("fill", report, "--set", f"{gap(drafted(), '培训')}=300")
    assert done.returncode == 0, done.stderr
    assert read_draft(report).review == decided
    document = Document(str(report.with_name("总结.docx")))
    assert "全年共培训300人次" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert ("李强", "请核口径") in {(one.author, one.text) for one in document.comments}


def test_compare_tells_the_first_draft_from_the_reviewed_one(
    drafter: Drafter, report: Path, tmp_path: Path
) -> None:
    first = tmp_path / "初稿.draft.json"
    write_draft(drafted(), first)
    found = json.loads(drafter("compare", first, report, "--json").stdout)
    assert "全年共" in json.dumps(found, ensure_ascii=False)
    assert found["facts"]["added"] == found["facts"]["removed"] == []


def test_mask_gives_back_the_reviewed_text_unfilled(
    drafter: Drafter, report: Path, tmp_path: Path
) -> None:
    assert drafter("fill", report, "--set", f"{gap(drafted(), '培训')}=300").returncode == 0
    output = tmp_path / "模板.md"
    done = drafter("mask", report, "-o", output)
    assert done.returncode == 0, done.stderr
    assert "全年共培训xx人次" in output.read_text(encoding="utf-8").replace("\\", "")


def final(made: Draft) -> list[str]:
    return [
        f"--set={gap(drafted(), words)}={value}"
        for words, value in (("培训", "300"), ("资金", "120.50"))
    ]


def test_final_refuses_what_is_open_and_what_nobody_answers_for(
    drafter: Drafter, report: Path
) -> None:
    made = read_draft(report)
    values = final(made)
    assert drafter("fill", report, values[0], "--final").returncode == 1
    named = edit(made, sentence(made, "督导").id, "会同县公安局开展督导4次。", BY)
    write_draft(named, report)
    refused = drafter("fill", report, *values, "--final")
    assert refused.returncode == 1
    assert "FIG105" in refused.stderr
    assert not report.with_name("总结.docx").exists()
    finding = Finding("FIG105", Severity.ERROR, "", sentence(named, "县公安局").id, "县公安局")
    write_draft(intend(named, finding, "联合督导", BY), report)
    done = drafter("fill", report, *values, "--final")
    assert done.returncode == 0, done.stderr
    document = Document(str(report.with_name("总结.docx")))
    assert list(document.comments) == []


def test_drafting_anew_does_not_sweep_away_what_was_decided(drafter: Drafter, notes: Path) -> None:
    assert drafter("draft", notes, "-o", "a.docx", "--writer", "rules").returncode == 0
    file = notes.with_name("a.draft.json")
    assert (
        drafter("draft", notes, "-o", "a.docx", "--writer", "rules").returncode == 0
    )  # nothing decided yet
    made = read_draft(file)
    one = next(iter(made.all_sentences())).id
    write_draft(comment(made, one, "请核", BY), file)
    decided = read_draft(file).review
    assert drafter("draft", notes, "-o", "a.docx", "--writer", "rules").returncode == 0
    assert read_draft(file).review == decided
    other = notes.with_name("other.md")
    front = notes.read_text(encoding="utf-8").split("\n---\n")[0]
    other.write_text(front + "\n---\n# 一、工作\n- 植树造林12亩\n", encoding="utf-8")
    refused = drafter("draft", other, "-o", "a.docx", "--writer", "rules")
    assert refused.returncode == 4
    assert "a.draft.json" in refused.stderr
    assert read_draft(file).review == decided
