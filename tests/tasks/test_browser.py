"""The page of `drafter start` in a real browser, by keyboard: notes in, a Word file out."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from drafter.messages import t
from drafter.review.access import Pass
from drafter.review.decisions import By
from drafter.tasks.page.app import start_app
from drafter.tasks.page.desk import Desk
from tests.tasks.test_page import NOTES


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    folder = tmp_path / "稿件"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    desk = Desk(Path(), lambda: By("王芳", "2026-07-06T09:00:00+08:00"))
    listening = socket.create_server(("127.0.0.1", 0))
    given = Pass.fresh(listening.getsockname()[1])
    config = uvicorn.Config(start_app(desk, given), log_level="error", lifespan="off", http="h11")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield given.address
    server.should_exit = True
    thread.join(5)
    desk.close()


def press(page: Page, id: str, key: str = "Enter") -> None:
    """Go to a control and press a key there, as a hand on the keyboard would."""
    page.locator(f"#{id}").focus()
    page.keyboard.press(key)


def test_from_notes_to_the_review_by_keyboard(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "半年.md").write_text(NOTES, encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    context.set_default_timeout(60_000)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(address)
    with page.expect_file_chooser() as chosen:
        press(page, "file-notes", "Space")
    chosen.value.set_files(tmp_path / "半年.md")
    expect(page.locator("#front-organization")).to_have_value("云岭县教育局")
    page.wait_for_load_state()  # the script listens
    page.locator("#writer").select_option("rules")
    expect(page.locator("#command-draft")).to_contain_text("--writer rules")
    press(page, "draft-go")
    expect(page.locator("#said")).to_have_text(t("start.said.done"), timeout=60_000)
    expect(page.locator("#result .gaps")).to_contain_text("培训安全员")
    with page.expect_download() as came:
        press(page, "get-word")
    assert came.value.suggested_filename == "半年.docx"
    press(page, "forms-go")
    expect(page.locator("#forms .files")).to_contain_text("催填表.xlsx")
    expect(page.locator("#forms-go")).to_be_focused()
    page.reload()
    expect(page.locator("#result .gaps")).to_contain_text("培训安全员")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    press(page, "review-go")
    expect(page.locator(".s", has_text="排查隐患152处")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name=t("page.back")).click()
    expect(page.locator("#result .gaps")).to_contain_text("培训安全员")
    (tmp_path / "办公室.txt").write_text("# 教师队伍\n- 培训教师12期\n", encoding="utf-8")
    page.locator("#file-notes").set_input_files(tmp_path / "办公室.txt")
    names = page.locator("#notes .files li > span")
    expect(names).to_have_text(["半年.md", "办公室.txt"])
    up = page.locator("#notes .files li", has_text="办公室.txt").get_by_title(t("start.up"))
    up.press("Enter")
    expect(names).to_have_text(["办公室.txt", "半年.md"])
    expect(up).to_be_focused()
    assert not errors
    context.close()


def test_what_is_being_typed_outlasts_an_answer(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "甲.txt").write_text("一、校园安全\n排查隐患152处\n", encoding="utf-8")
    (tmp_path / "半年.md").write_text(NOTES, encoding="utf-8")
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    page.locator("#file-notes").set_input_files(tmp_path / "甲.txt")
    unit, period = page.locator("#front-organization"), page.locator("#front-period")
    unit.focus()
    page.wait_for_load_state()  # the script listens
    page.keyboard.type("云岭县体")
    page.keyboard.press("ArrowLeft")
    page.locator("#file-notes").set_input_files(tmp_path / "半年.md")
    expect(period).to_have_value("2026年上半年")
    expect(unit).to_have_value("云岭县体")
    expect(unit).to_be_focused()
    assert unit.evaluate("field => field.selectionStart") == 3
    page.keyboard.press("Tab")  # nothing more was typed: it is said all the same
    expect(page.locator("#command-draft")).to_contain_text("--organization 云岭县体")
    unit.fill("")
    unit.press("Tab")
    expect(unit).to_have_value("云岭县教育局")  # as it was answered
    unit.focus()
    typing = context.new_cdp_session(page)
    typing.send("Input.imeSetComposition", {"text": "shui", "selectionStart": 4, "selectionEnd": 4})
    page.evaluate("document.querySelector('#front-organization').dataset.same = '1'")
    aside = page.locator("#notes .files li", has_text="半年.md").get_by_text(t("start.aside"))
    with page.expect_response("**/do/aside"):
        aside.evaluate("button => button.form.requestSubmit(button)")
    page.wait_for_timeout(100)  # the answer is there: it has to wait
    expect(unit).to_have_attribute("data-same", "1")
    typing.send("Input.insertText", {"text": "水"})
    expect(period).to_have_value("")
    expect(unit).to_have_value(re.compile("水"))
    unit.press("Tab")
    expect(page.locator("#command-draft")).to_contain_text("水")
    context.close()
