"""What only some systems have is called in `drafter.system` alone, and what it does there."""

import ast
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import pytest

from drafter import system
from drafter.errors import InputError
from drafter.files import prepare_folder, publication, write_whole
from drafter.filling.rows import Row
from drafter.records import Gap, GapKind
from drafter.retrieval.database import address_of
from drafter.system import (
    alone_at_its_address,
    end_with_children,
    harmless,
    installed,
    is_held,
    patiently,
    run_to_end,
    to_disk,
)
from drafter.tasks.gaps_divided import form_files

PACKAGE = Path(__file__).parents[1] / "drafter"
GUARDED = PACKAGE / "system.py"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Of the standard library on Python 3.11 to 3.14: what its pages mark “Availability: Unix” or “not
# Windows”, what does another thing on Windows, and what `drafter.system` does in its own way.
_MODULES = frozenset(
    "crypt curses fcntl grp msvcrt nis ossaudiodev posix pty pwd readline resource spwd syslog"
    " termios tty winreg winsound signal _winapi".split()
)
_OF_OS = frozenset(
    """
    chflags chmod chown chroot confstr ctermid fchdir fchmod fchown fdatasync fork forkpty
    fpathconf fstatvfs fsync get_blocking getegid geteuid getgid getgrouplist getgroups getloadavg
    getpgid getpgrp getpriority getresgid getresuid getsid getuid getxattr initgroups kill killpg
    lchflags lchmod lchown link listxattr lockf major makedev minor mkfifo mknod nice openpty
    pathconf pidfd_open pipe2 posix_fadvise posix_fallocate posix_spawn posix_spawnp pread preadv
    pwrite pwritev readlink register_at_fork removexattr sched_getaffinity sched_setaffinity
    sched_yield sendfile setegid seteuid setgid setgroups setpgid setpriority setregid setresgid
    setresuid setreuid setsid setuid setxattr spawnlp spawnvp splice startfile statvfs symlink sync
    sysconf system tcgetpgrp tcsetpgrp ttyname umask uname wait wait3 wait4 waitid waitpid
    O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_SYNC access popen execl execv execve rename
    """.split()
)
_OF_PATHS = frozenset(
    """
    chmod lchmod owner group is_mount symlink_to hardlink_to readlink is_socket is_fifo rename
    unlink
    """.split()
)
_OF_SOCKETS = frozenset({"AF_UNIX", "SO_REUSEADDR", "SO_REUSEPORT", "SO_EXCLUSIVEADDRUSE"})
_WORDS = ("start_new_session", "preexec_fn", "process_group", "pass_fds", "creationflags")
_PLACES = ("/dev/", "/tmp", "/proc/", "/etc/", "/usr/", "/bin/", "/var/")
ALLOWED = {
    ("writing/model_memory.py", "/sys/fs/cgroup/memory.max"),
    ("filling/template_files.py", "replace"),  # of a Word file's texts
    ("word/replacing.py", "replace"),
}


