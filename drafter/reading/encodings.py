"""Text in the encodings of Chinese offices → characters."""

import re

_LOST = 0.002  # of all characters: a file cut in the middle of one, a byte gone wrong on the way


def decode(content: bytes, *, asked: str = "") -> str:
    """Text in UTF-8, UTF-16 or GB18030, with or without a mark of order. Raises ValueError on anything else.

    asked  what the file says it is in; believed where UTF-8 does not fit
    """
    candidates = _candidates(content, asked)
    for errors in ("strict", "replace"):
        for encoding in candidates:
            try:
                text = content.decode(encoding, errors)
            except (UnicodeDecodeError, LookupError):
                continue
            lost = text.count("\ufffd")
            controls = sum(c < " " and c not in "\t\n\r\f\x1a" for c in text)
            if controls * 100 <= len(text) and lost <= _LOST * len(text):
                return text
    raise ValueError("no text")


def _candidates(content: bytes, asked: str) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if (
        b"\0" in content
    ):  # no other encoding of Chinese text holds NUL bytes; line feeds and digits do in UTF-16
        little = content[1::2].count(0) >= content[::2].count(0)
        return ("utf-16-le",) if little else ("utf-16-be",)
    if asked and not re.match(r"utf|gb|unicode", asked, re.IGNORECASE):
        return ("utf-8-sig", asked, "gb18030")
    return ("utf-8-sig", "gb18030")  # what calls itself gb2312 is written in its superset
