"""The one door: opens any file by what it holds, whatever its name says.

What a library has to take apart (Word, PDF, pages, workbooks) is read in a process of its own
(`reading.confined`); plain text, lists and drafts are read here, where nothing but text is read.
Notes, report and source document are views of what is opened here: `reading.notes`,
`reading.reports`, `reading.document`.
"""

import csv
import re
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from drafter.documents.report_text import sources_of
from drafter.documents.source_lines import LeftOut, SourceLine
from drafter.documents.text_file import TextFile, read_text_file
from drafter.documents.word_page import WordFile
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import Content
from drafter.reading.confined import Unforeseen, confined, limits_of
from drafter.reading.office import converted, is_locked
from drafter.reading.page_archive import ARCHIVE
from drafter.reading.tables.grid import Grid
from drafter.records import Draft
from drafter.word.archive import packed

MAX_PACKED = 96 * 2**20  # with photographs in it
_HEAD = 4096
_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|table|meta)", re.IGNORECASE
)
_OF_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError)


class FileKind(StrEnum):
    """What a file holds, whatever its name."""

    MARKDOWN = "markdown"
    TEXT = "text"
    WORD = "word"  # .docx, and what LibreOffice makes one of: .doc .wps .rtf .odt
    PDF = "pdf"
    PAGE = "page"
    WORKBOOK = "workbook"  # .xlsx, and .xls .et .ods
    CSV = "csv"
    DRAFT = "draft"  # a .draft.json


