"""Whether a page may be opened in the browser of whoever runs the command, and opening it."""

import os
import sys
import webbrowser
from collections.abc import Mapping
from threading import Thread


def has_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody sits here, before a screen that can show a browser."""
    watched = sys.stdout.isatty() and sys.stderr.isatty()
    elsewhere = any(environment.get(name) for name in ("CI", "SSH_CONNECTION"))
    needs_display = sys.platform not in ("win32", "darwin")
    display = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return watched and not elsewhere and (display or not needs_display)


def open_browser(address: str) -> None:
    """Open the address without waiting: some browsers return when they are closed."""
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
