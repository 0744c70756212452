"""What a page says to people without a terminal: all but the commands that it is the same as."""

import re
from html import unescape

_COMMANDS = re.compile(r"drafter\.toml|drafter [a-z]+|(?<![\w-])--?[a-z][\w-]*|---")


def commands_in(text: str) -> list[str]:
    """The words of a command line that a text tells its reader to use."""
    return _COMMANDS.findall(text)


def spoken(page: str) -> str:
    """What stands on the page of `drafter start` beside the commands that it is the same as."""
    kept = re.sub(r'(?s)<details class="command">.*?</details>', "", page)
    return unescape(re.sub(r"(?s)<[^>]*>", " ", kept))
