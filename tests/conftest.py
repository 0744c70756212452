"""What tests share: the real local model, where it can be had."""

import os
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.settings import load_settings
from drafter.writers.model import QWEN_CODER, State, pull, status


@pytest.fixture(scope="session")
def local_model() -> Path:
    """The GGUF file: DRAFTER_TEST_MODEL, else the one in drafter's home, fetched where it is not there yet.

    Tests that need it are skipped, and say why, only where no source has it.
    """
    given = os.environ.get("DRAFTER_TEST_MODEL")
    if given:
        return Path(given)
    folder = load_settings().models
    try:
        if status(folder).state is not State.READY:
            print(f"fetching {QWEN_CODER.file}, {QWEN_CODER.size >> 20} MiB, into {folder}", flush=True)
        return pull(folder, progress=lambda done, total, source: None)
    except DrafterError as error:
        pytest.skip(f"NO LOCAL MODEL, so nothing here tried it: {error}")
