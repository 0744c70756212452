"""The command as its users call it: an address, a page, a file with decisions, Ctrl-C."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import httpx2
import pytest

from drafter.documents.draft_file import read_draft, write_draft
from tests.review.drafts import other, small

ROOT = Path(__file__).parents[2]
Command = Popen[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_draft(small(), tmp_path / "甲.draft.json")
    write_draft(other(), tmp_path / "乙.draft.json")
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    kept = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    return {**kept, "DRAFTER_HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "config")}


@pytest.fixture
def command(folder: Path) -> Iterator[Command]:
    words = [
        sys.executable,
        "-m",
        "drafter",
        "review",
        "甲.draft.json",
        "乙.draft.json",
        "--as",
        "王芳",
    ]
    running = Popen(words, cwd=folder, env=environment(folder), stdout=PIPE, stderr=PIPE, text=True)
    yield running
    running.kill()
    running.wait()


def test_a_review_from_the_command_line(command: Command, folder: Path) -> None:
    assert command.stdout
    assert command.stderr
    address = command.stdout.readline().strip()
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=[\w-]{43}", address)
    assert found, address
    assert "王芳" in command.stderr.readline()
    origin = f"http://127.0.0.1:{found[1]}"
    with httpx2.Client(base_url=origin, follow_redirects=True) as client:
        page = client.get(address)
        assert page.status_code == 200
        assert "token" not in str(page.url)
        stamp = re.search(r'data-stamp="(\w+)"', page.text)
        assert stamp
        fields = {"names": "TB1", "stamp": stamp[1]}
        done = client.post("/do/accept", data=fields, headers={"origin": origin})
        assert done.status_code == 200
    (made,) = read_draft(folder / "甲.draft.json").review.decisions
    assert (made.deed, made.who) == ("accept", "王芳")
    listening = (
        Path("/proc/net/tcp").read_text(encoding="ascii") if Path("/proc/net/tcp").exists() else ""
    )
    ports = [line.split()[1] for line in listening.splitlines()[1:]]
    assert f"00000000:{int(found[1]):04X}" not in ports  # not to the network
    command.send_signal(signal.SIGINT)
    assert command.wait(60) == 0
    assert "Traceback" not in command.stderr.read()


@pytest.mark.parametrize(
    ("flags", "more", "opens"),
    [
        ([], {"DISPLAY": ":0"}, True),
        (["--no-browser"], {"DISPLAY": ":0"}, False),
        ([], {"DISPLAY": ":0", "CI": "true"}, False),
        ([], {"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.2 1 10.0.0.1 22"}, False),
        ([], {}, False),
        (["--browser"], {"CI": "true"}, True),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_browser_is_opened_where_somebody_sits(
    folder: Path, flags: list[str], more: dict[str, str], opens: bool
) -> None:
    import pty  # not on every system

    browser, seen = folder / "browser.sh", folder / "seen.txt"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{seen}.new"; mv "{seen}.new" "{seen}"\n')
    browser.chmod(0o700)
    ours, theirs = pty.openpty()
    running = Popen(
        [sys.executable, "-m", "drafter", "review", "甲.draft.json", *flags],
        cwd=folder,
        env={**environment(folder), "BROWSER": f"{browser} %s", **more},
        stdout=theirs,
        stderr=theirs,
    )
    try:
        shown = ""
        while "Ctrl-C" not in shown:
            shown += os.read(ours, 4096).decode(errors="replace")
        address = shown.split()[0]
        if opens:
            opened = text_of(seen)
            assert opened.split("token=")[0] == address.split("token=")[0]
            assert opened != address
            visits = [httpx2.get(one).status_code for one in (opened, opened, address, address)]
            assert visits == [303, 403, 303, 303]
        else:
            time.sleep(0.5)  # a browser would be there by now
            assert not seen.exists()
    finally:
        running.kill()
        running.wait()
        os.close(ours)
        os.close(theirs)


def text_of(path: Path) -> str:
    """The text of a file as soon as it is there."""
    until = time.monotonic() + 20
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.02)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none.draft.json"], 4, "none.draft.json"),
        (["甲.draft.json", "notes.md"], 4, "notes.md"),
        (["甲.draft.json", "--port", "70000"], 2, "--port"),
    ],
)
def test_what_cannot_be_reviewed(folder: Path, words: list[str], code: int, said: str) -> None:
    (folder / "notes.md").write_text("# 一、工作\n- 开展督导4次\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "drafter", "review", *words],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
