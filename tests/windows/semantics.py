"""How Windows treats files, put over this system's own calls (Linux: it reads /proc).

- A file that this process has open, or mapped, is neither removed nor replaced nor renamed, nor is
  a folder that holds one: PermissionError with WinError 32, or 5 for what would be replaced.
- A file that is only to be read is neither removed nor replaced; of its rights, that alone counts.
- No folder is opened; nothing is synced by a handle that only reads.
- `os.rename` replaces nothing. Links need a right that users lack.
- Names with one of <>:"|?* or a control character, names of devices, and names that end with a dot
  or a blank are refused; so is a second name that differs by case alone.

Not simulated: the disk as other processes have it open, paths longer than 260 characters, drive
letters, line ends, the console, signals.
"""

import errno
import fcntl
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter import system

ENVIRONMENT = "DRAFTER_TEST_WINDOWS"
"""Is set where the simulation is on: processes that tests start ask for it."""

_ACCESS_DENIED, _SHARING, _EXISTS = 5, 32, 183
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)")
NO_RIGHT_TO_LINK = 1314
_READ_ONLY, _WRITABLE = 0o444, 0o666
_REAL = {
    name: getattr(os, name)
    for name in "open replace rename unlink remove rmdir fsync chmod".split()
}


def installed() -> bool:
    return ENVIRONMENT in os.environ


def install() -> None:
    """Put this process, and those that are forked off it, under Windows' rules from now on."""
    os.environ[ENVIRONMENT] = "1"
    system.WINDOWS = True
    sys.addaudithook(_named)
    for name, call in (
        ("open", _open),
        ("replace", _replace),
        ("rename", _rename),
        ("unlink", _unlink),
        ("remove", _unlink),
        ("rmdir", _rmdir),
        ("fsync", _fsync),
        ("chmod", _chmod),
        ("symlink", _symlink),
    ):
        setattr(os, name, call)
    for name in ("posix_fallocate", "sched_getaffinity"):
        vars(os).pop(name, None)
    # Libraries do otherwise where folders can be opened and open files removed.
    tempfile.TemporaryFile = tempfile.NamedTemporaryFile  # type: ignore[assignment]
    shutil._use_fd_functions = False  # type: ignore[attr-defined]
    os.supports_dir_fd.clear()
    os.supports_effective_ids.clear()


def _refusal(code: int, path: object, number: int = errno.EACCES) -> OSError:
    error = OSError(number, os.strerror(number), os.fspath(path))  # type: ignore[call-overload]
    error.winerror = code  # of Windows alone
    return error


def _open(path: Any, flags: int, *rest: Any, **named: Any) -> int:
    if isinstance(path, str | os.PathLike) and Path(path).is_dir():
        raise _refusal(_ACCESS_DENIED, path)
    return int(_REAL["open"](path, flags, *rest, **named))


def _replace(source: Any, target: Any, **_: Any) -> None:
    _movable(source)
    place = Path(target)
    if place.is_dir() or _is_only_read(place) or _is_used(place):
        raise _refusal(_ACCESS_DENIED, target)
    _sound(place)
    _REAL["replace"](source, target)


def _rename(source: Any, target: Any, **_: Any) -> None:
    _movable(source)
    if Path(target).exists() and not Path(source).samefile(target):
        raise _refusal(_EXISTS, target, errno.EEXIST)
    _sound(Path(target))
    _REAL["rename"](source, target)


def _unlink(path: Any, **_: Any) -> None:
    _movable(path)
    if _is_only_read(Path(path)):
        raise _refusal(_ACCESS_DENIED, path)
    _REAL["unlink"](path)


def _rmdir(path: Any, **_: Any) -> None:
    _movable(path)
    _REAL["rmdir"](path)


def _fsync(handle: int) -> None:
    only_reads = fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
    if only_reads or stat.S_ISDIR(os.fstat(handle).st_mode):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    _REAL["fsync"](handle)


def _chmod(path: Any, mode: int, **_: Any) -> None:
    if not Path(path).is_dir():
        _REAL["chmod"](path, _WRITABLE if mode & stat.S_IWUSR else _READ_ONLY)


def _symlink(source: Any, target: Any, *_: Any, **__: Any) -> None:
    raise _refusal(NO_RIGHT_TO_LINK, target)


def _movable(path: Any) -> None:
    if _is_used(Path(path)):
        raise _refusal(_SHARING, path)


def _is_only_read(path: Path) -> bool:
    return path.is_file() and not path.stat().st_mode & 0o222


def _is_used(path: Path) -> bool:
    """Whether this process has it open, or something in it."""
    if not path.exists():
        return False
    whole = str(path.resolve())
    return any(used == whole or used.startswith(f"{whole}/") for used in _in_use())


def _in_use() -> Iterator[str]:
    """The files that this process has open or mapped."""
    own = Path("/proc/self")
    for handle in os.listdir(own / "fd"):  # noqa: PTH208 - a folder that is open meanwhile
        try:
            yield os.readlink(own / "fd" / handle)  # noqa: PTH115
        except OSError:
            continue
    for line in (own / "maps").read_text(encoding="utf-8").splitlines():
        parts = line.split(maxsplit=5)
        if len(parts) == 6 and parts[5].startswith("/"):
            yield parts[5]


def _named(event: str, args: tuple[Any, ...]) -> None:
    """Is told of every file that is opened, and of every folder that is made."""
    if event not in ("open", "os.mkdir") or not isinstance(args[0], str | os.PathLike):
        return
    if event == "os.mkdir" or args[2] & os.O_CREAT:
        _sound(Path(args[0]))


def _sound(path: Path) -> None:
    """Refuse a name that Windows does not take, in a folder of a test."""
    if not str(path.absolute()).startswith(str(_tests_folder())):
        return
    name = path.name
    if _FORBIDDEN.search(name) or _DEVICES.match(name) or name.endswith((".", " ")):
        raise _refusal(123, path, errno.EINVAL)  # ERROR_INVALID_NAME
    if not path.exists() and path.parent.is_dir():
        others = [one for one in os.listdir(path.parent) if one.casefold() == name.casefold()]  # noqa: PTH208
        if others:
            raise _refusal(_EXISTS, path, errno.EEXIST)


def _tests_folder() -> Path:
    return Path(os.environ.get("TMPDIR", "/tmp"))
