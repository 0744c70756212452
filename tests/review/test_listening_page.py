"""Several reviewers as their browsers have it: over TLS, on a link with the secret behind its #."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_store import DraftStore
from drafter.review.access import reviewer
from drafter.review.app import review_app
from drafter.review.certificate import made_certificate
from drafter.review.decisions import By
from drafter.review.listening import OfficeDoor
from drafter.review.office_address import OfficeAddress
from drafter.review.passes import passes_of
from drafter.review.presence import Presence
from drafter.review.session import Sitting
from tests.review.drafts import redrafted, small
from tests.review.test_accessibility import axe, violations

__all__ = ["axe"]
pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="NO OPENSSL")


@dataclass
class Served:
    """The links of two reviewers, and the draft that they open."""

    file: Path
    links: dict[str, str]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    file = tmp_path / "总结.draft.json"
    write_draft(small(), file)
    listening = socket.create_server(("127.0.0.1", 0))
    address = OfficeAddress("127.0.0.1", "127.0.0.1", listening.getsockname()[1])
    tls = made_certificate(tmp_path, address).context
    passes = passes_of(tmp_path, file)
    door = OfficeDoor(address, passes, lambda said: None)
    links = {who: door.link(passes.give(who)) for who in ("张科长", "李主任")}

    def by() -> By:
        return By(reviewer(), "2026-07-06T09:00:00+08:00")

    sitting = Sitting(DraftStore(file), [], by, redrafted, several=True)
    config = uvicorn.Config(
        review_app(sitting, door, Presence()),
        log_level="error",
        lifespan="off",
        ws="none",
        http="h11",
        ssl_context_factory=lambda config, usual: tls,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield Served(file, links)
    server.should_exit = True
    thread.join(5)


def entered(browser: Browser, link: str, width: int = 1366, height: int = 768) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", ignore_https_errors=True
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(link)
    page.wait_for_selector("#text [aria-current]")
    return page


def test_two_reviewers_see_each_other_and_meet(browser: Browser, served: Served, axe: str) -> None:
    zhang = entered(browser, served.links["张科长"])
    li = entered(browser, served.links["李主任"], 390, 844)
    assert "#" not in zhang.url
    assert zhang.url.endswith("/")
    assert "张科长" in zhang.locator("#present .me").inner_text()
    one = li.locator(".s", has_text="排查隐患")
    one.click()
    expect(zhang.locator("#present button", has_text="李主任")).to_contain_text(
        "校园安全", timeout=20_000
    )
    expect(zhang.locator(".s[data-other]")).to_have_attribute("data-other", "李主任")
    zhang.locator("#present button", has_text="李主任").click()
    expect(zhang.locator(".s", has_text="排查隐患")).to_have_attribute("aria-current", "true")
    zhang.keyboard.press("e")
    zhang.keyboard.press("Control+a")
    zhang.keyboard.insert_text("排查隐患152处，整改149处，无一反弹。")
    expect(li.locator("#present button", has_text="张科长")).to_contain_text(
        "正在改", timeout=20_000
    )
    li.route("**/present", lambda route: route.abort())  # it learns nothing by itself from now on
    assert violations(zhang, axe) == []
    assert violations(li, axe) == []
    zhang.keyboard.press("Enter")
    expect(zhang.locator(".s", has_text="无一反弹")).to_be_visible()
    li.keyboard.press("a")
    told = li.locator("dialog[open]")
    expect(told).to_contain_text("同一处")
    expect(told).to_contain_text("张科长")
    expect(told).to_contain_text("无一反弹")
    assert violations(li, axe) == []
    assert [each.who for each in read_draft(served.file).review.decisions] == ["张科长"]
    li.locator("[data-answer=leave]").click()
    zhang.locator("#present form button").click()
    expect(zhang).to_have_url(served.links["张科长"].partition("#")[0])
    assert violations(zhang, axe) == []
