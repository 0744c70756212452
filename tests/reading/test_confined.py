"""Whatever a file does to the process that reads it is one sentence, and the next file is read."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from drafter.errors import InputError
from drafter.reading.confined import Unforeseen, _Listed, confined, limits_of
from drafter.reading.document import read_document
from drafter.reading.files import open_file
from drafter.reading.office_run import convert
from drafter.reading.reader_process import Limits
from drafter.system import WINDOWS, end_with_children
from tests.reading import calling_home, unruly

LIMITS = Limits(seconds=2, memory=400, written=1)
HERE = "tests.reading.unruly:"
SOFFICE = shutil.which("soffice") or ""
needs_office = pytest.mark.skipif(not SOFFICE, reason="no LibreOffice on this machine")


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("abort", "崩溃了（SIGABRT）"),
        ("endless", "读得太久"),
        ("asleep", "读得太久"),
        ("hungry", "内存超过 400 MiB"),
        ("leave", "崩溃了（0）"),
        ("strange", "崩溃了（tests.reading.unruly.Strange）"),
        ("command", "system"),
    ],
)
def test_what_ends_a_reader_is_a_sentence_about_the_file(
    deed: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as refused:
        confined(Path("甲.pdf"), HERE + deed, limits=LIMITS)
    assert said in refused.value.message
    assert (refused.value.file, bool(refused.value.remedy)) == (Path("甲.pdf"), True)
    assert isinstance(refused.value.__cause__, OSError)  # looked at again the next time
    assert not list(tmp_path.iterdir())
    assert confined(Path("乙.pdf"), "os.path:basename", "b/c", limits=LIMITS) == "c"


def test_what_a_reader_raises_is_raised_here() -> None:
    with pytest.raises(InputError) as refused:
        confined(Path("a"), HERE + "refuse", limits=LIMITS)
    assert str(refused.value) == "a.docx:3: 没有：'值'\n  → 办法"
    with pytest.raises(FileNotFoundError, match="gone"):
        confined(Path("a"), HERE + "missing", limits=LIMITS)
    with pytest.raises(Unforeseen, match="KeyError"):
        confined(Path("a"), HERE + "stumble", limits=LIMITS)
    with pytest.raises(Unforeseen, match="RecursionError"):
        confined(Path("a"), HERE + "deep", limits=LIMITS)


def test_one_process_reads_many_files_and_nothing_of_a_length(tmp_path: Path) -> None:
    read = {confined(Path("a"), HERE + "process", limits=LIMITS) for _ in range(5)}
    assert len(read) == 1
    assert os.getpid() not in read
    with pytest.raises(OSError, match="large"):
        confined(Path("a"), HERE + "write", str(tmp_path / "long"), limits=LIMITS)


def test_messages_are_in_the_language_of_the_one_who_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x05\x06" + bytes(18))
    for language, said in (("en", "damaged"), ("zh", "损坏")):
        monkeypatch.setenv("DRAFTER_LANG", language)
        with pytest.raises(InputError, match=said):
            open_file(tmp_path / "a.docx")


def test_a_reader_reaches_no_network() -> None:
    with calling_home.listening() as (url, heard):
        assert unruly.connected(url)
        while not heard:
            time.sleep(0.01)
        assert not confined(Path("a"), HERE + "connected", url, limits=LIMITS)
        code = f"from tests.reading import unruly; print(unruly.without_namespace({url!r}))"
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert told.stdout.strip() == b"False"
        time.sleep(0.2)
        assert heard == [b""]


@needs_office
@pytest.mark.parametrize("name", ["image", "object"])
def test_what_a_document_names_elsewhere_is_not_asked_for(name: str, tmp_path: Path) -> None:
    with calling_home.listening() as (url, heard):
        document = calling_home.odt(tmp_path / "a.odt", calling_home.TEXTS[name].format(url=url))
        assert read_document(document).blocks[-1].text == "工作总结"
        (tmp_path / "by_settings").mkdir()
        copy = Path(shutil.copy(document, tmp_path / "by_settings" / "in.odt"))
        convert(SOFFICE, copy, "docx")  # in the network, as where there are no namespaces
        assert copy.with_suffix(".docx").is_file()
        assert not heard
        profile = (tmp_path / "profile").as_uri()
        command = [SOFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to"]
        subprocess.run([*command, "docx", "--outdir", tmp_path, document], check=True)
        assert heard  # without all that it calls


def test_a_packed_file_with_a_byte_that_turned_is_damaged(tmp_path: Path) -> None:
    text = "今年完成投资3.2亿元。" * 40
    file = calling_home.odt(tmp_path / "a.odt", f"<text:p>{text}</text:p>")
    content = file.read_bytes()
    at = content.index("亿".encode())
    file.write_bytes(content[:at] + b"\0" + content[at + 1 :])
    for open_one in (open_file, read_document):
        with pytest.raises(InputError, match="损坏") as refused:
            open_one(file)
        assert (refused.value.file, bool(refused.value.remedy)) == (file, True)


@pytest.mark.skipif(WINDOWS, reason="Windows runs no file by its permissions")
def test_an_office_program_that_cannot_run_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("no program")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    file = calling_home.rtf(tmp_path / "a.rtf", "x", "")
    with pytest.raises(InputError) as refused:
        open_file(file)
    assert str(program) in refused.value.message
    assert (refused.value.file, bool(refused.value.remedy)) == (file, True)
    assert isinstance(refused.value.__cause__, OSError)  # looked at again the next time


def test_a_folder_that_is_gone_keeps_nothing_from_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert confined(tmp_path / "a", "os.path:basename", "b/c", limits=LIMITS) == "c"


def test_a_reader_that_was_ended_as_its_answer_came_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("drafter.reading.confined._idle", idle := list[object]())
    load, ended = _Listed.load, threading.Event()

    def end(process: "subprocess.Popen[bytes]") -> None:
        end_with_children(process)
        ended.set()

    def load_late(self: _Listed) -> object:
        assert ended.wait(60)
        return load(self)

    monkeypatch.setattr("drafter.reading.confined.end_with_children", end)
    monkeypatch.setattr(_Listed, "load", load_late)
    assert confined(Path("a"), "os.path:basename", "b/c", limits=LIMITS) == "c"
    assert idle == []


def test_more_pages_may_take_longer(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(bytes(2**20))
    assert limits_of(file).seconds == 30
    assert limits_of(file, 2000).seconds == 230


@needs_office
def test_an_office_program_that_takes_too_long_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = calling_home.rtf(tmp_path / "a.rtf", "x" * 2_000_000, "")
    limits = Limits(seconds=1, memory=6 * 1024, written=256)
    monkeypatch.setattr("drafter.reading.office._limits_of", lambda path: limits)
    with pytest.raises(InputError, match="读得太久"):
        open_file(file)


@pytest.mark.skipif(WINDOWS, reason="Windows knows no such signal")
def test_a_reader_and_what_it_started_end_with_the_one_who_asked() -> None:
    code = (
        "from pathlib import Path; from drafter.reading.confined import confined\n"
        f"confined(Path({__file__!r}), {HERE + 'asleep_with_a_child'!r})"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as asking:
        started: list[psutil.Process] = []
        while len(started) < 2 and asking.poll() is None:
            started = psutil.Process(asking.pid).children(recursive=True)
            time.sleep(0.05)
        asking.terminate()
    assert len(started) == 2
    assert psutil.wait_procs(started, timeout=30)[1] == []
