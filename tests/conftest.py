"""What tests share: the real local model and a real browser, where they can be had."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from drafter.errors import DrafterError
from drafter.settings import load_settings
from drafter.system import installed
from drafter.writing.model_catalogue import model_named
from drafter.writing.model_download import pull
from drafter.writing.model_file import State, status

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PLACES = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
)
CHROMIUM = os.environ.get("DRAFTER_TEST_CHROMIUM") or installed(*_BROWSERS, places=_PLACES)


@pytest.fixture(scope="session")
def local_model() -> Path:
    """The GGUF file: DRAFTER_TEST_MODEL, else the one in drafter's home, fetched where missing.

    Tests that need it are skipped, and say why, only where no source has it.
    """
    given = os.environ.get("DRAFTER_TEST_MODEL")
    if given:
        return Path(given)
    settings = load_settings()
    folder, spec = settings.models, model_named("", settings.home)
    try:
        if status(folder, spec=spec).state is not State.READY:
            print(f"fetching {spec.file}, {spec.size >> 20} MiB, into {folder}", flush=True)
        return pull(folder, progress=lambda done, total, source: None, spec=spec)
    except DrafterError as error:
        pytest.skip(f"NO LOCAL MODEL, so nothing here tried it: {error}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(
            "NO CHROMIUM on this machine (apt install chromium): the page was tried in no browser"
        )
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()
