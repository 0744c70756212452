"""Files written whole or not at all."""

import errno
import os
import tempfile
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t


def prepare_folder(path: Path) -> None:
    """Make the folder that `path` is to stand in, before any work is spent.

    Raises InputError where it cannot be.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise InputError(t("file.unwritable"), path, value=error.strerror or str(error)) from error


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one.

    Raises InputError where it cannot be.

    durable  it is on the disk when this returns, whatever becomes of the machine
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(t("file.unwritable"), path, value=error.strerror or str(error)) from error
