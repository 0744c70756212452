"""Where the front matter of a text stands, whatever is read from it: notes, report, document."""

import re

_BLOCK = re.compile(r"\ufeff?---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def front_matter_block(text: str) -> re.Match[str] | None:
    """The block between --- that a text opens with: the whole, and as group 1 what stands in it."""
    return _BLOCK.match(text)
