"""What a model said, as a text that every file can hold."""

import re
from dataclasses import replace

from drafter.ports import Reply

_SIGN = "\ufffd"  # no sentence may have it: the proof refuses what it stands in
# Line breaks, tabs and the escape of terminal colours are read later; other controls, halves of
# surrogate pairs and noncharacters (Unicode 16, 23.7) are of no file.
_SPACES = re.compile("[\x0b\x0c]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


def as_text(reply: Reply) -> Reply:
    """The reply with a sign that no sentence may have for each character that no file can hold.

    Halves of a pair that came in two events are joined.
    """
    joined = reply.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _UNFIT.sub(_SIGN, _SPACES.sub(" ", joined))
    return reply if text == reply.text else replace(reply, text=text)
