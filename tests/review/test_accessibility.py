"""Whether everybody can use the page: axe on its states, in both languages, wide and narrow."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.review.conftest import Open, Serve
from tests.review.drafts import other, wrong


@pytest.fixture(scope="module")
def axe() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip(
            "NO AXE (pip install axe-playwright-python), so accessibility was not looked into"
        )
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe holds to be serious or critical, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        f"{one['id']} {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def test_axe_sees_what_is_wrong(serve: Serve, visit: Open, axe: str) -> None:
    page = visit(serve())
    page.evaluate("document.querySelector('#side').append(document.createElement('input'))")
    assert "label" in violations(page, axe)[0]


def edit(page: Page) -> None:
    page.keyboard.press("e")
    expect(page.locator("[contenteditable]")).to_be_focused()


def wrong_edit(page: Page) -> None:
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("扎实开展督导7次。")
    page.keyboard.press("Enter")
    expect(page.locator("#side .card.error").first).to_be_visible()


def section(page: Page) -> None:
    page.keyboard.press("w")
    page.locator("#side form[data-deed=redraft] button[type=submit]").click()
    expect(page.locator(".choice")).to_have_count(3)


STATES: dict[str, Callable[[Page], object]] = {
    "sentence": lambda page: page.keyboard.press("j"),
    "gap": lambda page: page.keyboard.press("g"),
    "front": lambda page: page.locator("#text .title").click(),
    "edit": edit,
    "wrong": wrong_edit,
    "accepted": lambda page: page.keyboard.press("A"),
    "section": section,
    "exports": lambda page: page.keyboard.press("x"),
    "keys": lambda page: page.keyboard.press("?"),
}


def test_axe_has_nothing_serious_to_say(serve: Serve, visit: Open, axe: str) -> None:
    page = visit(serve(None, other()))
    said = {}
    for name, come_to in STATES.items():
        page.keyboard.press("Escape")
        if name != "front":
            page.locator(".s", has_text="开展督导").click()
        come_to(page)
        page.wait_for_timeout(200)
        said[name] = violations(page, axe)
    assert {name: found for name, found in said.items() if found} == {}


def test_nor_of_a_finding(serve: Serve, visit: Open, axe: str) -> None:
    page = visit(serve(wrong()))
    page.keyboard.press("f")
    expect(page.locator("#side form[data-deed=intend]").first).to_be_visible()
    assert violations(page, axe) == []


def test_nor_on_a_tablet(serve: Serve, visit: Open, axe: str) -> None:
    page = visit(serve())
    for width, height in ((1024, 768), (768, 1024)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page, axe) == []
        page.locator("#toggle-outline").click()
        page.wait_for_timeout(200)
        assert violations(page, axe) == []
        page.locator("#toggle-outline").click()


def test_tab_goes_through_the_page_in_order(serve: Serve, visit: Open) -> None:
    """From the top: bar, outline, one stop in the text, the side; never into a trap."""
    page = visit(serve())
    page.locator(".skip").focus()
    places = []
    for _ in range(60):
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.closest('#bar, #outline, #text, #side')?.id")
        if place and (not places or places[-1] != place):
            places.append(place)
        if place == "side":
            break
    assert places == ["bar", "outline", "text", "side"]
