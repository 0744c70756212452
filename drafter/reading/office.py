"""Files of older office programs (.doc, .wps, .xls …) → .docx or .xlsx, by LibreOffice."""

import atexit
import io
import shutil
import subprocess
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t
from drafter.system import installed, run_to_end

_SECONDS = 120
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PLACES = ("LibreOffice/program/soffice.exe", "LibreOffice.app/Contents/MacOS/soffice")
_one_at_a_time = threading.Lock()  # two that share a profile: one ends with no file and no word


def office_program() -> str | None:
    """LibreOffice, on PATH or where its installer puts it; None where there is none."""
    return installed("soffice", "libreoffice", places=_PLACES)


@contextmanager
def converted(path: Path, suffix: str) -> Iterator[Path]:
    """A copy of the file as `suffix` (docx, xlsx), gone afterwards.

    Raises InputError where LibreOffice is missing or cannot read the file.
    """
    program = office_program()
    if program is None:
        raise InputError(
            t("index.read.office"), path, remedy=t("index.read.office.remedy", suffix=suffix)
        )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"in{path.suffix.lower()}")  # its name could look like an option
        shutil.copyfile(path, copy)
        command = [
            program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={_profile().as_uri()}",
        ]
        command += ["--convert-to", suffix, "--outdir", folder, str(copy)]
        try:
            with _one_at_a_time:
                run_to_end(command, _SECONDS)
        except subprocess.TimeoutExpired as error:
            remedy = t("index.read.office.remedy", suffix=suffix)
            raise InputError(t("index.read.slow", seconds=_SECONDS), path, remedy=remedy) from error
        made = Path(folder, f"in.{suffix}")
        if not made.is_file():
            raise InputError(t("index.read.damaged"), path, remedy=t("index.read.damaged.remedy"))
        try:
            yield made
        except InputError as error:  # the user knows only the original
            raise InputError(error.message, path, error.line, error.value, error.remedy) from error


def is_locked(content: bytes) -> bool:
    """Whether a file has a password: of Office today, of Word and Excel 97, of ODF."""
    if content.startswith(b"PK"):
        return b"META-INF/manifest.xml" in content and _has_odf_key(content)
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


def _has_odf_key(content: bytes) -> bool:
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            archive.open("META-INF/manifest.xml") as manifest,
        ):
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


@cache
def _profile() -> Path:
    """LibreOffice's own folder, one a process: making one takes longer than a conversion."""
    folder = tempfile.mkdtemp(prefix="drafter-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
