"""Text files in the encodings of Chinese offices, read so that they can be written back."""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t
from drafter.records import Edit, Span

MAX_BYTES = 32 * 2**20
_LOST = 0.002  # of all characters: a file cut in the middle of one, a byte gone wrong
MAX_CHARACTERS = 2_000_000  # the longest report known is under 100,000


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file, and what is needed to write it back.

    text   has every line end as it stands in the file, so that nothing but an edit changes it
    exact  whether every byte was understood; a file cut within a character is read all the same
    """

    text: str
    encoding: str
    exact: bool = True

    @property
    def rows(self) -> list[str]:
        """Its lines as rules count them: between line feeds, a carriage return left at the end."""
        return self.text.split("\n")

    def encoded(self, rows: Iterable[str]) -> bytes:
        """Return the file's bytes with these lines in the place of its own."""
        return "\n".join(rows).encode(self.encoding)


def read_text_file(path: Path) -> TextFile:
    """Read a text file in any encoding of Chinese offices.

    Raises InputError on what is no text, or too much of it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            problem = t("index.read.large", size=size // 2**20, limit=MAX_BYTES // 2**20)
            raise InputError(problem, path, remedy=t("index.read.large.remedy"))
        content = path.read_bytes()
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    try:
        file = decode(content)
    except ValueError as error:
        remedy = t("index.read.encoding.remedy")
        raise InputError(t("index.read.encoding"), path, remedy=remedy) from error
    if len(file.text) > MAX_CHARACTERS:
        problem = t("check.large", count=len(file.text), limit=MAX_CHARACTERS)
        raise InputError(problem, path, remedy=t("index.read.large.remedy"))
    if "\n" in file.text:
        return file
    return TextFile(file.text.replace("\r", "\n"), file.encoding, file.exact)


def decode(content: bytes, *, asked: str = "") -> TextFile:
    """Decode text in UTF-8, UTF-16 or GB18030, with or without a mark of order.

    asked  what the file says it is in; believed where UTF-8 does not fit

    Raises ValueError on anything else.
    """
    candidates = _candidates(content, asked)
    for errors in ("strict", "replace"):
        for encoding in candidates:
            try:
                text = content.decode(encoding, errors)
            except (UnicodeDecodeError, LookupError):
                continue
            if "\0" not in text and (errors == "strict" or _is_text(text)):
                return TextFile(text, encoding, errors == "strict")
    raise ValueError("no text")


def _is_text(text: str) -> bool:
    """Whether what was decoded with losses is a text all the same."""
    lost = text.count("\ufffd")
    controls = sum(char < " " and char not in "\t\n\r\f\x1a" for char in text)
    return controls * 100 <= len(text) and lost <= _LOST * len(text)


def _candidates(content: bytes, asked: str) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in content:  # no other encoding has NUL bytes; in UTF-16 line feeds and digits do
        little = content[1::2].count(0) >= content[::2].count(0)
        return ("utf-16-le",) if little else ("utf-16-be",)
    utf8 = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    if asked and not re.match(r"utf|gb|unicode", asked, re.IGNORECASE):
        return (utf8, asked, "gb18030")
    return (utf8, "gb18030")  # what calls itself gb2312 is written in its superset


def agreeing(fixes: Iterable[Sequence[Edit]]) -> list[Edit]:
    """The edits that can be made beside each other, in order.

    What a fix changes on one line is made whole or not at all: of two fixes that overlap there, the
    one that begins first is made.
    """
    groups = {
        tuple(sorted(row, key=_place))
        for fix in fixes
        for _, row in groupby(sorted(fix, key=_place), key=lambda edit: edit.line)
    }
    made: dict[int, list[Edit]] = defaultdict(list)  # by line, in order, none overlapping another
    for group in sorted(groups, key=lambda group: (_place(group[0]), -len(group))):
        own = made[group[0].line]
        if all(_fits(edit, own) for edit in group):
            for edit in group:
                insort(own, edit, key=_place)
    return sorted({edit for own in made.values() for edit in own}, key=_place)


def _place(edit: Edit) -> tuple[int, Span]:
    return edit.line, edit.span


def _fits(edit: Edit, others: Sequence[Edit]) -> bool:
    """Whether an edit is one of the others, or overlaps none of them."""
    at = bisect_left(others, _place(edit), key=_place)
    start, end = edit.span
    beside = others[max(0, at - 1) : at + 2]
    return edit in beside or not any(
        start < other.span[1] and other.span[0] < end for other in beside
    )


def edited(
    rows: list[str], edits: Iterable[Edit], column: Callable[[int, int], int]
) -> tuple[list[str], list[Edit]]:
    """The rows with the edits made, and the edits that could not be made.

    Such an edit overlaps another, or its text is gone.

    column  where a place in the text of a line is in its row (`Report.column`)
    """
    rows, left = list(rows), []
    at = (0, (0, 0))
    made = []
    for edit in sorted(set(edits), key=lambda e: (e.line, e.span)):
        if edit.line == at[0] and edit.span[0] < at[1][1]:
            left.append(edit)
            continue
        at = (edit.line, edit.span)
        made.append(edit)
    for edit in reversed(made):
        row = rows[edit.line - 1]
        start, end = (column(edit.line, at) for at in edit.span)
        if row[start:end].replace("\\", "") != edit.old.replace("\\", ""):  # Markdown escapes
            left.append(edit)
            continue
        rows[edit.line - 1] = row[:start] + edit.new + row[end:]
    return rows, left
