"""An expression that is compiled when something is first looked for with it.

Compiling them is most of what a start of drafter costs, and one command looks for few of the things
that can be found. What every command looks for gains nothing by this.
"""

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Later:
    """As re.compile(text), but later.

    begins   an expression that fits wherever `text` does and is quickly compiled: where it fits
             nowhere, nothing is compiled; "" for none
    """

    def __init__(self, text: str, begins: str = "") -> None:
        self.text = text
        self._begins = re.compile(begins) if begins else None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.text)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a pattern."""
        if self._begins and not self._begins.match(text, start, end):
            return None
        return self._compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a pattern."""
        return self._compiled.fullmatch(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a pattern."""
        if self._begins and not self._begins.search(text, start, end):
            return None
        return self._compiled.search(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        if self._begins and not self._begins.search(text, start, end):
            return iter(())
        return self._compiled.finditer(text, start, end)

    def sub(self, by: str, text: str) -> str:
        """As of a pattern."""
        return self._compiled.sub(by, text)
