"""The two drafts of one example that are shipped: of its notes, without an error, of one mind."""

from pathlib import Path

import pytest

from drafter.checks.draft import promise_findings
from drafter.checks.settings import CheckSettings
from drafter.compare.files import compare_files
from drafter.documents.draft_file import read_draft
from drafter.reading.notes import read_notes
from drafter.records import Severity

EXAMPLES = Path(__file__).parents[1] / "examples"
BOTH = EXAMPLES / "两稿"


@pytest.mark.parametrize("name", ["规则", "本地模型"])
def test_a_shipped_draft_is_of_the_shipped_notes_and_keeps_the_promise(name: str) -> None:
    made = read_draft(BOTH / f"{name}.draft.json")
    assert made.brief == read_notes(EXAMPLES / "教育体育局半年总结.md")  # else `make examples`
    assert [one for one in promise_findings(made) if one.severity is Severity.ERROR] == []
    assert (BOTH / f"{name}.docx").is_file()


def test_the_two_drafts_differ_in_words_alone() -> None:
    found = compare_files(
        BOTH / "规则.draft.json", BOTH / "本地模型.draft.json", CheckSettings()
    ).comparison
    assert found.agree
    page = (BOTH / "比较.html").read_text(encoding="utf-8")
    local = read_draft(BOTH / "本地模型.draft.json").all_sentences()
    leads = [one.text for one in local if one.author.writer == "local"]
    assert leads
    assert all(lead[:2] in page for lead in leads)
