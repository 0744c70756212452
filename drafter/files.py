"""Files written whole or not at all, those that belong together all at once.

Nothing is written over but what stood there when the work began.
"""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from drafter.errors import InputError
from drafter.messages import t
from drafter.system import (
    MASK,
    another_name,
    is_held,
    is_misread,
    may_be_replaced,
    may_be_written,
    permissions,
    permit,
    put,
    remove,
    sync,
)

_WORD_LOCK, _WPS_LOCK = "~$", ".~"
_FOR_OTHERS = 0o666 & ~MASK
_OWNER_READS, _OWNER_ENTERS = 0o600, 0o700
_PART = ".part"  # ends the name of what is being written
_LEFT = 60.0  # seconds after which what a killed program was writing is cleared away


def prepare_folder(path: Path) -> None:
    """Make the folder that `path` is to stand in, before any work is spent.

    Raises InputError where the file cannot be written there, or is open in another program.
    """
    if is_misread(path.name):
        raise InputError(t("file.name"), path, remedy=t("file.name.remedy"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not may_be_written(path.resolve().parent):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise unwritable(path, error) from error
    if path.is_file() and not may_be_replaced(path):
        raise InputError(t("file.read_only"), path, remedy=t("file.read_only.remedy"))
    if lock := _lock_beside(path):
        remedy = t("file.open.remedy", lock=lock.name)
        raise InputError(t("file.open"), path, remedy=remedy)


def private_folder(path: Path) -> None:
    """Have a folder; it, and those above it that were not there, only their owner may enter.

    One that is there stays as it is. Raises OSError where it cannot be made.
    """
    for folder in reversed((path, *path.parents)):
        if not folder.is_dir():
            folder.mkdir(mode=_OWNER_ENTERS, exist_ok=True)


def _lock_beside(path: Path) -> Path | None:
    """The file by which Word, WPS or LibreOffice says that it has this one open.

    Word leaves out one or two characters at the beginning of a long name.
    """
    name = path.name
    names = [f".~lock.{name}#", _WPS_LOCK + name, *(_WORD_LOCK + name[cut:] for cut in range(3))]
    return next((file for file in map(path.with_name, names) if file.is_file()), None)


def unwritable(path: Path, error: OSError) -> InputError:
    """What is told of a file that cannot be written, with the reason that the system gives."""
    if is_held(error):
        return InputError(t("file.held"), path, remedy=t("file.held.remedy"))
    return InputError(t("file.unwritable"), path, value=error.strerror or str(error))


def said_by_system(error: OSError) -> str:
    """What the system says of a file, and what to do, in one sentence."""
    reason = error.strerror or str(error) or type(error).__name__
    values = {"file": error.filename or t("cli.system.somewhere"), "reason": reason}
    return t("cli.system", **values)


def digest_of(path: Path) -> str:
    """What tells the content of a file from any other; "" where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError as error:
        raise unwritable(path, error) from error


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that is whole on the disk beside its place.

    path  the place as the user calls it
    """

    path: Path
    part: Path
    digest: str


class Publication:
    """Files that belong together: each written beside its place, then all put there.

    A program that is killed meanwhile leaves every file whole, the first ones new and the rest
    old; so what tells of the others is written first. Where a file cannot be put into its place,
    those before it are put back.

    told  is told each path and the digest of what is about to stand there
    """

    def __init__(self, paths: Iterable[Path], told: Callable[[Path, str], None]) -> None:
        self._before = {path.resolve(): digest_of(path) for path in paths}
        self._told = told
        self._staged: dict[Path, _Staged] = {}

    def join(self, path: Path) -> None:
        """Have another file published with the others; what stands there now may be replaced."""
        self._before.setdefault(path.resolve(), digest_of(path))

    def holds(self, path: Path) -> bool:
        return path.resolve() in self._before

    def stage(self, path: Path, content: bytes, *, private: bool = False) -> None:
        """Write a file beside its place. Raises InputError where that cannot be done."""
        place = path.resolve()
        try:
            part = _written_beside(place, content, durable=True, private=private)
        except OSError as error:
            raise unwritable(path, error) from error
        if before := self._staged.pop(place, None):
            _remove(before.part)
        self._staged[place] = _Staged(path, part, hashlib.sha256(content).hexdigest())

    def publish(self) -> None:
        """Put what was written into its places, in the order in which it was written.

        Raises InputError, and changes nothing, where a place cannot be written to or somebody
        changed what stood there.
        """
        try:
            for place, one in self._staged.items():
                if digest_of(place) != self._before[place]:
                    remedy = t("file.meanwhile.remedy")
                    raise InputError(t("file.meanwhile"), one.path, remedy=remedy)
                self._told(one.path, one.digest)
            _put_all(self._staged)
            self._before |= {place: one.digest for place, one in self._staged.items()}
            for place in self._staged:
                clear_left(place)
        finally:
            self.discard()

    def discard(self) -> None:
        """Leave everything as it was."""
        for one in self._staged.values():
            _remove(one.part)
        self._staged.clear()


_UNDER_WAY: ContextVar[Publication | None] = ContextVar("publication", default=None)


@contextmanager
def publication(
    paths: Iterable[Path], told: Callable[[Path, str], None] = lambda path, digest: None
) -> Iterator[Publication]:
    """While this lasts `write_whole` only stages these files; at its end they are published."""
    made = Publication(paths, told)
    before = _UNDER_WAY.set(made)
    try:
        yield made
        made.publish()
    finally:
        _UNDER_WAY.reset(before)
        made.discard()


def join_publication(path: Path) -> None:
    """Have a file published with those that a command writes just now, where it writes any."""
    if made := _UNDER_WAY.get():
        made.join(path)


def write_whole(
    path: Path, content: bytes, *, durable: bool = False, private: bool = False
) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one.

    In a `publication` that the file is part of, it is there when that is published. A link stays
    one, and a file that is there keeps its permissions. Raises InputError where it cannot be.

    durable  it is on the disk when this returns, whatever becomes of the machine
    private  a new file, only its owner may read
    """
    made = _UNDER_WAY.get()
    if made and made.holds(path):
        made.stage(path, content, private=private)
        return
    try:
        place = path.resolve()
        part = _written_beside(place, content, durable=durable, private=private)
        with _removed_on_failure(part):
            put(part, place)
    except OSError as error:
        raise unwritable(path, error) from error


def clear_left(path: Path) -> None:
    """Remove what programs that were killed left of their writing at this path."""
    for left in path.parent.glob(f".{escape(path.name)}.????????{_PART}"):
        with suppress(OSError):  # another program cleared it
            if time.time() - left.stat().st_mtime > _LEFT:
                remove(left)


def _written_beside(place: Path, content: bytes, *, durable: bool, private: bool = False) -> Path:
    """A file in the same folder with this content and the permissions of what stands there."""
    part = _fresh_part(place)
    with _removed_on_failure(part):
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            if durable:
                sync(file.fileno())
            if os.fstat(file.fileno()).st_size != len(content):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        permit(part, _permissions(place, private=private))
    return part


@contextmanager
def _removed_on_failure(part: Path) -> Iterator[None]:
    """Leave nothing of a file where what is done with it fails; the failure goes on as it is."""
    with ExitStack() as undoing:
        undoing.callback(_remove, part)
        yield
        undoing.pop_all()


def _remove(part: Path) -> None:
    with suppress(OSError):  # `clear_left` clears it away later
        remove(part)


def _fresh_part(place: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=_PART, dir=place.parent)
    os.close(handle)  # Windows removes nothing that is open
    return Path(name)


def _permissions(place: Path, *, private: bool) -> int:
    if place.is_file():
        return permissions(place)
    if private:
        return _OWNER_READS
    return _FOR_OTHERS


def _put_all(staged: dict[Path, _Staged]) -> None:
    """Rename every file into its place, or none. Raises InputError."""
    kept: dict[Path, Path | None] = {}
    done: list[Path] = []
    path = Path()
    try:
        for place, one in staged.items() if len(staged) > 1 else ():
            path = one.path
            kept[place] = _kept_beside(place)
        for place, one in staged.items():
            path = one.path
            put(one.part, place)
            done.append(place)
    except OSError as error:
        if torn := [place for place in reversed(done) if not _put_back(place, kept.get(place))]:
            names = "、".join(place.name for place in torn)
            remedy = t("file.torn.remedy")
            message, reason = t("file.torn", new=names), error.strerror or str(error)
            raise InputError(message, path, value=reason, remedy=remedy) from error
        raise unwritable(path, error) from error
    finally:
        for copy in filter(None, kept.values()):
            _remove(copy)


def _kept_beside(place: Path) -> Path | None:
    """Another name for what stands at a place; a copy where the disk knows no other names."""
    if not place.is_file():
        return None
    copy = _fresh_part(place)
    try:
        remove(copy)
        another_name(place, copy)
    except OSError:
        copy.write_bytes(place.read_bytes())
        permit(copy, permissions(place))
    return copy


def _put_back(place: Path, copy: Path | None) -> bool:
    """Put the earlier file back; whether that could be done."""
    try:
        if copy is None:
            remove(place)
        else:
            put(copy, place)
    except OSError:
        return False
    return True
