"""Text files in the encodings of Chinese offices, read with what is needed to write them back as they were."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t
from drafter.records import Edit

MAX_BYTES = 32 * 2**20
MAX_CHARACTERS = 3_000_000  # the longest report known is under 100,000


@dataclass(frozen=True, slots=True)
class TextFile:
    """text has every line end as it stands in the file, so that nothing but an edit changes it."""

    text: str
    encoding: str

    @property
    def rows(self) -> list[str]:
        """Its lines as rules count them: between line feeds, a carriage return left at the end."""
        return self.text.split("\n")

    def encoded(self, rows: Iterable[str]) -> bytes:
        return "\n".join(rows).encode(self.encoding)


def read_text_file(path: Path) -> TextFile:
    """Read UTF-8, UTF-16 (with BOM) or GB18030. Raises InputError on what is no text, or too much of it."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                t("index.read.large", size=path.stat().st_size // 2**20, limit=MAX_BYTES // 2**20),
                path,
            )
        content = path.read_bytes()
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    bom = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    mark = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    for encoding in ("utf-16",) if bom else (mark, "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and len(text) <= MAX_CHARACTERS:
            return TextFile(text if "\n" in text else text.replace("\r", "\n"), encoding)
        if len(text) > MAX_CHARACTERS:
            raise InputError(t("check.large", count=len(text), limit=MAX_CHARACTERS), path)
    raise InputError(t("notes.encoding"), path, remedy=t("notes.encoding.remedy"))


def edited(
    rows: list[str], edits: Iterable[Edit], column: Callable[[int, int], int]
) -> tuple[list[str], list[Edit]]:
    """The rows with the edits made, and the edits that could not be: one that overlaps another, or whose text is gone.

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
