"""What differs between Windows, macOS and Linux: no other module calls it (`tests/test_system.py`).

Windows replaces and removes no file that a program has open, syncs none by a handle that only
reads, opens no folder, knows no signals for groups of processes, and keeps some names to itself.
No Windows machine was at hand: what it does is as its documentation says, tried on a simulation of
it (`tests/windows`).
"""

import ctypes
import math
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

WINDOWS = sys.platform == "win32"
MASK = os.umask(0o077)  # read where no other thread runs yet: to read it is to change it
os.umask(MASK)

_OWNER_ENTERS = 0o700
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # CLONE_NEWNET, CLONE_NEWUSER
_PERMISSIONS, _ANYBODY_MAY_WRITE = 0o777, 0o222
# ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION: a virus scanner has a file
# for a moment, Word for as long as it shows it.
_HELD = frozenset({5, 32, 33})
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')  # in a name, on any system
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(?:\.|$)")
_HIDING = " .~-"  # before a name
_ALMOST = 0.95  # of a limit: a program is told of it, and may end itself in its own way
_PAUSES = (0.01, 0.03, 0.1, 0.2, 0.3, 0.4)  # seconds between tries


# --- files ---


def is_held(error: OSError) -> bool:
    """Whether Windows refuses because another program has the file open."""
    return getattr(error, "winerror", None) in _HELD


def patiently(deed: Callable[[], object]) -> None:
    """Do something to a file; where another program holds it, some times more, for a second.

    Raises OSError where it cannot be done.
    """
    for pause in _PAUSES:
        try:
            deed()
        except PermissionError as error:
            if not is_held(error):
                raise
            time.sleep(pause)
        else:
            return
    deed()


def put(new: Path, place: Path) -> None:
    """Rename a file to a place, over what stands there. Raises OSError."""
    patiently(lambda: new.replace(place))


def remove(path: Path) -> None:
    """Remove a file, where there is one. Raises OSError."""
    patiently(lambda: path.unlink(missing_ok=True))


def to_disk(path: Path) -> None:
    """Have a file, or a folder with all that it holds, on the disk after a power cut too.

    Raises OSError. Windows knows no syncing of folders: NTFS keeps a journal of names.
    """
    for one in (*path.rglob("*"), path) if path.is_dir() else (path,):
        if one.is_dir():
            _sync_folder(one)
        else:
            with one.open("r+b") as file:
                os.fsync(file.fileno())


def sync(handle: int) -> None:
    """Have on the disk what was written to an open file. Raises OSError."""
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def another_name(path: Path, name: Path) -> None:
    """Give a file a second name. Raises OSError where the disk knows no second names."""
    os.link(path, name)


def permissions(path: Path) -> int:
    """What may be done with a file, to keep it for what replaces it (`permit`)."""
    return path.stat().st_mode & _PERMISSIONS


def permit(path: Path, allowed: int) -> None:
    """Allow what `permissions` said of another file. On Windows only “read-only” counts."""
    path.chmod(allowed)


def owner_only(folder: Path) -> None:
    """Let nobody but its owner enter a folder.

    On Windows a folder of the user's profile is so by itself, and no other is made so.
    """
    folder.chmod(_OWNER_ENTERS)


def may_be_replaced(path: Path) -> bool:
    """Whether nobody has made the file one that is only to be read."""
    return bool(path.stat().st_mode & _ANYBODY_MAY_WRITE) and os.access(path, os.W_OK)


def may_be_written(folder: Path) -> bool:
    """Whether this program may make files in a folder, by the rights it has now."""
    effective = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK, effective_ids=effective)


def take_room(file: int, size: int) -> None:
    """Have the disk give all the room of an open file now. Raises OSError where it is full.

    Where it is not asked for, a disk that fills later ends a program that maps the file. Windows
    gives it when the file is made longer; macOS has no such call.
    """
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, size)


# --- names ---


def harmless(text: str) -> str:
    """A text as a part of a file's name on any system; "" where nothing of it can be one.

    What some system forbids becomes _; blanks and dots at its ends, which Windows leaves out, go,
    with what hides a file before it or makes a command take it for an option.
    """
    shown = "".join(char for char in unicodedata.normalize("NFC", text) if char.isprintable())
    return _FORBIDDEN.sub("_", shown).lstrip(_HIDING).rstrip(" .")


def is_device(name: str) -> bool:
    """Whether Windows takes a file's name for one of its devices, whatever its suffix: aux.docx."""
    return bool(_DEVICE.match(name))


def is_misread(name: str) -> bool:
    """Whether this system would refuse a file's name, or write to another place: 报告:1.docx."""
    strange = _FORBIDDEN.search(name) or name.endswith((" ", "."))
    return WINDOWS and bool(strange or is_device(name))


