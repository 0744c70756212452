"""An expression that is compiled when something is first looked for with it.

Compiling them is most of what a start of drafter costs, and one command looks for few of the things
that can be found. What every command looks for gains nothing by this.
"""

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Later:
    """As re.compile(text), but later."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a pattern."""
        return self._compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a pattern."""
        return self._compiled.fullmatch(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        return self._compiled.finditer(text)

    def sub(self, by: str, text: str) -> str:
        """As of a pattern."""
        return self._compiled.sub(by, text)
