"""The page as a reviewer's browser has it: a real server on loopback, a real Chromium."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_store import DraftStore
from drafter.records import Draft
from drafter.review.access import Pass
from drafter.review.app import review_app
from drafter.review.decisions import By
from drafter.review.session import Sitting
from drafter.review.sides import Other
from tests.review.drafts import redrafted, small


@dataclass
class Desk:
    """A served draft: its file, who may in, and the page's errors as the browser tells them."""

    file: Path
    given: Pass
    sitting: Sitting
    errors: list[str] = field(default_factory=list)

    @property
    def draft(self) -> Draft:
        return read_draft(self.file)


Serve = Callable[..., Desk]


def sitting_over(file: Path, *others: Draft) -> Sitting:
    minutes = iter(range(10_000))
    return Sitting(
        DraftStore(file),
        [Other("乙稿", other) for other in others],
        lambda: By("王芳", f"2026-07-06T09:{next(minutes) % 60:02}:00+08:00"),
        redrafted,
    )


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serve a draft on a port of its own, with other drafts to take sections from."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(draft: Draft | None = None, *others: Draft) -> Desk:
        file = tmp_path / f"总结{len(running)}.draft.json"
        write_draft(draft or small(), file)
        sitting = sitting_over(file, *others)
        listening = socket.create_server(("127.0.0.1", 0))
        given = Pass.fresh(listening.getsockname()[1])
        server = uvicorn.Server(
            uvicorn.Config(
                review_app(sitting, given), log_level="error", lifespan="off", ws="none", http="h11"
            )
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        running.append((server, thread))
        return Desk(file, given, sitting)

    yield start
    for server, _ in running:
        server.should_exit = True
    for _, thread in running:
        thread.join(5)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    made.set_default_timeout(30_000)  # a busy machine is no fault of the page
    yield made
    made.close()


Open = Callable[..., Page]


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Open]:
    """Open the page of a desk; what its console calls an error fails the test."""
    errors: list[str] = []

    def opened(desk: Desk) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda said: (
                errors.append(said.text) if "Content Security Policy" in said.text else None
            ),
        )
        page.goto(desk.given.address)
        page.wait_for_selector("[aria-current]")
        return page

    yield opened
    assert errors == []
