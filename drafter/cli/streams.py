"""What is printed never fails on a character, whatever the console is set to.

A console that knows Chinese (GBK on Windows) keeps its encoding, and what it lacks is spelled
otherwise. One that knows none (ASCII, Western European) was set up by nobody: it is told in UTF-8.
"""

import codecs
import io
import json
import sys
import unicodedata

_CHINESE = "起草"
_SPELLED = {
    "✓": "√", "✔": "√", "✗": "×", "✘": "×", "✕": "×", "•": "·", "◦": "·", "▪": "·", "‧": "·",
    "−": "-", "‑": "-", "⇒": "→", "➤": "→", "⟦": "〖", "⟧": "〗", "⏎": "／", "✎": "*", "¥": "￥",
    "£": "￡", "\xa0": " ", "\u200b": "", "\ufeff": "",
}  # fmt: skip
_READABLE = "drafter.readable"


def set_up() -> None:
    """Have standard output and standard error take every character."""
    codecs.register_error(_READABLE, _readable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if _fits(_CHINESE, stream.encoding) else "utf-8"
            stream.reconfigure(encoding=encoding, errors=_READABLE)


def for_programs(text: str) -> str:
    """A document of JSON or markup as it is to be printed: right in whatever encoding.

    Where the stream is not in UTF-8, which whoever reads such a document expects, every character
    beyond ASCII is escaped.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if codecs.lookup(encoding).name == "utf-8" or text.isascii():
        return text
    if text.startswith("<"):
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)


def _readable(error: UnicodeError) -> tuple[str, int]:
    """What stands in the place of characters that an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_spelled(char, error.encoding) for char in lacking), error.end


def _spelled(char: str, encoding: str) -> str:
    """Another spelling that keeps figures as they are: 10³ is not 103, nor 2⑳ 220."""
    plain = unicodedata.normalize("NFKC", char)
    if any(one.isdigit() for one in plain):
        plain = f"^{plain}" if "SUPERSCRIPT" in unicodedata.name(char, "") else f"({plain})"
    tried = (_SPELLED.get(char, plain), plain.replace("⁄", "/"))
    return next((one for one in tried if _fits(one, encoding)), f"[U+{ord(char):04X}]")


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
