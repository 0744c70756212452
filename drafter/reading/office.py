"""Files of older office programs (.doc, .wps, .xls …) → .docx or .xlsx, by LibreOffice."""

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.confined import confined
from drafter.reading.reader_process import Limits
from drafter.system import installed
from drafter.word.archive import packed, refuse_bombs

_MOST_SECONDS = 400
_CONVERT = "drafter.reading.office_run:convert"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PLACES = ("LibreOffice/program/soffice.exe", "LibreOffice.app/Contents/MacOS/soffice")


def office_program() -> str | None:
    """LibreOffice, on PATH or where its installer puts it; None where there is none."""
    return installed("soffice", "libreoffice", places=_PLACES)


@contextmanager
def converted(path: Path, suffix: str) -> Iterator[Path]:
    """A copy of the file as `suffix` (docx, xlsx), gone afterwards.

    Raises InputError where LibreOffice is missing, does not run or cannot read the file, and
    zipfile's errors, zlib.error and OSError.
    """
    program = office_program()
    if program is None:
        raise InputError(
            t("index.read.office"), path, remedy=t("index.read.office.remedy", suffix=suffix)
        )
    _refuse_bombs(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"in{path.suffix.lower()}")  # its name could look like an option
        shutil.copyfile(path, copy)
        limits = _limits_of(path)
        try:
            confined(path, _CONVERT, program, copy, suffix, 3 * limits.seconds + 10, limits=limits)
        except OSError as error:
            raise InputError(
                t("index.read.office.run", program=program),
                path,
                value=error.strerror or str(error),
                remedy=t("index.read.office.remedy", suffix=suffix),
            ) from error
        made = copy.with_suffix(f".{suffix}")
        if not made.is_file():
            raise InputError(t("index.read.damaged"), path, remedy=t("index.read.damaged.remedy"))
        yield made


def _limits_of(path: Path) -> Limits:
    """What LibreOffice may take for a file of this size: it maps much memory and uses less."""
    seconds = round(40 + 20 * path.stat().st_size / 2**20)
    return Limits(min(seconds, _MOST_SECONDS), memory=6 * 1024, written=256)


def _refuse_bombs(path: Path) -> None:
    """Raise InputError on a packed file (.odt, .ods) with more in it than any report has."""
    if zipfile.is_zipfile(path):
        with packed(path) as archive:
            refuse_bombs(archive, path)


def is_locked(path: Path) -> bool:
    """Whether a file has a password: of Office today, of Word and Excel 97, of ODF."""
    with path.open("rb") as file:
        head = file.read(2)
        if head == b"PK":
            return _has_odf_key(path)
        content = head + file.read()
    if _ENCRYPTED in content:
        return True
    for at in range(512, len(content) - 12, 512):  # where streams begin (MS-CFB 2.1)
        if content[at : at + 2] == b"\xec\xa5":  # a Word document: fEncrypted (MS-DOC 2.5.2)
            return bool(content[at + 11] & 1)
        if content[at : at + 3] in (
            b"\x09\x08\x10",
            b"\x09\x08\x08",
        ):  # a workbook: FilePass (MS-XLS 2.4.117)
            return _has_file_pass(content, at)
    return False


def _has_odf_key(path: Path) -> bool:
    try:
        with packed(path) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(2**20)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return False


def _has_file_pass(content: bytes, at: int) -> bool:
    for _ in range(8):
        kind, length = (
            int.from_bytes(content[at : at + 2], "little"),
            int.from_bytes(content[at + 2 : at + 4], "little"),
        )
        if kind == 0x2F:
            return True
        at += 4 + length
    return False
