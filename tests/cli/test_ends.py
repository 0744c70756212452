"""How a command line ends where the machine, and not the user, is at fault: one sentence."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.cli import main


def _raising(error: BaseException) -> Callable[[], None]:
    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/tmp/x.xml"), 4, "/tmp/x.xml"),
        (OSError(errno.EIO, "Input/output error"), 4, "Input/output error"),
        (OSError(), 4, "OSError"),
        (RecursionError(), 4, "太深"),
        (MemoryError(), 3, "内存"),
    ],
)
def test_it_is_told_in_a_sentence(
    error: BaseException, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(_raising(error))
    assert end.value.code == code
    told = capsys.readouterr().err
    assert told.startswith("错误：")
    assert words in told


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    with pytest.raises(KeyError):
        main(_raising(KeyError("x")))


def test_a_full_screen_is_told_and_nothing_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["drafter", "--version"])
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit) as end:
            main()
        assert str(Path(f"/proc/self/fd/{full.fileno()}").readlink()) == os.devnull
    assert end.value.code == 4
    assert "No space left" in capsys.readouterr().err


def test_a_file_nested_too_deeply_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "稿.draft.json"
    file.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["drafter", "fill", str(file)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 4
    assert "太深" in capsys.readouterr().err