def calls(tree: ast.AST) -> Iterator[str]:
    """What a module uses that not every system has."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name.split(".")[0] in _MODULES)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                if module in _MODULES:
                    yield module
                known = {"os": _OF_OS, "socket": _OF_SOCKETS}.get(module, frozenset())
                yield from (one.name for one in names if one.name in known)
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in _OF_OS:
                yield f"os.{name}"
            case ast.Attribute(value=ast.Name(id="socket"), attr=name) if name in _OF_SOCKETS:
                yield f"socket.{name}"
            case ast.Call() as call:
                yield from _in_call(call)
            case ast.Constant(value=str(text)) if text.startswith((*_PLACES, "/sys/")):
                yield text


def _in_call(call: ast.Call) -> Iterator[str]:
    yield from (word.arg for word in call.keywords if word.arg in _WORDS)
    if any(word.arg == "shell" and ast.unparse(word.value) != "False" for word in call.keywords):
        yield "shell"
    of, _, name = ast.unparse(call.func).rpartition(".")
    if of and (name in _OF_PATHS or (name == "replace" and _one_value(call))):
        yield name
    if of in ("multiprocessing", "mp") and name in ("Process", "Pool", "Pipe", "Queue"):
        yield f"multiprocessing.{name}"  # by spawn alone: get_context("spawn")
    if name == "get_context" and [ast.unparse(one) for one in call.args] != ["'spawn'"]:
        yield name
    if name == "ProcessPoolExecutor" and "mp_context" not in [word.arg for word in call.keywords]:
        yield name


def _one_value(call: ast.Call) -> bool:
    """Of a path; a text takes two, a date names them."""
    return len(call.args) == 1 and not call.keywords


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_calls_what_only_some_systems_have(path: Path) -> None:
    module = path.relative_to(PACKAGE).as_posix()
    found = set(calls(ast.parse(path.read_text(encoding="utf-8"))))
    if path != GUARDED:
        assert {one for one in found if (module, one) not in ALLOWED} == set()
    else:
        assert found


def test_every_file_is_opened_with_an_encoding() -> None:
    """Windows takes that of its console where none is named."""
    rule = ["check", "--preview", "--select", "PLW1514", "--no-cache", "."]
    command = [sys.executable, "-m", "ruff", *rule]
    done = subprocess.run(
        command, cwd=PACKAGE.parent, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_line_end_is_made_another() -> None:
    """Of what is published: Windows makes two characters of each where text is written."""
    written = {
        f"{path.relative_to(PACKAGE)}: {ast.unparse(node.func)}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("write_text")
        if "newline" not in [word.arg for word in node.keywords]
    }
    assert written == set()


@pytest.mark.parametrize(
    "wrong",
    [
        "import fcntl",
        "from resource import getrlimit",
        "import os\nos.fork()",
        "from os import killpg",
        "import os\nos.fsync(1)",
        "import os\nos.chmod(p, 384)",
        "p.chmod(0o600)",
        "p.symlink_to(q)",
        "open('/dev/null')",
        "import signal\nsignal.alarm(3)",
        "run(x, shell=True)",
        "Popen(x, start_new_session=True)",
        "multiprocessing.Process(target=f)",
        "get_context('fork')",
        "part.replace(place)",
        "path.unlink(missing_ok=True)",
        "ProcessPoolExecutor(4)",
        "import socket\ns.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)",
    ],
)
def test_the_rule_finds(wrong: str) -> None:
    assert set(calls(ast.parse(wrong)))


def test_what_another_program_holds_for_a_moment_is_waited_for() -> None:
    tries: list[int] = []

    def deed() -> None:
        tries.append(1)
        if len(tries) < 4:
            raise held(32)

    patiently(deed)
    assert len(tries) == 4


@pytest.mark.parametrize(("code", "most"), [(5, 20), (32, 20), (33, 20), (None, 1)])
def test_what_it_keeps_is_told_after_so_many_tries(
    monkeypatch: pytest.MonkeyPatch, code: int | None, most: int
) -> None:
    tries: list[int] = []
    monkeypatch.setattr(time, "sleep", lambda seconds: None)

    def deed() -> None:
        tries.append(1)
        raise held(code)

    with pytest.raises(PermissionError) as raised:
        patiently(deed)
    assert is_held(raised.value) is (code is not None)
    assert 1 <= len(tries) <= most
    assert (len(tries) > 1) is (code is not None)


def held(code: int | None) -> PermissionError:
    error = PermissionError(13, "held")
    if code is not None:
        error.winerror = code  # type: ignore[attr-defined]  # as Windows has it
    return error


def test_a_program_is_found_where_its_installer_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = ("LibreOffice/program/soffice.exe", "LibreOffice.app/Contents/MacOS/soffice")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Program Files"))
    assert installed("soffice", places=places) is None
    there = tmp_path / "Program Files" / places[0]
    there.parent.mkdir(parents=True)
    there.touch()
    assert installed("soffice", places=places) == str(there)
    monkeypatch.setattr(system, "WINDOWS", False)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    there = tmp_path / "Applications" / places[1]
    there.parent.mkdir(parents=True)
    there.touch()
    assert installed("soffice", places=places) in (str(there), f"/Applications/{places[1]}")


def test_a_program_that_takes_too_long_is_ended() -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(TimeoutError):
        run_to_end(command, 0.2)


@pytest.mark.skipif(system.WINDOWS, reason="Windows limits no processor time")
def test_a_program_that_ended_by_its_limit_took_too_long() -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 9))\n"
    code = (
        "from drafter.system import run_to_end; import sys\n"
        + limited
        + (
            "for work in ('while True: pass', 'raise SystemExit(3)'):\n"
            "    try: run_to_end([sys.executable, '-c', work], 60)\n"
            "    except TimeoutError: print('late')\n"
            "    else: print('ended')\n"
        )
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout.split() == [b"late", b"ended"]


def test_what_has_ended_is_not_ended_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        monkeypatch.setattr(process, "pid", os.getpid())  # its number is another's by now
        end_with_children(process)


def test_nobody_else_listens_at_the_same_address() -> None:
    with socket.socket() as one, socket.socket() as other:
        alone_at_its_address(one)
        one.bind(("127.0.0.1", 0))
        one.listen()
        alone_at_its_address(other)
        with pytest.raises(OSError, match="in use"):
            other.bind(one.getsockname())


def test_a_folder_is_synced_with_all_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"1")
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    to_disk(tmp_path)
    folders = () if system.WINDOWS else (tmp_path, tmp_path / "a")
    files = (*folders, tmp_path / "a" / "b")
    assert set(synced) == {file.stat().st_ino for file in files}


@pytest.mark.parametrize(
    ("file", "address"),
    [
        (r"C:\office\a b.sqlite", "file:///C:/office/a%20b.sqlite"),
        (r"\\server\share\x.sqlite", "file:////server/share/x.sqlite"),
    ],
)
def test_sqlite_finds_a_drive_and_a_share(file: str, address: str) -> None:
    assert address_of(PureWindowsPath(file)) == address


# Names that Windows' documentation lists, and such as people give.
_REFUSED = (
    "CON", "con.docx", "PRN.md", "aux.docx", "NUL.txt", "com1.docx", "LPT9.md", "COM¹.docx",
    "conin$.md", "nul .docx", "报告:1.docx", "什么?.docx", "“<甲>”.docx", "a|b.md", "a*.md",
    '"甲".docx', "报告.docx.", "报告.docx ", "报告\t1.docx",
)  # fmt: skip
_TAKEN = ("报告.docx", "console.docx", "com10.md", "aux报告.docx", "2026年（上）·1.docx", "～甲.md")


@pytest.mark.parametrize("name", _REFUSED)
def test_a_name_that_windows_takes_for_something_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "WINDOWS", True)
    with pytest.raises(InputError, match="不认这样的文件名"):
        prepare_folder(tmp_path / name)


@pytest.mark.parametrize("name", _TAKEN)
def test_a_name_that_only_looks_like_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "WINDOWS", True)
    prepare_folder(tmp_path / "有 空格的" / name)


@pytest.mark.parametrize("name", _REFUSED)
def test_what_is_made_harmless_any_system_takes(name: str) -> None:
    part = harmless(name)
    assert not _strange(part)
    assert harmless(part) == part


_ROW = Row(Gap("G1", "xx", (0, 2), GapKind.COUNT, "场次"), "一、工作", "xx场次", (0, 2))


def _strange(name: str) -> bool:
    return any(char in '<>:"/\\|?*' or ord(char) < 32 for char in name) or name[-1:] in (" ", ".")


def test_a_division_s_form_has_a_name_of_its_own_on_any_system() -> None:
    names = ("CON", "con", "A科", "a科", "办/公室", "办_公室", "人事科. ", "..", "lpt1.x")
    rows = [replace(_ROW, division=name) for name in names]
    files = [file.name for file in form_files(Path("表"), rows, [])]
    assert len({name.casefold() for name in files}) == len(names)
    assert not [name for name in files if _strange(name) or system.is_device(name)]


def test_a_file_that_word_has_open_stays_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = [tmp_path / "稿.draft.json", tmp_path / "稿.docx"]
    for path in pair:
        path.write_bytes(b"old")
    replace_really = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == pair[1]:
            raise held(5)
        replace_really(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(InputError, match="请先在那里关闭它"):
        _publish(pair)
    assert [path.read_bytes() for path in pair] == [b"old", b"old"]
    assert sorted(tmp_path.iterdir()) == sorted(pair)


def _publish(paths: list[Path]) -> None:
    with publication(paths):
        for path in paths:
            write_whole(path, b"new")
