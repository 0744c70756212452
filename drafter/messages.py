"""The one catalogue of what staff and reviewers read: Chinese, or English with DRAFTER_LANG=en.

The words stand in messages.toml, a line a message: `"area.what" = ["中文", "English"]`. The values
of a message are named in braces. An unknown name is a programming error and raises KeyError.

Who reads a page knows no commands: where a message tells which one to run, `"area.what.on_page"`
says it in the page's own words.
"""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

_ENDS = ("。", "！", "？")
ON_PAGE = ".on_page"  # ends the name of a message in the words of a page
_on_page: ContextVar[bool] = ContextVar("on_page", default=False)


@contextmanager
def spoken_on_page() -> Iterator[None]:
    """While it lasts messages are in the words of a page, where they have some."""
    before = _on_page.set(True)
    try:
        yield
    finally:
        _on_page.reset(before)


@cache
def catalogue() -> dict[str, tuple[str, str]]:
    """Return every message by its name: the Chinese words, the English ones."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {name: (chinese, english) for name, (chinese, english) in tomllib.loads(text).items()}


def language() -> str:
    """Return the language of messages: "zh", or "en" where DRAFTER_LANG says so."""
    return "en" if os.environ.get("DRAFTER_LANG", "").lower().startswith("en") else "zh"


def t(name: str, /, **values: object) -> str:
    """Return the message `name` in the user's language, with its values put in."""
    words = catalogue()
    shown = name + ON_PAGE if _on_page.get() and name + ON_PAGE in words else name
    return say(words[shown], **values)


def worded(area: str, value: str) -> str:
    """Return the message for a value that a file holds; the value, if another version wrote it."""
    name = f"{area}.{value}"
    return t(name) if name in catalogue() else value


def say(words: tuple[str, str], /, **values: object) -> str:
    """Return words given as (Chinese, English) in the user's language, with their values put in.

    A value that ends as a sentence does takes the full stop behind it away: one is enough.
    """
    text = words[language() == "en"]
    for name, value in values.items():
        if str(value).endswith(_ENDS):
            for stop in "。.":
                text = text.replace(f"{{{name}}}{stop}", f"{{{name}}}")
    return text.format(**values) if values else text
