"""Files written whole or not at all, and only over what stood there when the work began."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t

_WORD_LOCK, _WPS_LOCK = "~$", ".~"
_ANYBODY_MAY_WRITE = 0o222
# What stood at each path when the work began and after what was written since: path → digest.
_WATCHED: ContextVar[dict[Path, str] | None] = ContextVar("watched", default=None)


def prepare_folder(path: Path) -> None:
    """Make the folder that `path` is to stand in, before any work is spent.

    Raises InputError where the file cannot be written there, or is open in another program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise InputError(t("file.unwritable"), path, value=error.strerror or str(error)) from error
    if path.is_file() and not _may_be_replaced(path):
        raise InputError(t("file.read_only"), path, remedy=t("file.read_only.remedy"))
    if lock := _lock_beside(path):
        remedy = t("file.open.remedy", lock=lock.name)
        raise InputError(t("file.open"), path, remedy=remedy)


def _may_be_replaced(path: Path) -> bool:
    """Whether nobody has made the file one that is only to be read."""
    return bool(path.stat().st_mode & _ANYBODY_MAY_WRITE) and os.access(path, os.W_OK)


def _lock_beside(path: Path) -> Path | None:
    """The file by which Word, WPS or LibreOffice says that it has this one open.

    Word leaves out one or two characters at the beginning of a long name.
    """
    name = path.name
    names = [f".~lock.{name}#", _WPS_LOCK + name, *(_WORD_LOCK + name[cut:] for cut in range(3))]
    return next((file for file in map(path.with_name, names) if file.is_file()), None)


def digest_of(path: Path) -> str:
    """What tells the content of a file from any other; "" where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError as error:
        raise InputError(t("file.unwritable"), path, value=error.strerror or str(error)) from error


@contextmanager
def watched(paths: Iterable[Path]) -> Iterator[dict[Path, str]]:
    """While this lasts `write_whole` replaces at these paths only what stands there now.

    Yields the digest of each, which changes with what is written.
    """
    digests = {path.resolve(): digest_of(path) for path in paths}
    before = _WATCHED.set(digests)
    try:
        yield digests
    finally:
        _WATCHED.reset(before)


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one.

    Raises InputError where it cannot be, or where somebody changed the file since it was `watched`.

    durable  it is on the disk when this returns, whatever becomes of the machine
    """
    digests, place = _WATCHED.get() or {}, path.resolve()
    if place in digests and digest_of(path) != digests[place]:
        raise InputError(t("file.meanwhile"), path, remedy=t("file.meanwhile.remedy"))
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
    if place in digests:
        digests[place] = hashlib.sha256(content).hexdigest()