# --- programs ---


def installed(*names: str, places: Sequence[str] = ()) -> str | None:
    """A program by the first of its names, on PATH or where its installer puts it; None for none.

    places  files below the folders of programs of Windows, and below those of macOS
    """
    if found := next(filter(None, map(shutil.which, names)), None):
        return found
    put_there = (root / place for root in _roots() for place in places)
    return next((str(program) for program in put_there if program.is_file()), None)


def _roots() -> list[Path]:
    """Where installers put programs."""
    if WINDOWS:
        given = ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        return [Path(os.environ[name]) for name in given if os.environ.get(name)]
    if sys.platform == "darwin":
        return [Path("/Applications"), Path.home() / "Applications"]
    return []


def run_to_end(
    command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None
) -> None:
    """Run a program, or end it with all that it started where that takes longer.

    Raises TimeoutError, also where it failed and took all the processor time that it may take.
    """
    quiet = subprocess.DEVNULL
    before = _spent_on_others()
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    finally:
        end_with_children(process)
    if code and _spent_on_others() - before >= _ALMOST * _processor_seconds():
        raise TimeoutError


def _spent_on_others() -> float:
    """Seconds of processor time of the programs that this one started and that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def _processor_seconds() -> float:
    """Seconds of processor time that a program started here may take."""
    if WINDOWS:
        return math.inf
    import resource

    limit = resource.getrlimit(resource.RLIMIT_CPU)[0]
    return math.inf if limit == resource.RLIM_INFINITY else limit


def end_with_children(process: "subprocess.Popen[bytes]") -> None:
    """End a process, and all that it has started; of one that has ended, nobody knows what."""
    if process.returncode is not None:
        return
    import psutil

    children: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):
        children = psutil.Process(process.pid).children(recursive=True)
    process.kill()  # first: a script would go on where its program has ended
    for child in children:
        with suppress(psutil.NoSuchProcess):
            child.kill()
    process.wait()


def end_here_with_children() -> None:
    """End this process as it stands, and all that it has started."""
    import psutil

    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            child.kill()
    os._exit(0)


def leave_interrupts_to_others() -> None:
    """Ctrl-C is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def ended_by(code: int) -> str:
    """What ended a process that ended with this code: the name of a signal, or the code."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return str(code)


def stay_within(seconds: int, memory: int, written: int) -> None:
    """Limit what this process takes from now on, and what it starts: Windows knows no such limits.

    seconds  of processor time, after which the system ends the process (SIGXCPU)
    memory   MiB more than now; where the system tells what that is (Linux)
    written  MiB that a file may have which is written
    """
    if WINDOWS:
        return
    import resource

    import psutil

    used = resource.getrusage(resource.RUSAGE_SELF)
    limits = {
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + 1 + seconds,
        resource.RLIMIT_FSIZE: written << 20,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = psutil.Process().memory_info().vms + (memory << 20)
    for what, limit in limits.items():
        most = resource.getrlimit(what)[1]
        with suppress(ValueError, OSError):  # what is allowed at most stays for the next time
            resource.setrlimit(what, (limit if most < 0 else min(limit, most), most))


def leave_network() -> bool:
    """Give up the network, for good and for all that is started; whether the system can do that.

    Linux gives a process a network of its own with nothing in it: root always, others where user
    namespaces are allowed. Nobody else may run in this process yet.
    """
    if sys.platform != "linux":
        return False
    user, group = os.getuid(), os.getgid()
    unshare = ctypes.CDLL(None).unshare
    if unshare(_NEW_NETWORK) == 0:
        return True
    # root without its rights would be root of nothing there, and could not read others' files
    if user == 0 or unshare(_NEW_NETWORK | _NEW_USER) != 0:
        return False
    with suppress(OSError):  # without names for ourselves all else works all the same
        Path("/proc/self/setgroups").write_bytes(b"deny")
        Path("/proc/self/gid_map").write_bytes(f"{group} {group} 1".encode())
        Path("/proc/self/uid_map").write_bytes(f"{user} {user} 1".encode())
    return True


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory() -> int:
    """Bytes of memory of this machine."""
    import psutil

    return int(psutil.virtual_memory().total)


# --- addresses ---


def alone_at_its_address(listening: socket.socket) -> None:
    """Have no other program listen where this one does, and an earlier one's end cost no wait.

    What POSIX calls SO_REUSEADDR lets any program of Windows take the address over.
    """
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)  # Windows has the first
    listening.setsockopt(socket.SOL_SOCKET, alone, 1)
