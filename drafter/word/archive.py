"""A zip archive of a stranger's (.docx, .xlsx, .odt): weighed by its own list before it is read.

zipfile never unpacks more of an entry than it declares, so the list can be believed where it is
bounded. The limits stand far above any report.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.messages import t

MAX_FILE = 96 * 2**20  # of the file on disk: photographs count
MAX_ENTRIES = 4000
MAX_TOTAL = 256 * 2**20  # of everything in it, unpacked
MAX_XML = 40 * 2**20  # of the XML in it, unpacked
MAX_RATIO = 150  # of XML, where there is much of it; Word's own comes to 15
MAX_MARKS = 600_000  # tags and attributes: what parsing costs memory and time for
_MAX_DIRECTORY = 2**20  # of the zip's own list: 4000 entries with long names
_MUCH = 16 * 2**20
_CHUNK = 2**16
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What declares a DOCTYPE by its nature, and is no text of the document: what draws a picture, and
# what OpenDocument keeps macros, dialogs and menus in.
_APART = re.compile(
    r"(?:.*/)?(?:media|Pictures)/[^/]+\.svg|(?:Basic|Dialogs|Configurations2)/.*", re.IGNORECASE
)
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # all that OPC allows
_SPACE = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # before a first tag: white space, marks of order, UTF-16


@contextmanager
def packed(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, open.

    Raises InputError on too many entries or too much in them, and zipfile's errors and OSError.
    """
    with path.open("rb") as file, zipfile.ZipFile(_Capped(file)) as archive:
        entries = archive.infolist()
        if any(entry.compress_type not in _COMPRESSIONS for entry in entries):
            raise zipfile.BadZipFile("compression")
        refuse_more(path, "entries", len(entries), MAX_ENTRIES)
        refuse_more(path, "bytes", sum(entry.file_size for entry in entries), MAX_TOTAL)
        yield archive


def refuse_more(path: Path, what: str, count: int, limit: int) -> None:
    """Raise InputError where there is more of something than a report has."""
    if count > limit:
        raise InputError(
            t("word.much", what=t(f"word.much.{what}"), count=count, limit=limit),
            path,
            remedy=t("word.much.remedy"),
        )


def refuse_bombs(archive: zipfile.ZipFile, path: Path) -> None:
    """Count all XML, whatever its parts are called, before any is parsed.

    A tag needs its `<` and an attribute its `=`, however they are written. A DOCTYPE is refused
    in what a document is read from: whoever reads a part asks `refuse_doctype` again.
    """
    marks = size = compressed = 0
    for entry in archive.infolist():
        last = b""
        for piece in xml_pieces(archive, entry):
            compressed += 0 if last else entry.compress_size
            plain = piece.replace(b"\0", b"")  # UTF-16
            size += len(piece)
            marks += plain.count(b"<") + plain.count(b"=")
            refuse_more(path, "bytes", size, MAX_XML)
            refuse_more(path, "marks", marks, MAX_MARKS)
            if size > _MUCH and size > MAX_RATIO * compressed:
                raise InputError(t("word.bomb"), path)
            if not _APART.fullmatch(entry.filename):
                refuse_doctype(last + plain, path)
            last = plain[-16:]


def refuse_doctype(content: bytes, path: Path) -> None:
    """Raise InputError where XML declares entities, or could."""
    if _DECLARES.search(content.replace(b"\0", b"")):  # UTF-16
        raise InputError(t("word.doctype"), path)


def xml_pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """An entry piece by piece; nothing where its first sign is no `<`, as that of XML is."""
    with archive.open(entry) as file:
        begun = False
        while piece := file.read(_CHUNK):
            if not begun and piece.startswith(b"\0\0\0\0"):  # of no encoding that is read
                return
            if not begun and (first := piece.lstrip(_SPACE)):
                if not first.startswith(b"<"):
                    return
                begun = True
            yield piece


class _Capped(io.RawIOBase):
    """A file that gives no more at once than a zip's honest list of entries takes.

    zipfile reads that list whole.
    """

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int | None = -1) -> bytes:
        content: bytes = self._file.read(_MAX_DIRECTORY + 1 if size is None or size < 0 else size)
        if len(content) > _MAX_DIRECTORY:
            raise zipfile.BadZipFile("directory")
        return content

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True
