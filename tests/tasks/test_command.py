"""The command as its users call it: a folder, an address, a page; Ctrl-C ends it."""

import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import httpx2

from drafter.system import WINDOWS

ROOT = Path(__file__).parents[2]


def test_the_command_tells_the_folder_and_serves_the_page(tmp_path: Path) -> None:
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    homes = {"HOME": str(tmp_path), "DRAFTER_HOME": str(tmp_path / "home")}
    words = [sys.executable, "-m", "drafter", "start", "--as", "王芳"]
    running: Popen[str] = Popen(
        words, cwd=tmp_path, env={**kept, **homes}, stdout=PIPE, stderr=PIPE, text=True
    )
    try:
        assert running.stdout
        assert running.stderr
        address = running.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
        folder = tmp_path / "drafter稿件"  # no documents here
        assert str(folder) in running.stderr.readline()
        if not WINDOWS:  # where rights are no modes
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with httpx2.Client(follow_redirects=True) as client:
            assert str(folder) in client.get(address).text
        running.send_signal(signal.SIGINT)
        assert running.wait(10) in {0, 130}
    except subprocess.TimeoutExpired:
        raise AssertionError("Ctrl-C does not end it") from None
    finally:
        running.kill()
        running.wait()
