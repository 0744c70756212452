"""A note and its answer cut into clauses, each with the tokens it holds.

A token 【F3】 is one character here, so that words are searched and compared without it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.proof.tokens import TOKEN

HAN = re.compile(r"[\u4e00-\u9fff]+")
ANY_TOKEN = "[\ue000-\uefff]"  # private characters stand for tokens
_FIRST = 0xE000
_MARKS = "，；：。！？、（）"
_STOP = re.compile(f"[{_MARKS}]")
_PARTS = "、"  # parts two clauses only where a figure ends before it and one follows
_UNIT = 5  # characters of a token and its unit
_JOINED = 4  # characters of what stands between figures behind 分别: their units, 和
EACH = "分别"
"""What gives figures to what is named before, in turn."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of text between two marks.

    text    with tokens as single characters
    mark    what ends it, "" at the end of the text
    tokens  its tokens, in order
    """

    text: str
    mark: str
    tokens: tuple[str, ...]

    @property
    def words(self) -> str:
        """The text without its tokens."""
        return "".join(sign for sign in self.text if not is_token(sign))


def packed(text: str) -> str:
    """The text with one character for every token."""
    return TOKEN.sub(lambda token: chr(_FIRST + int(token[1])), text)


def unpacked(text: str) -> str:
    """The text with its tokens written out again."""
    return "".join(f"【F{ord(sign) - _FIRST}】" if is_token(sign) else sign for sign in text)


def is_token(sign: str) -> bool:
    """Whether a character stands for a token."""
    return _FIRST <= ord(sign) < _FIRST + 0x1000


def tokens_of(text: str) -> tuple[str, ...]:
    """The tokens of a packed text, in order."""
    return tuple(sign for sign in text if is_token(sign))


def clause(text: str, mark: str = "") -> Clause:
    """A piece of packed text as a clause."""
    return Clause(text, mark, tokens_of(text))


def clauses(text: str) -> list[Clause]:
    """The clauses of a packed text, in order; empty ones are left out."""
    return [piece for piece in cut(text) if piece.text]


def cut(text: str) -> Iterator[Clause]:
    """The clauses of a packed text, empty ones too: with their marks they are the text."""
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0] == _PARTS and not _between_tokens(text, start, stop.start()):
            continue
        yield clause(text[start : stop.start()], stop[0])
        start = stop.end()
    yield clause(text[start:])


def _between_tokens(text: str, start: int, at: int) -> bool:
    """Whether a token stands right before the mark, and one behind it before the next mark."""
    behind = _STOP.split(text[at + 1 :], maxsplit=1)[0]
    before = text[max(start, at - _UNIT) : at]
    return any(map(is_token, before)) and any(map(is_token, behind))


def holding(parts: Iterable[Clause], tokens: Sequence[str]) -> list[Clause]:
    """The clauses that hold any of the tokens."""
    return [piece for piece in parts if set(piece.tokens) & set(tokens)]


def each_whole(pieces: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses, but a list of figures behind 分别 is one: 分别为5个、6个和7个."""
    whole: Clause | None = None
    for piece in pieces:
        if whole and whole.mark == "、" and EACH in whole.text and len(piece.words) <= _JOINED:
            whole = clause(whole.text + piece.text, piece.mark)
            continue
        if whole:
            yield whole
        whole = piece
    if whole:
        yield whole
