"""An archive as it lies on a disk: every file is given once, and whatever cannot be read is said."""

import os
import stat
import sys
import time
from pathlib import Path

import psutil
import pytest

from drafter.errors import InputError
from drafter.reading import office
from drafter.reading.document import read_document, refuse_type
from drafter.reading.folder import files_in
from drafter.reading.reader_process import Limits


def test_every_file_once_by_name(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        ".git/x.txt",
        "a/~$1.docx",
        "README.md",
        "c/.hidden",
        "c/Thumbs.db",
        "c/desktop.ini",
        "c/.DS_Store",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "gone.docx").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = [str(file.relative_to(tmp_path)) for file in files_in(tmp_path)]
    assert found == ["a/1.txt", "a/2.txt", "b.txt", "gone.docx", "pipe.txt"]
    assert list(files_in(tmp_path / "b.txt")) == [tmp_path / "b.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list any folder")
def test_a_folder_that_nobody_may_list_is_given_itself(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    assert list(files_in(tmp_path)) == [tmp_path / "locked"]


@pytest.mark.parametrize(
    ("name", "said", "remedy"),
    [
        ("pipe.txt", "不是普通文件", ""),
        ("folder.docx", "文件夹打不开", "权限"),
        ("gone.docx", "文件无法读取", ""),
        ("picture.jpg", "不支持的文件类型 .jpg", "另存为 .docx"),
        ("huge.pdf", "文件太大", "删去图片"),
    ],
)
def test_what_is_not_even_opened(tmp_path: Path, name: str, said: str, remedy: str) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "picture.jpg").write_bytes(b"x")
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(InputError) as refused:
        refuse_type(tmp_path / name)
    assert said in refused.value.message
    assert remedy in refused.value.remedy


def test_a_name_of_any_bytes(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n2024.txt"))
    file.write_text("今年举办培训12场次。\n参训300人次。\n", encoding="utf-8")
    title = read_document(file).title
    assert title == "2024"
    title.encode()


def _ole(stream: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream + bytes(1024)


@pytest.mark.parametrize(
    ("name", "content", "locked"),
    [
        ("a.docx", _ole("EncryptedPackage".encode("utf-16-le")), True),
        ("a.xlsx", _ole("EncryptedPackage".encode("utf-16-le")), True),
        ("a.doc", _ole(b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x13"), True),
        ("a.doc", _ole(b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x12"), False),
        ("a.xls", _ole(b"\x09\x08\x10\x00" + bytes(16) + b"\x2f\x00\x04\x00" + bytes(4)), True),
        ("a.xls", _ole(b"\x09\x08\x10\x00" + bytes(16) + b"\x42\x00\x02\x00\x00\x00"), False),
    ],
)
def test_a_password_is_named_as_such(
    name: str, content: bytes, locked: bool, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert office.is_locked(tmp_path / name) is locked
    if locked:
        with pytest.raises(InputError, match="文件有密码"):
            read_document(tmp_path / name)


def test_an_office_program_that_hangs_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(
        f"#!/bin/sh\n{sys.executable} -c 'import time; time.sleep(60)' {tmp_path}\n"
        f"touch {tmp_path}/slept\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    short = Limits(seconds=1, memory=2048, written=1)
    monkeypatch.setattr(office, "_limits_of", lambda path: short)
    (tmp_path / "a.doc").write_bytes(_ole(b""))
    with pytest.raises(InputError, match="读得太久"):
        read_document(tmp_path / "a.doc")
    while any(
        str(tmp_path) in (one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])
    ):
        time.sleep(0.1)
    assert not (tmp_path / "slept").exists()


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".xls", ".docx", ".xlsx", ".pdf"])
def test_what_is_no_office_file_never_reaches_a_program(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/was_run\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / f"a{suffix}").write_bytes("只是一段文字，不是办公文件。".encode() * 20)
    with pytest.raises(InputError, match="已损坏"):
        read_document(tmp_path / f"a{suffix}")
    assert not (tmp_path / "was_run").exists()


def test_a_page_under_the_name_of_an_office_file(tmp_path: Path) -> None:
    table = "<table><tr><td>学校<td>人数</tr><tr><td>一中<td>300</tr></table>"
    page = f"<html><body><h1>云岭县学位情况表</h1>{table}</body></html>"
    (tmp_path / "a.xls").write_text(page, encoding="gb18030")
    assert [block.text for block in read_document(tmp_path / "a.xls").blocks] == [
        "学校｜人数\n一中｜300"
    ]
