"""Files of older office programs (.doc, .wps, .xls …) → .docx or .xlsx, by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


@contextmanager
def converted(path: Path, suffix: str) -> Iterator[Path]:
    """A copy of the file as `suffix` (docx, xlsx), gone afterwards.

    Raises InputError where LibreOffice is missing or cannot read the file.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise InputError(t("index.read.office"), path, remedy=t("index.read.office.remedy", suffix=suffix))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"in{path.suffix.lower()}")  # its name could look like an option
        shutil.copyfile(path, copy)
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"]
        command += ["--convert-to", suffix, "--outdir", folder, str(copy)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired as error:
            raise InputError(t("index.read.slow", seconds=_SECONDS), path) from error
        made = Path(folder, f"in.{suffix}")
        if not made.is_file():
            raise InputError(t("index.read.damaged"), path, remedy=t("index.read.office.remedy", suffix=suffix))
        yield made
