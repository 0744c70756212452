"""The page of a run, in a real browser: a red case leads to its sentence and its whole text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from drafter.evaluation.gates import read_gates
from drafter.evaluation.output.machine import report
from drafter.evaluation.output.page import page
from drafter.evaluation.results import Result, Run, Status
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.thresholds import judge

TEXT = (
    "招聘教师118名，其中研究生31名。\n"
    "<img src=x onerror=document.title='!'>培训xx场次，满意率99.5%。"
)
RIGHT = Result(
    "cases",
    "01-clean",
    "rules",
    1,
    ("easy",),
    Status.SCORED,
    {"unsupported": Score(0.0)},
    text=TEXT,
)
WRONG = replace(
    RIGHT,
    case="02-wrong",
    scores={"unsupported": Score(1.0, (Evidence("99.5%", "要点中没有", 2),))},
)


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    gates = tmp_path / "gates.toml"
    gates.write_text(
        '[[gate]]\nscorer = "unsupported"\nsuite = "cases"\nmax = 0\n', encoding="utf-8"
    )
    run = Run(tmp_path, {"suites": ["cases"], "variants": ["rules"]}, (RIGHT, WRONG))
    verdict = judge(run, read_gates(gates), None)
    (tmp_path / "report.html").write_text(page(run, report(run, verdict)), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1366, "height": 768})
    opened.goto((tmp_path / "report.html").as_uri())
    yield opened
    opened.close()


def test_a_red_run_says_which_case_which_figure_and_where(shown: Page) -> None:
    assert "failed" in (shown.get_attribute("header", "class") or "")
    assert shown.locator("td.red").all_inner_texts() == ["1"]
    assert shown.locator("main > .evidence").first.inner_text().startswith("✗ 02-wrong")
    assert "99.5%" in shown.locator("main > .evidence q").first.inner_text()


def test_a_row_opens_by_mouse_and_by_key_and_leads_to_the_draft(shown: Page) -> None:
    row, detail = shown.locator("tr[data-open]").nth(1), shown.locator("tr.detail").nth(1)
    assert not detail.is_visible()
    row.focus()
    shown.keyboard.press("Enter")
    assert detail.is_visible()
    assert "99.5%" in detail.inner_text()
    detail.locator("a").click()
    draft = shown.locator("details[open]")
    assert draft.locator("summary").inner_text() == "02-wrong"
    assert draft.locator("mark.bad").all_inner_texts() == ["99.5%"]
    assert draft.locator("mark.gap").last.inner_text() == "xx"
    row.click()
    assert not detail.is_visible()


def test_what_a_draft_says_is_text(shown: Page) -> None:
    assert shown.locator("img").count() == 0
    assert shown.title() != "!"
    assert "<img src=x" in shown.locator("details").first.text_content()  # type: ignore[operator]