TEXTS = frozenset({FileKind.MARKDOWN, FileKind.TEXT})
TABLES = frozenset({FileKind.WORKBOOK, FileKind.CSV})
ANY = frozenset(FileKind)
_MARKDOWN = frozenset({".md", ".markdown"})
_SHEETS = frozenset({".xls", ".et", ".xlsx", ".xlsm", ".ods"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read.

    holds     what the file of its kind gives: TextFile, WordFile, Content, grids, Draft
    lines     its text; () for a workbook, whose cells are in the grids, and for a draft
    left_out  what stands in the file and is not among its lines
    notices   what a person has to be told about how it was read
    """

    file: Path
    kind: FileKind
    holds: TextFile | WordFile | Content | tuple[Grid, ...] | Draft
    lines: tuple[SourceLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()


def open_file(path: Path, accept: Collection[FileKind] = ANY) -> Opened:
    """Open a file of any kind in `accept`.

    Raises InputError on every other kind, and on what is no file, is damaged, locked or too large.
    """
    kind = kind_of(path, accept)
    with _copy(path, kind) as copy, _about(path, copy):
        return _READERS[kind](path, copy)


@contextmanager
def word_copy(path: Path) -> Iterator[Path]:
    """A .docx of a Word file of any format: the file itself or a copy that is gone afterwards.

    It was opened in a limited process before: what is given can be opened here too.
    """
    with _copy(path, kind_of(path, {FileKind.WORD})) as copy:
        within_limits(path, "drafter.word.ooxml:try_opening", copy)
        yield copy


@contextmanager
def workbook_copy(path: Path) -> Iterator[Path]:
    """The same of a workbook of any format: an .xlsx of an .xls, .et or .ods."""
    with _copy(path, kind_of(path, {FileKind.WORKBOOK})) as copy:
        yield copy


def within_limits(path: Path, function: str, copy: Path, *arguments: object) -> Any:
    """What a function of drafter makes of a copy of a file, in a limited process.

    Raises InputError about the file on everything that goes wrong with it.
    """
    with _about(path, copy):
        return confined(copy, function, copy, *arguments)


def kind_of(path: Path, accept: Collection[FileKind] = ANY) -> FileKind:
    """What a file holds. Raises InputError where that is not in `accept`, or cannot be opened."""
    refuse_unreadable(path)
    kind = _told_by(path)
    if kind is FileKind.PAGE and kind not in accept and path.suffix.lower() in _SHEETS:
        kind = FileKind.WORKBOOK  # a page that some system saved as .xls
    if kind not in accept:
        known = "、".join(t(f"file.kind.{name}") for name in FileKind if name in accept)
        problem = t("file.refused", kind=t(f"file.kind.{kind}"))
        raise InputError(problem, path, remedy=t("file.refused.remedy", known=known))
    return kind


def refuse_unreadable(path: Path) -> None:
    """Raise InputError on no file, no ordinary file, and one that is far too large."""
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(status.st_mode):
        raise InputError(t("index.read.folder"), path, remedy=t("index.read.folder.remedy"))
    if not stat.S_ISREG(status.st_mode):
        raise InputError(t("index.read.special"), path)
    if status.st_size > MAX_PACKED:
        problem = t("index.read.large", size=status.st_size // 2**20, limit=MAX_PACKED // 2**20)
        raise InputError(problem, path, remedy=t("index.read.large.remedy"))


# --- what a file is ---


def _told_by(path: Path) -> FileKind:
    head, suffix = _head(path), path.suffix.lower()
    if b"%PDF" in head[:1024]:
        return FileKind.PDF
    if head.startswith(_ZIP):
        return _packed_kind(path)
    if head.startswith(_OLE):
        return _compound_kind(path)
    if head.startswith(_RTF):
        return FileKind.WORD
    return _kind_of_text(path, head, suffix)


def _kind_of_text(path: Path, head: bytes, suffix: str) -> FileKind:
    """What a file is that begins like no other: a page by its first tag, else as its name says."""
    if _PAGE.match(head) or (ARCHIVE.match(head) and suffix not in _MARKDOWN):
        return FileKind.PAGE
    if suffix in _BINARY:
        raise _damaged(path)
    if suffix in _TEXT_KINDS:
        return _TEXT_KINDS[suffix]
    known = "、".join(t(f"file.kind.{name}") for name in FileKind)
    problem = t("index.read.type", suffix=suffix or path.name)
    raise InputError(problem, path, remedy=t("file.refused.remedy", known=known))


_BINARY = _SHEETS | {".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf"}
_TEXT_KINDS = dict.fromkeys(_MARKDOWN, FileKind.MARKDOWN) | {
    "": FileKind.TEXT,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".log": FileKind.TEXT,
    ".csv": FileKind.CSV,
    ".html": FileKind.PAGE,
    ".htm": FileKind.PAGE,
    ".mht": FileKind.PAGE,
    ".mhtml": FileKind.PAGE,
    ".json": FileKind.DRAFT,
}


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise _unreadable(path, error) from error


def _packed_kind(path: Path) -> FileKind:
    """What a zip archive holds: OOXML or OpenDocument, text or sheets."""
    try:
        with packed(path) as archive:
            names = set(archive.namelist())
            mime = archive.open("mimetype").read(200) if "mimetype" in names else b""
    except (OSError, *_OF_ZIP) as error:
        raise _damaged(path) from error
    if b"opendocument.spreadsheet" in mime or any(name.startswith("xl/") for name in names):
        return FileKind.WORKBOOK
    if b"opendocument.text" in mime or any(name.startswith("word/") for name in names):
        return FileKind.WORD
    if path.suffix.lower() in _BINARY:  # its reader says what it lacks
        return FileKind.WORKBOOK if path.suffix.lower() in _SHEETS else FileKind.WORD
    raise _damaged(path)


def _compound_kind(path: Path) -> FileKind:
    """What a compound file holds: a document or a workbook, told by the names of its streams."""
    content = path.read_bytes()
    _refuse_locked(path)
    if "WordDocument".encode("utf-16-le") in content:
        return FileKind.WORD
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return FileKind.WORKBOOK
    return FileKind.WORKBOOK if path.suffix.lower() in _SHEETS else FileKind.WORD


@contextmanager
def _copy(path: Path, kind: FileKind) -> Iterator[Path]:
    """The file in the format that our readers know."""
    suffix = {FileKind.WORD: "docx", FileKind.WORKBOOK: "xlsx"}.get(kind)
    copy = path
    with ExitStack() as kept:
        with _about(path, path):
            if suffix is not None and not _is_ours(path):
                _refuse_locked(path)
                copy = kept.enter_context(converted(path, suffix))
        yield copy


def _refuse_locked(path: Path) -> None:
    if is_locked(path):
        raise InputError(t("index.read.locked"), path, remedy=t("index.read.locked.remedy"))


def _is_ours(path: Path) -> bool:
    """Whether a file is OOXML, which needs no conversion."""
    if not _head(path).startswith(_ZIP):
        return False
    with packed(path) as archive:
        return "mimetype" not in archive.namelist()


# --- what each kind holds ---


def _markdown(path: Path, copy: Path) -> Opened:
    file = read_text_file(copy)
    lines = tuple(sources_of(file.text, markdown=True))
    return Opened(path, FileKind.MARKDOWN, file, lines, notices=_damage(file))


def _text(path: Path, copy: Path) -> Opened:
    file = read_text_file(copy)
    lines = tuple(sources_of(file.text, markdown=False))
    return Opened(path, FileKind.TEXT, file, lines, notices=_damage(file))


def _damage(file: TextFile) -> tuple[str, ...]:
    return () if file.exact else (t("file.damaged_text", count=file.text.count("\ufffd")),)


def _word(path: Path, copy: Path) -> Opened:
    file: WordFile = confined(copy, "drafter.word.reading:read_word", copy)
    return Opened(path, FileKind.WORD, file, file.sources, file.left_out, file.notices)


def _pdf(path: Path, copy: Path) -> Opened:
    limits = limits_of(copy, confined(copy, "drafter.reading.pdf:page_count", copy))
    content = confined(copy, "drafter.reading.pdf:pdf_content", copy, limits=limits)
    return _content(path, FileKind.PDF, content)


def _page(path: Path, copy: Path) -> Opened:
    return _content(path, FileKind.PAGE, confined(copy, "drafter.reading.page:read_page", copy))


def _content(path: Path, kind: FileKind, content: Content) -> Opened:
    lines = tuple(
        SourceLine(number, block.text, level=block.level, title=block.title)
        for number, block in enumerate(content.blocks, 1)
    )
    notices = [content.notice] if content.notice else []
    if content.unseen:
        notices.append(t("file.unseen", count=content.unseen))
    return Opened(path, kind, content, lines, notices=tuple(notices))


def _workbook(path: Path, copy: Path) -> Opened:
    grids = confined(copy, "drafter.reading.workbook_grids:workbook_grids", copy, path.name)
    return Opened(path, FileKind.WORKBOOK, grids)


def _csv(path: Path, copy: Path) -> Opened:
    from drafter.reading.cells import csv_grid

    return Opened(path, FileKind.CSV, (csv_grid(copy),))


def _draft(path: Path, copy: Path) -> Opened:
    from drafter.documents.draft_file import read_draft

    return Opened(path, FileKind.DRAFT, read_draft(copy))


_READERS = {
    FileKind.MARKDOWN: _markdown,
    FileKind.TEXT: _text,
    FileKind.WORD: _word,
    FileKind.PDF: _pdf,
    FileKind.PAGE: _page,
    FileKind.WORKBOOK: _workbook,
    FileKind.CSV: _csv,
    FileKind.DRAFT: _draft,
}


@contextmanager
def _about(path: Path, copy: Path) -> Iterator[None]:
    """Say of the file that the user knows whatever goes wrong with it, or with a copy of it."""
    try:
        yield
    except InputError as error:
        if error.file != copy or copy == path:
            raise
        said = InputError(error.message, path, error.line, error.value, error.remedy)
        raise said from error.__cause__
    except OSError as error:
        raise _unreadable(path, error) from error
    except (Unforeseen, csv.Error, *_OF_ZIP) as error:
        raise _damaged(path, str(error)) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(t("index.read.os"), path, value=error.strerror or str(error))


def _damaged(path: Path, value: str = "") -> InputError:
    remedy = t("index.read.damaged.remedy")
    return InputError(t("index.read.damaged"), path, value=value, remedy=remedy)
